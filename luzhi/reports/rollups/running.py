"""The roll-up: every committee's figures counted for whole years, then added up from the counties to the nation.

It is cut into steps, each a transaction of its own: it can be stopped and begun again anywhere, run twice at once, and
run twice in a row without changing anything.

This is a declared place of reading across committees: nothing leaves it but the tables of `models/monthly.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db import connection
from django.utils import timezone

from luzhi.core.figures import Figure, figures
from luzhi.organisation.models import Committee, Setting
from luzhi.reports.rollups.adding import add_up, children_of, tell_states
from luzhi.reports.rollups.counting import dated, day_of, prepared, run, stocks
from luzhi.tenancy.current import show, tenants

AT_ONCE: Final = 100  # committees of one transaction
TOGETHER: Final = 40  # figures of one statement
ADDED_AT_ONCE: Final = 20  # shown to what adds up: the policies read their list for each line that is written
COUNTING, ADDING = 0x6C7A0001, 0x6C7A0002  # advisory locks: counting by batch, adding one at a time


@dataclass(frozen=True)
class Step:
    """`committees` counted, or added up from their children, for one year; `do()` tells how many lines changed."""

    committees: tuple[UUID, ...]
    year: int
    today: date
    counted: tuple[Figure, ...] = ()  # none: to be added up

    def do(self) -> int:
        return self._count() if self.counted else self._add()

    def _count(self) -> int:
        with tenants(*self.committees):
            _lock(COUNTING, self.committees[0].int % 2**31)
            return self._count_stocks() + self._count_dated()

    def _count_stocks(self) -> int:
        """All committees in one statement: each is asked for twelve months."""
        wanted = [figure for figure in self.counted if day_of(figure) is None]
        query = stocks(wanted, self.year, self.today, self.committees)
        with _scanning_by_committee():
            return run(query) if query else 0

    def _count_dated(self) -> int:
        """One committee after the other by statements that are planned once: see decision 14."""
        wanted = [figure for figure in self.counted if day_of(figure)]
        groups = [wanted[at : at + TOGETHER] for at in range(0, len(wanted), TOGETHER)]
        changed = 0
        show(self.committees[:1])
        with ExitStack() as stack:
            counting = [stack.enter_context(prepared(dated(group, self.year))) for group in groups]
            for committee in self.committees:
                show([committee])
                changed += sum(count() for count in counting)
        return changed

    def _add(self) -> int:
        with tenants(*self.committees, *children_of(self.committees)):
            _lock(ADDING, 0)
            with _scanning_by_committee():
                changed = add_up(self.committees, self.year)
            tell_states(self.committees, self.year, self.today)
            return changed


def _lock(kind: int, number: int) -> None:
    """Held to the end of the transaction; whoever waits then reads what the other one wrote. A job may take its time."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '10min'; SET LOCAL statement_timeout = '10min'")
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [kind, number])


@contextmanager
def _scanning_by_committee() -> Iterator[None]:
    """Rows are read by an index that begins with the committee: a policy within an index search is asked once, as a
    filter it reads the list of committees for every row."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_nestloop = off")
        yield
        cursor.execute("SET LOCAL enable_seqscan = on; SET LOCAL enable_nestloop = on")


def steps(years: Iterable[int], wanted: Iterable[Figure] | None = None) -> list[Step]:
    """The whole roll-up of these years: counting first, then adding from the lowest level up."""
    today = timezone.localdate()
    tree = list(Committee.objects.order_by("path").values_list("pk", "parent_id", "path"))
    counted = tuple(figures if wanted is None else wanted)
    batches = list(_batches([pk for pk, _parent, _path in tree]))
    rising = list(_rising(tree))
    return [
        step
        for year in years
        for step in (
            *(Step(batch, year, today, counted) for batch in batches),
            *(Step(batch, year, today) for batch in rising),
        )
    ]


def _batches(keys: list[UUID]) -> Iterator[tuple[UUID, ...]]:
    return (tuple(keys[at : at + AT_ONCE]) for at in range(0, len(keys), AT_ONCE))


def _rising(tree: Sequence[tuple[UUID, UUID | None, str]]) -> Iterator[tuple[UUID, ...]]:
    """Batches from the deepest committees up, each with its children no larger than one statement may show."""
    children: dict[UUID | None, int] = defaultdict(int)
    depths: dict[int, list[UUID]] = defaultdict(list)
    for pk, parent, path in tree:
        children[parent] += 1
        depths[path.count("/")].append(pk)
    for depth in sorted(depths, reverse=True):
        batch: list[UUID] = []
        shown = 0
        for pk in depths[depth]:
            if batch and shown + 1 + children[pk] > ADDED_AT_ONCE:
                yield tuple(batch)
                batch, shown = [], 0
            batch.append(pk)
            shown += 1 + children[pk]
        yield tuple(batch)


def send_up(committee: Committee, year: int) -> None:
    """Add up anew on the way from a committee to the top, after it confirmed a month."""
    today = timezone.localdate()
    codes = committee.path.strip("/").split("/")
    keys = dict(Committee.objects.filter(code__in=codes).values_list("code", "pk"))
    for code in reversed(codes):
        Step((keys[code],), year, today).do()


def usual_years() -> list[int]:
    """This year and the last, and the years whose work the committees have in hand by their setting."""
    today = timezone.localdate()
    years = {today.year - 1, today.year}
    for batch in _batches(list(Committee.objects.order_by("path").values_list("pk", flat=True))):
        with tenants(*batch):
            years |= set(Setting.objects.filter(name="work_year").values_list("value", flat=True))
    return sorted(years)
