"""Write luzhi/search/data/folding.txt: which character is read as which other in a search. Run once by hand.

Needs the `opencc` wheel, which the program itself does not: `pip install opencc; python scripts/folding.py`.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from opencc import OpenCC

TARGET = Path(__file__).resolve().parent.parent / "luzhi" / "search" / "data" / "folding.txt"
HAN = (range(0x3400, 0xA000), range(0x20000, 0x323B0))
COMPATIBLE = (range(0x2E80, 0x2FE0), range(0xF900, 0xFB00), range(0xFF10, 0xFF5B), range(0x2F800, 0x2FA20))
LETTERS = range(0x80, 0x2000)


def pairs() -> Iterator[tuple[str, str]]:
    """(character, what it is read as), one to one: traditional, full width, radicals and compatible forms, capitals."""
    simplified = OpenCC("t2s")
    for code in [code for block in HAN for code in block]:
        yield chr(code), simplified.convert(chr(code))
    for code in [code for block in COMPATIBLE for code in block]:
        plain = unicodedata.normalize("NFKC", chr(code)).lower()
        yield chr(code), simplified.convert(plain) if len(plain) == 1 else plain
    for code in LETTERS:
        yield chr(code), chr(code).lower()


def main() -> None:
    table = {a: b for a, b in pairs() if a != b and len(b) == 1}
    table = {a: table.get(b, b) for a, b in table.items()}  # whoever is read as something else is so at once
    lines = [f"{a}{b}" for a, b in sorted(table.items()) if a != b]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(lines)} characters\n")


if __name__ == "__main__":
    main()
