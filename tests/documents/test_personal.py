"""Personal data leaves a text, and nothing else does."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from luzhi.documents.personal import OMITTED, personal, pieces, without

SHARED = Path(os.environ.get("LUZHI_SHARED", Path(__file__).parents[3] / "shared"))
REAL = SHARED / "data" / "proposals" / "jiangsu_2019.csv"

PHONES = st.builds("1{}{:09}".format, st.integers(3, 9), st.integers(0, 10**9 - 1))
BIRTHDAYS = st.dates().map(lambda day: f"{max(day.year, 1900)}{day.month:02}{day.day:02}")
IDENTITIES = st.builds(
    "360302{}{:03}{}".format, BIRTHDAYS, st.integers(0, 999), st.sampled_from("0123456789X")
)
EMAILS = st.from_regex(r"[a-z][a-z0-9._]{0,12}@[a-z][a-z0-9]{0,9}(\.[a-z]{2,4}){1,2}", fullmatch=True)
ACCOUNTS = st.integers(0, 10**12 - 1).map("6222{:012}".format)
WORDS = st.text("市政协建议，。；、：（）\n 号第年月地址电联系人话", max_size=30)
TOKENS = "联系人 ： \n 电话 13800138000 （ ） ， a@b.cn 0799-6832123 地址 住在 3号 1栋2单元3室 账号 622202120100 ； 。 张三 138 0013"
ANYTHING = st.lists(st.sampled_from([*TOKENS.split(" "), " "]), max_size=25).map("".join)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("联系人：张三\n电话：0799-6832123\n正文。", "正文。"),
        ("正文（联系人：张三，电话：13800138000）完。", f"正文{OMITTED}完。"),
        ("建议（手机13800138000）。", f"建议{OMITTED}。"),
        ("请致电１３８００１３８０００。", f"请致电{OMITTED}。"),
        ("手机+86 138-0013-8000，", f"{OMITTED}，"),
        ("来电86138001380009不是手机", "来电86138001380009不是手机"),
        ("邮箱 a.b@px.gov.cn", OMITTED),
        ("家住安源区凤凰街12号3栋2单元401室的老人", f"{OMITTED}的老人"),
        ("说明：账号：6222 0212 0100 1234 567。", f"说明：{OMITTED}。"),
        ("附：通讯地址：萍乡市跃进北路1号 邮编：337000", f"附：{OMITTED}"),
        ("老身份证360302800101123的人", f"老身份证{OMITTED}的人"),
        ("（联系电话：6832123）", ""),
        ("电话（6832123）接通", f"{OMITTED}接通"),
        ("一、联系电话：6832123，二、", f"一、{OMITTED}，二、"),
        ("在公园路12号建停车场", "在公园路12号建停车场"),
        ("共投入12345678901元，拨打12345热线", "共投入12345678901元，拨打12345热线"),
        ("地址：" + "长" * 200, OMITTED + "长" * 140),
    ],
)
def test_personal_data_leaves_the_text(text: str, left: str) -> None:
    assert without(text) == left


@given(WORDS, st.one_of(PHONES, IDENTITIES, EMAILS, ACCOUNTS), WORDS)
def test_no_number_or_address_stays_wherever_it_stands(before: str, secret: str, after: str) -> None:
    assert secret not in without(before + secret + after)


@given(ANYTHING)
@example("住在联系人0799-68321230799-683212313800138000联系人3号")
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = without(text)
    assert without(once) == once


@given(ANYTHING)
def test_pieces_joined_are_the_text(text: str) -> None:
    assert "".join(piece.text for piece in pieces(text)) == text


@given(ANYTHING)
def test_stretches_stand_in_order_and_apart(text: str) -> None:
    ends = [0]
    for found in personal(text):
        ends += [found.start, found.end]
    assert ends == sorted(ends)


@given(
    st.text("市政协建议，。；、：（）年月日第号%％.·“”0123", max_size=60).filter(
        lambda text: "：" not in text
    )
)
def test_a_text_without_labels_and_long_numbers_stays(text: str) -> None:
    short = "".join(char for place, char in enumerate(text) if not (char.isdigit() and place % 3))
    assert without(short) == short


@pytest.mark.skipif(not REAL.exists(), reason="the shared data are not there")
def test_real_proposals_stay_to_the_byte() -> None:
    before = csv.field_size_limit(10**9)
    with REAL.open(encoding="utf-8-sig", newline="") as stream:
        changed = [row["proposal_number"] for row in csv.DictReader(stream) if personal(row["content"])]
    csv.field_size_limit(before)
    assert changed == []
