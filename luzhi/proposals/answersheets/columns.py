"""The columns of a sheet of answers, and how its number, class and promises are read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luzhi.exchange.cells import Refused, to_date
from luzhi.exchange.columns import Column
from luzhi.handling.classes import AnswerClass
from luzhi.proposals.models import Proposal

COLUMNS: Final = (
    Column(
        "reference",
        gettext_lazy("proposal number"),
        ("提案编号", "编号", "提案号", "案号"),
        required=True,
        key=True,
    ),
    Column("title", gettext_lazy("title of the proposal"), ("案由", "标题", "题目")),
    Column("unit", gettext_lazy("handling unit"), ("承办单位", "主办单位", "单位"), key=True),
    Column(
        "answer_class", gettext_lazy("answer class"), ("类别", "解决程度", "答复类别", "办理结果"), key=True
    ),
    Column("body", gettext_lazy("text of the answer"), ("答复内容", "答复", "正文", "内容")),
    Column("number", gettext_lazy("document number"), ("文号", "答复文号", "发文字号"), key=True, longest=40),
    Column("signed_by", gettext_lazy("signed by"), ("签发人", "签发"), key=True, longest=60),
    Column("sent_on", gettext_lazy("day of the answer"), ("答复日期", "答复时间", "签发日期"), kind="date"),
    Column("promises", gettext_lazy("promised matters"), ("承诺事项", "承诺")),
    Column("promised_for", gettext_lazy("promised for"), ("承诺期限", "完成时限", "承诺完成时间")),
)
REFERENCE: Final = re.compile(
    r"[第总编提案号字()\s.\-_#NOno:]*(?:((?:19|20)\d\d)[)\s年度会议第编号字\-—–_]*(?=\d))?(\d{1,6})(?!\d).*",
    re.DOTALL,
)
PARTED: Final = re.compile(r"\s*[\n；;]\s*")
LONGEST_PROMISE: Final = 500
Key = tuple[int | None, int]


def key_of(text: str) -> Key | None:
    """(year, serial) of 2019-0001, 2019年第1号, 总编(2016)第001号, 2016001; 0001 has no year; None: no number."""
    found = REFERENCE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        return None
    return (int(found[1]) if found[1] else None), int(found[2])


def serial(proposal: Proposal) -> int | None:
    return int(proposal.number) if proposal.number.isdigit() else None


def class_named(words: str, scheme: Iterable[AnswerClass]) -> AnswerClass | None:
    """B, B类, or the class's own words."""
    text = unicodedata.normalize("NFKC", words).strip()
    for each in scheme:
        label = str(each.label)
        said = {each.code, f"{each.code}类", label, label.removeprefix(each.code).strip()}
        if text in said or text.upper() in said:
            return each
    return None


def promised(matters: str, days: str) -> list[tuple[str, date]]:
    """Matters and days, each parted by ； or a line end; one day stands for all. Raises ValidationError."""
    texts = [part for part in PARTED.split(matters.strip()) if part]
    until = [_day(part) for part in PARTED.split(days.strip()) if part]
    if len(until) == 1:
        until *= max(len(texts), 1)
    if len(texts) != len(until):
        raise ValidationError(_("A promise has both a text and a day."))
    if any(len(text) > LONGEST_PROMISE for text in texts):
        raise ValidationError(
            _("A promise is longer than %(limit)s characters.") % {"limit": LONGEST_PROMISE}
        )
    return list(zip(texts, until, strict=True))


def _day(text: str) -> date:
    try:
        return to_date(text)
    except Refused as refused:
        raise ValidationError(str(refused)) from refused
