"""Printed by LibreOffice: 22 lines of 28 characters, every character there, the imprint at the foot."""

import shutil
import subprocess
from dataclasses import replace

import pypdfium2
import pytest

from luzhi.documents.official.builder import build
from luzhi.documents.official.content import Paragraph
from tests.documents.official.samples import FORMS, PAPER, PLAIN, RARE

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]
_FULL = replace(PLAIN, blocks=(Paragraph.of("政" * 28 * 60),))
_FILLS = {
    f"fill{lines}": replace(PAPER, blocks=(Paragraph.of("政" * (28 * lines - 3)),))
    for lines in (1, 4, 9, 18, 20)
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """Name → pages → lines as (lower edge in mm from the paper's upper edge, text)."""
    folder = tmp_path_factory.mktemp("printed")
    documents = {**FORMS, **_FILLS, "full": _FULL}
    for name, document in documents.items():
        (folder / f"{name}.docx").write_bytes(build(document))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    sources = [str(folder / f"{name}.docx") for name in documents]
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *sources]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return {name: _pages(folder / f"{name}.pdf") for name in documents}


def _pages(path):
    pdf = pypdfium2.PdfDocument(path)
    pages = [_lines(page.get_textpage()) for page in pdf]
    pdf.close()
    return pages


def _lines(text_page):
    lines = []
    for number in range(text_page.count_rects()):
        left, bottom, right, top = text_page.get_rect(number)
        lines.append(
            (round(297 - bottom * 25.4 / 72), text_page.get_text_bounded(left, bottom, right, top).strip())
        )
    return [line for line in lines if line[1]]


def _text(pages):
    return "".join(text for page in pages for _, text in page)


def test_full_page_has_22_lines_of_28_characters(printed):
    second_page = [text for _, text in printed["full"][1] if set(text) == {"政"}]
    assert [len(text) for text in second_page] == [28] * 22


def test_page_number_stands_below_the_text_block(printed):
    below = ["".join(text for edge, text in page if edge > 262) for page in printed["full"]]
    assert below == ["—1—", "—2—", "—3—"]


@pytest.mark.parametrize("name", FORMS)
def test_no_page_is_empty(printed, name):
    assert [number for number, page in enumerate(printed[name], 1) if len(page) < 2] == []


def test_rare_names_are_printed(printed):
    text = _text(printed["document"])
    assert [character for character in RARE if character not in text] == []


@pytest.mark.parametrize("name", _FILLS)
def test_imprint_ends_the_text_block_of_the_last_page(printed, name):
    last = [(edge, text) for edge, text in printed[name][-1] if edge < 262]
    assert last[-1][0] in (259, 260, 261)
