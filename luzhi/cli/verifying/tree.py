"""What counties confirmed against what the committees above them read of it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from luzhi.cli.verifying.problem import Problem
from luzhi.core.periods import month
from luzhi.organisation.models import Committee
from luzhi.reports.reading import declared, is_declared
from luzhi.reports.rollups.verifying import differences


def added_up(committee: Committee) -> Iterator[Problem]:
    for one in differences(committee):
        label = declared(one.code).label if is_declared(one.code) else one.code
        words = {"figure": label, "kept": one.kept, "expected": one.expected}
        yield Problem(
            _("%(figure)s: the tree has %(kept)s, the confirmed parts add up to %(expected)s.") % words,
            f"{committee} {month(one.year, one.month).label} {one.code}",
        )
