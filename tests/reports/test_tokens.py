"""The token language: what is written is read back, what is wrong is named."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from time import process_time

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from luzhi.core.figures import figures, ratios
from luzhi.core.periods import Window
from luzhi.reports.tokens import PIECE, Ask, Level, Part, Token, parse, parse_token, tokens

CODES = [entry.code for entry in (*figures, *ratios)]
DAYS = st.dates(date(1949, 1, 1), date(2100, 12, 31))


@st.composite
def a_token(draw: st.DrawFn) -> Token:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    end = draw(st.sampled_from([None, last, date(first.year, 12, 31)]))
    start = date(first.year, 1, 1) if end == date(first.year, 12, 31) else first
    return Token(draw(st.sampled_from(CODES)), start, end, draw(st.sampled_from(Level)))


WORDS = st.text().filter(lambda text: "{{" not in text and "}}" not in text)


@st.composite
def a_text(draw: st.DrawFn) -> tuple[Part, ...]:
    """Words and tokens in turn; a brace at the edge of words would join the token's."""
    parts: list[Part] = []
    for token in draw(st.lists(a_token(), max_size=4)):
        parts += [f"{draw(WORDS).strip('{}')}，", token]
    return (*parts, "完。")


@given(a_token())
def test_token_is_read_back(token: Token) -> None:
    assert parse_token(str(token)) == token


@given(a_text())
def test_text_is_read_back(parts: tuple[Part, ...]) -> None:
    assert parse("".join(map(str, parts))) == parts


@given(st.text(alphabet="{}| .-2018abc\n建议since", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(ValidationError):
        assert "".join(map(str, parse(text))).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "ask"),
    [
        ("{{gifts.money|2018}}", Ask("gifts.money", Window(date(2018, 1, 1), date(2018, 12, 31), "2018年"))),
        (
            "{{ gifts.money | since 2018-01-01 }}",
            Ask("gifts.money", Window(date(2018, 1, 1), date(2019, 2, 25), "2018年以来")),
        ),
        (
            "{{gifts.money | 2018-01-01..2018-06-30 | below}}",
            Ask("gifts.money", Window(date(2018, 1, 1), date(2018, 6, 30)), Level.BELOW),
        ),
        (
            "{{suggestions.adoption_rate | 2018 | own}}",
            Ask("suggestions.adoption_rate", Window(date(2018, 1, 1), date(2018, 12, 31), "2018年")),
        ),
    ],
)
def test_token_has_its_own_scope(text: str, ask: Ask) -> None:
    assert parse_token(text).ask(date(2019, 2, 25)) == ask


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{gifts.monei | 2018}}", "gifts.monei"),
        ("{{gifts.money}}", "{{gifts.money}}"),
        ("{{gifts.money | since 2018-02-30}}", "2018-02-30"),
        ("{{gifts.money | 2018-06-30..2018-01-01}}", "2018-06-30..2018-01-01"),
        ("{{gifts.money | last year}}", "last year"),
        ("{{gifts.money | 2018 | county}}", "county"),
        ("{{gifts.money | 2018 | own | below}}", "own | below"),
        ("{{gifts.money | 20180}}", "20180"),
    ],
)
def test_faulty_token_is_named(text: str, said: str) -> None:
    with pytest.raises(ValidationError) as error:
        parse_token(text)
    assert said in error.value.messages[0]


def test_every_fault_is_told_with_its_line() -> None:
    with pytest.raises(ValidationError) as error:
        parse("第一行\n{{no.such | 2018}}\n第三行 }} 多了\n")
    assert [message[:4] for message in error.value.messages] == ["第2行：", "第3行："]


def test_window_after_the_cut_off_is_refused() -> None:
    with pytest.raises(ValidationError):
        parse_token("{{gifts.money | since 2020-01-01}}").ask(date(2019, 2, 25))


def test_repeated_token_is_one() -> None:
    assert tokens("{{gifts.money|2018}}和{{ gifts.money | 2018-01-01..2018-12-31 }}") == [
        Token("gifts.money", date(2018, 1, 1), date(2018, 12, 31))
    ]


def test_approved_text_outlives_its_figures() -> None:
    assert str(parse("{{gone.figure | 2018}}", known=False)[0]) == "{{gone.figure | 2018}}"


@pytest.mark.asvs("T-ASVS-11")
def test_unclosed_braces_are_read_in_one_pass() -> None:
    """A pattern that looked on for the closing braces from each opening pair would take a minute."""
    began = process_time()
    assert len(PIECE.split("{{" * 100_000)) == 200_001
    assert process_time() - began < 2
