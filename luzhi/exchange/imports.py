"""Units from a spreadsheet. They lie below this room, so their importer stands here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luzhi.accounts.models import Role
from luzhi.core.access import holder
from luzhi.exchange.cells import Refused
from luzhi.exchange.columns import normal
from luzhi.exchange.fields import column
from luzhi.exchange.lines import Line
from luzhi.exchange.names import UnitNames
from luzhi.exchange.registry import Importer, Incoming, Reader, importers
from luzhi.exchange.writing import Value
from luzhi.organisation.models import Unit, UnitKind

WORDS = {
    "party_committee": "党委 市委 区委 县委",
    "leading_party_group": "政协党组 党组",
    "organ_party_group": "机关党组",
    "organ_party_committee": "机关党委",
    "party_branch": "党支部 支部 机关党支部 机关支部",
    "chairs": "主席会议",
    "office": "办公室 机关处室 处室 办事机构",
    "special_committee": "专委会 专门委员会",
    "sector": "界别",
    "group": "小组 活动组 委员小组 界别小组",
    "democratic_party": "民主党派 党派",
    "federation": "工商联",
    "department": "承办单位 部门 单位 政府部门",
    "activity_room": "委员活动室 活动室",
    "expert_group": "专家服务团",
    "volunteers": "志愿服务队 志愿者队伍",
    "posted_team": "工作队 驻村工作队 派驻工作队",
    "village": "村 行政村",
    "village_branch": "村党支部 村支部",
    "school": "学校",
    "base": "基地 培训基地",
    "other": "其他",
}
COLUMNS = (
    column(Unit, "name", "名称", "单位名称", "单位", "机构名称", "组织名称", required=True),
    column(Unit, "kind", "类型", "类别", "单位类型", "机构类型", "性质", words=WORDS, required=True),
    column(Unit, "parent", "上级", "上级单位", "领导单位", "隶属", "上级组织", key=True),
    column(Unit, "approved_by", "批准单位", "批准机关", "审批单位", key=True),
    column(Unit, "approval_number", "批准文号", "批文号", "批复文号"),
    column(Unit, "address", "地址", "办公地址"),
    column(Unit, "set_up_on", "成立日期", "成立时间", "设立日期"),
    column(Unit, "dissolved_on", "撤销日期", "撤销时间"),
    column(Unit, "order", "排序", "顺序", "排列顺序"),
)
PLAIN = ("approval_number", "address", "set_up_on", "dissolved_on")


class UnitReader(Reader):
    """Key: kind and name. What leads or approves a unit may stand further down in the same sheet."""

    def __init__(self, incoming: Incoming) -> None:
        super().__init__(incoming)
        self.names = UnitNames(self.committee)
        self._by_key = {(unit.kind, normal(unit.name)): unit for unit in self.names.all}
        self._up = {unit.pk: unit.parent_id for unit in self.names.all}
        for line in incoming.lines:
            if not line.refusals and self.key(line) not in self._by_key:
                self._announce(line)

    def _announce(self, line: Line) -> None:
        made = self.new(Unit)
        made.kind, made.name = line.text("kind"), line.text("name")
        self._by_key[self.key(line)] = made
        self.names.add(made)

    def key(self, line: Line) -> tuple[str, str]:
        return line.text("kind"), normal(line.text("name"))

    def read(self, line: Line) -> None:
        unit = self._by_key[self.key(line)]
        wanted = line.picked(*PLAIN) | ({"order": line.values["order"] or 0} if line.has("order") else {})
        if unit._state.adding:
            wanted |= {"kind": unit.kind, "name": unit.name}
        for name in ("parent", "approved_by"):
            if line.has(name):
                wanted[name] = self._led_by(line, name)
        self._up[unit.pk] = getattr(wanted.get("parent"), "pk", self._up.get(unit.pk))
        if self._circles(unit.pk):
            line.refuse("parent", _("The units would lead each other in a circle"))
        line.not_before("dissolved_on", "set_up_on")
        line.put_subject(unit, wanted)

    def _led_by(self, line: Line, name: str) -> Unit | None:
        try:
            return self.names.find(line.text(name)) if line.text(name) else None
        except Refused as refused:
            line.refuse(name, str(refused))
            return None

    def _circles(self, start: Any) -> bool:
        seen, at = set(), start
        while at is not None and at not in seen:
            seen.add(at)
            at = self._up.get(at)
        return at is not None


def values(rows: QuerySet[Unit], user: Any) -> Iterator[Sequence[Value]]:
    first = rows.first()
    names = UnitNames(first.committee) if first else None
    for unit in rows.select_related("parent", "approved_by").iterator(500):
        parent, approving = (
            (names.shown(led) for led in (unit.parent, unit.approved_by)) if names else ("", "")
        )
        yield (
            unit.name,
            str(UnitKind(unit.kind).label),
            parent,
            approving,
            unit.approval_number,
            unit.address,
            unit.set_up_on,
            unit.dissolved_on,
            unit.order,
        )


importers.add(
    Importer(
        "units",
        gettext_lazy("Units"),
        Unit,
        COLUMNS,
        UnitReader,
        values,
        edit=holder(gettext_lazy("organiser staff"), Role.ORGANISER),
    )
)
