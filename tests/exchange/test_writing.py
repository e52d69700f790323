import csv
import datetime
import io
import json
import re
import zipfile
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from luzhi.exchange.guarding import guard, unguard
from luzhi.exchange.sheets import is_blank, read
from luzhi.exchange.writing import Unwritable, sheet_name, write_csv, write_json, write_xlsx

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), max_size=40)
ODD = st.lists(
    st.sampled_from(
        ["_x0041_", "_x005F_", "_", "x0041_", "<r>", "</r>", "\r", "\n", "\0", "'", "=", "&", " "]
    )
)
TEXTS = st.lists(TEXT | ODD.map("".join), min_size=1, max_size=6)
DANGEROUS = [
    "=1+1",
    "+1",
    "-1",
    "@a",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "＋1",
    "－1",
    "＠a",
    "'=1",
    "''=1",
    "=cmd|' /C calc'!A0",
]
MOMENT = datetime.datetime(2019, 1, 12, 16, 4, 48, tzinfo=ZoneInfo("Asia/Shanghai"))


def written(write, headings, rows, **options):
    target = io.BytesIO()
    outcome = write(target, headings, rows, **options)
    target.seek(0)
    return target, outcome


def texts_read(target, name):
    """The second column: the first holds a number, so that no row is blank."""
    return [row.cells[1] for row in read(target, name)[0].rows()][1:]


@given(TEXTS)
@example(["_x005F_x0041_"])
@example(["<r>bold</r>", "<r/>", "\0\x01\x1f", "a\r\nb", " "])
def test_xlsx_gives_every_text_back(texts):
    target, _written = written(write_xlsx, ["n", "text"], [(index, text) for index, text in enumerate(texts)])
    assert texts_read(target, "a.xlsx") == texts


@given(TEXTS)
@example(DANGEROUS)
def test_csv_gives_every_text_back(texts):
    texts = [text.replace("\0", "") for text in texts]
    target, _written = written(write_csv, ["n", "text"], [(index, text) for index, text in enumerate(texts)])
    assert texts_read(target, "a.csv") == texts


@given(TEXTS)
def test_json_gives_every_text_back(texts):
    target, _written = written(write_json, ["text"], [(text,) for text in texts])
    assert [record["text"] for record in json.load(target)] == texts


@pytest.mark.asvs("T-ASVS-05")
@given(st.text(alphabet="'=+-@＝＋－＠\t\r\na"))
def test_guard_is_taken_away_exactly(text):
    assert unguard(guard(text)) == text
    assert not re.match("[=+\\-@＝＋－＠\t\r\n]", guard(text))


@pytest.mark.asvs("T-ASVS-05")
def test_dangerous_text_is_never_a_formula():
    target, _written = written(write_xlsx, DANGEROUS, [DANGEROUS])
    with zipfile.ZipFile(target) as package:
        xml = package.read("xl/worksheets/sheet1.xml").decode()
    assert (xml.count("<f>"), xml.count("<f "), xml.count('t="inlineStr"')) == (0, 0, 2 * len(DANGEROUS))


@pytest.mark.asvs("T-ASVS-05")
def test_csv_guards_texts_and_leaves_numbers_alone():
    target, _written = written(write_csv, ["=a", "b"], [("-1", -1), ("+86", Decimal("-1.50"))])
    assert target.read() == '\ufeff"\'=a","b"\r\n"\'-1","-1"\r\n"\'+86","-1.50"\r\n'.encode()


def test_csv_is_what_any_reader_of_rfc_4180_understands():
    target, _written = written(write_csv, ["a", "b"], [('say "hi",\r\nbye', "x")])
    found = list(csv.reader(io.TextIOWrapper(target, "utf-8-sig", newline="")))
    assert found == [["a", "b"], ['say "hi",\r\nbye', "x"]]


def test_xlsx_keeps_dates_and_numbers_typed():
    values = (datetime.date(2018, 3, 5), MOMENT, 300, Decimal("1200.50"), -5, None, "0012", True)
    target, outcome = written(write_xlsx, list("abcdefgh"), [values])
    row = list(read(target, "a.xlsx")[0].rows())[1]
    assert list(row.cells) == [values[0], MOMENT.replace(tzinfo=None), 300, 1200.5, -5, "", "0012", True]
    assert outcome == (1, 0)


def test_number_too_long_for_a_spreadsheet_is_written_as_text():
    values = (360302197001011234, Decimal("1234567890123456.78"), datetime.date(1890, 1, 2))
    target, _written = written(write_xlsx, list("abc"), [values])
    assert list(list(read(target, "a.xlsx")[0].rows())[1].cells) == [
        "360302197001011234",
        "1234567890123456.78",
        "1890-01-02",
    ]


def test_title_and_headings_stay_in_sight():
    target, _written = written(write_xlsx, ["姓名"], [("张三",)], title="委员名册")
    with zipfile.ZipFile(target) as package:
        xml = package.read("xl/worksheets/sheet1.xml").decode()
    assert '<pane ySplit="2"' in xml
    assert [list(row.cells) for row in read(target, "a.xlsx")[0].rows()] == [["委员名册"], ["姓名"], ["张三"]]


def test_json_has_exact_numbers_and_plain_dates():
    values = (Decimal("1200.50"), 3, datetime.date(2018, 3, 5), MOMENT, None, True)
    target, _written = written(write_json, list("abcdef"), [values])
    assert json.load(target) == [
        {"a": "1200.50", "b": 3, "c": "2018-03-05", "d": "2019-01-12 16:04:48", "e": None, "f": True}
    ]


def test_empty_table_is_written_in_every_kind():
    assert json.load(written(write_json, ["a"], [])[0]) == []
    assert written(write_csv, ["a"], [])[0].read() == b'\xef\xbb\xbf"a"\r\n'
    assert len(list(read(written(write_xlsx, ["a"], [])[0], "a.xlsx")[0].rows())) == 1


@pytest.mark.parametrize("write", [write_xlsx, write_csv, write_json])
def test_character_that_no_file_holds_is_replaced_and_counted(write):
    target, outcome = written(write, ["a"], [("x\ud800y",)])
    assert outcome == (1, 1)
    if write is write_json:
        assert json.load(target) == [{"a": "x\ufffdy"}]
    else:
        assert [list(row.cells) for row in read(target, "a.csv")[0].rows()][1] == ["x\ufffdy"]


def test_text_longer_than_a_cell_is_refused_and_not_cut(tmp_path):
    path = tmp_path / "a.xlsx"
    with pytest.raises(
        Unwritable, match=r"Cell B2 would hold more than 32,767 characters; take \.csv or \.json\."
    ):
        write_xlsx(path, ["a", "b"], [("x", "长" * 32_768)])
    assert list(tmp_path.iterdir()) == []
    write_xlsx(path, ["a", "b"], [("x", "长" * 32_767)])
    assert texts_read(path, "a.xlsx") == ["长" * 32_767]


@pytest.mark.parametrize(
    ("name", "safe"),
    [("a/b:c", "a b c"), ("'x'", "x"), ("", "Sheet1"), ("长" * 40, "长" * 31), ("[]", "Sheet1")],
)
def test_sheet_name_is_one_that_excel_accepts(name, safe):
    assert sheet_name(name) == safe


def test_files_are_written_to_paths(tmp_path):
    for write, name in ((write_xlsx, "a.xlsx"), (write_csv, "a.csv")):
        write(tmp_path / name, ["a"], [("x",)])
        assert [
            row.cells[0] for row in read(tmp_path / name, name)[0].rows() if not is_blank(row.cells[0])
        ] == ["a", "x"]
    write_json(str(tmp_path / "a.json"), ["a"], [("x",)])
    assert json.loads((tmp_path / "a.json").read_text()) == [{"a": "x"}]
