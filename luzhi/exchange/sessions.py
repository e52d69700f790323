"""Terms and sessions by the year or the name that a sheet gives them; missing ones are made on the way."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from luzhi.core.numbers import hanzi
from luzhi.exchange.cells import Refused, narrow
from luzhi.exchange.lines import Line
from luzhi.organisation.models import Committee, Session, Term

YEAR: Final = re.compile(r"(\d{4})\s*年?度?")
NAMED: Final = re.compile(r"第?(.{1,4})届(?:委员会)?(?:第?(.{1,4})次(?:会议)?)?")
UNKNOWN_TERM: Final = 0  # a term whose number nobody told: its sessions go by their year
MOST: Final = 99


def number_of(text: str) -> int:
    """十三 or 13 as a number. Raises Refused."""
    spelled = {hanzi(number): number for number in range(1, MOST + 1)}
    if text.isascii() and text.isdigit() and 0 < int(text) <= MOST:
        return int(text)
    if text not in spelled:
        raise Refused(_("Not a term or session; write it like 2019 or 十三届二次"))
    return spelled[text]


class Sessions:
    """Every term and session of the committee, loaded once."""

    def __init__(self, committee: Committee) -> None:
        self.committee = committee
        self.terms: list[Term] = list(Term.objects.filter(committee=committee).order_by("starts_on"))
        self.all: list[Session] = list(Session.objects.filter(committee=committee).select_related("term"))

    def find(self, line: Line, text: str, year: int | None = None) -> Session:
        """The session of 2019, 2019年度 or 十三届二次; made if missing, with the line. Raises Refused."""
        told = narrow(text)
        if found := YEAR.fullmatch(told):
            return self.of_year(line, int(found[1]))
        if named := NAMED.fullmatch(told):
            return self._named(line, number_of(named[1]), number_of(named[2] or "一"), year)
        if told or year is None:
            raise Refused(_("Not a term or session; write it like 2019 or 十三届二次"))
        return self.of_year(line, year)

    def of_year(self, line: Line, year: int) -> Session:
        if not 1949 <= year <= 2199:
            raise Refused(_("Not a year of a session"))
        found = next((session for session in self.all if session.year == year), None)
        return self._with(line, found) if found else self._make(line, year)

    def _named(self, line: Line, term: int, number: int, year: int | None) -> Session:
        for session in self.all:
            if (session.term.number, session.number) == (term, number):
                return self._with(line, session)
        if year is None or any(session.year == year for session in self.all):
            raise Refused(_("There is no such session; give its year too"))
        return self._add(line, self.term(line, term, date(year, 1, 1)), number, year)

    def term(self, line: Line, number: int, starts_on: date) -> Term:
        """The term of this number; made if missing."""
        found: Term | None = next((term for term in self.terms if term.number == number), None)
        if found is None:
            found = Term(committee=self.committee, number=number)
            self.terms.append(found)
            line.put(found, {"number": number, "starts_on": starts_on})
        elif found._state.adding:
            line.put(found, {})
        return found

    def _make(self, line: Line, year: int) -> Session:
        """A session by the count of the known ones; of an unknown term where nothing tells which it is."""
        for known in self.all:
            term, number = known.term, known.number + year - known.year
            if term.number != UNKNOWN_TERM and _within(term, year) and 0 < number <= 6:
                return self._add(line, term, number, year)
        for term in self.terms:
            if term.number != UNKNOWN_TERM and _within(term, year) and not self._of(term):
                return self._add(line, term, year - term.starts_on.year + 1, year)
        line.notes.append(
            _("The session of %(year)s is made; of which term it is, nobody told.") % {"year": year}
        )
        return self._add(line, self.term(line, UNKNOWN_TERM, date(year, 1, 1)), year, year)

    def _of(self, term: Term) -> list[Session]:
        return [session for session in self.all if session.term_id == term.pk]

    def _add(self, line: Line, term: Term, number: int, year: int) -> Session:
        if any(session.number == number for session in self._of(term)):
            raise Refused(_("The sessions of this committee leave no place for %(year)s") % {"year": year})
        made = Session(committee=self.committee, term=term)
        line.put(made, {"term": term, "number": number, "year": year})
        self.all.append(made)
        return made

    def _with(self, line: Line, session: Session) -> Session:
        """A session that an earlier line made is this line's too."""
        if session._state.adding:
            line.put(session.term, {})
            line.put(session, {})
        return session


def _within(term: Term, year: int) -> bool:
    last = term.ends_on.year if term.ends_on else term.starts_on.year + 4
    return term.starts_on.year <= year <= last
