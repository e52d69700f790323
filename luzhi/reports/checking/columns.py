"""Tables that were pasted as plain text, columns apart by blanks or by | (Markdown): set with tabs, every place kept."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Final

GAP = re.compile(r" {2,}| ?\| ?")
BLANK = re.compile(" ")  # one alone parts columns only where all but the first hold numbers
NUMBER = re.compile(r"-?[0-9][0-9,.]*[^ \t|0-9]{0,3}")
RULE = re.compile(r"[ |:+-]+")
FEWEST_ROWS = 3
LONGEST: Final = 400  # characters of a row
RULES = str.maketrans("|:+-", "\t   ")


def tabbed(text: str) -> str:
    """Of the same length. Rows are lines that follow each other with as many columns each, most of them with a number."""
    if " " not in text and "|" not in text:
        return text
    set_lines: list[str] = []
    for (gap, columns), group in groupby(text.split("\n"), _laid_out):
        rows = list(group)
        is_table = columns > 1 and len(rows) >= FEWEST_ROWS and _numbered(rows, gap)
        set_lines += [_set(row, gap) for row in rows] if is_table else rows
    return "\n".join(set_lines)


def _laid_out(line: str) -> tuple[re.Pattern[str], int]:
    """What parts the columns of the line, and how many these are; 0 for what is no row."""
    row = line.strip(" |")
    if not row or len(line) > LONGEST or "\t" in line:
        return GAP, 0
    columns = len(GAP.split(row))
    return (GAP, columns) if columns > 1 else (BLANK, len(BLANK.split(row)))


def _numbered(rows: list[str], gap: re.Pattern[str]) -> bool:
    cells = [gap.split(row.strip(" |"))[1:] for row in rows if not RULE.fullmatch(row)]
    if gap is BLANK:
        return len(cells[0]) > 1 and all(NUMBER.fullmatch(cell) for row in cells[1:] for cell in row)
    return sum(any(map(NUMBER.fullmatch, row)) for row in cells) * 2 >= len(cells)


def _set(row: str, gap: re.Pattern[str]) -> str:
    start, end = len(row) - len(row.lstrip(" |")), len(row.rstrip(" |"))
    if RULE.fullmatch(row):  # |---|---| below a heading
        cells = row[start:end].translate(RULES)
    else:
        cells = gap.sub(lambda found: "\t".ljust(len(found[0])), row[start:end])
    return " " * start + cells + " " * (len(row) - end)
