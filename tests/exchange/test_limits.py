import io
import os
import struct
import tracemalloc
import zipfile

import pytest
import xlsxwriter

from luzhi.exchange import limits
from luzhi.exchange.columns import Column
from luzhi.exchange.limits import cell_name
from luzhi.exchange.rows import parse
from luzhi.exchange.sheets import Unreadable, read
from tests.exchange.workbooks import changed, workbook

NAME = (Column("name", "姓名", required=True),)
MB = 1024 * 1024


def with_member(name, chunks, compression=zipfile.ZIP_DEFLATED):
    """A sound workbook with one more member, written chunk by chunk."""
    target = workbook(["x"])
    with (
        zipfile.ZipFile(target, "a", compression) as package,
        package.open(name, "w", force_zip64=True) as part,
    ):
        for chunk in chunks:
            part.write(chunk)
    target.seek(0)
    return target


def sheet_xml(*cells):
    data = "".join(f'<row r="{ref.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}"><c r="{ref}"{kind}>{inner}</c></row>'
                   for ref, kind, inner in cells)  # fmt: skip
    return lambda _old: (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        f"{data}</sheetData></worksheet>"
    ).encode()


def refused(file, name="a.xlsx"):
    with pytest.raises(Unreadable) as error:
        read(file, name)
    return str(error.value)


@pytest.mark.parametrize(("index", "name"), [(0, "A7"), (25, "Z7"), (26, "AA7"), (701, "ZZ7"), (702, "AAA7")])
def test_cell_name_counts_like_a_spreadsheet(index, name):
    assert cell_name(7, index) == name


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_file_of_200_mb_is_refused_without_reading_it_all(tmp_path, name):
    path = tmp_path / name
    with path.open("wb") as file:
        os.truncate(file.fileno(), 200 * MB)
    tracemalloc.start()
    try:
        message = refused(path, name)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (message, peak < 120 * MB) == (
        "The file is larger than 50 MB. Split it and import the parts.",
        True,
    )


@pytest.mark.parametrize("member", ["xl/worksheets/sheet2.xml", "xl/media/image1.png"])
def test_zip_bomb_is_refused_while_inflating(member):
    bomb = with_member(member, (b"\0" * MB for _part in range(510)))
    assert len(bomb.getvalue()) < MB
    assert refused(bomb) == "Unpacked, the file is larger than 500 MB."


def test_forged_size_in_the_directory_is_not_believed():
    bomb = with_member("xl/media/image1.png", (b"\0" * MB for _part in range(510))).getvalue()
    forged = bomb.replace(struct.pack("<I", 510 * MB), struct.pack("<I", 100))
    assert forged != bomb
    assert refused(io.BytesIO(forged)) in (
        "Unpacked, the file is larger than 500 MB.",
        "The file is damaged or no workbook. Open it in Excel or WPS and save it as .xlsx.",
    )


@pytest.mark.parametrize("name", ["../../evil.xml", "/etc/evil.xml", "XL/WORKBOOK.XML", "xl\\evil.xml"])
def test_member_name_that_tricks_is_refused(name):
    assert refused(with_member(name, [b"<a/>"])).startswith("The file is damaged or no workbook")


def test_member_given_twice_is_refused():
    target = workbook(["x"])
    with zipfile.ZipFile(target, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr("xl/workbook.xml", "<workbook/>")
    assert refused(target).startswith("The file is damaged or no workbook")


def test_encrypted_member_is_named_as_protected():
    data = bytearray(workbook(["x"]).getvalue())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    assert refused(io.BytesIO(bytes(data))) == (
        "The workbook is protected by a password. Save it without one and try again."
    )


def test_too_many_members_are_refused():
    target = workbook(["x"])
    with zipfile.ZipFile(target, "a") as package:
        for number in range(2001):
            package.writestr(f"xl/media/{number}.png", b"")
    assert refused(target) == "The file holds more than 2,000 parts."


def test_cell_far_away_is_refused_before_a_grid_is_made():
    far = changed(
        workbook(["x"]), "sheet1.xml", sheet_xml(("A1", "", "<v>1</v>"), ("XFD200000", "", "<v>1</v>"))
    )
    assert refused(far) == "The sheet has more than 256 columns."


@pytest.mark.parametrize("cell", ["<c\nr='XFD200000'>", '<c s="0" r="XFD200000">', '<x:c r="XFD200000">'])
def test_cell_far_away_is_seen_in_any_spelling(cell):
    def far(_old):
        end = "</x:c>" if "x:" in cell else "</c>"
        near = sheet_xml(("A1", "", "<v>1</v>"))(_old).decode()
        near = near.replace(
            "<worksheet ", '<worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        )
        return near.replace("</row>", f"{cell}<v>1</v>{end}</row>").encode()

    assert refused(changed(workbook(["x"]), "sheet1.xml", far)) == "The sheet has more than 256 columns."


def test_wide_and_long_sheet_is_refused_before_a_grid_is_made():
    corners = changed(
        workbook(["x"]), "sheet1.xml", sheet_xml(("A1", "", "<v>1</v>"), ("AZ200000", "", "<v>1</v>"))
    )
    assert refused(corners) == "The workbook has more than 6,000,000 cells."


def test_bordered_empty_cells_do_not_count():
    bordered = changed(
        workbook(["x"]), "sheet1.xml", sheet_xml(("A1", "", "<v>1</v>"), ("XFD1048576", ' s="0"', ""))
    )
    assert [list(row.cells) for row in read(bordered, "a.xlsx")[0].rows()] == [[1.0]]


def test_row_beyond_the_limit_is_refused():
    deep = changed(workbook(["x"]), "sheet1.xml", sheet_xml(("A200031", "", "<v>1</v>")))
    assert refused(deep) == "The sheet has more than 200,000 rows. Split it and import the parts."


def test_text_with_too_many_rows_is_refused():
    assert refused(io.BytesIO(b"name\n" + b"x\n" * 200_030), "a.csv").startswith(
        "The sheet has more than 200,000"
    )


def test_rows_of_data_are_counted_apart_from_titles():
    sheet = read(io.BytesIO("title\n\n姓名\n".encode() + b"x\n" * 200_000), "a.csv")[0]
    assert sum(1 for _row in parse(sheet, NAME)) == 200_000
    more = read(io.BytesIO("姓名\n".encode() + b"x\n" * 200_001), "a.csv")[0]
    with pytest.raises(Unreadable, match="more than 200,000 rows"):
        list(parse(more, NAME))


def test_long_text_used_by_many_cells_is_refused_before_it_is_copied():
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet()
    for row in range(20_000):
        sheet.write_string(row, 0, "长" * 30_000)
    book.close()
    assert refused(target) == "Unpacked, the file is larger than 500 MB."


def test_short_texts_beside_a_long_one_are_counted_exactly():
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet()
    sheet.write_string(0, 0, "长" * 30_000)
    for row in range(1, 20_000):
        sheet.write_string(row, 0, "短")
    book.close()
    assert sum(1 for _row in read(target, "a.xlsx")[0].rows()) == 20_000


@pytest.mark.parametrize("length", [100_000, 100_001])
def test_cell_is_limited_in_length(length):
    def long_text(_old):
        return sheet_xml(("B2", ' t="inlineStr"', f"<is><t>{'长' * length}</t></is>"))(_old)

    files = ((changed(workbook(["x"]), "sheet1.xml", long_text), "a.xlsx"), (io.BytesIO(b'a,b\n1,"%s"\n' % (b"x" * length)), "a.csv"))  # fmt: skip
    for file, name in files:
        if length > limits.CELL_CHARACTERS:
            assert refused(file, name) == "Cell B2 holds more than 100,000 characters."
        else:
            assert len(list(read(file, name)[0].rows())) == 2


def test_text_cell_beyond_the_library_limit_is_named_by_its_row():
    assert (
        refused(io.BytesIO(b"a,b\n1," + b"x" * 200_000), "a.csv")
        == "Cell A2 holds more than 100,000 characters."
    )
