"""Parts and their total before them: 其中…, (主办…、会办…), 在…件提案中.

A list that does not add up is an error only where something says that it is whole: 其余, shares of a hundred per cent, a
known division (主办/会办, 满意/不满意), or a difference that one wrong or swapped digit makes up. Otherwise the list is
open, and where the parts overlap nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate

from luzhi.reports.checking.finding import Found
from luzhi.reports.checking.identities import Identity, Kind, Verdict, added_up, equals, plain, told
from luzhi.reports.checking.judging import FEWEST, all_exact, judged, share_behind
from luzhi.reports.checking.partitions import is_close, is_slip
from luzhi.reports.checking.phrases import SENTENCE, Phrase, reach_back

OPENER = re.compile(r"其中|包括|包含|分别[是为有]?|分为|:|中[,:]|中有|含(?!量)|按.{1,10}分")
ITS_SHARE = re.compile(r"[^0-9。;(]{0,16}占[^0-9。;,(]{0,12}[0-9.]{1,7}%")
BY_ANOTHER = re.compile(r"按[^,。;]{1,10}分")
AMONG = re.compile(r"^[^,。;]{0,12}中$")
STOP = re.compile(
    r"同时|此外|另外|全年|今年|去年|上年|同比|比上|累计|共计|合计|总计|一共|总共|(?<![中公总])共(?![同产青享建识商用])|以来|期间(?=[,共])|截至|目前"
)
STAGE = re.compile(r"立案|办复|答复|办结|采纳|交办|落实|公开|表彰|评选|评为|实到|回复|征集|编报|报送|采用")
GOES_ON = re.compile(r"其余|剩余|其他|其它|另有|还有|另外|余下|(?<![结盈])余[0-9]*$")
SHOULD = re.compile(r"应到|应出席|应参[加会]")
ATTENDED = re.compile(r"实到|实际到会|出席|到会|请假|缺席|因[事病公故]")
SHARE = re.compile(r"^[^,。;]{0,20}[,(]?占")
MEAN = re.compile(r"[人户场次件个]均|平均|每[人名户家个件场次]")
NAMED = re.compile(r"[。;\n][在从]?(?:所有|全部)?(?P<name>[\u4e00-\u9fff]{2,10})中[,:]?[^。;]{0,24}$")
MOST = 24  # parts
Summed = tuple[Identity, Phrase, list[Phrase]]
"""With the total and its parts."""


def sums(all_phrases: list[Phrase]) -> Iterator[Summed]:
    """Each with its total and its parts, so that shares know their whole."""
    for index, phrase in enumerate(all_phrases):
        if phrase.is_ratio or not phrase.unit:
            continue
        for parts, closed in (_bracket(all_phrases, index), (_listed(all_phrases, index), False)):
            if len(parts) >= FEWEST and (found := _forward(all_phrases, phrase, parts, closed)):
                yield found
                break


def _bracket(all_phrases: list[Phrase], index: int) -> tuple[list[Phrase], bool]:
    """The figures in the bracket just behind a figure: 34件(主办10件、会办24件)."""
    whole = all_phrases[index]
    parts: list[Phrase] = []
    behind = whole
    following = all_phrases[index + 1] if index + 1 < len(all_phrases) else whole
    if ITS_SHARE.fullmatch(whole.text, whole.figure.to, following.figure.to):
        behind = following  # 755人,占72.4%(高血压558人…)
    for phrase in all_phrases[behind.index + 1 : behind.index + 1 + MOST]:
        opens = phrase.bracket
        if opens <= behind.figure.at or opens - behind.figure.to > 8 or (parts and opens != parts[0].bracket):
            break
        if phrase.unit == whole.unit:
            parts.append(phrase)
        elif not phrase.is_ratio:
            return [], True
    return parts, True


def _listed(all_phrases: list[Phrase], index: int) -> list[Phrase]:
    """The figures of the same unit that follow an opener on the same level."""
    whole = all_phrases[index]
    parts: list[Phrase] = []
    attendance = SHOULD.search(whole.before)
    for phrase in all_phrases[index + 1 : index + 1 + 2 * MOST]:
        if phrase.bracket != whole.bracket:
            if phrase.bracket < whole.figure.at and whole.bracket >= 0:
                break
            continue
        if phrase.paragraph != whole.paragraph or not _continues(whole, parts, phrase):
            break
        if phrase.unit != whole.unit or MEAN.search(phrase.before):
            continue
        if not attendance or ATTENDED.search(phrase.before):
            parts.append(phrase)
    return parts


def _continues(whole: Phrase, parts: list[Phrase], phrase: Phrase) -> bool:
    if phrase.figure.at - (parts[-1] if parts else whole).figure.to > 300:
        return False
    between = phrase.text[(parts[-1] if parts else whole).figure.to : phrase.figure.at]
    if not parts:
        return phrase.unit != whole.unit or _opens(whole, between)
    if BY_ANOTHER.search(between):
        return False
    if phrase.is_ratio:
        return True
    if re.search("[。!?]", between):
        return bool(GOES_ON.search(phrase.before)) or bool(
            SHARE.match(phrase.text[phrase.figure.to : phrase.figure.to + 24])
        )
    if STOP.search(between) and not GOES_ON.search(between):
        return False
    if STAGE.search(phrase.before) and not STAGE.search(parts[0].label):
        return bool(SHOULD.search(whole.before))  # 请假23名,实到389名 are no stages
    return True


def _opens(whole: Phrase, between: str) -> bool:
    if len(re.findall("[。!?]", between)) > 1:
        return False
    if SHOULD.search(whole.before) and ATTENDED.search(between):
        return True
    return bool(OPENER.search(between)) or _is_named_within(whole)


def _is_named_within(whole: Phrase) -> bool:
    """在394件提案中."""
    return bool(AMONG.match(whole.after)) and "在" in whole.before


def _forward(all_phrases: list[Phrase], whole: Phrase, parts: list[Phrase], closed: bool) -> Summed | None:
    exact = all_exact(whole, parts)
    for count, reached in enumerate(accumulate(part.figure.value for part in parts), 1):
        if exact and count >= FEWEST and reached == whole.figure.value and _ends(parts, count):
            return summed(whole, parts[:count], Verdict.HOLDS)
    if verdict := added_up([part.figure for part in parts], whole.figure):
        return summed(whole, parts, verdict)
    found = judged(whole, parts, closed)
    if (found is None or found.verdict is Verdict.ERROR) and not _is_named_within(whole):
        for some in (parts, found.parts) if found else (parts,):
            if other := _another_whole(all_phrases, whole, some):
                return summed(other, some, Verdict.HOLDS)
        meant = _meant(all_phrases, whole, parts)
        found = found if meant is whole else judged(meant, parts, closed) if meant else None
        whole = meant or whole
    return summed(whole, found.parts, found.verdict, doubt=found.doubt) if found else None


def _another_whole(all_phrases: list[Phrase], whole: Phrase, parts: list[Phrase]) -> Phrase | None:
    """11家,为1727家总数的0.6%。其中…: what the parts add up to may stand before the figure that is nearest."""
    added = sum((part.figure.value for part in parts), Decimal(0))
    before = reach_back(all_phrases, whole, MOST, 2) if len(parts) > FEWEST else []
    near = reach_back(all_phrases, whole, 6, 0)
    return next(
        (each for each in [*near, *before] if each.unit == whole.unit and each.figure.value == added), None
    )


def _meant(all_phrases: list[Phrase], whole: Phrase, parts: list[Phrase]) -> Phrase | None:
    """Of which figure before them the parts are a list, where they don't make the nearest one: of the one that is named
    (已到账98.5万元,其余…。到账资金中,安排61万元…), or that one digit would mend."""
    before = [each for each in reach_back(all_phrases, whole, MOST, 1) if each.unit == whole.unit]
    if words := NAMED.search(parts[0].gap):
        named = [each for each in [whole, *before] if words["name"][:2] in each.label]
        return named[0] if named else whole
    if not _is_a_part_itself(whole, parts):
        return whole
    values = [part.figure.value for part in parts]
    near = (
        each for each in [whole, *before] if is_close(values, each.figure.value) and all_exact(each, parts)
    )
    return next((each for each in near if is_slip(values, each.figure.value)), None)


def _is_a_part_itself(whole: Phrase, parts: list[Phrase]) -> bool:
    """个人提案120件,占39.1%。按内容分,…: a list by another measure is of the whole that this one is a part of."""
    gap = parts[0].gap
    if share_behind(whole) is None and "其中" not in whole.sentence_before:
        return False
    return bool(SENTENCE.search(gap) or BY_ANOTHER.search(gap))


def _ends(parts: list[Phrase], count: int) -> bool:
    """A list does not end before 、."""
    return count == len(parts) or not parts[count].gap.startswith("、")


def summed(whole: Phrase, parts: list[Phrase], verdict: Verdict, *, doubt: bool = False) -> Summed:
    figures: list[Found] = [part.figure for part in parts]
    added = sum((figure.value for figure in figures), Decimal(0))
    sign = "<" if verdict is Verdict.OPEN else equals(whole.figure)
    expression = "+".join(plain(figure.value) for figure in figures) + sign + told(whole.figure)
    identity = Identity(
        Kind.SUM, expression, verdict, whole.figure.text, plain(added), (*figures, whole.figure), doubt
    )
    return identity, whole, parts
