"""Writing paragraphs and runs: typefaces of rare characters, bookmarks of figures."""

from collections.abc import Iterable
from dataclasses import dataclass

from docx.document import Document as Docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.run import CT_R
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from luzhi.documents.official.content import Run
from luzhi.documents.official.fonts import Face
from luzhi.documents.official.styles import NORMAL, SPACER, Style, set_style
from luzhi.documents.official.text import by_rarity, clean


@dataclass(frozen=True)
class Mark:
    """The bookmark around a printed figure."""

    bookmark: str
    code: str
    text: str


class Writer:
    """Appends to one document and remembers the figures it printed."""

    def __init__(self, docx: Docx) -> None:
        self.docx = docx
        self.marks: list[Mark] = []
        self.last: Paragraph | None = None
        self._breaks = False

    def paragraph(self, style: Style, *runs: Run | str) -> Paragraph:
        paragraph: Paragraph = self.docx.add_paragraph()
        set_style(paragraph, style)
        if self._breaks:
            paragraph.paragraph_format.page_break_before = True
            self._breaks = False
        self.put(paragraph, runs, style.face)
        self.last = paragraph
        return paragraph

    def blank(self, lines: int = 1) -> None:
        for _ in range(lines):
            self.paragraph(NORMAL)

    def break_page(self) -> None:
        """The next paragraph begins a page."""
        self._breaks = True

    def turn_page(self) -> None:
        """Before a table, which can't begin a page by itself: the page that a break asked for begins here."""
        if self._breaks:
            self.paragraph(SPACER)

    def pair(self, style: Style, left: str, right: str) -> Paragraph:
        """One line with a text at each end."""
        paragraph = self.paragraph(style, left)
        paragraph.add_run("\t")
        self.put(paragraph, (right,), style.face)
        return paragraph

    def cell(self, cell: _Cell, style: Style, run: Run | str) -> Paragraph:
        paragraph: Paragraph = cell.paragraphs[0]
        set_style(paragraph, style)
        self.put(paragraph, (run,), style.face)
        return paragraph

    def put(self, paragraph: Paragraph, runs: Iterable[Run | str], face: Face, *, own: bool = False) -> None:
        """Append runs; `own` sets the typeface on the runs where it differs from the paragraph's."""
        for run in runs:
            given = Run(run) if isinstance(run, str) else run
            if given.figure and clean(given.text):
                self._open_mark(paragraph, given)
            for text, rare in by_rarity(clean(given.text)):
                written = paragraph.add_run(text)
                if given.bold:
                    written.bold = True
                _set_face(written._r, face.rare if rare else face.name if own else None)
            if given.figure and clean(given.text):
                end = OxmlElement("w:bookmarkEnd", {qn("w:id"): str(len(self.marks))})
                paragraph._p.append(end)

    def _open_mark(self, paragraph: Paragraph, run: Run) -> None:
        number = len(self.marks) + 1
        mark = Mark(f"fig_{number}", clean(run.figure or ""), clean(run.text))
        self.marks.append(mark)
        start = OxmlElement("w:bookmarkStart", {qn("w:id"): str(number), qn("w:name"): mark.bookmark})
        paragraph._p.append(start)


def _set_face(run: CT_R, name: str | None) -> None:
    """The hint gives quotation marks, dashes and dots the Chinese typeface and width."""
    fonts = run.get_or_add_rPr().get_or_add_rFonts()
    if name:
        fonts.set(qn("w:eastAsia"), name)
    fonts.set(qn("w:hint"), "eastAsia")
