"""Voices from and to spreadsheets. Key: the activity by its day and title, and the words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luzhi.activities.models import Activity
from luzhi.exchange.cells import Refused
from luzhi.exchange.fields import column
from luzhi.exchange.lines import Line
from luzhi.exchange.registry import Importer, Incoming, Reader
from luzhi.exchange.writing import Value
from luzhi.members.models import Person
from luzhi.members.roster import Roster, bare
from luzhi.outreach.access import hearer, writer
from luzhi.outreach.models import Consent, Voice, faults, open_to_all

CONSENTS: Final = {
    "not_asked": "未征求意见 未询问",
    "refused": "不同意 拒绝 已撤回同意",
    "given": "同意 同意引用 可匿名引用",
}
COLUMNS: Final = (
    column(Activity, "held_on", "活动日期", "日期", "活动时间", required=True),
    column(
        Voice,
        "activity",
        "活动名称",
        "活动",
        "活动标题",
        kind="text",
        longest=200,
        key=True,
        required=True,
    ),
    column(Voice, "words", "原话", "群众原话", "反馈内容", "内容", required=True),
    column(Voice, "source", "反馈人", "来源", "说话人", required=True),
    column(Voice, "consent", "是否同意引用", "引用意见", "同意引用", words=CONSENTS),
    column(Voice, "answered_on", "征询日期", "同意日期", "征求意见日期"),
    column(Voice, "asked_by", "征询人", "征求人", "经手人", kind="text", key=True),
)


class VoiceReader(Reader):
    """Of an activity that is not there, or stands there twice, nothing is guessed."""

    def __init__(self, incoming: Incoming) -> None:
        super().__init__(incoming)
        self.roster = Roster(self.committee)
        self._held: dict[tuple[Any, str], list[Activity]] = {}
        for activity in open_to_all().filter(committee=self.committee):
            self._held.setdefault((activity.held_on, bare(activity.title)), []).append(activity)
        self._known = {
            (row.activity_id, row.words): row
            for row in Voice.objects.filter(committee=self.committee).select_related("asked_by")
        }

    def key(self, line: Line) -> tuple[Any, ...]:
        return line.values.get("held_on"), bare(line.text("activity")), line.text("words")

    def read(self, line: Line) -> None:
        activity, asked_by = self._activity(line), self._asked(line)
        if activity is None or line.refusals:
            return
        row = self._known.get((activity.pk, line.text("words"))) or self.new(Voice)
        wanted: dict[str, Any] = line.picked("source", "answered_on")
        if line.text("consent"):
            wanted["consent"] = line.text("consent")
        if line.has("asked_by"):
            wanted["asked_by"] = asked_by
        if row._state.adding:
            wanted |= {"activity": activity, "words": line.text("words")}
        line.put_subject(row, wanted)
        self._check(line, row, activity)

    def _activity(self, line: Line) -> Activity | None:
        found = self._held.get((line.values.get("held_on"), bare(line.text("activity"))), [])
        if len(found) != 1:
            fault = (
                _("Several confirmed activities of this day bear this title: enter it on the page")
                if found
                else _("No confirmed activity of this day bears this title: record and confirm it first")
            )
            line.refuse("activity", fault)
            return None
        actor = self.incoming.actor
        if actor is not None and not hearer(actor, Voice(activity=found[0])):
            line.refuse("activity", _("You do not record for this unit: whoever organises, records."))
        return found[0]

    def _asked(self, line: Line) -> Person | None:
        try:
            return self.roster.find(line.text("asked_by")) if line.text("asked_by") else None
        except Refused as refused:
            line.refuse("asked_by", str(refused))
            return None

    def _check(self, line: Line, row: Voice, activity: Activity) -> None:
        asked = row.asked_by_id is not None
        for name, fault in faults(row.consent, row.answered_on, asked, activity.held_on).items():
            line.refuse(name, fault)
        if row.answered_on and row.answered_on > timezone.localdate():
            line.refuse("answered_on", _("This day is still to come."))


def values(rows: QuerySet[Voice], user: Any) -> Iterator[Sequence[Value]]:
    first = rows.first()
    if first is None:
        return
    roster = Roster(first.committee)
    for row in rows.select_related("activity", "asked_by").iterator(500):
        yield (
            row.activity.held_on,
            row.activity.title,
            row.words,
            row.source,
            str(Consent(row.consent).label),
            row.answered_on,
            roster.shown(row.asked_by) if row.asked_by else "",
        )


VOICES: Final = Importer(
    "voices",
    gettext_lazy("Voices"),
    Voice,
    COLUMNS,
    VoiceReader,
    values,
    edit=writer,
)
