"""One reading of texts, the same in Python and in the database."""

from __future__ import annotations

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luzhi.search.folding import BLANK, FROM, MARKS, Places, fold
from luzhi.search.words import pairs

LETTERS = st.one_of(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
    st.sampled_from(f"{BLANK}{FROM[::50]}，。；、“”（）％-*'\\AZaz09Ａｚ５ÀЖ①㎡镉\U00020000"),
    st.characters(exclude_categories=("Cs",), exclude_characters="\x00"),
)
TEXTS = st.text(LETTERS, max_size=60)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("環衛公廁", "环卫公厕"),
        ("ＡＩ技术 2019年", "ai技术2019年"),
        ("民生、就业；教 育\n\n资 源", "民生 就业 教育资源"),
        ("“厕所革命”！", "厕所革命"),
        ("⼀次", "一次"),
        ("，。！", ""),
    ],
)
def test_texts_are_read_evenly(written: str, folded: str) -> None:
    assert fold(written) == folded


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_the_database_reads_as_python_does(db: None, text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_fold(%s)", [text])
        assert cursor.fetchone() == (fold(text),)


@given(text=TEXTS)
def test_places_lead_back_to_the_written_text(text: str) -> None:
    places = Places(text)
    assert places.folded == fold(text)
    assert [fold(text[places.origin(at)]) for at, letter in enumerate(places.folded) if letter != " "] == [
        letter for letter in places.folded if letter != " "
    ]


@pytest.mark.parametrize(
    ("word", "grams"),
    [
        ("公厕", ["公厕"]),
        ("停车难", ["停车", "车难"]),
        ("水", ["水*"]),
        ("民生 就业", ["民生", "就业"]),
        ("教育 大", ["教育", "大*"]),
    ],
)
def test_grams_of_a_word(word: str, grams: list[str]) -> None:
    assert pairs(word) == grams


def test_marks_are_read_alike_everywhere() -> None:
    assert not set("々〇㐀一龥豈") & set(BLANK)
    assert "々" not in MARKS
