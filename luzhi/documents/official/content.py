"""What an official document says, independent of the medium. Texts are printed as given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from luzhi.documents.charts import Chart

Layout = Literal["document", "letter", "minutes", "bulletin", "plain", "sheet"]


@dataclass(frozen=True)
class Title:
    """The title; a line break in it is kept, otherwise long titles are broken in trapezium shape."""

    text: str


@dataclass(frozen=True)
class Run:
    """A stretch of text; `figure` is the code of the figure that the number came from."""

    text: str
    bold: bool = False
    figure: str | None = None


@dataclass(frozen=True)
class Heading:
    """A heading of level 1-4; the builder numbers it 一、 （一） 1. （1） unless `numbered` is false."""

    level: int
    text: str
    numbered: bool = True

    def __post_init__(self) -> None:
        if self.level not in (1, 2, 3, 4):
            raise ValueError(f"heading level {self.level}: 1 to 4")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the body; a line break in a run begins a new paragraph."""

    runs: tuple[Run, ...]

    @classmethod
    def of(cls, *parts: str | Run) -> Paragraph:
        return cls(tuple(Run(part) if isinstance(part, str) else part for part in parts))


@dataclass(frozen=True)
class Quote:
    """A passage quoted as a paragraph of its own."""

    text: str


@dataclass(frozen=True)
class Table:
    """A table; every row has as many cells as the header. `shares` are the columns' widths relative to each other,
    so that tables of one kind look alike; without them each is as wide as its texts need."""

    header: tuple[str, ...]
    rows: tuple[tuple[str | Run, ...], ...]
    caption: str = ""
    shares: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if not self.header:
            raise ValueError("a table needs a header")
        if self.shares and len(self.shares) != len(self.header):
            raise ValueError(f"{len(self.shares)} shares, {len(self.header)} columns")
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.header):
                raise ValueError(f"table row {number}: {len(row)} cells, {len(self.header)} columns")


@dataclass(frozen=True)
class Pair:
    """One line with a text at each end."""

    left: str
    right: str


@dataclass(frozen=True)
class Box:
    """A labelled box of a form, at least `lines` high; `foot` stands at its lower right (签字, 日期)."""

    label: str
    text: str = ""
    lines: int = 1
    foot: str = ""


@dataclass(frozen=True)
class Boxes:
    """A form: rows of one box across or of two side by side."""

    rows: tuple[tuple[Box, ...], ...]

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows, start=1):
            if len(row) not in (1, 2):
                raise ValueError(f"form row {number}: {len(row)} boxes, 1 or 2 fit")


@dataclass(frozen=True)
class PageBreak:
    """What follows begins a page."""


Block = Heading | Paragraph | Quote | Table | Chart | Pair | Boxes | PageBreak


@dataclass(frozen=True)
class Roll:
    """A list of people in minutes: 出席, 请假 or 列席."""

    label: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Circulation:
    """Receivers of a bulletin at its end: 报, 送 or 发."""

    label: str
    to: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Document:
    """One document.

    `issuer` is the red head as printed (政协萍乡市委员会文件, 主席会议纪要, 政协简报); a letter's is the
    issuer's full name; a plain text has no red head and names it in the line under the title. A sheet is a
    printed form: a title and nothing around it. `mark` stands at the top right of a letter's first page.
    `number` is 萍政协发〔2019〕5号, a bulletin's 第3期, or "". `signed_by` is the issuing body, in minutes
    and bulletins the office that stands left above the red rule. `signed_on` is the date of the document.
    """

    title: Title
    issuer: str
    signed_by: str
    signed_on: date
    blocks: tuple[Block, ...]
    form: Layout = "document"
    number: str = ""
    mark: str = ""
    secrecy: str = ""
    to: str = ""
    attachments: tuple[str, ...] = ()
    note: str = ""
    rolls: tuple[Roll, ...] = ()
    copies_to: tuple[str, ...] = ()
    circulation: tuple[Circulation, ...] = ()
    copies: int | None = None
    printed_by: str = ""
    printed_on: date | None = None
