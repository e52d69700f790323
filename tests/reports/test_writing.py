"""The review says what the records bear out, and nothing else."""

from __future__ import annotations

import itertools
import os
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from luzhi.core.numbers import BEIJING
from luzhi.learning.models import Regulation
from luzhi.organisation.models import Unit, UnitKind
from luzhi.outreach.models import Voice
from luzhi.proposals.models import Proposal
from luzhi.reports.body import Heading, blocks, ends_a_sentence
from luzhi.reports.reading import declared, is_declared
from luzhi.reports.rendering import plain_text, words_of
from luzhi.reports.tokens import Token, parse, tokens
from luzhi.reports.wording import templates
from luzhi.reports.writing import compose
from tests.outreach.samples import quoted, voice
from tests.reports.work import CUT_OFF, draft, held, suggestions, year_of_work
from tests.world import World

PARTY_WORK = templates["party_work"]
SHARED = Path(os.environ.get("LUZHI_SHARED", Path(__file__).parents[3] / "shared"))
ARTICLE = SHARED / "data/article.txt"


def full_year(world: World) -> None:
    """At least one record behind every sentence of the template."""
    year_of_work(world)
    kinds = {code.partition(".")[0] for code in PARTY_WORK.codes() if code.endswith(".held")}
    named = {part.code for s in sentences() for part in parse_loosely(s) if part.code.endswith(".held")}
    for kind in sorted(kinds | {code.partition(".")[0] for code in named} - {"heart"}):
        held(world, kind, 12, title=f"{kind}的活动", place="市政协")
    filed = {
        "number": "0001",
        "title": "提案",
        "proposer": "贺昇",
        "proposer_kind": "member",
        "state": "filed",
    }
    at = datetime(2018, 1, 20, 9, tzinfo=BEIJING)
    Proposal.objects.create(
        committee=world.city, session=world.session, body="正文", submitted_at=at, **filed
    )
    Regulation.objects.create(
        committee=world.city, title="关于加强新形势下政协委员队伍建设的实施意见", adopted_on=date(2018, 5, 1)
    )
    above = Unit.objects.create(committee=world.city, kind=UnitKind.PARTY_COMMITTEE, name="市委")
    for kind in (UnitKind.LEADING_PARTY_GROUP, UnitKind.ORGAN_PARTY_GROUP, UnitKind.ORGAN_PARTY_COMMITTEE):
        Unit.objects.create(
            committee=world.city, kind=kind, name=kind.label, approved_by=above, set_up_on=date(2018, 4, 1)
        )


def sentences() -> list[str]:
    return [sentence.text for block in PARTY_WORK.blocks for sentence in block.sentences]


def parse_loosely(sentence: str) -> list[Token]:
    return [part for part in parse(sentence.replace("$year", "2018")) if isinstance(part, Token)]


def test_every_figure_of_the_template_is_declared() -> None:
    codes = PARTY_WORK.codes() | {token.code for text in sentences() for token in parse_loosely(text)}
    assert [code for code in sorted(codes) if not is_declared(code)] == []


def test_every_printed_figure_has_a_public_card() -> None:
    printed = {token.code for text in sentences() for token in parse_loosely(text)}
    assert [code for code in sorted(printed) if not declared(code).public] == []


def test_sections_are_three_of_equal_rhythm(world: World) -> None:
    full_year(world)
    headings = [words_of(block.line, {}) for block in blocks(draft(world).text) if isinstance(block, Heading)]
    assert [[len(half) for half in heading.split("，")] for heading in headings] == [[6, 6]] * 3


def test_every_mechanism_is_named(world: World) -> None:
    full_year(world)
    text = plain_text(draft(world))
    assert [name for name in MECHANISMS if name not in text] == []


def test_review_has_the_usual_length(world: World) -> None:
    full_year(world)
    assert 1800 <= len(re.sub(r"\s", "", plain_text(draft(world)))) <= 2300


def test_the_articles_figures_are_said(world: World) -> None:
    year_of_work(world)
    text = plain_text(draft(world))
    for said in ("意见和建议12条", "10余次", "帮扶资金200余万元", "书籍500册", "义诊300余人次"):
        assert said in text


def test_a_changed_record_changes_the_review(world: World) -> None:
    suggestions(world, 3)
    review = draft(world)
    suggestions(world, 1, sent_on=CUT_OFF)
    assert "意见和建议4条" in plain_text(review)


def test_an_empty_year_claims_nothing(world: World) -> None:
    review = draft(world)
    assert {token.code for token in tokens(review.text)} == {"members.serving"}
    for name in ("双月协商", "微调查", "义诊", "三会一课", "第一书记", "机关党组正式设立"):
        assert name not in review.text


def test_no_heading_stands_alone(world: World) -> None:
    titles = [isinstance(block, Heading) for block in blocks(draft(world).text)]
    assert (True, True) not in itertools.pairwise(titles)


def test_every_month_is_claimed_only_when_held(world: World) -> None:
    held(world, "micro_survey", 11)
    assert "月月有题目" not in draft(world).text
    held(world, "micro_survey", 1, title="第十二期", held_on=date(2018, 12, 1))
    assert "月月有题目" in draft(world).text


def test_summary_ends_with_a_sentence(world: World) -> None:
    summary = draft(world).summary
    assert ends_a_sentence(summary)
    assert 60 <= len(summary) <= 200


def test_composing_asks_few_statements(world: World, django_assert_max_num_queries: Any) -> None:
    year_of_work(world)
    review = draft(world)
    with django_assert_max_num_queries(9):
        compose(review)


def test_names_between_quotes_stand_without_a_comma(world: World) -> None:
    held(world, "sector_month")
    held(world, "party_volunteers", title="党员志愿服务")
    assert "“界别活动月”“党员志愿者”接力" in draft(world).text


@pytest.mark.skipif(not ARTICLE.exists(), reason="the source article is not there")
def test_no_sentence_of_the_source_is_copied() -> None:
    source = _letters(ARTICLE.read_text("utf-8"))
    clauses = [clause for text in sentences() for clause in re.split("[，。；：]", text)]
    copied = [clause for clause in clauses if len(_letters(clause)) > 16 and _letters(clause) in source]
    assert copied == []


def _letters(text: str) -> str:
    return re.sub(r"[^\w]", "", text)


MECHANISMS = (
    "政协党组、机关党组、机关党委、机关党支部四级",
    "神经末梢", "集中学习", "组织生活", "参政议政", "扶贫解困", "双月协商座谈会", "十个一", "委员活动室", "委员作业",
    "党派联系、委员联络、对外联谊", "联合调研", "民主党派、工商联和无党派人士", "三级联系", "走出去", "引进来",
    "头雁效应", "群雁效应", "党委出题、政协协商、政府采纳、部门实施", "月月微调查", "季度手拉手",
    "“界别活动月”“专家服务团”“党员志愿者”", "委员心连心", "送文化、送医药、送科技、送法律、扶贫济困", "挂钩联系",
    "工作队", "第一书记", "关键少数", "骨干力量", "绝大多数", "党组会议、主席会议、党组中心组理论学习会议", "市委批准",
    "机关党组", "三会一课", "党员教育固定学习日", "微党课", "参观学习", "《关于加强新形势下政协委员队伍建设的实施意见》",
    "委员学习制度", "红色资源", "党日活动", "革命传统教育", "把方向、管大局、保落实", "无盲区、全覆盖", "做强特色小镇",
)  # fmt: skip


def test_latest_words_that_may_be_quoted_are_written_as_text(world: World) -> None:
    first, second = held(world, "bring_medicine", 2)
    quoted(world, first, "头一句")
    last = quoted(world, second, "花{{gifts.money | 2018}}了")
    voice(second, "没人问过")
    written = draft(world)
    assert "“花｛｛gifts.money ｜ 2018｝｝了”，某村村民说。" in written.text
    assert "头一句" not in written.text
    Voice.objects.filter(pk=last.pk).update(consent="refused")
    assert "“头一句”，某村村民说。" in draft(world).text
    written.refresh_from_db()
    assert "“花" in written.text
