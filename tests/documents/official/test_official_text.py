"""The small forms of texts, and the lines of titles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luzhi.documents.official.text import (
    bracketed,
    by_rarity,
    clean,
    document_number,
    listed,
    width,
    with_colon,
)
from luzhi.documents.official.title import LINE_WIDTH, break_title


@pytest.mark.parametrize(
    ("given_number", "printed"),
    [
        ("萍政协发[2019]5号", "萍政协发〔2019〕5号"),
        ("萍政协发（2019）第005号", "萍政协发〔2019〕5号"),
        ("萍政协发〔2019〕50号", "萍政协发〔2019〕50号"),
        ("第3期", "第3期"),
        ("", ""),
    ],
)
def test_document_number_has_six_angle_brackets_and_no_zeros(given_number, printed):
    assert document_number(given_number) == printed


@pytest.mark.parametrize("text", ["各县政协", "各县政协：", "各县政协:"])
def test_addressee_ends_with_one_full_width_colon(text):
    assert with_colon(text) == "各县政协："


@pytest.mark.parametrize("text", ["此件公开发布", "（此件公开发布）"])
def test_note_stands_in_brackets_once(text):
    assert bracketed(text) == "（此件公开发布）"


def test_receivers_are_listed_to_a_full_stop():
    assert listed("抄送", ("甲；", "乙。")) == ("抄送：", "甲，乙。")


def test_rare_characters_are_told_apart():
    assert list(by_rarity("委员李赟、王喆堃1")) == [
        ("委员李", False),
        ("赟", True),
        ("、王", False),
        ("喆堃", True),
        ("1", False),
    ]


@given(st.text())
def test_pieces_add_up_to_the_text(text):
    assert "".join(piece for piece, _ in by_rarity(text)) == text


def test_unprintable_characters_are_left_out():
    assert clean("甲\x00\x1f\ud800\ufffe\u202e\ufeff乙\r\n丙\t丁\u2028𬭛") == "甲乙\n丙 丁\n𬭛"


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("2018年委员履职活动综述", ["2018年委员履职活动综述"]),
        (
            "关于召开政协萍乡市第十三届委员会第六次全体会议的通知",
            ["关于召开政协萍乡市第十三届委员会", "第六次全体会议的通知"],
        ),
        (
            "政协萍乡市第十三届委员会常务委员会关于十三届二次会议以来提案工作情况的报告",
            ["政协萍乡市第十三届委员会常务委员会", "关于十三届二次会议以来提案工作情况的报告"],
        ),
        ("自己\n分行", ["自己", "分行"]),
        (
            "政协第十三届萍乡市委员会常务委员会工作报告审议稿",
            ["政协第十三届萍乡市", "委员会常务委员会工作报告审议稿"],
        ),
    ],
)
def test_title_is_broken_at_words(title, lines):
    assert break_title(title) == lines


@given(st.text("政协关于2018年度工作的、《》（）和报告委员会", min_size=1, max_size=70))
def test_title_keeps_its_characters_and_its_marks(title):
    lines = break_title(title)
    assert "".join(lines) == title
    assert [line for line in lines[1:] if line[0] in "、》）的"] == []
    assert [line for line in lines[:-1] if line[-1] in "《（"] == []


@given(st.text("政协委员工作", min_size=20, max_size=70))
def test_title_lines_fit_the_text_block(title):
    assert max(width(line) for line in break_title(title)) <= LINE_WIDTH + 1
