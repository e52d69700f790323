"""Activities from and to spreadsheets. Key: kind, organiser, day and title, the cancelled ones apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luzhi.activities.access import organiser
from luzhi.activities.flow import wanting
from luzhi.activities.models import (
    Activity,
    ActivityState,
    Attendance,
    Claim,
    CoOrganiser,
    Destination,
    Outcome,
    Participation,
    Programme,
)
from luzhi.activities.registry import Measure, kinds
from luzhi.core.access import Text
from luzhi.exchange.cells import Refused
from luzhi.exchange.columns import Column
from luzhi.exchange.fields import column
from luzhi.exchange.lines import Line
from luzhi.exchange.names import UnitNames, listed
from luzhi.exchange.registry import Importer, Incoming, Reader, importers
from luzhi.exchange.writing import Value
from luzhi.members.models import Person
from luzhi.members.roster import Roster
from luzhi.organisation.models import Unit

STATES: Final = {
    "planned": "未发布 计划 拟开展",
    "announced": "已发布 已通知",
    "confirmed": "已确认 办结 已办结 已开展 已完成",
    "cancelled": "已取消 取消",
}
PLACES: Final = {
    "grassroots": "基层 进基层",
    "community": "社区 进社区",
    "company": "企业 进企业",
    "school": "学校 进学校",
    "village": "村 进村 农村",
}
LISTS: Final[dict[str, tuple[str, Text, tuple[str, ...]]]] = {
    "present": (
        Attendance.PRESENT,
        gettext_lazy("present"),
        ("参加人员", "参加委员", "出席人员", "出席", "参与人员"),
    ),
    "leave": (Attendance.LEAVE, gettext_lazy("on leave"), ("请假人员", "请假")),
    "absent": (Attendance.ABSENT, gettext_lazy("absent"), ("缺席人员", "缺席")),
    "due": (Attendance.DUE, gettext_lazy("due"), ("应到人员", "应到")),
}
MEASURES: Final[dict[str, Measure]] = {measure.code: measure for kind in kinds for measure in kind.measures}
COLUMNS: Final = (
    column(Activity, "kind", "类型", "活动类型", "类别", "活动类别", required=True),
    column(Activity, "title", "标题", "活动名称", "名称", "活动主题", "主题", required=True),
    column(
        Activity,
        "organiser",
        "主办单位",
        "组织单位",
        "承办单位",
        "主办",
        kind="text",
        key=True,
        required=True,
    ),
    column(Activity, "held_on", "日期", "活动日期", "活动时间", "时间", "开始日期", required=True),
    column(Activity, "ended_on", "结束日期", "结束时间"),
    column(Activity, "place", "地点", "活动地点"),
    column(Activity, "programme", "所属工程", "所属项目", "项目", "系列", kind="text", key=True),
    column(Activity, "destination", "走进", "去向", words=PLACES),
    column(Activity, "host", "主持人", "主持"),
    column(Activity, "topic", "议题", "专题"),
    Column("partners", gettext_lazy("partners"), ("联合单位", "协办单位", "参与单位"), longest=4000),
    column(Activity, "summary", "内容", "活动内容", "活动情况"),
    column(Activity, "result", "成效", "效果", "活动成效", "结果"),
    column(Activity, "state", "状态", "活动状态", words=STATES),
    *(Column(name, label, aliases, longest=20_000) for name, (_state, label, aliases) in LISTS.items()),
    *(Column(f"measure_{measure.code}", measure.label, kind="decimal") for measure in MEASURES.values()),
)
PLAIN: Final = ("ended_on", "place", "host", "topic", "summary", "result")


class ActivityReader(Reader):
    """People and units must be known. Nobody who was entered is taken off by a sheet that does not name him or her."""

    def __init__(self, incoming: Incoming) -> None:
        super().__init__(incoming)
        mine = {"committee": self.committee}
        self.roster, self.units = Roster(self.committee), UnitNames(self.committee)
        self._programmes = {row.name: row for row in Programme.objects.filter(**mine).order_by("since")}
        days = [line.values["held_on"] for line in incoming.lines if line.has("held_on")]
        rows = Activity.objects.filter(**mine, held_on__in=set(days))
        self._known = {
            (row.kind, row.organiser_id, row.held_on, row.title, row.state == ActivityState.CANCELLED): row
            for row in rows
        }
        of_these = {**mine, "activity__in": rows.values("pk")}
        lines = Participation.objects.filter(**of_these)
        self._lines = {(row.activity_id, row.person_id): row for row in lines}
        self._outcomes = {(row.activity_id, row.measure): row for row in Outcome.objects.filter(**of_these)}
        self._partners: dict[Any, dict[Any, CoOrganiser]] = {}
        for partner in CoOrganiser.objects.filter(**of_these):
            self._partners.setdefault(partner.activity_id, {})[partner.unit_id] = partner

    def key(self, line: Line) -> tuple[Any, ...]:
        names = ("kind", "organiser", "held_on", "title")
        return (*(line.values[name] for name in names), line.text("state") == ActivityState.CANCELLED)

    def read(self, line: Line) -> None:
        held_by = self._organiser(line)
        line.not_before("ended_on", "held_on")
        if held_by is None:
            return
        kind, _organiser, day, title, cancelled = self.key(line)
        activity = self._known.get((kind, held_by.pk, day, title, cancelled))
        wanted: dict[str, Any] = line.picked(*PLAIN)
        if line.values.get("destination"):
            wanted["destination"] = line.values["destination"]
        if line.has("programme"):
            wanted["programme"] = self._programme(line)
        if activity is None:
            activity = self.new(Activity)
            wanted |= line.picked("kind", "title", "held_on") | {"organiser": held_by}
            wanted["state"] = line.text("state") or ActivityState.ANNOUNCED
        line.put_subject(activity, wanted)
        self._attend(line, activity)
        self._measure(line, activity, kind)
        self._join(line, activity)
        self._check_state(line, activity)

    def _organiser(self, line: Line) -> Unit | None:
        kind = kinds[line.text("kind")]
        try:
            unit = self.units.find(line.text("organiser"))
        except Refused as refused:
            line.refuse("organiser", str(refused))
            return None
        if kind.organisers and unit.kind not in kind.organisers:
            words = {"kind": kind.label, "unit": unit.get_kind_display()}
            line.refuse(
                "organiser", _("“%(kind)s” is not organised by a unit of this kind: %(unit)s.") % words
            )
        return unit

    def _programme(self, line: Line) -> Programme | None:
        name = line.text("programme")
        if name and name not in self._programmes:
            line.refuse("programme", _("No such programme; enter it first"))
        return self._programmes.get(name)

    def _check_state(self, line: Line, activity: Activity) -> None:
        """A stored one is moved by its own steps; a new one is confirmed under the same rule as by hand."""
        state = line.text("state")
        if not activity._state.adding and state not in ("", activity.state):
            line.refuse(
                "state",
                _("It is “%(state)s” here; decide on its page") % {"state": activity.get_state_display()},
            )
        confirming = activity._state.adding and state == ActivityState.CONFIRMED
        if confirming and (reason := wanting(activity, bool(line.text("due")))):
            line.refuse("state", reason)

    def _attend(self, line: Line, activity: Activity) -> None:
        met: set[Person] = set()
        for column_name, (attendance, _label, _aliases) in LISTS.items():
            for person in self._people(line, column_name):
                if person in met:
                    line.refuse(column_name, _("Named twice: “%(name)s”") % {"name": person})
                met.add(person)
                self._enter(line, activity, person, attendance)

    def _people(self, line: Line, column_name: str) -> list[Person]:
        try:
            return self.roster.find_all(line.text(column_name))
        except Refused as refused:
            line.refuse(column_name, str(refused))
            return []

    def _enter(self, line: Line, activity: Activity, person: Person, attendance: str) -> None:
        stored = self._lines.get((activity.pk, person.pk))
        if stored and stored.attendance != attendance and stored.state != Claim.STATED:
            line.refuse(
                "", _("The line of “%(name)s” is or was disputed: settle it on its page") % {"name": person}
            )
            return
        wanted = {"attendance": attendance}
        line.put(
            stored or self.new(Participation),
            wanted if stored else {"activity": activity, "person": person, **wanted},
        )

    def _measure(self, line: Line, activity: Activity, kind: str) -> None:
        measured = {measure.code for measure in kinds[kind].measures}
        for code in MEASURES:
            value = line.values.get(f"measure_{code}")
            if value is None:
                continue
            if code not in measured:
                line.refuse(
                    f"measure_{code}", _("“%(kind)s” does not measure this") % {"kind": kinds[kind].label}
                )
                continue
            outcome = self._outcomes.get((activity.pk, code)) or self.new(Outcome)
            line.put(outcome, {"activity": activity, "measure": code, "value": value})

    def _join(self, line: Line, activity: Activity) -> None:
        if not line.has("partners"):
            return
        stored = dict(self._partners.get(activity.pk, {}))
        for name in listed(line.text("partners")):
            try:
                unit = self.units.find(name)
            except Refused as refused:
                line.refuse("partners", f"{name}：{refused}")
                continue
            if not stored.pop(unit.pk, None):
                line.put(self.new(CoOrganiser), {"activity": activity, "unit": unit})
        for partner in stored.values():
            line.remove(partner)


def values(rows: QuerySet[Activity], user: Any) -> Iterator[Sequence[Value]]:
    """Attendance as far as the user may see it."""
    first = rows.first()
    if first is None:
        return
    roster, units = Roster(first.committee), UnitNames(first.committee)
    seen = Participation.objects.visible_to(user) if user else Participation.objects.all()
    joined = rows.select_related("organiser", "programme").prefetch_related(
        Prefetch("participations", seen.select_related("person"), to_attr="lines"),
        "outcomes",
        "partners__unit",
    )
    for row in joined.iterator(500):
        measured = {outcome.measure: outcome.value for outcome in row.outcomes.all()}
        yield (
            str(kinds[row.kind].label),
            row.title,
            units.shown(row.organiser),
            row.held_on,
            row.ended_on,
            row.place,
            row.programme.name if row.programme else "",
            str(Destination(row.destination).label) if row.destination else "",
            row.host,
            row.topic,
            "、".join(units.shown(partner.unit) for partner in row.partners.all()),
            row.summary,
            row.result,
            str(ActivityState(row.state).label),
            *(roster.shown_all(_with(row, attendance)) for attendance, _label, _aliases in LISTS.values()),
            *(measured.get(code) for code in MEASURES),
        )


def _with(row: Any, attendance: str) -> Iterator[Person]:
    return (line.person for line in row.lines if line.attendance == attendance)


importers.add(
    Importer(
        "activities",
        gettext_lazy("Activities"),
        Activity,
        COLUMNS,
        ActivityReader,
        values,
        edit=organiser,
        sums=tuple(f"measure_{code}" for code in MEASURES),
    )
)
