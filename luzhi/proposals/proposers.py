"""Who proposes, by the words of the source: 邹正, 岑展平等9人, 民盟江苏省委, 省政协学习委员会, 教育界."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from luzhi.core.numbers import hanzi
from luzhi.exchange.names import listed
from luzhi.proposals.models import ProposerKind

AND_OTHERS: Final = re.compile(
    r"\s*(.+?)\s*等\s*(\d{1,4}|[一二三四五六七八九十百]{1,5})\s*[人名位](?:委员)?\s*"
)
NUMERALS: Final = {hanzi(number): number for number in range(1, 1000)}
PARTIES: Final = (
    "民革|民盟|民建|民进|农工|致公|九三学社|台盟|国民党革命委员会|民主同盟|民主建国会|民主促进会|民主自治同盟|工商联|工商业联合会|"
    "共青团|团省委|团市委|青联|青年联合会|总工会|妇联|妇女联合会|科协|科学技术协会|台联|台湾同胞联谊会|侨联|归国华侨联合会|"
    "文联|社科联|红十字会|贸促会|残联|黄埔军校同学会|中共|无党派"
)
PATTERNS: Final = (
    (ProposerKind.PARTY, re.compile(rf".*(?:{PARTIES})")),
    (ProposerKind.COUNTY, re.compile(r"(?:.+[县区市州旗]政协|(?:中国人民)?政协.+[县区市州旗]委员会)")),
    (ProposerKind.GROUP, re.compile(r".+(?:小组|活动组|联络组|联组|专家组|委员组)")),
    (ProposerKind.SECTOR, re.compile(r".+界(?:别)?(?:委员)?")),
    (ProposerKind.SPECIAL_COMMITTEE, re.compile(r".+(?:委员会|专委会|专委|委)")),
)
LONGEST_NAME: Final = 4  # characters of a Han name; a longer one has a dot (阿依古丽·买买提) or Latin letters


@dataclass(frozen=True)
class Proposer:
    """`names` are the people that the words name, first proposer first; none of a body."""

    kind: ProposerKind
    names: tuple[str, ...]
    signers: int


def proposer(words: str) -> Proposer:
    """Read the words. Whatever looks like no body is a person: the words themselves are always kept beside."""
    text = words.strip()
    others = AND_OTHERS.fullmatch(text)
    if others:
        names = tuple(listed(others[1]))
        count = int(others[2]) if others[2].isdigit() else NUMERALS.get(others[2], len(names))
        return Proposer(ProposerKind.JOINT, names, max(count, len(names)))
    if not looks_personal(text):
        for kind, pattern in PATTERNS:
            if pattern.fullmatch(text) or (kind == ProposerKind.PARTY and pattern.match(text)):
                return Proposer(kind, (), 1)
    names = tuple(listed(text))
    return Proposer(ProposerKind.JOINT if len(names) > 1 else ProposerKind.MEMBER, names, max(1, len(names)))


def looks_personal(text: str) -> bool:
    """Names alone: 赵界 is a person, 教育界 and 民盟 are none."""
    return all(
        len("".join(name.split())) in (2, 3) and not re.search(rf"{PARTIES}|界|委$|组$|政协", name)
        for name in listed(text)
    )
