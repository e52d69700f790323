"""Which lists are whole by what they name, which overlap, and which differences one slip of the pen makes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

OPEN = re.compile(r"等|主要|重点(?!提案)|例如|比如|特别|尤其|部分")
OVERLAP = re.compile(
    r"女|少数民族|党员|中共|党外|民主党派|无党派|连任|新任|学历|本科|研究生|博士|硕士|职称|岁|青年|港澳|归侨|侨|台胞|基层|一线|企业家|退休|涉及|重点|优秀"
)
OVERLAP_SAID = re.compile(r"涉及多|多个类|同时归入|交叉|重复|可多选|兼有")
# Each line is one way of dividing; a part is known by the first word that its label holds. What is marked with + is whole
# as soon as two of its parts are named.
_FAMILIES = (
    (False, ("主办", "承办", "会办", "协办", "分办", "独办", "单办")),
    (True, ("联名|个人|委员(?!会)|代表", "集体|党派|团体|界别|专委会|专门委员会|小组")),
    (True, ("不满意", "基本满意|较满意|比较满意", "满意", "一般|理解|其他")),
    (True, ("正在|列入|计划|b类", "留作|参考|暂|条件|难以|c类|d类", "解决|落实|a类|采纳")),
    (True, ("男", "女")),
    (True, ("非中共|非党|党外", "中共|党员|党内")),
    (True, ("请假|缺席|未到|因事", "实到|出席|到会")),
    (True, ("不予?立案|未立案|不立案", "并案|合并", "转|撤", "立案")),
    (True, ("上半年", "下半年")),
    (True, ("公办|公立", "民办|私立")),
    (True, ("线上|网络", "线下|现场")),
    (True, ("新建|新增", "改建|改造|扩建|续建")),
    (True, ("口头", "书面")),
    (True, ("香港", "澳门")),
    (False, ("一季度", "二季度", "三季度", "四季度")),
    (False, ("全国", "省", "市", "县|区", "乡|镇|街道", "村|社区")),
    (False, ("会前", "会中|大会|全会", "会后|平时|闭会")),
    (
        False,
        (
            "经济|工业|产业|财", "政治|政法|法制|法治|党建", "文化|科教|教科|教育|精神文明", "社会|民生|社保|就业", "生态|环境|环保",
            "农|乡村", "城建|城市|城乡|交通", "卫|医", "统战|民族|宗教", "其他|其它|综合",
        ),
    ),
)  # fmt: skip
_PATTERNS = tuple((whole, tuple(re.compile(word) for word in words)) for whole, words in _FAMILIES)


def is_division(labels: Sequence[str], *, whole: bool = False) -> bool:
    """Do the labels name different parts of one division? `whole`: of one that is whole once so many are named."""
    for (complete, _words), places in zip(_PATTERNS, zip(*map(_places, labels), strict=True), strict=True):
        is_named = None not in places and len(set(places)) == len(places) > 1
        if is_named and (not whole or (complete and len(labels) >= 2) or len(labels) >= 4):
            return True
    return False


@lru_cache(4096)
def _places(label: str) -> tuple[int | None, ...]:
    """By family, the part that the label names."""
    return tuple(
        next((place for place, word in enumerate(words) if word.search(label)), None)
        for _complete, words in _PATTERNS
    )


def is_slip(values: Sequence[Decimal], total: Decimal) -> bool:
    """Would the sum be right with one digit of one number changed, or two neighbours of it swapped?"""
    over = sum(values, Decimal(0)) - total
    return any(_near(first, second) for first, second in _repaired(values, total, over))


def is_close(values: Sequence[Decimal], total: Decimal) -> bool:
    """Within a twentieth: a list that leaves something out leaves out more."""
    return abs(sum(values, Decimal(0)) - total) * 20 <= total


def _repaired(values: Sequence[Decimal], total: Decimal, over: Decimal) -> Iterator[tuple[Decimal, Decimal]]:
    yield total, total + over
    for value in values:
        yield value, value - over


def _near(first: Decimal, second: Decimal) -> bool:
    one, two = (f"{abs(value).normalize():f}" for value in (first, second))
    if second < 0 or len(one) != len(two):
        return False
    different = [place for place, (a, b) in enumerate(zip(one, two, strict=True)) if a != b]
    if len(different) == 2 and different[1] == different[0] + 1:
        return one[different[0]] == two[different[1]] and one[different[1]] == two[different[0]]
    return len(different) == 1
