"""The text of a .docx: paragraphs, tables as lines, text boxes, notes; revisions as if accepted.

Only the parts that hold text are parsed, with no entity and no document type; pictures are counted and never decoded.
"""

from __future__ import annotations

import re
from collections import Counter as Tally
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from luzhi.exchange.zipped import Package
from luzhi.writing.ordinals import Level, Ordinals

DEEPEST: Final = 400
ELEMENTS: Final = 1_500_000
WIDEST: Final = 63  # columns of a table in Word
# Removed by a revision, or something that is printed as something else: what stands inside is no text of the document.
SKIPPED: Final = frozenset(
    ("del", "moveFrom", "instrText", "Fallback", "rt", "pPrChange", "rPrChange", "sectPr", "tblPr", "delText")
)
REVISIONS: Final = frozenset(("del", "ins", "moveFrom", "moveTo"))
INLINE: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
NOTED: Final = {"footnoteReference": "footnote", "endnoteReference": "endnote"}


@dataclass
class Paragraph:
    texts: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)  # paragraphs of the text boxes that hang on it
    list_id: str = ""
    level: int = 0
    joins: bool = False  # its end was deleted by a revision: the next one goes on with it


@dataclass
class Box:
    """Something that holds paragraphs: the document, a cell, a text box, a note."""

    lines: list[str] = field(default_factory=list)
    carried: str = ""
    span: int = 1  # columns of a cell

    def text(self, between: str) -> str:
        return between.join([*self.lines, self.carried] if self.carried else self.lines)


class Walk:
    """One part of the document, element by element. `found` tells how often what was met that the reader must know."""

    def __init__(self, package: Package, ordinals: Ordinals | None = None) -> None:
        self.package, self.ordinals = package, ordinals or Ordinals()
        self.found: Tally[str] = Tally()
        self.notes: list[tuple[str, str]] = []  # (kind, id) in the order of their marks
        self.texts: dict[str, str] = {}  # by the id of a note, of a part with notes
        self._boxes, self._paragraphs = [Box()], list[Paragraph]()
        self._rows: list[list[str]] = []
        self._inner: list[str] = []  # the rows of tables in the cells of the row that is read
        self._path: list[str] = []
        self._skipping = self._elements = 0
        self._hidden = False
        self._ids: list[str] = []

    def read(self, chunks: Iterable[bytes]) -> str:
        parser = self.package.parser()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._characters
        for _chunk in self.package.parsed(parser, iter(chunks)):
            pass
        return self._boxes[0].text("\n")

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        element = name.rpartition("}")[2]
        self._elements += 1
        self._path.append(element)
        if len(self._path) > DEEPEST or self._elements > ELEMENTS:
            raise self.package.damaged()
        self._mark(element, attributes)
        if element in SKIPPED:
            self._skipping += 1
        elif not self._skipping:
            self._open(element, {key.rpartition("}")[2]: value for key, value in attributes.items()})

    def _mark(self, element: str, attributes: Mapping[str, str]) -> None:
        """A revision, also where it is skipped; the deleted end of a paragraph."""
        if element in REVISIONS:
            self.found["revisions"] += 1
        if element == "del" and self._path[-3:-1] == ["pPr", "rPr"] and self._paragraphs:
            self._paragraphs[-1].joins = True

    def _open(self, element: str, values: Mapping[str, str]) -> None:
        if element == "p":
            self._paragraphs.append(Paragraph())
        elif element == "r":
            self._hidden = False
        elif element == "tbl":
            self.found["tables"] += 1
        elif element == "tr":
            self._rows.append([])
        elif element in ("tc", "txbxContent", "footnote", "endnote"):
            self._boxes.append(Box())
            self._ids.append(values.get("id", ""))
            self.found["boxes"] += element == "txbxContent"
        else:
            self._inline(element, values)

    def _inline(self, element: str, values: Mapping[str, str]) -> None:
        if element in INLINE and self._path[-2] == "r":
            self._write(INLINE[element])
        elif element in ("drawing", "pict", "object"):
            self.found["pictures"] += 1
        elif element == "commentReference":
            self.found["comments"] += 1
        elif element in NOTED:
            self.notes.append((NOTED[element], values.get("id", "")))
            self._write(f"〔注{len(self.notes)}〕")
        else:
            self._property(element, values.get("val", ""))

    def _property(self, element: str, value: str) -> None:
        columns = int(value[:3]) if value.isdecimal() else 0
        if element == "gridSpan" and 1 < columns <= WIDEST:
            self._boxes[-1].span = columns
        elif element == "gridBefore" and self._rows and columns <= WIDEST:
            self._rows[-1] += [""] * columns
        else:
            self._character_property(element, value)

    def _character_property(self, element: str, value: str) -> None:
        if element == "vanish" and self._path[-3:-1] == ["r", "rPr"] and value not in ("0", "false", "off"):
            self._hidden = True
            self.found["hidden"] += 1
        elif self._path[-2:-1] == ["numPr"] and self._paragraphs and value.isdecimal():
            if element == "numId":
                self._paragraphs[-1].list_id = value
            elif element == "ilvl":
                self._paragraphs[-1].level = int(value[:2])

    def _characters(self, text: str) -> None:
        if not self._skipping and self._path[-1] == "t":
            self._write(text)

    def _write(self, text: str) -> None:
        if self._paragraphs and not self._hidden:
            self._paragraphs[-1].texts.append(text)

    def _end(self, name: str) -> None:
        element = self._path.pop()
        if element in SKIPPED:
            self._skipping -= 1
        elif not self._skipping:
            self._close(element)

    def _close(self, element: str) -> None:
        if element == "p":
            self._end_paragraph(self._paragraphs.pop())
        elif element == "r":
            self._hidden = False
        elif element == "tr":
            self._end_row("\t".join(self._rows.pop()))
        elif element in ("tc", "txbxContent", "footnote", "endnote"):
            self._end_box(element, self._boxes.pop(), self._ids.pop())

    def _end_paragraph(self, paragraph: Paragraph) -> None:
        box, number = self._boxes[-1], self.ordinals.next(paragraph.list_id, paragraph.level)
        text = box.carried + number + "".join(paragraph.texts)
        box.carried = text if paragraph.joins else ""
        box.lines += ([] if paragraph.joins else [text]) + paragraph.after

    def _end_row(self, line: str) -> None:
        """A table in a cell follows the row that it stands in."""
        if self._rows:
            self._inner.append(line)
        else:
            self._boxes[-1].lines += [line, *self._inner]
            self._inner = []

    def _end_box(self, element: str, box: Box, note: str) -> None:
        if element == "tc" and self._rows:
            self._rows[-1].append(re.sub(r"\s+", " ", box.text(" ")).strip())
            self._rows[-1] += [""] * (box.span - 1)  # joined cells keep the columns below them in line
        elif element == "txbxContent" and self._paragraphs:
            self._paragraphs[-1].after += [*box.lines, *filter(None, [box.carried])]
        elif element in NOTED.values():
            self.texts[note] = box.text(" ").strip()


class _Lists:
    """The patterns of automatic numbers, out of numbering.xml."""

    def __init__(self) -> None:
        self.ordinals = Ordinals()
        self._pattern = self._number = ""
        self._level = Level()

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        element = name.rpartition("}")[2]
        values = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        value = values.get("val", "")
        if element == "abstractNum":
            self._pattern = values.get("abstractNumId", "")
        elif element == "lvl" and values.get("ilvl", "").isdecimal():
            self._level = Level()
            self.ordinals.levels.setdefault(self._pattern, {})[int(values["ilvl"][:2])] = self._level
        elif element == "num":
            self._number = values.get("numId", "")
        elif element == "abstractNumId":
            self.ordinals.patterns[self._number] = value
        else:
            self._set(element, value)

    def _set(self, element: str, value: str) -> None:
        if element == "numFmt":
            self._level.kind = value
        elif element == "lvlText":
            self._level.text = value[:60]
        elif element == "start" and value.isdecimal():
            self._level.start = int(value[:6])


def ordinals(package: Package, chunks: Iterator[bytes]) -> Ordinals:
    """The automatic numbers that the document's paragraphs refer to."""
    parser, lists = package.parser(), _Lists()
    parser.StartElementHandler = lists.start
    for _chunk in package.parsed(parser, chunks):
        pass
    return lists.ordinals
