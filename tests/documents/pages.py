"""Reading printed pages back: where characters and rules stand, in millimetres from the paper's upper left corner."""

from dataclasses import dataclass

import pypdfium2

_MM = 25.4 / 72
_TALL = 297.0


@dataclass(frozen=True)
class Mark:
    """A character or a stroke by its ink."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def _mark(text, left, bottom, right, top):
    return Mark(text, left * _MM, _TALL - top * _MM, right * _MM, _TALL - bottom * _MM)


def characters(data):
    """Pages of characters in the order of the text; blanks left out."""
    pdf = pypdfium2.PdfDocument(data)
    pages = []
    for page in pdf:
        read = page.get_textpage()
        found = [(read.get_text_range(n, 1), read.get_charbox(n)) for n in range(read.count_chars())]
        pages.append([_mark(text, *box) for text, box in found if text.strip()])
    pdf.close()
    return pages


def text(data):
    """All characters without blanks."""
    return "".join(mark.text for page in characters(data) for mark in page)


def place(data, wanted, page=0):
    """The characters of a stretch of text on a page."""
    marks = characters(data)[page]
    start = "".join(mark.text for mark in marks).index(wanted)
    return marks[start : start + len(wanted)]


def lines(marks):
    """The texts of the lines that the characters stand in: one begins where the next stands further left."""
    found, last = [], 999.0
    for mark in marks:
        if mark.left < last:
            found.append("")
        found[-1] += mark.text
        last = mark.left
    return found


def rules(data, page=0):
    """The horizontal rules of a page from top to bottom."""
    pdf = pypdfium2.PdfDocument(data)
    paths = [each for each in pdf[page].get_objects() if each.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH]
    marks = [_mark("", *each.get_bounds()) for each in paths]
    pdf.close()
    flat = [mark for mark in marks if mark.bottom - mark.top < 2 and mark.right - mark.left > 100]
    return sorted(flat, key=lambda mark: mark.top)


def typefaces(data):
    """Names of the typefaces in the file, without the subset's prefix."""
    pdf = pypdfium2.PdfDocument(data)
    found = {
        each.get_font().get_base_name().rpartition("+")[2]
        for page in pdf
        for each in page.get_objects(max_depth=4)
        if each.type == pypdfium2.raw.FPDF_PAGEOBJ_TEXT
    }
    pdf.close()
    return found
