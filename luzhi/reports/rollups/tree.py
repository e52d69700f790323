"""A whole tree's year: what a committee and all beneath it confirmed, read from its own sums and its children's alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from luzhi.core.access import Text
from luzhi.core.figures import Figure, Ratio
from luzhi.core.numbers import percent
from luzhi.core.showing import words
from luzhi.organisation.models import Committee
from luzhi.reports.models import TOLD, TreeState, TreeYear
from luzhi.reports.reading import declared, plain_figures
from luzhi.reports.rollup import with_children
from luzhi.reports.rollups.counting import MONTHS

Amounts = tuple[Decimal, ...]  # twelve months and the year
NOTHING: Amounts = (Decimal(0),) * 13
EMPTY = "–"


@dataclass(frozen=True)
class Branch:
    """One committee with all beneath it; `state` None: no roll-up has looked at this year."""

    committee: Committee
    state: TreeState | None
    sums: dict[str, Amounts]
    has_children: bool

    def is_confirmed(self, place: int) -> bool:
        """Whether anybody confirmed that month (place 0 to 11), or any month (12)."""
        if self.state is None:
            return False
        return any(self.state.confirmed) if place == len(MONTHS) else bool(self.state.confirmed[place])

    def shown(self, entry: Figure | Ratio) -> list[Text]:
        """Twelve months and the year in words; a dash where nobody confirmed anything."""
        parts = [self.sums.get(figure.code, NOTHING) for figure in plain_figures(entry.code)]
        texts = (
            [percent(above, below) for above, below in zip(*parts, strict=True)]
            if isinstance(entry, Ratio)
            else list(map(words, parts[0]))
        )
        return [text if self.is_confirmed(place) else EMPTY for place, text in enumerate(texts)]

    def is_nothing(self, code: str) -> bool:
        return not any(any(self.sums.get(figure.code, NOTHING)) for figure in plain_figures(code))


@dataclass(frozen=True)
class Tree:
    """`children` by division code, with the sums of the wanted figures alone."""

    top: Branch
    children: list[Branch]

    def own(self) -> Branch:
        """The committee without those beneath it: its sums less theirs."""
        sums = {
            code: tuple(whole - sum(each) for whole, *each in zip(amounts, *self._beneath(code), strict=True))
            for code, amounts in self.top.sums.items()
        }
        return Branch(self.top.committee, _alone(self.top.state), sums, False)

    def _beneath(self, code: str) -> list[Amounts]:
        return [child.sums.get(code, NOTHING) for child in self.children]


def _alone(state: TreeState | None) -> TreeState | None:
    if state is None:
        return None
    confirmed = [int(word in TOLD) for word in state.own]
    return TreeState(committee_id=state.committee_id, year=state.year, confirmed=confirmed, own=state.own)


def read_tree(committee: Committee, year: int, user: Any, codes: Collection[str] = ()) -> Tree:
    """The committee's sums of all figures, its children's of those named; four queries whatever their number."""
    wanted = {figure.code for code in codes for figure in plain_figures(code)}
    with with_children(committee) as children:
        keys = [committee.pk, *(child.pk for child in children)]
        states = {
            state.committee_id: state
            for state in TreeState.objects.visible_to(user).filter(committee__in=keys, year=year)
        }
        lines = TreeYear.objects.visible_to(user).filter(year=year)
        mine = _sums(lines.filter(committee=committee))
        theirs = _sums(lines.filter(committee__in=keys[1:], code__in=wanted)) if wanted else {}
    parents = set(Committee.objects.filter(parent__in=keys[1:]).values_list("parent", flat=True))
    top = Branch(committee, states.get(committee.pk), mine.get(committee.pk, {}), bool(children))
    beneath = [
        Branch(child, states.get(child.pk), theirs.get(child.pk, {}), child.pk in parents)
        for child in children
    ]
    return Tree(top, beneath)


def _sums(lines: Any) -> dict[Any, dict[str, Amounts]]:
    found: dict[Any, dict[str, Amounts]] = {}
    for committee, code, months, whole in lines.values_list("committee", "code", "months", "whole"):
        found.setdefault(committee, {})[code] = (*months, whole)
    return found


def entry_of(code: str) -> Figure | Ratio | None:
    """The figure or ratio of an address; None for a code that is none."""
    try:
        return declared(code)
    except KeyError:
        return None
