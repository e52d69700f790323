"""Texts that a spreadsheet would run as a formula, made inert in .csv and given back unchanged.

A text is dangerous when, after any number of leading apostrophes, it begins with = + - @, one of their full-width
forms, a tab or a line end. `guard` puts one apostrophe before such a text, `unguard` takes one away; texts whose
own apostrophes would be mistaken for a guard get one too, so `unguard(guard(text)) == text` for every text.
"""

import re
from typing import Final

DANGEROUS: Final = re.compile("'*[=+\\-@＝＋－＠\t\r\n]")
GUARDED: Final = re.compile("'+[=+\\-@＝＋－＠\t\r\n]")


def guard(text: str) -> str:
    return f"'{text}" if DANGEROUS.match(text) else text


def unguard(text: str) -> str:
    return text[1:] if GUARDED.match(text) else text
