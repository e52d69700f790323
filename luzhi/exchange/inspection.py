"""What the .xlsx parser does not tell: formulas, error values, and how large its grid would become.

The parser keeps a dense grid and copies shared texts into every cell, so one cell at XFD1048576, or one long text
used a million times, would end the process. Both are counted here, in a stream, before it is called. Every part must
be well-formed, and any document type declaration is refused: no entity is ever expanded.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import IO, Final
from xml.parsers import expat

from luzhi.exchange import limits
from luzhi.exchange.marks import Budget, Extent, Marks, column_index
from luzhi.exchange.packages import EXCEL, damaged
from luzhi.exchange.scanning import quick_extent
from luzhi.exchange.zipped import read

REFERENCE: Final = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})", re.ASCII)
ROW_NUMBER: Final = re.compile(r"[1-9]\d{0,6}", re.ASCII)
SHARED_INDEX: Final = re.compile(r"\d{1,9}", re.ASCII)
RELATION_IDS: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
WORKBOOK: Final = "xl/workbook.xml"
RELATIONS: Final = "xl/_rels/workbook.xml.rels"


def inspect(package: IO[bytes]) -> list[Marks]:
    """Marked places of every sheet, in the workbook's order, out of a repacked package.

    Raises Unreadable when the package is no well-formed workbook or unfolds beyond the limits.
    """
    budget, marks = Budget(), {}
    with zipfile.ZipFile(package) as parts:
        names = {name.lower(): name for name in parts.namelist()}
        if RELATIONS not in names:
            raise damaged()
        shared = _shared_lengths(parts, names)
        longest = max(shared, default=0)
        for lower, name in names.items():
            extent = quick_extent(_checked(parts.open(name)), longest)
            if extent is None or not budget.holds(extent):
                extent = _Walk(parts.open(name), shared).extent
            budget.spend(extent)
            marks[lower] = extent.marks
        targets = dict(_Contents(parts.open(names[RELATIONS])).pairs)
        sheets = _Contents(parts.open(names[WORKBOOK])).pairs
    return [marks.get(_member_of(targets.get(relation, "")), Marks()) for _title, relation in sheets]


def _shared_lengths(parts: zipfile.ZipFile, names: dict[str, str]) -> list[int]:
    tables = [name for lower, name in names.items() if lower.endswith("sharedstrings.xml")]
    if len(tables) > 1:
        raise damaged()
    return _SharedTexts(parts.open(tables[0])).lengths if tables else []


def _member_of(target: str) -> str:
    """A relation's target as a name in the package, as the parser resolves it."""
    target = target.removeprefix("/")
    return (target if target.startswith("xl/") else f"xl/{target}").lower()


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _parser() -> expat.XMLParserType:
    # The encoding is forced: the spreadsheet parser reads UTF-8 whatever the declaration says, so do we.
    return EXCEL.parser("utf-8")


def _checked(stream: IO[bytes]) -> Iterator[bytes]:
    return EXCEL.parsed(_parser(), read(stream))


def _feed(parser: expat.XMLParserType, stream: IO[bytes]) -> None:
    for _chunk in EXCEL.parsed(parser, read(stream)):
        pass


class _SharedTexts:
    """The length of every shared text, in order."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.lengths: list[int] = []
        self._in_text = False
        parser = _parser()
        parser.StartElementHandler = self._start
        parser.CharacterDataHandler = self._characters
        _feed(parser, stream)

    def _start(self, name: str, _attributes: Mapping[str, str]) -> None:
        element = _local(name)
        self._in_text = element == "t"
        if element == "si":
            self.lengths.append(0)

    def _characters(self, text: str) -> None:
        if self._in_text and self.lengths:
            self.lengths[-1] += len(text)


class _Walk:
    """The exact extent of one sheet, element by element."""

    def __init__(self, stream: IO[bytes], shared: list[int]) -> None:
        self.extent = Extent(0, 0, 0, Marks())
        self._shared = shared
        self._row, self._column = 0, -1
        self._in_data = False  # charts, drawings and sparklines have elements named v, f and t too
        self._type = self._inside = ""
        self._text: list[str] = []
        parser = _parser()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        _feed(parser, stream)
        self._close()

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        element = _local(name)
        self._close()
        self._inside = element if self._in_data else ""
        if element == "sheetData":
            self._in_data = True
        elif not self._in_data:
            return
        elif element == "c":
            self._enter_cell(attributes.get("r"), attributes.get("t", ""))
        elif element in ("v", "f", "t"):
            self._occupy(element)
        elif element == "row":
            self._enter_row(attributes.get("r"))

    def _end(self, name: str) -> None:
        if _local(name) == "sheetData":
            self._close()
            self._in_data, self._inside = False, ""

    def _enter_row(self, number: str | None) -> None:
        if number is not None and not ROW_NUMBER.fullmatch(number):
            raise damaged()
        self._row = self._row + 1 if number is None else int(number)
        self._column = -1

    def _enter_cell(self, reference: str | None, kind: str) -> None:
        self._type = kind
        if reference is None:
            self._column += 1
            return
        found = REFERENCE.fullmatch(reference)
        if not found:
            raise damaged()
        self._column, self._row = column_index(found[1]), int(found[2])

    def _occupy(self, element: str) -> None:
        """Only cells that hold something make the grid larger: bordered empty cells do not count."""
        self.extent.rows = max(self.extent.rows, self._row)
        self.extent.columns = max(self.extent.columns, self._column + 1)
        if element == "f" and len(self.extent.marks.formulas) <= limits.FORMULAS:
            self.extent.marks.formulas[self._row, self._column] = "="

    def _characters(self, text: str) -> None:
        if self._inside == "f" or (self._inside == "v" and self._type in ("s", "e")):
            self._text.append(text)

    def _close(self) -> None:
        if not self._text:
            return
        text, place = "".join(self._text).strip(), (self._row, self._column)
        self._text.clear()
        if self._inside == "f":
            self.extent.marks.formulas[place] = f"={text}"
        elif self._type == "e":
            self.extent.marks.errors[place] = text
        elif not SHARED_INDEX.fullmatch(text) or int(text) >= len(self._shared):
            raise damaged()
        else:
            self.extent.characters += self._shared[int(text)]


class _Contents:
    """Names of the sheets with their relation ids, or ids and targets of the relations, in file order."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.pairs: list[tuple[str, str]] = []
        parser = _parser()
        parser.StartElementHandler = self._start
        _feed(parser, stream)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if _local(name) == "sheet":
            relation = next((attributes[key] for key in RELATION_IDS if key in attributes), "")
            self.pairs.append((attributes.get("name", ""), relation))
        elif _local(name) == "Relationship":
            self.pairs.append((attributes.get("Id", ""), attributes.get("Target", "")))
