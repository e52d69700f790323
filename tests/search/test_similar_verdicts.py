"""The verdicts, on small texts: copies are found however edited, one mould for two asks is no copy."""

from __future__ import annotations

import pytest

from luzhi.search.similar import Likeness, Verdict
from luzhi.search.similar_corpus import Corpus, corpus_among
from luzhi.search.similar_reading import Reading

TITLE = "关于在老旧小区建设电动自行车充电设施的提案"
FACTS = (
    "我市现有老旧小区三百余个，居民大多把电动自行车推上楼充电，去年因此发生火灾十七起。",
    "物业公司普遍没有预留用电容量，电力部门又要求产权清楚才能报装，两头为难。",
    "社区居委会曾自筹资金搭建车棚，因为没有消防通道被责令拆除，群众意见很大。",
    "外地已有把闲置公房改为集中充电点的做法，每个充电口年均投入不到四百元。",
)
ASKS = (
    "一是由住建部门牵头，把集中充电设施列入老旧小区改造内容，新改小区同步建成。",
    "二是供电企业开辟绿色通道，容许以社区名义报装，电价按居民合表电价执行。",
    "三是消防救援机构制定简易车棚标准，明确间距、喷淋和监控要求，一次告知。",
    "四是财政安排以奖代补资金，对每个充电口补助二百元，三年内全部覆盖。",
)
BODY = "调研情况：" + "".join(FACTS) + "具体建议：" + "".join(ASKS)
OTHERS = [
    Reading(
        "关于发展冷链物流的提案",
        "我市果蔬产量大，冷库不足。具体建议：建设冷库，补贴冷藏车，培育龙头企业，完善标准。" * 2,
    ),
    Reading(
        "关于完善幼儿园收费的提案",
        "民办幼儿园收费偏高。具体建议：核定成本，公示收费，扩大普惠园，加强督导检查工作。" * 2,
    ),
    Reading(
        "关于保护古井的提案",
        "城区尚存古井四十口。具体建议：登记造册，划定保护范围，设立标识，安排修缮经费。" * 2,
    ),
]
CORPUS: Corpus = corpus_among([Reading(TITLE, BODY), *OTHERS])


def like(title: str, body: str, of: Reading | None = None) -> Likeness:
    return Likeness(Reading(title, body), of or Reading(TITLE, BODY), CORPUS.rarity, CORPUS.formulae)


COPIES = {
    "as it is": BODY,
    "in another order": "".join(reversed(FACTS)) + "具体建议：" + "".join(reversed(ASKS)),
    "a fifth changed": BODY.replace(FACTS[1], "停车位紧张，车辆乱停乱放的现象也很突出。").replace(
        ASKS[3], "四是加强巡查。"
    ),
    "cut behind": BODY[: len(BODY) * 6 // 10],
    "cut in front": BODY[len(BODY) * 4 // 10 :],
    "broken lines": "\n".join(BODY[at : at + 15] for at in range(0, len(BODY), 15)),
    "other marks": BODY.replace("，", " ").replace("。", "；\n"),
}


@pytest.mark.parametrize("edit", sorted(COPIES))
@pytest.mark.parametrize("title", [TITLE, "破解群众身边的一件烦心事"])
def test_copy_is_the_same_text_however_edited(edit: str, title: str) -> None:
    assert like(title, COPIES[edit]).verdict == Verdict.SAME_TEXT


def test_identical_texts_are_wholly_alike() -> None:
    same = like(TITLE, BODY)
    assert (same.similarity, same.jaccard, same.shared) == (1.0, 1.0, 1.0)


def test_likeness_is_the_same_from_either_side() -> None:
    one = like("另一题目", COPIES["a fifth changed"])
    two = Likeness(one.second, one.first, CORPUS.rarity, CORPUS.formulae)
    assert (one.verdict, one.similarity, one.shared) == (two.verdict, two.similarity, two.shared)


def test_one_mould_for_two_subjects_is_no_copy() -> None:
    mould = "{0}安全关系群众生命财产。目前{0}管理责任不清，{0}检查流于形式。具体建议：一是摸清{0}底数，建立台账；二是明确{0}管理责任，逐级签订责任书；三是组织{0}专项检查，限期整改；四是开展宣传教育，提高防范意识。"
    one, two = (Reading(f"关于加强{what}安全管理的提案", mould.format(what)) for what in ("电梯", "燃气"))
    assert Likeness(one, two, CORPUS.rarity).verdict == Verdict.SHARED


def test_shared_opening_with_another_ask_is_a_shared_passage() -> None:
    asks = "具体建议：一是扩建城南农贸市场，二是规范摊位租金，三是设置自产自销专区，四是每日公示检测结果，五是增加保洁人员。"
    found = like("关于提升农贸市场的提案", "调研情况：" + "".join(FACTS) + asks)
    assert found.verdict == Verdict.SHARED
    assert found.passages[0].length > 100


def test_same_ask_in_other_words_is_found() -> None:
    body = (
        "电动自行车进楼充电屡禁不止，隐患突出。建议：老旧小区都要有电动自行车集中充电设施，由供电企业以社区名义报装，"
        "财政对充电口给予补助，消防部门出台车棚标准。"
    )
    assert like("加快老旧小区电动自行车充电设施建设", body).verdict == Verdict.SAME_ASK


@pytest.mark.parametrize("other", OTHERS, ids=lambda each: each.title)
def test_different_asks_are_related_at_most(other: Reading) -> None:
    assert like(other.title, other.body).verdict == Verdict.RELATED


def test_empty_and_tiny_texts_are_no_copies() -> None:
    assert like("", "").verdict == Verdict.RELATED
    assert like("", "同意。", Reading("", "同意！")).verdict == Verdict.SAME_TEXT


def test_corpus_comes_back_as_it_was_packed() -> None:
    assert Corpus.unpacked(CORPUS.packed()) == CORPUS
