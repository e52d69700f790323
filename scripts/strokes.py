"""Make luzhi/core/data/strokes.txt, the order of Chinese characters by strokes.

    python scripts/strokes.py Unihan_IRGSources.txt Unihan_OtherMappings.txt cnchar.order.min.js cnchar.trad.min.js OUT

Stroke counts are Unihan's kTotalStrokes (15.0), stroke sequences those of cnchar-order and cnchar-trad (3.2.6),
used only where their length equals the count. A character of the official table 通用规范汉字表 (Unihan kTGH)
without a sequence takes count and sequence from its neighbours of the same level, which stand in stroke order.
OUT has one line for each stroke count: the count, a space, the characters in order: by their strokes
(横竖撇点折, as 1 to 5), then by official number, then by code point; characters of unknown sequence close the line.
"""

import json
import re
import sys
from itertools import groupby, pairwise
from pathlib import Path

LEVELS = (range(1, 3501), range(3501, 6501), range(6501, 8106))
PLAIN = dict(zip("jifgskld", "11223444", strict=True))  # every other stroke turns: 5
UNIFIED = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000))
UNKNOWN = "9"


def unihan(path: str, field: str) -> dict[str, int]:
    """The first number of a field for every character of a Unihan file."""
    found = re.findall(rf"^U\+(\w+)\t{field}\t(?:2013:)?(\d+)", Path(path).read_text("utf-8"), re.MULTILINE)
    return {chr(int(point, 16)): int(number) for point, number in found}


def sequences(path: str) -> dict[str, str]:
    """The stroke sequences in a cnchar bundle: its one JSON object from characters to stroke letters."""
    for text in re.findall(r"JSON\.parse\('(\{.*?\})'\)", Path(path).read_text("utf-8")):
        table = json.loads(text)
        if all(len(char) == 1 and isinstance(letters, str) and letters.isascii() and letters.isalpha()
               and letters.islower() for char, letters in table.items()):  # fmt: skip
            return {char: "".join(PLAIN.get(x, "5") for x in letters) for char, letters in table.items()}
    raise SystemExit(f"no stroke sequences in {path}")


def place(level: list[str], counts: dict[str, int], known: dict[str, str]) -> None:
    """Give each character of an official level without a sequence the count and sequence of a known neighbour.

    A run of unknown characters between two known ones belongs to the first up to some point and to the second
    after it; where the two differ in count, the point is the one that agrees best with Unihan's counts.
    """
    fixed = [index for index, char in enumerate(level) if char in known]
    for left, right in pairwise([*fixed, len(level)]):
        run, low, high = level[left + 1 : right], level[left], level[right if right < len(level) else left]
        misfits = [
            sum(counts[char] != counts[low if index < cut else high] for index, char in enumerate(run))
            for cut in range(len(run) + 1)
        ]
        cut = len(run) - misfits[::-1].index(min(misfits))
        for index, char in enumerate(run):
            neighbour = low if index < cut else high
            counts[char], known[char] = counts[neighbour], known[neighbour]


def main(strokes: str, mappings: str, simplified: str, traditional: str, out: str) -> None:
    counts = unihan(strokes, "kTotalStrokes")
    official = unihan(mappings, "kTGH")
    known = {
        char: sequence
        for char, sequence in (sequences(traditional) | sequences(simplified)).items()
        if counts.get(char) == len(sequence)
    }
    by_number = {number: char for char, number in official.items()}
    for level in LEVELS:
        place([by_number[number] for number in level], counts, known)
    wanted = (
        {char for char in counts if any(ord(char) in block for block in UNIFIED)} | set(official) | set(known)
    )
    ordered = sorted(
        wanted, key=lambda char: (counts[char], known.get(char, UNKNOWN), official.get(char, 9999), ord(char))
    )
    lines = [f"{count} {''.join(chars)}\n" for count, chars in groupby(ordered, key=counts.__getitem__)]
    Path(out).write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
