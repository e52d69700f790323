"""Whose line is it? By name and one more field: member number, month of birth or mobile. Namesakes are asked about."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from luzhi.exchange.cells import Refused
from luzhi.exchange.lines import Line
from luzhi.members.models import Member, Person
from luzhi.members.roster import bare
from luzhi.organisation.models import Term


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
    """A person of the roster, or of an earlier line of this sheet (then `told` are that line's marks)."""

    person: Person
    told: Marks | None = None
    rows: dict[Any, int] = field(default_factory=dict)  # by term: the line that means this person


class Matcher:
    def __init__(self, people: list[Person], members: dict[Any, dict[Any, Member]]) -> None:
        """`members`: the stored rows by term and person id."""
        self._members = members
        self._by_name: dict[str, list[Known]] = {}
        for person in people:
            self._by_name.setdefault(bare(person.name), []).append(Known(person))

    def add(self, person: Person, line: Line, term: Term) -> None:
        known = Known(person, Marks.of_line(line), {term.pk: line.number})
        self._by_name.setdefault(bare(person.name), []).append(known)

    def find(self, line: Line, term: Term) -> Person | None:
        """The person whom the line means; None: somebody new. Raises Refused where only a guess could tell."""
        marks = Marks.of_line(line)
        namesakes = [
            (known, self._marks(known, term)) for known in self._by_name.get(bare(line.text("name")), ())
        ]
        same = [known for known, theirs in namesakes if _same(marks, theirs)]
        if len(same) == 1:
            if same[0].rows.setdefault(term.pk, line.number) != line.number:
                raise Refused(_("It repeats row %(row)s") % {"row": same[0].rows[term.pk]})
            return same[0].person
        unclear = [(known, theirs) for known, theirs in namesakes if known in same or not marks.pairs(theirs)]
        if not unclear:
            return None
        raise Refused(
            _(
                "A namesake stands in the roster or in this sheet (%(marks)s): give the month of birth, mobile or member number that tells who is meant"
            )
            % {"marks": "；".join(str(theirs) or str(known.person) for known, theirs in unclear)}
        )

    def _marks(self, known: Known, term: Term) -> Marks:
        member = self._members.get(term.pk, {}).get(known.person.pk)
        return known.told or Marks.of_person(known.person, member)


def _same(mine: Marks, theirs: Marks) -> bool:
    """One common mark is enough. Where the roster knows none, the line completes it."""
    common = mine.pairs(theirs)
    return any(one == other for one, other in common) if common else not theirs
