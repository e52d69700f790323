"""A text checked as a whole: its figures, its relations and, with a committee, its records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from luzhi.core.periods import Window
from luzhi.organisation.models import Committee
from luzhi.reports.checking.evening import Even
from luzhi.reports.checking.finding import Found, find_in
from luzhi.reports.checking.identities import Identity
from luzhi.reports.checking.records import Recorded, compare
from luzhi.reports.checking.relations import relations_in
from luzhi.writing.reading import Refused

MOST: Final = 300_000  # figures of one text: some ten times a long report's, and what memory allows


@dataclass(frozen=True)
class Checked:
    text: str
    found: list[Found]
    identities: list[Identity]
    records: list[Recorded]

    @property
    def notices(self) -> list[str]:
        """What the reader must be told of the check itself."""
        if not self.found:
            return [_("The text holds no figure.")]
        if not self.records or len(self.records) == len(self.found):
            return []
        rest = {"count": len(self.records), "rest": len(self.found) - len(self.records)}
        words = _(
            "Only the first %(count)s figures were compared with the records, %(rest)s were not. Check it in parts."
        )
        return [words % rest]

    @property
    def has_fault(self) -> bool:
        """Is a relation wrong, or does a record differ?"""
        wrong = any(identity.severity == "error" for identity in self.identities)
        return wrong or any(record.agrees is False for record in self.records)


def check(
    text: str, committee: Committee | None = None, window: Window | None = None, most: int = MOST
) -> Checked:
    """The committee must be shown to the transaction. Refused: more figures than can be checked at once."""
    even = Even(text)
    found = find_in(even, most + 1)
    if len(found) > most:
        limit = {"limit": f"{most:,}"}
        raise Refused(
            "too_large", _("The text holds more than %(limit)s figures. Check it in parts.") % limit
        )
    records = compare(committee, even, found, window) if committee else []
    return Checked(text, found, relations_in(even, found), records)
