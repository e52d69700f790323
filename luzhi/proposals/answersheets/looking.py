"""What a sheet of answers would do, line by line: the assignment that each line answers, or why it cannot be taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import IO, Any, Final

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from luzhi.accounts.models import DEPARTMENT, Role
from luzhi.core.access import Text, holds, units_of
from luzhi.exchange.limits import Unreadable
from luzhi.exchange.rows import Parsed, Table, parse
from luzhi.exchange.sheets import read
from luzhi.handling.classes import AnswerClass, scheme
from luzhi.handling.models import DROPPED, SENT, HandlingRole, HandlingState
from luzhi.organisation.secrecy import refuse_marked
from luzhi.proposals.answersheets.columns import COLUMNS, Key, class_named, key_of, promised, serial
from luzhi.proposals.answersheets.papers import Papers
from luzhi.proposals.models import Assignment, Proposal, ProposalState
from luzhi.writing.reading import Read

MOST: Final = 1000  # answers at one go
LONGEST: Final = 100_000
FIELDS: Final = ("answer_class", "body", "number", "signed_by", "sent_on", "promises", "promised_for")


@dataclass
class Line:
    """One answer of the sheet. `refusals`: why it is not taken; `blank`: nothing of an answer stands in it."""

    number: int
    reference: str
    values: Mapping[str, Any]
    refusals: list[Text] = field(default_factory=list)
    blank: bool = False
    assignment: Assignment | None = None
    answer_class: str = ""
    body: str = ""
    promises: list[tuple[str, date]] = field(default_factory=list)
    signing: dict[str, Any] = field(default_factory=dict)

    @property
    def state(self) -> str:
        return "blank" if self.blank else "refused" if self.refusals else "good"

    def text(self, name: str) -> str:
        value = self.values.get(name)
        return "" if value is None else str(value)


@dataclass(frozen=True)
class Seen:
    """All lines of a sheet; `unused`: files of the .zip that no line took."""

    lines: list[Line]
    unused: list[str]
    unknown: tuple[str, ...] = ()

    @property
    def counts(self) -> Counter[str]:
        return Counter(line.state for line in self.lines)

    @property
    def good(self) -> list[Line]:
        return [line for line in self.lines if line.state == "good"]


def look(source: IO[bytes], filename: str, actor: Any, texts: Papers | None = None) -> Seen:
    """Read and judge a sheet for its sender. Raises Unreadable where the file as a whole cannot be taken."""
    table = parse(read(source, filename), COLUMNS)
    lines = [_line(parsed) for parsed in table]
    if len(lines) > MOST:
        raise Unreadable(_("The sheet has more than %(limit)s answers. Split it.") % {"limit": MOST})
    judge = Judge(lines, actor, texts or {})
    for line in lines:
        judge.judge(line)
    taken = {key_of(line.reference) for line in lines}
    unused = [_shown(key) for key in texts or {} if key not in taken]
    return Seen(lines, unused, _unknown(table))


def _unknown(table: Table) -> tuple[str, ...]:
    return table.matched.unknown


def _shown(key: Key) -> str:
    return "-".join(str(part) for part in key if part is not None)


def _line(parsed: Parsed) -> Line:
    refusals: list[Text] = [f"{each.column}：{each.reason}" for each in parsed.refusals]
    return Line(parsed.row_number, str(parsed.values.get("reference") or ""), parsed.values, refusals)


class Judge:
    """Knows the assignments that the sender may answer, in a constant number of queries."""

    def __init__(self, lines: Iterable[Line], actor: Any, texts: Papers) -> None:
        self.actor, self.texts = actor, texts
        self.office = holds(actor, Role.PROPOSALS)
        self.classes: tuple[AnswerClass, ...] = scheme(actor.committee_id, timezone.localdate())
        self.seen: dict[Any, int] = {}
        serials = {key[1] for line in lines if (key := key_of(line.reference))}
        numbers = {f"{each:0{width}}" for each in serials for width in range(1, 6)}
        rows = Assignment.objects.filter(committee_id=actor.committee_id, proposal__number__in=numbers)
        if not self.office:
            rows = rows.filter(unit__in=units_of(actor, *DEPARTMENT))
        self.rows: dict[int | None, list[Assignment]] = {}
        for row in rows.select_related("proposal__session", "unit").order_by("pk"):
            self.rows.setdefault(serial(row.proposal), []).append(row)
        known = Proposal.objects.filter(committee_id=actor.committee_id, number__in=numbers)
        self.known = {(row.session.year, serial(row)) for row in known.select_related("session")}

    def judge(self, line: Line) -> None:
        text = self._paper(line)
        line.blank = text is None and not any(line.text(name).strip() for name in FIELDS)
        if line.blank:
            return
        try:
            line.assignment = self._assignment(line)
            self._once(line)
            self._answer(line, text)
            self._signature(line)
        except ValidationError as error:
            line.refusals += error.messages

    def _paper(self, line: Line) -> Any:
        key = key_of(line.reference)
        return self.texts.get(key) if key else None

    def _assignment(self, line: Line) -> Assignment:
        key = key_of(line.reference)
        if key is None:
            raise ValidationError(_("“%(text)s” is no number of a proposal.") % {"text": line.reference})
        rows = [row for row in self.rows.get(key[1], ()) if key[0] in (None, row.proposal.session.year)]
        if unit := line.text("unit").strip():
            rows = [row for row in rows if row.unit.name == unit]
        if not rows:
            raise ValidationError(self._absent(key))
        takeable = [row for row in rows if not refusal(row)]
        if not takeable:
            raise ValidationError(str(refusal(rows[-1])))
        if len(takeable) > 1:
            raise ValidationError(_("Several fit this number: name the year and the handling unit."))
        return takeable[0]

    def _absent(self, key: Key) -> str:
        years = {year for year, number in self.known if number == key[1]}
        if (key[0] in years) if key[0] else years:
            return (
                _("This proposal was not handed to your unit.")
                if not self.office
                else _("No such unit handles it.")
            )
        return _("There is no proposal of this number.")

    def _once(self, line: Line) -> None:
        key = line.assignment.pk if line.assignment else None
        if self.seen.setdefault(key, line.number) != line.number:
            raise ValidationError(_("It repeats row %(row)s") % {"row": self.seen[key]})

    def _answer(self, line: Line, paper: Any) -> None:
        found = class_named(line.text("answer_class"), self.classes)
        if found is None:
            known = "、".join(each.code for each in self.classes)
            raise ValidationError(_("The class is none of %(classes)s.") % {"classes": known})
        line.answer_class = found.code
        line.body = line.text("body") or _text(paper)
        if not line.body.strip():
            raise ValidationError(_("There is no text of the answer."))
        if len(line.body) > LONGEST:
            raise ValidationError(
                _("The text is longer than %(limit)s characters.") % {"limit": f"{LONGEST:,}"}
            )
        refuse_marked(line.body)
        line.promises = promised(line.text("promises"), line.text("promised_for"))
        if found.promises and not line.promises:
            raise ValidationError(_("An answer of this class names what will be done and by when."))

    def _signature(self, line: Line) -> None:
        """The office signs for a unit on paper; a unit's own answers go their way through review and signing."""
        if not self.office or line.assignment is None:
            return
        values = {name: line.values.get(name) for name in ("number", "signed_by", "sent_on")}
        filled = [value for value in values.values() if value]
        if filled and len(filled) < len(values):
            raise ValidationError(_("Document number, signer and day of the answer stand together."))
        sent: Any = values["sent_on"]
        if sent and not line.assignment.assigned_on <= sent <= timezone.localdate():
            raise ValidationError(_("The day of the answer lies between the hand-over and today."))
        line.signing = values if filled else {}


def _text(paper: Any) -> str:
    if paper is None:
        return ""
    if isinstance(paper, Read):
        return paper.text
    raise ValidationError(str(paper))


def refusal(row: Assignment) -> Text:
    """Why this assignment cannot be answered by a sheet now, or ""."""
    if row.proposal.state == ProposalState.WITHDRAWN:
        return _("The proposal was withdrawn.")
    if row.state in DROPPED:
        return _("It is no longer handed to %(unit)s.") % {"unit": row.unit}
    if row.role == HandlingRole.JOINT:
        return _("A joint unit sends its opinion to the main unit.")
    if row.state in SENT:
        return _("It is answered already.")
    if row.state not in (HandlingState.ASSIGNED, HandlingState.RECEIVED):
        label = HandlingState(row.state).label
        return _("It stands at “%(state)s” and cannot be answered now.") % {"state": label}
    return ""
