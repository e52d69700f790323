"""Small workbooks and packages for the tests, built in memory."""

import io
import zipfile

import xlsxwriter

from luzhi.exchange.columns import Choice, Column
from luzhi.exchange.sheets import read

GIFTS = (
    Column("date", "捐赠日期", ("日期", "捐赠时间", "date"), required=True, kind="date"),
    Column("donor", "捐赠人", ("捐赠单位", "捐赠方", "donor"), required=True, key=True),
    Column("amount", "捐赠金额", ("金额", "捐款金额", "amount"), kind="money"),
    Column("goods", "物资", ("品名", "goods")),
    Column("quantity", "数量", ("quantity",), kind="integer"),
    Column("note", "备注", ("note",)),
)
SEX = Column(
    "sex", "性别", kind="choice", choices=(Choice("1", "男", ("male",)), Choice("2", "女", ("female",)))
)


def workbook(*rows, merged=(), formulas=(), dates=True, name="Sheet1"):
    """Rows of an .xlsx from A1 on; merged: "A1:B2"; formulas: ("C3", "=1+1", shown value)."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"strings_to_formulas": False, "default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet(name)
    for number, cells in enumerate(rows):
        for index, cell in enumerate(cells):
            if cell not in (None, ""):
                sheet.write(number, index, cell)
    for cell, formula, value in formulas:
        sheet.write_formula(cell, formula, None, value)
    for span in merged:
        first = span.split(":")[0]
        letters, digits = first[0], int(first[1:])
        value = rows[digits - 1][ord(letters) - 65]
        sheet.merge_range(span, value)
    book.close()
    target.seek(0)
    return target


def sheet(*rows, **options):
    return read(workbook(*rows, **options), "a.xlsx")[0]


def csv_sheet(text, encoding="utf-8"):
    return read(io.BytesIO(text.encode(encoding)), "a.csv")[0]


def changed(package, part, change):
    """The package with one part run through `change` (bytes → bytes); a part of None leaves it out."""
    target = io.BytesIO()
    with zipfile.ZipFile(package) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as clean:
        for name in source.namelist():
            data = source.read(name)
            clean.writestr(name, change(data) if name.endswith(part) else data)
    target.seek(0)
    return target
