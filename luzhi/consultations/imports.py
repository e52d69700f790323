"""Suggestions from and to spreadsheets, with the topics and documents that carry them. Key: topic, document and item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luzhi.consultations.access import writer
from luzhi.consultations.models import Adoption, DocumentKind, OutcomeDocument, Suggestion, Topic
from luzhi.exchange.cells import Refused
from luzhi.exchange.fields import column
from luzhi.exchange.lines import Line
from luzhi.exchange.names import UnitNames
from luzhi.exchange.registry import Importer, Incoming, Reader, importers
from luzhi.exchange.writing import Value
from luzhi.organisation.models import Unit, UnitKind

DOCUMENTS: Final = {
    "minutes": "协商纪要 纪要 会议纪要",
    "proposal_case": "建议案",
    "special_report": "协商报告 专报 专题报告",
    "research_report": "调研报告 视察报告 考察报告",
    "reference": "参阅件 参考 情况反映",
}
STATES: Final = {
    "sent": "已报送 报送 待采纳",
    "adopted": "采纳 已采纳 全部采纳",
    "partly": "部分采纳",
    "declined": "未采纳 不采纳 暂不采纳",
    "implemented": "已落实 已实施 已办结 落实",
}
COLUMNS: Final = (
    column(
        Suggestion,
        "topic",
        "议题",
        "协商议题",
        "课题",
        field="document",
        label=gettext_lazy("topic"),
        key=True,
        required=True,
    ),
    column(Topic, "year", "年度", "年份"),
    column(Topic, "lead", "牵头单位", "责任专委会", kind="text", key=True),
    column(
        OutcomeDocument,
        "document",
        "成果文件",
        "文件",
        "文件名称",
        "报告名称",
        field="title",
        label=gettext_lazy("outcome document"),
        required=True,
    ),
    column(
        OutcomeDocument,
        "document_kind",
        "文件类型",
        "成果类型",
        "成果形式",
        field="kind",
        label=gettext_lazy("kind of document"),
        words=DOCUMENTS,
    ),
    column(
        OutcomeDocument,
        "document_number",
        "文号",
        "文件编号",
        "发文字号",
        field="number",
        label=gettext_lazy("document number"),
    ),
    column(OutcomeDocument, "sent_on", "报送日期", "报送时间", "发文日期"),
    column(Suggestion, "number", "序号", "条目", "条数", "编号"),
    column(Suggestion, "text", "意见建议", "意见和建议", "建议", "建议内容", "内容", required=True),
    column(Suggestion, "raised_by", "提出人", "建议人"),
    column(Suggestion, "department", "承办部门", "承办单位", "责任部门", kind="text", key=True),
    column(Suggestion, "result", "落实情况", "办理结果", "办理情况", "采纳落实情况"),
    column(Suggestion, "state", "采纳情况", "采纳状态", "状态", words=STATES),
)
NEW_DOCUMENT: Final = DocumentKind.MINUTES


class SuggestionReader(Reader):
    """Topics and documents are made as needed; two lines may not say different things of one document."""

    def __init__(self, incoming: Incoming) -> None:
        super().__init__(incoming)
        mine = {"committee": self.committee}
        self.units = UnitNames(self.committee)
        self._topics = {(row.year, row.title): row for row in Topic.objects.filter(**mine)}
        self._documents = {(row.topic_id, row.title): row for row in OutcomeDocument.objects.filter(**mine)}
        self._items: dict[Any, list[Suggestion]] = {}
        for row in Suggestion.objects.filter(**mine).order_by("number"):
            self._items.setdefault(row.document_id, []).append(row)
        self._said: dict[Any, tuple[int, dict[str, Any]]] = {}

    def key(self, line: Line) -> tuple[Any, ...]:
        """Without a column of item numbers the text tells two suggestions of a document apart."""
        item = line.values.get("number") or line.text("text")
        return _year(line), line.text("topic"), line.text("document"), item

    def read(self, line: Line) -> None:
        topic = self._topic(line)
        document = self._document(line, topic) if topic else None
        if document is None:
            return
        stored = self._stored(line, document)
        suggestion = stored or self.new(Suggestion)
        wanted: dict[str, Any] = line.picked("text", "raised_by", "result")
        if line.has("department"):
            wanted["department"] = self._unit(line, "department")
        if stored is None:
            items = self._items.setdefault(document.pk, [])
            number = line.values.get("number") or 1 + max((item.number for item in items), default=0)
            wanted |= {"document": document, "number": number, "state": line.text("state") or Adoption.SENT}
            items.append(suggestion)
        elif line.text("state") not in ("", stored.state):
            line.refuse(
                "state",
                _("It is “%(state)s” here; decide on its page") % {"state": stored.get_state_display()},
            )
        line.put_subject(suggestion, wanted)

    def _stored(self, line: Line, document: OutcomeDocument) -> Suggestion | None:
        number, text = line.values.get("number"), line.text("text")
        items = [item for item in self._items.get(document.pk, ()) if not item._state.adding]
        return next(
            (item for item in items if (item.number == number if number else item.text == text)), None
        )

    def _topic(self, line: Line) -> Topic | None:
        year = _year(line)
        if year is None:
            line.refuse("year", _("Neither the year nor the day of sending is given"))
            return None
        topic: Topic | None = self._topics.get((year, line.text("topic")))
        if topic is None:
            topic = self._topics[year, line.text("topic")] = self.new(Topic)
            lead = self._lead(line)
            line.put(topic, {"year": year, "title": line.text("topic"), "lead": lead})
        elif line.text("lead"):
            line.put(topic, {"lead": self._unit(line, "lead")})
        else:
            line.put(topic, {})
        return topic

    def _lead(self, line: Line) -> Unit | None:
        """The named unit; the office, where a committee has one and the sheet names none."""
        offices = [unit for unit in self.units.all if unit.kind == UnitKind.OFFICE]
        if line.text("lead") or len(offices) != 1:
            if not line.text("lead"):
                line.refuse("lead", _("A new topic needs its lead unit"))
            return self._unit(line, "lead")
        return offices[0]

    def _unit(self, line: Line, name: str) -> Unit | None:
        try:
            return self.units.find(line.text(name)) if line.text(name) else None
        except Refused as refused:
            line.refuse(name, str(refused))
            return None

    def _document(self, line: Line, topic: Topic) -> OutcomeDocument | None:
        title = line.text("document")
        document: OutcomeDocument | None = self._documents.get((topic.pk, title))
        said: dict[str, Any] = {
            ours: line.values[theirs] for theirs, ours in OF_DOCUMENT.items() if line.has(theirs)
        }
        if said.get("kind", "") is None:
            del said["kind"]
        first, before = self._said.setdefault((topic.pk, title), (line.number, said))
        if before != said:
            line.refuse("document", _("Row %(row)s says otherwise of the same document") % {"row": first})
            return None
        if document is None:
            document = self._documents[topic.pk, title] = self.new(OutcomeDocument)
            said = {"kind": NEW_DOCUMENT, **said, "topic": topic, "title": title}
        line.put(document, said)
        return document


OF_DOCUMENT: Final = {"document_kind": "kind", "document_number": "number", "sent_on": "sent_on"}


def _year(line: Line) -> int | None:
    year, sent = line.values.get("year"), line.values.get("sent_on")
    if isinstance(year, int):
        return year
    return sent.year if isinstance(sent, date) else None


def values(rows: QuerySet[Suggestion], user: Any) -> Iterator[Sequence[Value]]:
    first = rows.first()
    if first is None:
        return
    units = UnitNames(first.committee)
    for row in rows.select_related("document__topic__lead", "department").iterator(500):
        document, topic = row.document, row.document.topic
        yield (
            topic.title,
            topic.year,
            units.shown(topic.lead),
            document.title,
            str(DocumentKind(document.kind).label),
            document.number,
            document.sent_on,
            row.number,
            row.text,
            row.raised_by,
            units.shown(row.department),
            row.result,
            str(Adoption(row.state).label),
        )


importers.add(
    Importer(
        "suggestions", gettext_lazy("Suggestions"), Suggestion, COLUMNS, SuggestionReader, values, edit=writer
    )
)
