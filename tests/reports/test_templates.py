"""Each template says what the records of its period bear out, and nothing else."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from luzhi.core.figures import ratios
from luzhi.organisation.models import Session
from luzhi.reports import wording
from luzhi.reports.body import Block, Chart, Heading, Paragraph, Table, blocks, ends_a_sentence, lines
from luzhi.reports.models import Form, Review
from luzhi.reports.reading import declared
from luzhi.reports.rendering import plain_text, shown
from luzhi.reports.tokens import Token, tokens
from luzhi.reports.wording import FILES, templates
from luzhi.reports.wording.names import NAMES
from luzhi.reports.wording.reading import FORMS
from luzhi.reports.wordings import checked
from luzhi.reports.words import WORDS
from luzhi.reports.writing import compose, review
from tests.reports.full import proposal, whole_year
from tests.reports.work import CUT_OFF, held
from tests.world import World

PERIODS = {"year": "year", "quarter": "q1", "month": "m03"}
CODES = [template.code for template in templates]


def written(world: World, code: str, period: str = "", year: int = 2018) -> Review:
    fitting = period or PERIODS[templates[code].periods[0]]
    return review(world.city, year, code, world.yan, CUT_OFF, fitting)


def words_of(made: Review) -> str:
    return plain_text(made)


def test_every_file_is_offered() -> None:
    files = {file.stem for file in Path(wording.__file__).parent.glob("*.txt")}
    assert files == set(FILES)


def test_every_word_of_a_template_has_a_meaning() -> None:
    assert set(NAMES) == set(WORDS)


def test_templates_name_the_forms_of_texts() -> None:
    assert set(FORMS) == set(Form.values)


@pytest.mark.parametrize("code", CODES)
def test_a_template_has_no_fault(code: str, world: World) -> None:
    assert checked(templates[code].text, code) == templates[code]


@pytest.mark.parametrize("code", CODES)
def test_a_public_template_prints_public_figures_alone(code: str, world: World) -> None:
    whole_year(world)
    printed = {token.code for token in tokens(written(world, code).text)}
    hidden = sorted(each for each in printed if not declared(each).public)
    assert hidden == [] or not templates[code].public


@pytest.mark.parametrize("code", CODES)
def test_a_full_year_is_a_text_that_can_be_printed(code: str, world: World) -> None:
    whole_year(world)
    made = written(world, code)
    told = blocks(made.text) if templates[code].periods == ("year",) else []
    values = shown(made)
    assert all(values[str(token)].value for block in told for token in figures_of(block))
    assert ends_a_sentence(made.summary)
    assert "，。" not in words_of(made)
    assert "$" not in words_of(made)


def figures_of(block: Block) -> list[Token]:
    """Of a table those of a row may be zero beside others."""
    found = [] if isinstance(block, Table) else lines(block)
    return [span.part for line in found for span in line if isinstance(span.part, Token)]


@pytest.mark.parametrize("code", CODES)
def test_an_empty_year_prints_no_figure(code: str, world: World) -> None:
    made = written(world, code, year=2016)
    assert [token.code for token in tokens(made.text) if not token.code.startswith("members.")] == []
    assert not any(isinstance(block, Table | Chart) for block in blocks(made.text))


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("full", [True, False])
def test_a_heading_stands_over_something(code: str, full: bool, world: World) -> None:
    if full:
        whole_year(world)
    found = blocks(written(world, code).text)
    assert not isinstance(found[-1], Heading)
    for heading, after in itertools.pairwise(found):
        if isinstance(heading, Heading) and isinstance(after, Heading):
            assert after.level > heading.level


@pytest.mark.parametrize("code", ["proposal_work", "proposal_examination"])
def test_a_row_without_figures_is_left_out(code: str, world: World) -> None:
    proposal(world, 1, state="filed", topic="交通旅游", proposer_kind="party")
    firsts = [table_words(block)[0] for block in tables(written(world, code))]
    assert firsts[-1][1:] == ["交通旅游", "合计"]
    if code == "proposal_examination":
        assert firsts[0][1:] == ["党派团体", "合计"]


def tables(made: Review) -> list[Table]:
    return [block for block in blocks(made.text) if isinstance(block, Table)]


def table_words(table: Table) -> list[list[str]]:
    """Its columns."""
    rows = [["".join(str(span.part) for span in cell) for cell in row] for row in table.rows]
    return [list(column) for column in zip(*rows, strict=True)]


def test_the_parts_of_a_table_add_up_to_its_last_row(world: World) -> None:
    whole_year(world)
    made = written(world, "proposal_examination")
    said = shown(made)
    for table in tables(made)[:2]:
        for column in table_words(table)[1:]:
            *parts, whole = [said[cell].value or 0 for cell in column[1:]]
            assert sum(parts) == whole


def test_each_rate_stands_with_its_denominator(world: World) -> None:
    whole_year(world)
    for code in CODES:
        for block in blocks(written(world, code).text):
            if isinstance(block, Paragraph):
                named = [str(span.part).strip("{}").partition(" ")[0] for span in block.line]
                for rate in (ratios[name] for name in named if name in ratios):
                    assert rate.denominator.code in named, (code, rate.code)


def test_the_report_of_the_standing_committee_reviews_and_plans(world: World) -> None:
    whole_year(world)
    made = written(world, "standing_committee")
    heads = [heading_words(block) for block in blocks(made.text) if isinstance(block, Heading)]
    assert [head for level, head in heads if level == 1] == ["2018年工作回顾", "2019年工作安排"]
    assert 4 <= sum(level == 2 for level, _head in heads) <= 6
    assert "我受政协试验市第十三届委员会常务委员会委托，向大会报告工作，请予审议" in made.text
    assert "围绕建设海绵城市等议题" in made.text


def heading_words(block: Heading) -> tuple[int, str]:
    return block.level, "".join(str(span.part) for span in block.line)


def test_without_next_years_topics_the_plan_is_left_to_the_writer(world: World) -> None:
    made = written(world, "standing_committee")
    assert "【待写：2019年的重点协商议题，以市委批准的年度协商计划为准】" in made.text


def test_proposals_still_wanting_are_told(world: World) -> None:
    whole_year(world)
    text = words_of(written(world, "proposal_work"))
    for said in (
        "超过办理期限才答复的有1件",
        "尚有立案提案2件未全部办复",
        "答复为C类的有1件",
        "不满意的有1件",
        "收到反馈4件，其中满意2件、基本满意1件、不满意1件",
    ):
        assert said in text


def test_nothing_wanting_claims_no_want(world: World) -> None:
    proposal(world, 1, state="closed", answered_on=CUT_OFF)
    text = words_of(written(world, "proposal_work"))
    assert "未全部办复" not in text
    assert "催办" not in text


def test_an_examination_tells_its_deadline(world: World) -> None:
    whole_year(world)
    text = words_of(written(world, "proposal_examination"))
    assert "大会提案截止时间为2018年1月20日12时。截止时间前收到大会提案13件。" in text
    assert "不予立案1件、转社情民意信息1件、转委员来信1件" in text


def test_without_a_deadline_none_is_told(world: World) -> None:
    proposal(world, 1, state="filed")
    assert Session.objects.get(pk=world.session.pk).proposals_until is None
    assert "截止时间为" not in words_of(written(world, "proposal_examination"))


def test_a_month_counts_its_days_and_the_year_so_far(world: World) -> None:
    held(world, "micro_survey", 8)
    text = words_of(written(world, "monthly", "m02"))
    assert "月月微调查\t4次\t8次" in text


def test_a_month_without_a_micro_survey_says_so(world: World) -> None:
    held(world, "micro_survey", 1)
    without, with_one = (words_of(written(world, "monthly", period)) for period in ("m02", "m01"))
    assert "月月微调查：本月没有记录" in without
    assert "月月微调查：本月没有记录" not in with_one


def test_a_quarter_draws_its_activities(world: World) -> None:
    held(world, "survey", 2)
    held(world, "inspection", 1)
    [chart] = [block for block in blocks(written(world, "quarterly").text) if isinstance(block, Chart)]
    assert [bar.code for bar in chart.bars] == ["survey.held", "inspection.held"]
    assert chart.title == "2018年第一季度活动开展次数"


def test_a_bulletin_tells_one_activity(world: World) -> None:
    [meeting] = held(
        world, "survey", title="古村落保护调研", place="某村", host="凌导", summary="看了三处。\n问{{计}}"
    )
    made = Review(committee=world.city, year=2018, template="bulletin", cut_off=CUT_OFF, meeting=meeting)
    compose(made)
    assert made.title == "古村落保护调研"
    assert made.text.startswith("2018年1月8日，办公室组织开展“古村落保护调研”。活动地点：某村。凌导主持。")
    assert "看了三处。问｛｛计｝｝。" in made.text
    assert made.form == "bulletin"


def test_an_activity_that_nobody_confirmed_is_not_told(world: World) -> None:
    [meeting] = held(world, "survey", title="调研", state="announced")
    made = Review(committee=world.city, year=2018, template="minutes", cut_off=CUT_OFF, meeting=meeting)
    compose(made)
    assert "议定事项纪要如下" not in made.text


@pytest.mark.parametrize(
    ("code", "period", "words"),
    [
        ("party_work", "q1", "一年"),
        ("monthly", "year", "一个月"),
        ("quarterly", "m03", "一个季度"),
    ],
)
def test_a_period_that_does_not_fit_is_refused(code: str, period: str, words: str, world: World) -> None:
    with pytest.raises(ValidationError) as refused:
        written(world, code, period)
    assert f"适用于{words}" in refused.value.messages[0]
