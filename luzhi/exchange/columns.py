"""What an importer wants: its columns, and how a heading of somebody else's sheet is compared with them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from django.utils import translation

from luzhi.core.access import Text

Kind = Literal["text", "date", "month", "datetime", "integer", "decimal", "money", "choice"]
LANGUAGES: Final = ("zh-hans", "en")
SCALES: Final = {
    "百": 100,
    "千": 1_000,
    "万": 10_000,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
}
SCALE: Final = "十万|百万|千万|百|千|万|亿"
FOREIGN: Final = re.compile(
    r"美元|美金|港元|港币|澳门元|澳元|欧元|日元|英镑|加元|外币|usd|hkd|eur|gbp|jpy|\$|€|£"
)
YUAN_UNIT: Final = re.compile(
    rf"(?:单位)?(?:人民币)?(?P<scale>{SCALE}|10000)?(?:元|圆|rmb|cny|yuan|¥|人民币)(?:人民币)?"
)
# 百 and 千 begin units of their own (百分比, 千克), so only the larger ones count before anything but 元.
COUNT_UNIT: Final = re.compile(r"(?:单位)?(?P<scale>十万|百万|千万|万|亿)\D{0,3}")
OPEN_UNIT: Final = re.compile(rf"(?P<base>.+?)[/,]?(?:单位)?(?P<unit>(?:{SCALE})?(?:元|圆))")
BRACKET: Final = re.compile(r"\(([^()]*)\)$")
NOISE: Final = re.compile(r"[\s\u200b-\u200d\ufeff_*:\-]+")
FILLER: Final = re.compile("(?:总计|合计|总数|名称|情况|明细|一览)$")


class Choice(NamedTuple):
    """One of the values a column may take. A cell may give its code, its label or one of the aliases."""

    code: str
    label: Text
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """A field that an importer fills. Its headings: name, label in each language, aliases (the earlier the better)."""

    name: str
    label: Text
    aliases: tuple[str, ...] = ()
    required: bool = False
    kind: Kind = "text"
    choices: tuple[Choice, ...] = ()
    key: bool = False  # blanks around the text are no part of it
    longest: int | None = None  # characters of a text

    @property
    def repeats(self) -> bool:
        """A merged cell says the same of all its rows, unless it is a quantity: that counts once."""
        return self.kind not in ("money", "decimal", "integer")

    @property
    def adds_up(self) -> bool:
        return not self.repeats

    def headings(self) -> list[str]:
        """All accepted headings, best first, as they may be shown."""
        return list(dict.fromkeys([*labels(self.label), *self.aliases, self.name]))


def labels(label: Text) -> Iterator[str]:
    """The label in the reader's language, then in the others."""
    yield str(label)
    for language in LANGUAGES:
        with translation.override(language):
            text = str(label)
        yield text


@lru_cache(4096)
def normal(text: str) -> str:
    """A heading without what does not matter: width, case, blanks, line ends, the mark of a required column."""
    return NOISE.sub("", unicodedata.normalize("NFKC", text).casefold())


@dataclass(frozen=True)
class Heading:
    """A heading of a sheet. `forms`: its readings, and how sure each is (4: as it stands)."""

    text: str
    forms: dict[str, int]
    factor: Decimal | None  # 10000 for （万元）; None: it names no unit
    foreign: bool  # another currency than yuan

    def likeness(self, alias: str) -> int:
        """How surely this heading means the (normalised) alias: 4 itself … 2 a part, 1 ends with it, 0 not at all."""
        if alias in self.forms:
            return self.forms[alias]
        ends = len(alias) >= 2 and not alias.isascii() and any(form.endswith(alias) for form in self.forms)
        return 1 if ends else 0


@lru_cache(4096)
def heading(text: str, group: str = "") -> Heading:
    """Read a heading; `group` is the title above it in a header of two rows."""
    full = normal(text)
    base, brackets = _without_brackets(full)
    factor = next((found for found in map(unit_of, brackets) if found is not None), None)
    foreign = bool(FOREIGN.search(full))
    opened = OPEN_UNIT.fullmatch(base)
    if opened and factor is None and not foreign:
        base, factor = opened["base"], unit_of(opened["unit"])
    forms = [(4, normal(group) + full), (4, normal(group) + base)] if group else []
    forms += [(4, full), (3, base)] if not group else [(3, full), (3, base)]
    forms += [(3, base + part) for bracket in brackets for part in re.split("[/、,]", bracket)]
    forms += [(2, part) for part in re.split("[/、,]|及|和", base)] + [(2, FILLER.sub("", base))]
    shown = " · ".join(" ".join(part.split()) for part in (group, text) if part)
    readings: dict[str, int] = {}
    for sureness, form in forms:
        if form:
            readings[form] = max(sureness, readings.get(form, 0))
    return Heading(shown, readings, factor, foreign)


def _without_brackets(text: str) -> tuple[str, list[str]]:
    brackets = []
    while (found := BRACKET.search(text)) and found.start():
        brackets.append(found[1])
        text = text[: found.start()]
    return text, brackets


def unit_of(text: str) -> Decimal | None:
    """The factor of a unit: 万元 → 10000, 元 → 1, 万人次 → 10000; None for what is no unit (必填) or foreign (美元)."""
    text = normal(text).replace(",", "")
    found = None if FOREIGN.search(text) else YUAN_UNIT.fullmatch(text) or COUNT_UNIT.fullmatch(text)
    if not found:
        return None
    scale = found["scale"] or ""
    return Decimal(10_000 if scale == "10000" else SCALES.get(scale, 1))
