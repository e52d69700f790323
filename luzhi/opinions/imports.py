"""Written work from and to spreadsheets. Key: kind, author as written, day and title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luzhi.exchange.cells import Refused
from luzhi.exchange.fields import column
from luzhi.exchange.lines import Line
from luzhi.exchange.names import listed
from luzhi.exchange.registry import Importer, Incoming, Reader, importers
from luzhi.exchange.writing import Value
from luzhi.members.models import Person
from luzhi.members.roster import Roster
from luzhi.opinions.access import office
from luzhi.opinions.models import Paper, PaperKind, PaperState

KINDS: Final = {
    "opinion": "社情民意 社情民意信息 社情民意信息稿",
    "information": "政协信息 信息 工作信息",
    "speech": "大会发言 发言 大会发言材料",
    "duty_report": "履职报告 委员履职报告 述职报告",
}
STATES: Final = {
    "submitted": "已提交 已报送 报送",
    "used": "采用 已采用 录用 已录用",
    "not_used": "未采用 不采用 未录用",
}
COLUMNS: Final = (
    column(Paper, "kind", "类型", "类别", "稿件类型", "种类", words=KINDS, required=True),
    column(Paper, "number", "编号", "稿件编号", "期号"),
    column(Paper, "title", "标题", "题目", "名称", key=False, required=True),
    column(
        Paper,
        "author",
        "作者",
        "反映人",
        "提交人",
        "撰稿人",
        "报送人",
        "姓名",
        kind="text",
        required=True,
        longest=120,
    ),
    column(
        Paper, "submitted_on", "提交日期", "报送日期", "报送时间", "提交时间", "日期", "时间", required=True
    ),
    column(Paper, "body", "内容", "正文"),
    column(Paper, "used_by", "采用单位", "采用刊物", "录用单位"),
    column(Paper, "used_on", "采用日期", "采用时间", "录用时间"),
    column(Paper, "state", "采用情况", "采用状态", "录用情况", "状态", words=STATES),
)
PLAIN: Final = ("number", "body", "used_by", "used_on")
BODY_WORDS: Final = (
    "委",
    "会",
    "盟",
    "社",
    "组",
    "院",
    "局",
    "办",
    "党",
    "联",
    "政协",
    "界",
    "公司",
    "学校",
    "中心",
)


class PaperReader(Reader):
    """A person as author must stand in the roster, where there is one: the paper counts for him or her."""

    def __init__(self, incoming: Incoming) -> None:
        super().__init__(incoming)
        self.roster = Roster(self.committee)
        self._known = {
            (
                row.kind,
                row.source or (self.roster.shown(row.author) if row.author else ""),
                row.submitted_on,
                row.title,
            ): row
            for row in Paper.objects.filter(committee=self.committee).select_related("author")
        }

    def key(self, line: Line) -> tuple[Any, ...]:
        return tuple(line.values[name] for name in ("kind", "author", "submitted_on", "title"))

    def read(self, line: Line) -> None:
        paper = self._known.get(self.key(line))
        wanted: dict[str, Any] = line.picked(*PLAIN)
        line.not_before("used_on", "submitted_on")
        if paper is None:
            paper = self.new(Paper)
            wanted |= line.picked("kind", "title", "submitted_on") | {"source": line.text("author")}
            wanted |= {"author": self._author(line), "state": _state(line)}
        elif line.text("state") not in ("", paper.state):
            line.refuse(
                "state",
                _("It is “%(state)s” here; decide on its page") % {"state": paper.get_state_display()},
            )
        line.put_subject(paper, wanted)

    def _author(self, line: Line) -> Person | None:
        """The first of the names. A body's work has no author of the roster."""
        words = line.text("author")
        first = (listed(words) or [words])[0]
        if not self.roster or (_is_body(first) and not self.roster.named(first)):
            return None
        try:
            return self.roster.find(first)
        except Refused as refused:
            line.refuse("author", str(refused))
            return None


def _state(line: Line) -> str:
    return line.text("state") or (PaperState.USED if line.text("used_by") else PaperState.SUBMITTED)


def _is_body(words: str) -> bool:
    return len(words) > 3 and any(word in words for word in BODY_WORDS)


def values(rows: QuerySet[Paper], user: Any) -> Iterator[Sequence[Value]]:
    first = rows.first()
    roster = Roster(first.committee) if first else None
    for row in rows.select_related("author").iterator(500):
        yield (
            str(PaperKind(row.kind).label),
            row.number,
            row.title,
            row.source or (roster.shown(row.author) if roster and row.author else ""),
            row.submitted_on,
            row.body,
            row.used_by,
            row.used_on,
            str(PaperState(row.state).label),
        )


importers.add(
    Importer("opinions", gettext_lazy("Written work"), Paper, COLUMNS, PaperReader, values, edit=office)
)
