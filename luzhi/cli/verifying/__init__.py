"""A site checked against itself. A further check is a function of `CHECKS` that yields its problems.

Each is given one committee, whose rows the database shows while it runs; other committees' rows it shows itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from luzhi.cli.preparing import patient
from luzhi.cli.verifying.articles import printed
from luzhi.cli.verifying.chain import audited
from luzhi.cli.verifying.figures import counted
from luzhi.cli.verifying.files import stored
from luzhi.cli.verifying.frozen import approved
from luzhi.cli.verifying.problem import Problem
from luzhi.cli.verifying.texts import searched
from luzhi.cli.verifying.tree import added_up
from luzhi.organisation.models import Committee

__all__ = ["CHECKS", "Check", "Problem", "found"]

Check = Callable[[Committee], Iterator[Problem]]

CHECKS: Final[tuple[Check, ...]] = (audited, counted, approved, printed, added_up, stored, searched)


def found(check: Check, committee: Committee) -> list[Problem]:
    """What one check finds wrong with one committee's records."""
    with patient(committee.pk):
        return list(check(committee))
