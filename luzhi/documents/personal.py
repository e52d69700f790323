"""Personal and contact data in a text: where it stands, and the text without it (PIPL; docs/field.md, publication).

A rule of shape, not of meaning: it finds numbers, addresses and labelled lines; who reads the preview finds the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OMITTED: Final = "（略）"
LONGEST_LINE: Final = 120  # a longer line that begins with a label is a text, not a line of contacts

_NARROW = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {"　": " ", "—": "-", "–": "-"}
)
_BETWEEN = " \t,;、:"
_GAP = r"[ \t-]?"
IDENTITY_NUMBER: Final = re.compile(r"(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9])")
MOBILE_NUMBER: Final = re.compile(
    rf"(?<![0-9])(?:\+?86{_GAP})?1[3-9][0-9]{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}}(?![0-9])"
)

_PERSON = "联系人|经办人"
_REACH = (
    "联系方式|(?:联系|办公|移动|固定|家庭|住宅|单位)?电话(?:号码?)?|(?:联系)?手机(?:号码?)?|传真(?:号码?)?|"
    "(?:电子)?邮箱(?:地址)?|电子邮件|[Ee]-?[Mm]ail|邮政编码|邮编|微信号?|QQ号?|qq号?"
)
_NAMED = rf"(?:(?:{_REACH})[是为:]?[ ]?)?"
_PLACE = "(?:联系|通讯|通信|家庭|单位|邮寄|现)?(?:地址|住址)"
_PAPER = "身份证(?:号码?)?|(?:银行)?[账帐]号|(?:银行)?卡号|开户(?:银行|行)|户名|出生(?:年月日?|日期)"
_LABEL = rf"(?:{_PERSON}|{_REACH}|{_PLACE}|{_PAPER})(?:及(?:{_PERSON}|{_REACH}))?"
_LABELLED = re.compile(
    rf"(?:^|(?<=[\s,;、。(:|/]))(?:{_LABEL})[ \t]*:[ \t]*(?=[^\s,;。()])[^\n,;。()]{{1,60}}", re.MULTILINE
)
_CONTACT_LINE = re.compile(rf"^[ \t(*•·※]*(?:{_LABEL})[ \t]*:[^\n]*$", re.MULTILINE)


@dataclass(frozen=True)
class Kind:
    code: str
    label: str | Promise


PHONE = Kind("phone", _("phone number"))
IDENTITY = Kind("identity", _("identity number"))
EMAIL = Kind("email", _("e-mail address"))
ACCOUNT = Kind("account", _("bank account"))
HOME = Kind("home", _("home address"))
CONTACT = Kind("contact", _("contact line"))

_PATTERNS: Final = (
    (IDENTITY, IDENTITY_NUMBER),
    (
        IDENTITY,
        re.compile(r"(?<![0-9])[1-9][0-9]{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}(?![0-9])"),
    ),
    (ACCOUNT, re.compile(r"(?<![0-9])[3-6][0-9]{3}(?:[ -]?[0-9]{4}){3}(?:[ -]?[0-9]{1,3})?(?![0-9])")),
    (PHONE, re.compile(_NAMED + MOBILE_NUMBER.pattern)),
    (
        PHONE,
        re.compile(
            _NAMED + r"(?<![0-9.])\(?0[1-9][0-9]{1,2}[) -]{0,2}[2-8][0-9]{6,7}(?:-[0-9]{1,6})?(?![0-9])"
        ),
    ),
    (PHONE, re.compile(r"(?:电话|手机|传真|致电|拨打|热线)[^0-9\n()]{0,4}\(?[2-8][0-9]{6,7}(?![0-9])")),
    (EMAIL, re.compile(_NAMED + r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")),
    (
        HOME,
        re.compile(
            r"(?:家住|现住|居住在|住在)[^\n,;。()]{2,40}?[0-9一二三四五六七八九十百]+(?:号|栋|幢|单元|室)[0-9号栋幢单元室楼-]*"
        ),
    ),
    (HOME, re.compile(r"[0-9]+(?:号|栋|幢|座)[^\n,;。()]{0,6}?[0-9]+单元[0-9]+室?")),
    (CONTACT, _CONTACT_LINE),
    (CONTACT, _LABELLED),
)


@dataclass(frozen=True)
class Found:
    """One stretch that has to go, from `start` to before `end`; of a `whole` line nothing is left in its place."""

    kind: Kind
    start: int
    end: int
    whole: bool = False


@dataclass(frozen=True)
class Piece:
    """A stretch of the text as it stands; `kind` says why it goes, None that it stays."""

    text: str
    kind: Kind | None = None
    whole: bool = False

    @property
    def left(self) -> str:
        """What stays of it."""
        if self.kind is None:
            return self.text
        return "" if self.whole else OMITTED


def pieces(text: str) -> list[Piece]:
    """The text cut into what stays and what goes; joined again it is the text, to the byte."""
    cut, at = [], 0
    for found in personal(text):
        cut += [Piece(text[at : found.start]), Piece(text[found.start : found.end], found.kind, found.whole)]
        at = found.end
    return [piece for piece in (*cut, Piece(text[at:])) if piece.text]


def without(text: str) -> str:
    """The text with a line of contacts left out and any other stretch marked as omitted."""
    return "".join(piece.left for piece in pieces(text))


def personal(text: str) -> list[Found]:
    """What has to go, in the order of the text; neighbours in one list or bracket are one stretch."""
    plain = text.translate(_NARROW)  # the same length: positions hold
    joined: list[Found] = []
    for one in sorted(_matches(plain), key=lambda found: (found.start, -found.end, not found.whole)):
        if joined and _touch(plain, joined[-1], one):
            joined[-1] = _both(joined[-1], one)
        else:
            joined.append(one)
    return [_with_surroundings(plain, one) for one in joined]


def _matches(plain: str) -> Iterator[Found]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            whole = pattern is _CONTACT_LINE
            if not whole or len(match[0]) <= LONGEST_LINE:
                yield Found(kind, match.start(), match.end(), whole)


def _touch(plain: str, first: Found, second: Found) -> bool:
    return second.start < first.end or not plain[first.end : second.start].strip(_BETWEEN)


def _both(first: Found, second: Found) -> Found:
    if second.end <= first.end:
        return first
    return Found(first.kind, first.start, second.end)


def _with_surroundings(plain: str, found: Found) -> Found:
    """A bracket that holds nothing else, or was opened within, goes too, and so does the break of a line that goes."""
    start, end = found.start, found.end
    inside = plain[start:end]
    if found.whole:
        return Found(found.kind, start, end + (plain[end : end + 1] == "\n"), whole=True)
    if plain[end : end + 1] != ")":
        return found
    if inside.count("(") > inside.count(")"):
        return Found(found.kind, start, end + 1)
    if plain[:start].endswith("("):
        return Found(found.kind, start - 1, end + 1)
    return found
