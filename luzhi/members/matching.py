"""Whose line is it? By name and one more field: member number, month of birth or mobile. Namesakes are asked about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from luzhi.exchange.cells import Refused
from luzhi.exchange.lines import Line
from luzhi.members.models import Member, Person
from luzhi.members.roster import bare


@dataclass(frozen=True)
class Marks:
    """What tells people of one name apart; "" where it is not known."""

    number: str = ""
    born: str = ""
    mobile: str = ""

    @classmethod
    def of_line(cls, line: Line) -> Marks:
        born = line.values.get("born_on")
        told = f"{born:%Y-%m}" if isinstance(born, date) else ""
        return cls(line.text("number"), told, line.text("mobile"))

    @classmethod
    def of_person(cls, person: Person, member: Member | None) -> Marks:
        born = f"{person.born_on:%Y-%m}" if person.born_on else ""
        return cls(member.number if member else "", born, person.mobile)

    def __bool__(self) -> bool:
        return self != Marks()

    def pairs(self, other: Marks) -> list[tuple[str, str]]:
        """The marks that both know."""
        both = zip(
            (self.number, self.born, self.mobile), (other.number, other.born, other.mobile), strict=True
        )
        return [(mine, theirs) for mine, theirs in both if mine and theirs]

    def __str__(self) -> str:
        labels = ((self.number, _("number")), (self.born, _("born in")), (self.mobile, _("mobile")))
        return "、".join(f"{label} {mark}" for mark, label in labels if mark)


@dataclass
class Known:
    """A person of the roster, or of an earlier line of the same sheet (then `row` is that line's number)."""

    person: Person
    marks: Marks
    row: int | None = None


class Matcher:
    def __init__(self, people: list[Person], members: dict[Any, Member]) -> None:
        """`members`: the rows of the term by person id."""
        self._by_name: dict[str, list[Known]] = {}
        for person in people:
            self._add(Known(person, Marks.of_person(person, members.get(person.pk))))

    def _add(self, known: Known) -> None:
        self._by_name.setdefault(bare(known.person.name), []).append(known)

    def add(self, person: Person, line: Line) -> None:
        self._add(Known(person, Marks.of_line(line), line.number))

    def find(self, line: Line) -> Person | None:
        """The person whom the line means; None: somebody new. Raises Refused where only a guess could tell."""
        marks = Marks.of_line(line)
        namesakes = self._by_name.get(bare(line.text("name")), [])
        same = [known for known in namesakes if _same(marks, known.marks)]
        if len(same) == 1:
            if same[0].row is not None:
                raise Refused(_("It repeats row %(row)s") % {"row": same[0].row})
            same[0].row = line.number
            return same[0].person
        unclear = [known for known in namesakes if known in same or not marks.pairs(known.marks)]
        if not unclear:
            return None
        raise Refused(
            _(
                "A namesake stands in the roster or in this sheet (%(marks)s): give the month of birth, mobile or member number that tells who is meant"
            )
            % {"marks": "；".join(str(known.marks) or str(known.person) for known in unclear)}
        )


def _same(mine: Marks, theirs: Marks) -> bool:
    """One common mark is enough. Where the roster knows none, the line completes it."""
    common = mine.pairs(theirs)
    return any(one == other for one, other in common) if common else not theirs
