"""The audit chain: nothing missing, nothing changed."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from luzhi.audit.checking import faults
from luzhi.cli.verifying.problem import Problem
from luzhi.organisation.models import Committee


def audited(committee: Committee) -> Iterator[Problem]:
    for fault in faults(committee.pk):
        yield Problem(
            _("audit chain: %(fault)s") % {"fault": _fault(fault.what)}, f"{committee.code} #{fault.seq}"
        )


def _fault(what: str) -> str:
    words = {
        "gap": _("an entry is missing"),
        "broken link": _("a broken link"),
        "changed": _("an entry was changed"),
    }
    return words.get(what, what)
