"""Texts on their way into the file: what XML can't carry, rare characters, the standard's small forms."""

import re
from collections.abc import Iterator

# Everything XML 1.0 forbids (lone surrogates among it), other control characters, and marks that turn the
# direction of the text: none has a printed form, and any would spoil the file or the line.
_UNPRINTABLE = re.compile(
    "[^\\t\\n\\x20-\\x7e\\xa0-\\u200d\\u2010-\\u2027\\u202f-\\u2065\\u206a-\\ud7ff\\ue000-\\ufefe\\uff00-\\ufffd"
    "\\U00010000-\\U0010ffff]"
)
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_IDEOGRAPH = "[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_IDEOGRAPHS = re.compile(f"({_IDEOGRAPH}+)")
_YEAR_BRACKETS = re.compile(r"[\[（(【［〔]\s*(\d{4})\s*[\]）)】］〕]\s*(?:第?\s*0*([1-9]\d*)号)?")
_ENDS = "。；;，,、：: "


def clean(text: str) -> str:
    """The text without characters that can't be printed; line breaks become "\\n", tabs a space."""
    return _UNPRINTABLE.sub("", _LINE_BREAK.sub("\n", text)).replace("\t", " ")


def one_line(text: str) -> str:
    return clean(text).replace("\n", " ").strip()


def by_rarity(text: str) -> Iterator[tuple[str, bool]]:
    """Pieces of the text with whether they lie outside GB 2312 (and so outside the _GB2312 fonts)."""
    piece, rare = "", False
    for part in _IDEOGRAPHS.split(text):
        for character in part if _IDEOGRAPHS.match(part) else [part]:
            is_rare = bool(_IDEOGRAPHS.match(character)) and not _in_gb2312(character)
            if is_rare != rare and piece:
                yield piece, rare
                piece = ""
            piece, rare = piece + character, is_rare
    if piece:
        yield piece, rare


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def document_number(text: str) -> str:
    """Year in six-angle brackets, number without 第 and leading zeros: 萍政协发〔2019〕5号."""

    def proper(match: re.Match[str]) -> str:
        return f"〔{match[1]}〕" + (f"{match[2]}号" if match[2] else "")

    return _YEAR_BRACKETS.sub(proper, one_line(text))


def with_colon(text: str) -> str:
    return one_line(text).rstrip("：: ") + "："


def attachment_name(text: str) -> str:
    """Names of attachments carry no mark at their end."""
    return one_line(text).rstrip(_ENDS)


def bracketed(text: str) -> str:
    inner = one_line(text)
    return inner if inner.startswith("（") and inner.endswith("）") else f"（{inner}）"


def listed(label: str, names: tuple[str, ...]) -> tuple[str, str]:
    """("抄送：", "甲，乙。")"""
    return with_colon(label), "，".join(one_line(name).rstrip(_ENDS) for name in names) + "。"


def width(text: str) -> float:
    """Width in characters: ASCII counts a half."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)
