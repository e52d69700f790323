"""Pairings with their help records from and to spreadsheets. Key: kind, code, helper and beginning; one line a visit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luzhi.exchange.cells import Refused
from luzhi.exchange.fields import column
from luzhi.exchange.lines import Line
from luzhi.exchange.names import UnitNames
from luzhi.exchange.registry import Importer, Incoming, Reader
from luzhi.exchange.writing import Value
from luzhi.members.roster import Roster
from luzhi.outreach.access import writer
from luzhi.outreach.models import Pairing, PairingKind, Visit

KINDS: Final = {
    "student": "贫困学子 帮扶学子 学子 学生 结对助学",
    "household": "贫困户 帮扶贫困户 脱贫户 户 挂钩户",
    "village_branch": "村党支部 贫困村党组织 村党组织 结对支部",
}
COLUMNS: Final = (
    column(Pairing, "kind", "结对类型", "类型", "帮扶类型", words=KINDS, required=True),
    column(Pairing, "code", "编号", "代码", "对象编号", "帮扶对象编号", required=True),
    column(Pairing, "helper", "帮扶人", "帮扶委员", "结对委员", "委员姓名", "责任人", kind="text", key=True),
    column(Pairing, "helping_unit", "帮扶单位", "结对单位", "挂钩单位", kind="text", key=True),
    column(Pairing, "place", "学校", "村", "所在村", "所在学校", "学校或村", kind="text", key=True),
    column(
        Pairing,
        "since",
        "开始日期",
        "结对日期",
        "结对时间",
        "起始日期",
        "帮扶开始",
        label=gettext_lazy("paired from"),
        required=True,
    ),
    column(Pairing, "until", "结束日期", "终止日期", "帮扶结束", label=gettext_lazy("paired until")),
    column(Pairing, "goal", "帮扶目标", "目标"),
    column(
        Visit, "visited_on", "走访日期", "帮扶日期", "走访时间", field="on", label=gettext_lazy("visited on")
    ),
    column(Visit, "what", "帮扶内容", "走访内容", "帮扶措施"),
    column(Visit, "result", "帮扶成效", "成效", "变化"),
)
OF_PAIRING: Final = ("until", "goal")


class PairingReader(Reader):
    """Several lines may speak of one pairing, each of another visit; of the pairing itself all say the same."""

    def __init__(self, incoming: Incoming) -> None:
        super().__init__(incoming)
        self.roster, self.units = Roster(self.committee), UnitNames(self.committee)
        self._pairings: dict[tuple[Any, ...], Pairing] = {
            (row.kind, row.code, row.helper_id, row.helping_unit_id, row.since): row
            for row in Pairing.objects.filter(committee=self.committee)
        }
        self._visits: dict[tuple[Any, ...], Visit] = {
            (row.pairing_id, row.on, row.what): row for row in Visit.objects.filter(committee=self.committee)
        }
        self._said: dict[Any, tuple[int, dict[str, Any]]] = {}

    def key(self, line: Line) -> tuple[Any, ...]:
        names = ("kind", "code", "helper", "helping_unit", "since", "visited_on", "what")
        return tuple(line.values.get(name) for name in names)

    def read(self, line: Line) -> None:
        helpers = self._helpers(line)
        line.not_before("until", "since")
        if line.refusals:
            return
        key = (
            line.text("kind"),
            line.text("code"),
            *(getattr(one, "pk", None) for one in helpers),
            line.values["since"],
        )
        pairing = self._pairings.get(key) or self._begin(key)
        self._put(line, pairing, helpers, key)
        if line.values.get("visited_on") or line.text("what"):
            self._visit(line, pairing)

    def _begin(self, key: tuple[Any, ...]) -> Pairing:
        made: Pairing = self.new(Pairing)
        self._pairings[key] = made
        return made

    def _helpers(self, line: Line) -> tuple[Any, Any]:
        """One helper: a person or a unit."""
        if bool(line.text("helper")) == bool(line.text("helping_unit")):
            line.refuse("helper", _("Name one helper: a person or a unit, not both"))
        return self._found(line, "helper", self.roster), self._found(line, "helping_unit", self.units)

    def _found(self, line: Line, name: str, among: Roster | UnitNames) -> Any:
        try:
            return among.find(line.text(name)) if line.text(name) else None
        except Refused as refused:
            line.refuse(name, str(refused))
            return None

    def _put(self, line: Line, pairing: Pairing, helpers: tuple[Any, Any], key: Any) -> None:
        wanted: dict[str, Any] = line.picked(*OF_PAIRING)
        if line.has("place"):
            wanted["place"] = self._found(line, "place", self.units)
        first, said = self._said.setdefault(key, (line.number, dict(wanted)))
        if said != wanted:
            line.refuse("code", _("Row %(row)s says otherwise of the same pairing") % {"row": first})
        if pairing._state.adding:
            wanted |= line.picked("kind", "code", "since") | {
                "helper": helpers[0],
                "helping_unit": helpers[1],
            }
        line.put_subject(pairing, wanted)

    def _visit(self, line: Line, pairing: Pairing) -> None:
        on, what = line.values.get("visited_on"), line.text("what")
        if not on or not what:
            line.refuse("what" if on else "visited_on", _("A visit needs its day and what was done"))
            return
        line.not_before("visited_on", "since")
        visit = self._visits.get((pairing.pk, on, what)) or self.new(Visit)
        line.put(visit, {"pairing": pairing, "on": on, "what": what, **line.picked("result")})


def values(rows: QuerySet[Pairing], user: Any) -> Iterator[Sequence[Value]]:
    """One line a visit; a pairing without visits has one line of its own."""
    first = rows.first()
    if first is None:
        return
    roster, units = Roster(first.committee), UnitNames(first.committee)
    joined = rows.select_related("helper", "helping_unit", "place")
    for row in joined.prefetch_related(Prefetch("visits", Visit.objects.order_by("on", "pk"))).iterator(500):
        of_pairing = (
            str(PairingKind(row.kind).label),
            row.code,
            roster.shown(row.helper) if row.helper else "",
            units.shown(row.helping_unit),
            units.shown(row.place),
            row.since,
            row.until,
            row.goal,
        )
        visits: list[tuple[Value, ...]] = [(visit.on, visit.what, visit.result) for visit in row.visits.all()]
        yield from ((*of_pairing, *visit) for visit in visits or [(None, "", "")])


PAIRINGS: Final = Importer(
    "pairings", gettext_lazy("Pairings"), Pairing, COLUMNS, PairingReader, values, edit=writer
)
