"""Proposals from and to spreadsheets. Key: session and number; texts are kept to the byte."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luzhi.exchange.cells import Refused
from luzhi.exchange.columns import Column
from luzhi.exchange.fields import choices_of, column
from luzhi.exchange.lines import Line
from luzhi.exchange.names import UnitNames
from luzhi.exchange.registry import Importer, Incoming, Reader, importers
from luzhi.exchange.sessions import Sessions
from luzhi.exchange.writing import Value
from luzhi.members.models import Person
from luzhi.members.roster import Roster
from luzhi.proposals.access import examiner
from luzhi.proposals.examining import occasion
from luzhi.proposals.models import DRAFT, Proposal, ProposalState, ProposerKind, Signature
from luzhi.proposals.proposers import Proposer, proposer

REFERENCE: Final = re.compile(r"(\d{4})[-－](\S+)")
YES_NO: Final = (("yes", gettext_lazy("yes")), ("no", gettext_lazy("no")))
KINDS: Final = {
    "member": "委员 个人 委员个人 委员提案",
    "joint": "委员联名 联名 委员联名提案",
    "party": "党派 党派团体 民主党派 人民团体 党派提案 团体",
    "special_committee": "专委会 专门委员会",
    "sector": "界别",
    "group": "小组 委员小组",
    "county": "县政协 县区政协",
}
STATES: Final = {
    "submitted": "待审查 未审查 已提交 待审",
    "filed": "立案 已立案 予以立案 审查立案",
    "not_filed": "不立案 不予立案 未立案",
    "converted": "转社情民意 转为社情民意 转社情民意信息",
    "withdrawn": "撤案 撤回 已撤回",
    "merged": "并案 已并案",
    "letter": "转委员来信",
    "returned": "退回修改",
    "assigned": "已交办 办理中",
    "answered": "已答复",
    "closed": "办结 已办结",
    "archived": "归档 已归档",
    "unconfirmed": "待盖章确认",
    "draft": "草稿",
}
COLUMNS: Final = (
    column(
        Proposal,
        "number",
        "提案编号",
        "编号",
        "提案号",
        "案号",
        "序号",
        "proposal_number",
        required=True,
        longest=20,
    ),
    Column(
        "year",
        gettext_lazy("session of the committee"),
        ("年度", "届次", "年份", "会议届次"),
        key=True,
        longest=40,
    ),
    column(
        Proposal, "title", "案由", "标题", "题目", "提案名称", "提案题目", "reason", key=False, required=True
    ),
    column(
        Proposal,
        "proposer",
        "提案人",
        "提案者",
        "第一提案人",
        "提案委员",
        "提案单位",
        "personnel_name",
        key=False,
        required=True,
    ),
    column(Proposal, "proposer_kind", "提案者类别", "提案类型", "提案形式", words=KINDS),
    column(Proposal, "signers", "联名人数", "提案人数", "签名人数"),
    Column(
        "co_signers", gettext_lazy("co-signers"), ("附议人", "联名人", "附议委员", "联名委员"), longest=4000
    ),
    column(Proposal, "topic", "类别", "分类", "提案分类", "提案类别", "主题", "type"),
    column(
        Proposal,
        "submitted_at",
        "提交时间",
        "提交日期",
        "立案时间",
        "立案日期",
        "提案时间",
        "publish_time",
        required=True,
    ),
    column(Proposal, "body", "内容", "正文", "提案内容", "提案正文", "content"),
    column(Proposal, "lead_unit", "提出单位", kind="text", key=True),
    column(Proposal, "handler", "承办单位", "主办单位", kind="text", key=True),
    column(Proposal, "state", "审查结果", "立案情况", "审查意见", "状态", words=STATES),
    column(
        Proposal,
        "released",
        "是否公开",
        "公开",
        kind="choice",
        choices=choices_of(YES_NO, {"yes": "是 公开 同意公开 √", "no": "否 不公开 ×"}),
    ),
)


class ProposalReader(Reader):
    """A proposer whom the roster does not know is no fault: the words stand for themselves."""

    def __init__(self, incoming: Incoming) -> None:
        super().__init__(incoming)
        self.sessions = Sessions(self.committee)
        self.units = UnitNames(self.committee)
        self.roster = Roster(self.committee)
        rows = Proposal.objects.filter(committee=self.committee).select_related("session__term")
        self._known = {(row.session.year, _serial(row.number)): row for row in rows}
        self._signatures: dict[Any, list[Signature]] = {}
        for signature in Signature.objects.filter(committee=self.committee).select_related("person"):
            self._signatures.setdefault(signature.proposal_id, []).append(signature)

    def key(self, line: Line) -> tuple[str, str]:
        year, number = _parts(line)
        return year or line.text("year"), _serial(number)

    def read(self, line: Line) -> None:
        year, number = _parts(line)
        submitted = line.values["submitted_at"]
        try:
            if year and line.text("year")[:4] not in ("", year):
                raise Refused(_("The number says %(year)s") % {"year": year})
            fallback = timezone.localtime(submitted).year if isinstance(submitted, datetime) else None
            session = self.sessions.find(line, year or line.text("year"), fallback)
        except Refused as refused:
            line.refuse("year", str(refused))
            return
        proposal = self._known.get((session.year, _serial(number)))
        if proposal is None:
            if number.startswith(DRAFT):
                line.refuse("number", _("Not filed yet, and no proposal of this committee"))
                return
            proposal = self.new(Proposal)
            line.put(proposal, {"session": session, "number": number, "state": ProposalState.FILED})
            if isinstance(submitted, datetime):
                line.put(proposal, {"occasion": occasion(session, submitted)})
        self._fill(line, proposal)

    def _fill(self, line: Line, proposal: Proposal) -> None:
        wanted = line.picked("title", "topic", "submitted_at", "body")
        if line.values.get("released"):
            wanted["released"] = line.values["released"] == "yes"
        for name in ("handler", "lead_unit"):
            wanted |= self._unit(line, name)
        self._set_state(line, proposal)
        self._set_proposer(line, proposal, wanted)
        self._keep_class(line, proposal)
        line.put_subject(proposal, wanted)

    def _keep_class(self, line: Line, proposal: Proposal) -> None:
        """Filed here it has a number in its class, which only its own page changes together with the class."""
        if proposal.topic_serial is not None and line.text("topic") not in ("", proposal.topic):
            line.refuse(
                "topic",
                _("It is filed here as “%(topic)s”; change it on its page") % {"topic": proposal.topic},
            )

    def _unit(self, line: Line, name: str) -> dict[str, Any]:
        if not line.has(name):
            return {}
        try:
            return {name: self.units.find(line.text(name)) if line.text(name) else None}
        except Refused as refused:
            line.refuse(name, str(refused))
            return {}

    def _set_state(self, line: Line, proposal: Proposal) -> None:
        """New rows come with their result; the state of a stored one is moved by its own steps alone."""
        state = line.text("state")
        if not state or state == proposal.state:
            return
        if proposal._state.adding:
            line.put(proposal, {"state": state})
        else:
            line.refuse(
                "state",
                _("It is “%(state)s” here; decide on its page") % {"state": proposal.get_state_display()},
            )

    def _set_proposer(self, line: Line, proposal: Proposal, wanted: dict[str, Any]) -> None:
        """What is read out of the words is only read when they are new: later corrections by hand stay."""
        words = line.text("proposer")
        if proposal._state.adding or words != proposal.proposer:
            wanted |= self._understood(line, words)
        if line.text("proposer_kind"):
            wanted["proposer_kind"] = line.text("proposer_kind")
        if line.values.get("signers"):
            wanted["signers"] = line.values["signers"]
        lead: Person | None = wanted.get("lead", proposal.lead)
        if line.has("co_signers"):
            self._sign(line, proposal, lead, self._co_signers(line))
        elif "lead" in wanted:
            named = [person for name in proposer(words).names[1:] if (person := self.roster.known(name))]
            self._sign(line, proposal, lead, named)

    def _understood(self, line: Line, words: str) -> dict[str, Any]:
        told = proposer(words)
        if not told.names and self.roster.known(words):
            told = Proposer(ProposerKind.MEMBER, (words,), 1)
        lead = self.roster.known(told.names[0]) if told.names else None
        bodies = self.units.named(words) if not told.names else []
        found: dict[str, Any] = {
            "proposer": words,
            "proposer_kind": told.kind,
            "signers": told.signers,
            "lead": lead,
        }
        if not line.has("lead_unit"):
            found["lead_unit"] = bodies[0] if len(bodies) == 1 else None
        return found

    def _co_signers(self, line: Line) -> list[Person]:
        try:
            return self.roster.find_all(line.text("co_signers"))
        except Refused as refused:
            line.refuse("co_signers", str(refused))
            return []

    def _sign(self, line: Line, proposal: Proposal, lead: Person | None, others: list[Person]) -> None:
        """The lead signs first; who is not named any more has not signed."""
        people = list(dict.fromkeys([*([lead] if lead else []), *others]))
        stored = {signature.person_id: signature for signature in self._signatures.get(proposal.pk, ())}
        for order, person in enumerate(people, 1 if lead else 2):
            signature = stored.pop(person.pk, None) or Signature(committee=self.committee)
            line.put(signature, {"proposal": proposal, "person": person, "order": order})
        for signature in stored.values():
            line.remove(signature)


def _parts(line: Line) -> tuple[str, str]:
    """(year or "", serial) of 2019-0001, 0001, 第0001号."""
    number = line.text("number").removeprefix("第").removesuffix("号").strip()
    found = REFERENCE.fullmatch(number)
    return (found[1], found[2]) if found else ("", number)


def _serial(number: str) -> str:
    """A spreadsheet may have taken the zeros of 0001."""
    return number.lstrip("0") or "0"


def values(rows: QuerySet[Proposal], user: Any) -> Iterator[Sequence[Value]]:
    """Named signers other than the first stand in co-signers; the signer's own words in proposer."""
    first = rows.first()
    if first is None:
        return
    roster, units = Roster(first.committee), UnitNames(first.committee)
    joined = rows.select_related("session", "handler", "lead_unit").prefetch_related("signatures__person")
    for row in joined.iterator(500):
        others = [
            signature.person for signature in row.signatures.all() if signature.person_id != row.lead_id
        ]
        yield (
            row.reference,
            str(row.session.year),
            row.title,
            row.proposer,
            str(ProposerKind(row.proposer_kind).label),
            row.signers,
            roster.shown_all(others),
            row.topic,
            row.submitted_at,
            row.body,
            units.shown(row.lead_unit),
            units.shown(row.handler),
            str(ProposalState(row.state).label),
            str(dict(YES_NO)["yes" if row.released else "no"]),
        )


importers.add(
    Importer("proposals", gettext_lazy("Proposals"), Proposal, COLUMNS, ProposalReader, values, edit=examiner)
)
