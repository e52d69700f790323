"""The search index against the texts that it was made of."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from luzhi.cli.verifying.problem import Problem
from luzhi.organisation.models import Committee
from luzhi.search.checking import differing


def searched(committee: Committee) -> Iterator[Problem]:
    for kind, row in differing(committee.pk):
        yield Problem(_("the search index differs from the text"), f"{committee.code} {kind} {row}")
