"""Charts: bars from zero with their printed form, readable without colour and without eyes."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from luzhi.documents.charts import Bar, Chart, describe, svg
from luzhi.documents.official.builder import build
from luzhi.documents.official.content import PageBreak, Table
from luzhi.documents.printing import pdf
from tests.documents.official.samples import PLAIN, opened, parts, texts, tree
from tests.documents.pages import text

_SVG = "{http://www.w3.org/2000/svg}"
_CHART = Chart(
    "提案委提出的建议最多",
    "条",
    (
        Bar("提案委", Decimal(300), "300条"),
        Bar("经济和人口资源环境委员会", Decimal(150), "150余条"),
        Bar("文史委", Decimal(0), "0条"),
        Bar("上年增减", Decimal(-75), "-75条"),
    ),
)
_MONTHS = Chart(
    "三月活动最多",
    "次",
    tuple(Bar(f"{n}月", Decimal(n % 4 - 1), str(n % 4 - 1)) for n in range(1, 13)),
    columns=True,
)
_PAGE = replace(PLAIN, blocks=(_CHART,))
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def _drawn(chart):
    return etree.fromstring(svg(chart))


def _bars(chart):
    """(x, width, fill) of the drawn bars."""
    return [
        (float(bar.get("x")), float(bar.get("width")), bar.get("fill"))
        for bar in _drawn(chart).iterfind(f"{_SVG}rect")
    ]


def test_bars_are_as_long_as_their_values_and_begin_at_zero():
    (first, longest, _), (second, half, _), (left, quarter, _) = _bars(_CHART)
    assert (half / longest, quarter / longest) == pytest.approx((0.5, 0.25), abs=0.005)
    assert (second, left + quarter) == pytest.approx((first, first), abs=0.2)


def test_zero_is_in_the_picture_even_where_all_values_are_large():
    large = replace(_CHART, bars=(Bar("甲", Decimal(90), "90"), Bar("乙", Decimal(100), "100")))
    (left, less, _), (_, more, _) = _bars(large)
    assert (left > 0, less / more) == (True, pytest.approx(0.9, abs=0.005))


def test_zero_has_no_bar_but_its_label_and_value():
    zero = replace(_CHART, bars=(Bar("文史委", Decimal(0), "0条"),))
    printed = [each.text for each in _drawn(zero).iter(f"{_SVG}text")]
    assert (_bars(zero), printed) == ([], ["提案委提出的建议最多", "单位：条", "文史委", "0条"])


def test_negative_bars_are_hatched_and_others_plain():
    plain, _, hatched = (fill for _, _, fill in _bars(_CHART))
    pattern = _drawn(_CHART).find(f".//{_SVG}pattern").get("id")
    assert (plain, hatched) == ("#3A6EA5", f"url(#{pattern})")


def test_chart_has_a_name_and_words_for_those_who_do_not_see_it():
    drawn = _drawn(_CHART)
    title, words = drawn.find(f"{_SVG}title"), drawn.find(f"{_SVG}desc")
    assert drawn.get("role") == "img"
    assert drawn.get("aria-labelledby") == f"{title.get('id')} {words.get('id')}"
    assert (title.text, words.text) == (_CHART.title, describe(_CHART))
    assert (
        describe(_CHART)
        == "提案委提出的建议最多（单位：条）：提案委 300条；经济和人口资源环境委员会 150余条；文史委 0条；上年增减 -75条。"
    )


def test_two_charts_on_a_page_share_no_identifier():
    found = [each.get("id") for chart in (_CHART, _MONTHS) for each in _drawn(chart).iter() if each.get("id")]
    assert len(set(found)) == len(found) == 6


def test_long_labels_are_wrapped():
    bars = (Bar("农业和农村" * 8, Decimal(1), "1"),)
    labels = [each.text for each in _drawn(replace(_CHART, bars=bars)).iter(f"{_SVG}text")][2:-1]
    assert ("".join(labels), max(map(len, labels))) == ("农业和农村" * 8, 12)


@pytest.mark.parametrize("chart", [_CHART, _MONTHS], ids=["bars", "columns"])
def test_everything_stands_inside_the_picture(chart):
    drawn = _drawn(chart)
    width, height = map(float, drawn.get("viewBox").split()[2:])
    places = [
        (float(e.get("x")), float(e.get("y"))) for e in drawn.iter(f"{_SVG}text", f"{_SVG}rect") if e.get("x")
    ]
    assert [place for place in places if not (0 <= place[0] <= width and 0 <= place[1] <= height)] == []


def test_months_stand_upright_from_one_line():
    bars = [
        (float(e.get("y")), float(e.get("height")), e.get("fill"))
        for e in _drawn(_MONTHS).iterfind(f"{_SVG}rect")
    ]
    feet = {round(y if fill.startswith("url") else y + high) for y, high, fill in bars}
    assert (len(bars), len(feet)) == (9, 1)


def test_nothing_in_a_chart_runs_or_comes_from_outside():
    hostile = '<script>alert(1)</script>" onload="x'
    drawn = _drawn(Chart(hostile, hostile, (Bar(hostile, Decimal(1), hostile),)))
    assert {etree.QName(each).localname for each in drawn.iter()} <= {
        *("svg", "title", "desc", "defs", "pattern", "rect", "text", "line")
    }
    names = {name for each in drawn.iter() for name in each.attrib}
    assert [name for name in names if name.startswith("on") or "href" in name or name == "style"] == []


@pytest.mark.parametrize(
    ("bars", "columns", "words"),
    [
        ((), False, "0 bars: 1 to 24 fit"),
        ((Bar("甲", Decimal(1), "1"),) * 25, False, "25 bars: 1 to 24 fit"),
        ((Bar("甲", Decimal(1), "1"),) * 13, True, "13 bars: 1 to 12 fit"),
        ((Bar("甲", Decimal("NaN"), "1"),), False, "甲: NaN can't be drawn"),
    ],
)
def test_chart_that_can_not_be_read_is_refused(bars, columns, words):
    with pytest.raises(ValueError, match=words):
        Chart("题", "条", bars, columns)


@settings(max_examples=40)
@given(
    st.text(), st.lists(st.decimals(allow_nan=False, allow_infinity=False, places=2), min_size=1, max_size=12)
)
def test_any_values_give_a_well_formed_chart(words, values):
    bars = tuple(Bar(words, value, str(value)) for value in values)
    for columns in (False, True):
        assert _drawn(Chart(words, words, bars, columns)).tag == f"{_SVG}svg"


def test_docx_holds_a_picture_with_words_and_the_table_behind_it():
    picture = next(tree(_PAGE).iter(_PICTURE))
    rows = [[cell.text for cell in row.cells] for row in opened(_PAGE).tables[0].rows]
    assert (picture.get("name"), picture.get("descr")) == (_CHART.title, describe(_CHART))
    assert rows == [["项目", "数值（条）"], *([bar.label, bar.printed] for bar in _CHART.bars)]


def test_picture_in_the_docx_has_300_dots_an_inch():
    data = parts(build(_PAGE))["word/media/image1.png"]
    across = int.from_bytes(data[16:20], "big")
    assert (data[:4], across) == (b"\x89PNG", round(156 / 25.4 * 300))


def test_docx_with_a_chart_is_the_same_every_time():
    assert build(_PAGE) == build(_PAGE)


def test_chart_in_the_pdf_is_text():
    assert text(pdf(_PAGE)).count("150余条") == 2


def test_table_after_a_page_break_begins_the_page():
    page = replace(PLAIN, blocks=(PageBreak(), Table(("甲",), (("1",),))))
    broken = [p.style.name for p in opened(page).paragraphs if p.paragraph_format.page_break_before]
    assert (broken, texts(page)[-2:]) == (["Spacer"], ["甲", "1"])
