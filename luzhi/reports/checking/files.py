"""The text of a .txt, .html or .docx file, tables as lines of cells; a web page through an allow-list of its markup."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Final

import nh3
from django.utils.translation import gettext as _

from luzhi.exchange.delimited import encoding_of
from luzhi.exchange.limits import Unreadable
from luzhi.organisation.secrecy import is_marked
from luzhi.writing.reading import FILE_BYTES, Read, Refused, read_text

CHARACTERS: Final = 11_000_000
TAGS: Final = 150_000  # a page of more is no article, and nesting them takes minutes
DEEPEST: Final = 50  # tables in tables
PAGE = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|\?xml[^>]*>\s*<(?:!doctype|html)|div|table|p|meta|article)\b",
    re.IGNORECASE,
)
BLOCKS: Final = frozenset(
    [
        "p",
        "div",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "br",
        "blockquote",
        "section",
        "article",
        "dd",
        "dt",
        "caption",
        "pre",
    ]
)
TABLES: Final = frozenset(["table", "tr", "td", "th"])
TAG = re.compile(r"<(/?)([a-z0-9]+)([^>]*)>")
SPAN = re.compile(r'(col|row)span="([0-9]{1,3})"')
WIDEST: Final = 60  # columns and rows of a joined cell
BLANK = re.compile(r"[ \t\r\n\f]+")


def read_file(name: str, data: bytes) -> Read:
    """Raises Refused with the reason in the reader's language."""
    is_page = name.lower().endswith((".html", ".htm")) or bool(PAGE.match(data[:400]))
    if not is_page or data.startswith(b"PK\x03\x04"):
        return read_text(name, data, characters=CHARACTERS)
    if len(data) > FILE_BYTES:
        raise Refused("too_large", _("The file is larger than %(limit)s MB.") % {"limit": FILE_BYTES >> 20})
    read = _page(data)
    if len(read.text) > CHARACTERS:
        limit = {"limit": f"{CHARACTERS:,}"}
        raise Refused("too_large", _("The text is longer than %(limit)s characters.") % limit)
    if is_marked(read.text):
        return read_text("page.txt", read.text.encode())  # refuses it in its own words
    if not read.text.strip():
        raise Refused("empty", _("The file is empty."))
    return read


def _page(data: bytes) -> Read:
    try:
        markup = data.decode(encoding_of(data))
    except (Unreadable, ValueError) as error:
        raise Refused("kind", _("This is no text file. Give a .docx, .html or .txt file.")) from error
    if markup.count("<") > TAGS:
        raise Refused(
            "too_large", _("The page has more than %(limit)s marks of markup.") % {"limit": f"{TAGS:,}"}
        )
    pictures = len(re.findall(r"<img\b", markup, re.IGNORECASE))
    notices = (_("Pictures and charts were left out: %(count)s.") % {"count": pictures},) if pictures else ()
    return Read(text_of_page(markup), notices)


def text_of_page(markup: str) -> str:
    """Blocks are lines, rows of tables lines with tabs between the cells; a table in a cell follows its row.

    A joined cell stands in its first place, the others are empty: each column stays in line.
    """
    kept = nh3.clean(
        markup,
        tags=set(BLOCKS | TABLES),
        attributes={"td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}},
        clean_content_tags={"script", "style", "title", "noscript"},
    )
    walk, end = _Walk(), 0
    for tag in TAG.finditer(kept):
        walk.write(kept[end : tag.start()])
        walk.take(tag[2], bool(tag[1]), dict(SPAN.findall(tag[3])))
        end = tag.end()
    walk.write(kept[end:])
    return walk.text()


@dataclass
class _Table:
    cells: list[str] = field(default_factory=list)
    cell: list[str] = field(default_factory=list)
    width: int = 1  # columns of the cell that is read
    height: int = 1  # and its rows
    held: dict[int, int] = field(
        default_factory=dict
    )  # by its column: rows that a cell above still reaches into
    lines: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)

    def end_cell(self) -> None:
        self._reached()
        for column in range(len(self.cells), len(self.cells) + self.width):
            self.held[column] = self.height
        self.cells += ["".join(self.cell).strip(), *[""] * (self.width - 1)]
        self.cell.clear()

    def _reached(self) -> None:
        """Empty places that cells of the rows above reach into."""
        while self.held.get(len(self.cells), 0) > 0:
            self.cells.append("")

    def end_row(self) -> None:
        if self.cells:
            self._reached()
            self.held = {column: rows - 1 for column, rows in self.held.items() if rows > 1}
            self.lines.append("\t".join(self.cells))
        self.lines += [line for text in self.after for line in text.strip("\n").split("\n")]
        self.cells, self.after = [], []


class _Walk:
    """The clean markup, tag by tag; only the innermost open table takes words."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._tables: list[_Table] = []

    def write(self, text: str) -> None:
        words = html.unescape(BLANK.sub(" ", text))
        (self._tables[-1].cell if self._tables else self._out).append(words)

    def take(self, tag: str, closes: bool, spans: dict[str, str]) -> None:
        if tag == "table":
            self._table(closes)
        elif tag in BLOCKS:
            (self._tables[-1].cell if self._tables else self._out).append(" " if self._tables else "\n")
        elif self._tables:
            self._part(self._tables[-1], tag, closes, spans)

    def _table(self, closes: bool) -> None:
        if not closes and len(self._tables) < DEEPEST:
            self._tables.append(_Table())
        elif closes and self._tables:
            table = self._tables.pop()
            table.end_row()
            target = self._tables[-1].after if self._tables else self._out
            target.append("\n" + "\n".join(table.lines) + "\n")

    def _part(self, table: _Table, tag: str, closes: bool, spans: dict[str, str]) -> None:
        if tag not in ("td", "th"):
            table.end_row()
        elif closes:
            table.end_cell()
        else:
            table.cell.clear()
            table.width, table.height = (
                min(WIDEST, max(1, int(spans.get(side, 1)))) for side in ("col", "row")
            )

    def text(self) -> str:
        while self._tables:
            self._table(True)
        lines = (line.strip(" ") for line in "".join(self._out).split("\n"))
        return "\n".join(line for line in lines if line)
