"""Real files of other offices; skipped where they are not at hand."""

import csv
import io
import json
from decimal import Decimal

import pytest

from luzhi.exchange.columns import Column
from luzhi.exchange.rows import parse
from luzhi.exchange.sheets import read
from luzhi.exchange.writing import write_csv, write_json, write_xlsx
from tests.exchange.workbooks import GIFTS

PROPOSALS = (
    Column("number", "案号", ("proposal_number",), required=True, key=True),
    Column("lead", "提案人", ("personnel_name",), required=True),
    Column("filed_at", "提交时间", ("publish_time",), required=True, kind="datetime"),
    Column("title", "案由", ("reason",), required=True),
    Column("topic", "类别", ("type",)),
    Column("text", "内容", ("content",), required=True),
)
LEDGER = (
    Column("date", "捐赠日期", ("日期",), kind="date"),
    *(column for column in GIFTS if column.name not in ("date", "goods")),
    Column("goods", "物资", ("品名", "物品")),
)


@pytest.fixture
def proposals(shared):
    path = shared / "proposals" / "jiangsu_2019.csv"
    with path.open(newline="", encoding="utf-8") as file:
        return list(parse(read(path, path.name), PROPOSALS)), list(csv.DictReader(file))


def test_proposals_are_read_to_the_byte(proposals):
    rows, source = proposals
    assert (len(rows), [row for row in rows if row.refusals]) == (436, [])
    assert [row.values["text"] for row in rows] == [record["content"] for record in source]
    assert sum(row.values["text"] != row.values["text"].strip() for row in rows) == 38
    assert [str(row.values["filed_at"].replace(tzinfo=None)) for row in rows] == [
        record["publish_time"] for record in source
    ]


@pytest.mark.parametrize("write", [write_csv, write_json, write_xlsx])
def test_proposals_come_back_to_the_byte(proposals, write):
    rows, source = proposals
    target = io.BytesIO()
    write(target, ["案号", "内容"], [(row.values["number"], row.values["text"]) for row in rows])
    target.seek(0)
    if write is write_json:
        found = [record["内容"] for record in json.load(target)]
    else:
        found = [row.cells[1] for row in read(target, "a.csv")[0].rows()][1:]
    assert found == [record["content"] for record in source]


@pytest.mark.parametrize(
    ("name", "count", "sums", "checks", "notes"),
    [
        ("donate01_masked.xlsx", 60, {"amount": Decimal("3482232.11")}, [True], 0),
        ("hubei_wuzi01.xlsx", 17, {"amount": Decimal("8624570.00")}, [], 1),
        ("goods_8-2.xlsx", 196, {"quantity": Decimal(149614)}, [], 2),
    ],
)
def test_ledger_adds_up_to_the_cent(shared, name, count, sums, checks, notes):
    table = parse(read(shared / "ledgers" / name, name), LEDGER)
    rows = list(table)
    assert (len(rows), [row for row in rows if row.refusals]) == (count, [])
    assert (table.totals, [check.agrees for check in table.checks], len(table.notes)) == (sums, checks, notes)
    assert [row for row in rows if not row.values["donor"]] == []
