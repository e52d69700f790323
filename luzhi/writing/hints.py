"""What a writer may look at again before submitting (一事一案, 有情况、有分析、有建议). Hints advise and never block.

Every hint says what was seen and why it matters; a rule that cannot be said in one sentence is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from luzhi.core.access import Text
from luzhi.documents.personal import personal
from luzhi.writing.sections import Parts, items

SHORT: Final = 200  # characters; printed proposals of the samples have 600 to 1,500
MANY: Final = 8  # suggestions that one answer can take up point by point
DOING: Final = (
    "加强|推进|推动|加快|完善|优化|改进|改善|规范|建立|健全|提升|提高|解决|促进|发展|支持|保护|治理|整治|落实|深化|扩大|"
    "增设|建设|打造|培育|落实|强化|做好|加大|开展|实施|设立|取消|降低|减轻|防范"
)
TWO_DEEDS: Final = re.compile(
    rf"关于(?P<first>(?:{DOING})[^，,、]{{2,30}}?)(?:和|及|以及|并|与|暨|，|、)(?P<second>(?:{DOING})[^，,、]{{2,30}}?)"
    r"(?:的(?:提案|建议|意见))?$"
)
ASKING: Final = re.compile(
    r"建议|应当|应该|应尽快|希望|呼吁|要求|必须|需要|可以|尽快|要[^求]|出台|制定|加大|加强"
)
LIST_HEAD: Final = re.compile(r"^[一二三四五六七八九十]{1,2}\s*、.{0,12}(?:建议|对策)", re.MULTILINE)


@dataclass(frozen=True)
class Hint:
    """`code` for tests and styles; `text` for the writer; `wrong`: what may not stay, though nothing stops here."""

    code: str
    text: Text
    wrong: bool = False


@dataclass(frozen=True)
class Written:
    """A proposal as it stands in the editor: three parts, or the whole text where it has no parts."""

    title: str
    parts: Parts | None
    whole: str

    @property
    def text(self) -> str:
        if self.parts is None:
            return self.whole
        return "\n".join((self.parts.situation, self.parts.analysis, self.parts.suggestions))


def hints(written: Written) -> list[Hint]:
    """Nothing is said of an empty page."""
    if not written.text.strip():
        return []
    found = [
        _two_matters(written.title),
        *_suggestions(written),
        _lists(written),
        _short(written),
        *_data(written),
    ]
    return [hint for hint in found if hint]


def _two_matters(title: str) -> Hint | None:
    found = TWO_DEEDS.search(title.strip())
    if found is None:
        return None
    words = {"first": found["first"], "second": found["second"]}
    return Hint(
        "two_matters",
        _("The title seems to name two matters: “%(first)s” and “%(second)s”. One matter, one proposal.")
        % words,
    )


def _suggestions(written: Written) -> list[Hint | None]:
    text = written.whole if written.parts is None else written.parts.suggestions
    doing = written.parts is not None and re.search(DOING, text)
    if not ASKING.search(text) and not doing:
        return [
            Hint(
                "no_suggestion",
                _(
                    "No concrete suggestion was found: who should do what? Without one it is not filed (ground 10)."
                ),
            )
        ]
    count = items(text) if written.parts else 0
    if count > MANY:
        words = {"count": count, "many": MANY}
        return [
            Hint(
                "many",
                _(
                    "%(count)s suggestions: with more than %(many)s each gets a thin answer; keep the weightiest."
                )
                % words,
            )
        ]
    return []


def _lists(written: Written) -> Hint | None:
    count = len(LIST_HEAD.findall(written.whole)) if written.parts is None else 0
    if count < 2:
        return None
    return Hint(
        "lists",
        _(
            "The text has %(count)s lists of suggestions. If they are of different matters, write a proposal for each."
        )
        % {"count": count},
    )


def _short(written: Written) -> Hint | None:
    length = len("".join(written.text.split()))
    if length >= SHORT:
        return None
    words = {"length": length, "short": SHORT}
    return Hint(
        "short",
        _("The text has %(length)s characters. Under %(short)s, facts and reasons are hardly told.") % words,
    )


def _data(written: Written) -> list[Hint]:
    kinds = dict.fromkeys(found.kind for found in personal(f"{written.title}\n{written.text}"))
    return [
        Hint(
            "personal",
            _(
                "The text holds personal data (%(kind)s). It is left out at publication; better take it out now."
            )
            % {"kind": kind.label},
            wrong=True,
        )
        for kind in kinds
    ]
