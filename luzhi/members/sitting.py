"""Where a member sits: sector, special committees, groups. A move closes one membership and opens the next, dated."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from luzhi.exchange.cells import Refused
from luzhi.exchange.lines import Line
from luzhi.exchange.names import UnitNames, listed
from luzhi.exchange.registry import Reader
from luzhi.members.models import Membership, Person
from luzhi.organisation.models import Unit, UnitKind

KINDS: Final = {
    "sector": UnitKind.SECTOR,
    "special_committee": UnitKind.SPECIAL_COMMITTEE,
    "group": UnitKind.GROUP,
}


def seen_on(since: date, until: date | None, day: date) -> date:
    """The day on which a member's seats are looked at: the given one, within the membership of the committee."""
    return max(since, min(day, until) if until else day)


def sits(seat: Membership, on: date) -> bool:
    return seat.since <= on and (seat.until is None or seat.until >= on)


class Seats:
    """Memberships of the whole committee, loaded once. A blank cell says nothing and changes nothing."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.units = UnitNames(reader.committee)
        self._known = {kind for kind in KINDS.values() if self.units.any_of(kind)}
        self._rows: dict[tuple[Any, str], list[Membership]] = {}
        rows = Membership.objects.filter(
            committee=reader.committee, kind__in=KINDS.values(), retracted_at=None
        )
        for row in rows:
            self._rows.setdefault((row.person_id, row.kind), []).append(row)

    def take(self, line: Line, person: Person, since: date, until: date | None) -> None:
        """`since`, `until`: the membership of the committee, within which the seats of a new member lie."""
        moved = line.values.get("moved_on")
        day = moved if isinstance(moved, date) else timezone.localdate()
        for name, kind in KINDS.items():
            if wanted := self._units(line, name, kind):
                self._sit(line, person, wanted, (since, until, day))

    def _units(self, line: Line, name: str, kind: UnitKind) -> list[Unit]:
        names = listed(line.text(name))
        if kind == UnitKind.SECTOR and len(names) > 1:
            line.refuse(name, _("A member sits in one sector"))
            return []
        return [unit for one in names if (unit := self._unit(line, name, one, kind))]

    def _unit(self, line: Line, column: str, name: str, kind: UnitKind) -> Unit | None:
        """The unit of this name. The first roster of a committee brings its sectors with it; later ones don't."""
        found = self.units.named(name, [kind])
        if found:
            line.put(found[0], {})
            return found[0]
        if kind not in self._known:
            made: Unit = self._reader.new(Unit)
            line.put(made, {"kind": kind, "name": name})
            line.notes.append(_("New unit: %(name)s") % {"name": name})
            self.units.add(made)
            return made
        try:
            return self.units.find(name, [kind])
        except Refused as refused:
            line.refuse(column, str(refused))
            return None

    def _sit(
        self, line: Line, person: Person, wanted: list[Unit], days: tuple[date, date | None, date]
    ) -> None:
        since, until, day = days
        kind = wanted[0].kind
        on = seen_on(since, until, day)
        rows = self._rows.setdefault((person.pk, kind), [])
        current = [row for row in rows if sits(row, on)]
        stay = {row.unit_id for row in current} & {unit.pk for unit in wanted}
        begins = since
        for row in current:
            if row.unit_id not in stay:
                begins = max(self._close(line, row, day), since)
        for unit in wanted:
            if unit.pk not in stay:
                opened: Membership = self._reader.new(Membership)
                line.put(
                    opened,
                    {
                        "person": person,
                        "unit": unit,
                        "kind": kind,
                        "since": begins if current else since,
                        "until": until,
                    },
                )
                rows.append(opened)

    def _close(self, line: Line, row: Membership, day: date) -> date:
        """End it the day before the move; one that began no earlier was a mistake and is retracted. Where the next begins."""
        if row.since < day:
            line.put(row, {"until": day - timedelta(days=1)})
            return day
        line.put(row, {"retracted_at": timezone.now()})
        return row.since
