"""Tables that were pasted as plain text, columns apart by blanks or by | (Markdown): set with tabs, every place kept."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Final

GAP = re.compile(r" {2,}| ?\| ?")
NUMBER = re.compile(r"(?<![^ \t|])-?[0-9][0-9,.]*[^ \t|]{0,3}(?![^ \t|])")
RULE = re.compile(r"[ |:+-]+")
FEWEST_ROWS, FEWEST_COLUMNS = 3, 2
RULES = str.maketrans("|:+-", "\t   ")
LONGEST: Final = 400  # characters of a row


def tabbed(text: str) -> str:
    """Of the same length. Rows are lines that follow each other with as many columns each, most of them with a number."""
    if "  " not in text and "|" not in text:
        return text
    lines = text.split("\n")
    set_lines: list[str] = []
    for _columns, group in groupby(lines, _columns_of):
        rows = list(group)
        is_table = _columns >= FEWEST_COLUMNS and len(rows) >= FEWEST_ROWS and _numbered(rows)
        set_lines += map(_set, rows) if is_table else rows
    return "\n".join(set_lines)


def _columns_of(line: str) -> int:
    """0 for what is no row."""
    row = line.strip(" |")
    return len(GAP.split(row)) if row and len(line) <= LONGEST and "\t" not in line else 0


def _numbered(rows: list[str]) -> bool:
    return sum(bool(NUMBER.search(row)) for row in rows) * 2 >= len(rows)


def _set(row: str) -> str:
    start, end = len(row) - len(row.lstrip(" |")), len(row.rstrip(" |"))
    if RULE.fullmatch(row):  # |---|---| below a heading
        cells = row[start:end].translate(RULES)
    else:
        cells = GAP.sub(lambda gap: "\t".ljust(len(gap[0])), row[start:end])
    return " " * start + cells + " " * (len(row) - end)
