import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luzhi.core.names import initials, pinyin_key, roll_name, stroke_key

COUNTED = {
    3: "马", 4: "王", 5: "龙", 6: "刘孙朱阳", 7: "张李陈杨吴何", 8: "周林罗欧昇玥垚祎", 9: "赵胡贺", 10: "徐高郭翀",
    11: "黄堃", 12: "彭喆犇", 16: "赟",
}  # fmt: skip


def shuffled(names):
    return sorted(names, key=lambda name: zlib.crc32(name.encode()))


def test_stroke_key_orders_by_count():
    groups = ["".join(sorted(chars, key=stroke_key)) for chars in COUNTED.values()]
    assert sorted(shuffled("".join(groups)), key=stroke_key) == list("".join(groups))


@pytest.mark.parametrize(
    "ordered",
    [
        list("丁卜马王毛文方尹邓龙卢叶田冯刘江许孙李杨吴邱何余邹张陈林欧罗周"),
        ["李一鸣", "李大鸣", "高富", "高大富"],
        ["王平", "王毅", "王三平"],
        ["王芳", "文芳"],
        ["阿卜杜拉·买买提", "欧阳修"],
    ],
)
def test_stroke_key_orders_as_official_lists(ordered):
    assert sorted(shuffled(ordered), key=stroke_key) == ordered


def test_stroke_key_puts_unknown_characters_last():
    assert sorted(["Ann", "籲", "一"], key=stroke_key) == ["一", "籲", "Ann"]


@given(st.text(max_size=30))
def test_keys_are_made_of_any_text(name):
    assert len(stroke_key(name)) == 80
    assert stroke_key(name).isdigit()
    assert len(pinyin_key(name).split()) == len(initials(name)) <= 16


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("单田芳", "stf"),
        ("仇和", "qh"),
        ("解晓东", "xxd"),
        ("曾国藩", "zgf"),
        ("覃辉", "qh"),
        ("尉迟恭", "ycg"),
        ("万俟卨", "mqx"),
        ("单于明", "cym"),
        ("欧阳修", "oyx"),
        ("区寄", "oj"),
        ("朴树", "ps"),
        ("翟天临", "ztl"),
        ("谌龙", "cl"),
        ("重单", "zd"),
        ("买买提·吐尔逊", "mmttex"),
        ("Ann李", "annl"),
        ("", ""),
    ],
)
def test_initials_read_surnames_rightly(name, expected):
    assert initials(name) == expected


def test_pinyin_key_keeps_a_surname_together():
    names = ["安二", "李六", "单五", "张三", "张四", "章三"]
    assert sorted(shuffled(names), key=pinyin_key) == names


def test_pinyin_key_orders_tones_and_syllables():
    names = ["李明", "林明", "刘明", "卢明", "吕明"]
    assert sorted(shuffled(names), key=pinyin_key) == names


@pytest.mark.parametrize(
    ("name", "sex", "nationality", "expected"),
    [
        ("张三", "男", "汉族", "张\u3000三"),
        ("马小红", "女", "回族", "马小红（女，回族）"),
        ("李梅", "女", "汉族", "李\u3000梅（女）"),
        ("蓝大山", "男", "畲族", "蓝大山（畲族）"),
        ("欧阳修文", "", "", "欧阳修文"),
    ],
)
def test_roll_name_pads_and_marks(name, sex, nationality, expected):
    assert roll_name(name, sex, nationality) == expected
