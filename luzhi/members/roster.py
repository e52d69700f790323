"""The committee's people by name, loaded once for a whole sheet. An unknown or ambiguous name is refused, never guessed."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from luzhi.exchange.cells import Refused
from luzhi.exchange.names import bracketed, listed
from luzhi.members.models import Person
from luzhi.organisation.models import Committee


def bare(name: str) -> str:
    """Without blanks: printed rolls set two-character names apart (张　三)."""
    return "".join(name.split())


def month(person: Person) -> str:
    return f"{person.born_on:%Y-%m}" if person.born_on else ""


class Roster:
    def __init__(self, committee: Committee) -> None:
        self._by_name: dict[str, list[Person]] = {}
        for person in Person.objects.filter(committee=committee, merged_into=None):
            self.add(person)

    def __bool__(self) -> bool:
        return bool(self._by_name)

    def add(self, person: Person) -> None:
        self._by_name.setdefault(bare(person.name), []).append(person)

    def named(self, text: str) -> list[Person]:
        """Everybody of this name; what stands in brackets behind it (month of birth, mobile) tells namesakes apart."""
        name, told = bracketed(text)
        found = self._by_name.get(bare(text)) or self._by_name.get(bare(name), [])
        told_apart = [person for person in found if told and told in (month(person), person.mobile)]
        return told_apart if len(found) > 1 and told else found

    def find(self, text: str) -> Person:
        """The person of this name. Raises Refused."""
        found = self.named(text)
        if len(found) == 1:
            return found[0]
        if not found:
            raise Refused(_("“%(name)s” is not in the roster") % {"name": text})
        ways = "、".join(self.shown(person) for person in found)
        raise Refused(
            _("Namesakes: “%(name)s”; write the month of birth or the mobile behind the name: %(ways)s")
            % {"name": text, "ways": ways}
        )

    def known(self, text: str) -> Person | None:
        """The person, when exactly one has this name."""
        found = self.named(text)
        return found[0] if len(found) == 1 else None

    def find_all(self, text: str) -> list[Person]:
        """The people of a list. Raises Refused with every name that is not clear."""
        people, faults = [], []
        for name in listed(text):
            try:
                people.append(self.find(name))
            except Refused as refused:
                faults.append(str(refused))
        if faults:
            raise Refused("；".join(faults))
        return people

    def shown(self, person: Person) -> str:
        """The name by which `find` finds the person again."""
        apart = month(person) or person.mobile
        alone = len(self._by_name.get(bare(person.name), ())) < 2
        return person.name if alone or not apart else f"{person.name}（{apart}）"

    def shown_all(self, people: Iterable[Person]) -> str:
        return "、".join(self.shown(person) for person in people)
