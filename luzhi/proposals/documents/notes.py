"""Texts of the forms that a committee may word itself, by dated rules; ours stand for them until it does."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from luzhi.handling.deadlines import rule
from luzhi.organisation.models import Committee, Setting
from luzhi.proposals.documents.naming import own_name

NOTES: Final = "handling_notes"
COPIES: Final = "answer_copies"
UNITS: Final = {"days": "日", "workdays": "个工作日", "months": "个月"}
OURS: Final = (
    "收到提案后，请在{objection}内核对是否属于本单位职责。不属于的，请在此期限内向交办单位申请退回并说明理由，不得自行转办。",
    "请在{talk}内与提案人联系，通过走访、座谈、电话等方式当面沟通，充分听取意见后再拟写答复。",
    "请在{answer}内书面答复提案人。确需延期的，请在到期前提出申请，一般可延长{extension}。",
    "分办的提案，各承办单位分别答复；会办的提案，会办单位在{opinion}内将会办意见送主办单位，由主办单位汇总答复。",
    "合并办理的提案，请征求每位第一提案人的意见并分别送达答复；附议提案人不必逐一征求意见。",
    "答复件经单位负责人审核签发，首页右上角标明办理结果类别，并写明联系人。列入计划解决的，请写明承诺事项和完成时限。",
    "答复送出时请附征询意见表。提案人基本满意或不满意的，请进一步研究办理并再次答复。",
    "答复内容原则上公开；不宜公开的，请在送审时说明理由。提案原文附后，请妥善保管。",
)


def notes(committee: Committee, day: date) -> tuple[str, ...]:
    """办理要求: the committee's own in force on that day, or ours with its deadlines filled in."""
    own: Any = _setting(committee, NOTES, day)
    if own:
        return tuple(str(line) for line in own)
    names = ("objection", "talk", "answer", "extension", "opinion")
    spans = {name: span(committee, name, day) for name in names}
    return tuple(line.format(**spans) for line in OURS)


def span(committee: Committee, code: str, day: date) -> str:
    """A deadline's length in words: 15个工作日."""
    (unit, number), *_others = rule(committee.pk, code, day).items()
    return f"{number}{UNITS[unit]}"


def copies_to(committee: Committee, day: date) -> tuple[str, ...]:
    """抄送 of answers: 督查室 and the proposals committee, where the committee names nobody else."""
    own: Any = _setting(committee, COPIES, day)
    name = own_name(committee)
    level = name.removesuffix("政协")
    return tuple(own) if own else (f"{level}委督查室", f"{level}政府督查室", f"{name}提案委员会")


def _setting(committee: Committee, name: str, day: date) -> Any:
    rows: Any = Setting.objects.filter(committee=committee)
    return rows.at(name, day)
