"""Bad input: each fault is told with row, column, value and reason; nothing is half-imported."""

import zipfile
from decimal import Decimal

import pytest
import xlsxwriter

from luzhi.exchange import limits
from luzhi.exchange.models import Batch
from luzhi.outreach.models import Gift, GiftKind
from luzhi.proposals.models import Proposal
from tests.exchange.driving import import_file, undo_batch
from tests.exchange.sheets_of import Importing, counts, reasons, stored

GIFT = {"捐赠日期": "2018-02-01", "捐赠人": "王五", "金额": "100"}
ACTIVITY = {"类型": "bring_law", "标题": "送法", "组织单位": "机关第一党支部", "日期": "2018-05-04"}


@pytest.fixture
def gifts(world, tmp_path):
    return Importing("gifts", world.city, tmp_path)


@pytest.mark.parametrize(
    ("change", "column", "value", "reason"),
    [
        ({"捐赠日期": "2018-02-30"}, "捐赠日期", "2018-02-30", "There is no such date"),
        (
            {"金额": "二百万左右"},
            "金额",
            "二百万左右",
            "Not an exact amount; write it like 2130000 or 213万元",
        ),
        ({"捐赠人": ""}, "捐赠人", "", "Required, but empty"),
        ({"金额": ""}, "金额", "", "Neither an amount nor goods are given"),
        ({"金额": "0"}, "金额", "0.00", "Not more than 0"),
        ({"金额": "99999999999999999"}, "金额", "99999999999999999", None),
    ],
)
def test_cell_is_refused_with_its_reason(gifts, change, column, value, reason):
    result = gifts(GIFT, {**GIFT, **change})
    (refused,) = result.as_json()["refused"]
    assert (refused["row"], refused["column"], refused["value"]) == (3, column, value)
    assert reason is None or refused["reason"] == reason
    assert (Gift.objects.count(), Batch.objects.count()) == (0, 0)


def test_missing_column_is_told_with_what_is_accepted(gifts):
    (refused,) = gifts({"日期": "2018-02-01", "金额": "100"}).as_json()["refused"]
    assert (refused["row"], refused["column"]) == (0, "")
    assert "The column “donor” is missing" in refused["reason"]


def test_mapping_names_a_strange_heading(gifts):
    assert counts(gifts({"善人": "王五", "金额": "100"}, mapping={"善人": "donor"})) == (1, 0, 0, 0)


def test_unknown_member_is_refused(world, tmp_path):
    load = Importing("activities", world.city, tmp_path)
    result = load({**ACTIVITY, "参加人员": "刘敏、钱七"})
    assert reasons(result) == [(2, "参加人员", "“钱七” is not in the roster")]


def test_unknown_unit_and_wrong_organiser_are_refused(world, tmp_path):
    load = Importing("activities", world.city, tmp_path)
    assert [column for _row, column, _reason in reasons(load({**ACTIVITY, "组织单位": "火星支部"}))] == [
        "组织单位"
    ]
    assert "not organised by" in reasons(load({**ACTIVITY, "组织单位": "市教育局"}))[0][2]


def test_activity_without_result_is_not_confirmed_by_a_sheet(world, tmp_path):
    load = Importing("activities", world.city, tmp_path)
    assert reasons(load({**ACTIVITY, "状态": "已确认"})) == [
        (2, "状态", "Say first what changed through it.")
    ]


def test_repeated_key_is_refused_except_for_gifts(world, tmp_path, gifts):
    row = {
        "编号": "1",
        "年度": "2018",
        "案由": "路",
        "提案人": "刘敏",
        "提交时间": "2018-01-02",
        "正文": "路",
    }
    load = Importing("proposals", world.city, tmp_path)
    assert reasons(load(row, {**row, "编号": "0001"})) == [(3, "", "It repeats row 2")]
    assert counts(gifts(GIFT, GIFT, GIFT)) == (3, 0, 0, 0)
    assert counts(gifts(GIFT, GIFT, GIFT, GIFT)) == (1, 0, 3, 0)


def test_state_of_a_stored_row_is_not_moved_by_a_sheet(world, tmp_path):
    load = Importing("proposals", world.city, tmp_path)
    row = {
        "编号": "1",
        "年度": "2018",
        "案由": "路",
        "提案人": "刘敏",
        "提交时间": "2018-01-02",
        "正文": "路",
    }
    load(row)
    assert reasons(load({**row, "审查结果": "不立案"})) == [
        (2, "审查结果", "It is “filed” here; decide on its page")
    ]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xlsx", b"\x89PNG\r\n\x1a\n not a sheet"),
        ("a.pdf", b"%PDF-1.7 text"),
        ("a.csv", b""),
        ("a.xls", b"\xd0\xcf"),
    ],
)
def test_no_spreadsheet_is_refused_as_a_whole(world, tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    result = import_file("gifts", tmp_path / name, world.city).as_json()
    assert (result["rows"], [refused["row"] for refused in result["refused"]]) == (0, [0])


def test_zip_bomb_is_refused_as_a_whole(world, tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "UNZIPPED_BYTES", 1_000_000)
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b"0" * 5_000_000)
    result = import_file("gifts", tmp_path / "bomb.xlsx", world.city).as_json()
    assert [refused["row"] for refused in result["refused"]] == [0]


def test_formula_is_refused(world, tmp_path):
    with xlsxwriter.Workbook(tmp_path / "formula.xlsx") as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["捐赠人", "捐赠日期", "金额"])
        page.write_row(1, 0, ["王五", "2018-02-01"])
        page.write_formula(1, 2, "=1+1", value=2)
    result = import_file("gifts", tmp_path / "formula.xlsx", world.city)
    assert reasons(result) == [(2, "金额", "A formula; paste its value instead")]


def test_refused_sheet_can_be_mended_and_imported(gifts, tmp_path, world):
    marked = tmp_path / "marked.xlsx"
    gifts(
        GIFT, {**GIFT, "捐赠人": "赵六", "金额": "很多"}, keep_good=True, refused_to=marked, name="gifts.csv"
    )
    result = import_file("gifts", marked, world.city)
    assert [row for row, _column, _reason in reasons(result)] == [3]


def test_database_refusal_is_told_and_writes_nothing(gifts, monkeypatch):
    before = stored(Gift)
    monkeypatch.setattr("luzhi.outreach.imports.GiftReader._sound", lambda *_: True)
    (refused,) = gifts({**GIFT, "金额": ""}).as_json()["refused"]
    assert "gift_money_or_goods" in refused["reason"]
    assert stored(Gift) == before


def test_undo_of_a_session_that_others_use_is_refused(world, tmp_path):
    load = Importing("proposals", world.city, tmp_path)
    row = {
        "编号": "1",
        "年度": "2019",
        "案由": "路",
        "提案人": "刘敏",
        "提交时间": "2019-01-02",
        "正文": "路",
    }
    first = load(row).batch
    load({**row, "编号": "2", "案由": "桥"})
    with pytest.raises(Exception, match="桥"):
        undo_batch(first.pk)
    assert Proposal.objects.count() == 2


def test_messy_ledger_adds_up_to_the_cent(world, shared):
    ledger = shared / "ledgers" / "donate01_masked.xlsx"
    first = import_file("gifts", ledger, world.city).as_json()
    again = import_file("gifts", ledger, world.city).as_json()
    assert (first["created"], first["totals"]["amount"], first["refused"]) == (60, "3482232.11", [])
    assert (again["created"], again["unchanged"]) == (0, 60)
    assert sum(Gift.objects.values_list("amount", flat=True), Decimal(0)) == Decimal("3482232.11")


def test_ledgers_of_goods_are_goods(world, shared):
    for name in ("goods_8-2.xlsx", "hubei_wuzi01.xlsx"):
        import_file("gifts", shared / "ledgers" / name, world.city)
    assert set(Gift.objects.values_list("kind", flat=True)) == {GiftKind.GOODS}
