"""Parts whose total stands elsewhere: figures in a row that each print their share; and titles that a number announces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from luzhi.reports.checking.identities import Identity, Kind, Verdict, rounded, told
from luzhi.reports.checking.judging import FEWEST, share_behind, tells_overlap
from luzhi.reports.checking.partitions import is_close, is_division, is_slip
from luzhi.reports.checking.phrases import REACH, Phrase, reach_back, same_sentence, same_unit
from luzhi.reports.checking.sums import OPENER, Summed, summed

MOST_WAYS = 4  # parts of a division
RECEIVED = re.compile(r"收到|提交|征集|提出|应到|应出席|收回|回收|共")
MERGED = re.compile("并案|合并")  # counted among the filed by some, beside them by others
ANNOUNCED = re.compile(
    r"[^,。;:]{0,16}?(?:是|为|有|如下|分别是|分别为|包括)?[:]|[^,。;:]{0,16}?(?:分别是|分别为|包括)"
)
TITLE = re.compile(r"《[^《》\n]{2,80}》")
OPEN = re.compile(r"等")
BEGINS = re.compile(r"[^,。;:、\n]{0,8}[,:(][^,。;\n0-9]{0,16}$")
RUN = re.compile(r"[^,。;:、\n]{0,8}[、,;][^,。;、\n0-9]{0,16}$")
LONGEST = 24
TOTAL = re.compile(r"总|共|合计|现有|全部")
OF_ALL = re.compile(r"[^0-9。;]{0,12}占[^0-9。;,]{0,8}总")
END = re.compile(r"[。\n]")
LISTED = 4000  # characters of a list of titles


def siblings(all_phrases: list[Phrase]) -> Iterator[Summed]:
    """94件,占53.7%。36件,占20.6%。45件,占25.7%: together a figure that stands before them."""
    row: list[Phrase] = []
    for phrase in [*all_phrases, None]:
        if phrase is not None and phrase.is_ratio:
            continue
        if row and not (phrase and _goes_on(row[-1], phrase) and _has_room(row, phrase)):
            if len(row) >= FEWEST and (found := _sum(all_phrases, row)):
                yield found
            row = []
        if phrase is not None and share_behind(phrase) is not None:
            row.append(phrase)


def _goes_on(last: Phrase, phrase: Phrase) -> bool:
    near = phrase.figure.at - last.figure.to < 3 * REACH and phrase.paragraph - last.paragraph <= 1
    return near and phrase.unit == last.unit and share_behind(phrase) is not None


def _sum(all_phrases: list[Phrase], row: list[Phrase]) -> Summed | None:
    """A figure that the row adds up to, else the one that most of its shares are of."""
    if not all(part.figure.is_exact for part in row):
        return None
    added = sum((part.figure.value for part in row), Decimal(0))
    candidates = [
        each for each in reach_back(all_phrases, row[0]) if same_unit(each, row[0]) and each.figure.is_exact
    ]
    if _make_a_hundred(row):
        candidates += _behind(all_phrases, row)
    whole = next((each for each in candidates if each.figure.value == added), None) or _by_shares(
        candidates, row
    )
    if whole is None:
        return None
    verdict = Verdict.HOLDS if whole.figure.value == added else Verdict.ERROR
    if verdict is Verdict.ERROR and tells_overlap(row[-1]):
        return None
    return summed(whole, row, verdict)


def divisions(all_phrases: list[Phrase]) -> Iterator[Summed]:
    """经审查,立案865件,不予立案137件: the parts of a whole division beside the total before them."""
    plain = [each for each in all_phrases if each.unit and not each.is_ratio]
    for end in range(FEWEST, len(plain) + 1):
        for count in range(min(MOST_WAYS, end), FEWEST - 1, -1):
            if found := _division(all_phrases, plain[end - count : end]):
                yield found
                break


def _division(all_phrases: list[Phrase], parts: list[Phrase]) -> Summed | None:
    """Where they fit; where they don't, an error if one digit would mend it and the total is named as one."""
    first = parts[0]
    is_one = all(each.unit == first.unit and each.figure.is_exact for each in parts)
    if not (
        is_one
        and same_sentence(first, parts[-1])
        and is_division([each.before for each in parts], whole=True)
    ):
        return None
    before = [
        each
        for each in reach_back(all_phrases, first, 8, 1)
        if same_unit(each, first) and each.figure.is_exact
    ]
    values = [each.figure.value for each in parts]
    if whole := next((each for each in before if each.figure.value == sum(values)), None):
        return summed(whole, parts, Verdict.HOLDS)
    is_behind = before and before[0].index == first.index - 1
    whole = before[0] if is_behind else next((each for each in before if RECEIVED.search(each.before)), None)
    if whole is None or (len(parts) == FEWEST and any(MERGED.search(each.before) for each in parts)):
        return None
    if OPENER.search(first.text, whole.figure.to, first.figure.at):
        return None  # a list of its parts is read with it
    total = whole.figure.value
    is_wrong = is_close(values, total) and is_slip(values, total)
    return summed(whole, parts, Verdict.ERROR) if is_wrong else None


def runs(all_phrases: list[Phrase]) -> Iterator[Summed]:
    """64件,民革8件、民盟12件、民建44件: a list right behind its total, with nothing that says so, where it fits."""
    for whole in all_phrases:
        parts: list[Phrase] = []
        for phrase in all_phrases[whole.index + 1 : whole.index + 1 + LONGEST]:
            if phrase.unit != whole.unit or not (RUN if parts else BEGINS).match(phrase.gap):
                break
            parts.append(phrase)
        added = sum(part.figure.value for part in parts)
        if len(parts) > FEWEST and whole.unit and added == whole.figure.value:
            yield summed(whole, parts, Verdict.HOLDS)


def _behind(all_phrases: list[Phrase], row: list[Phrase]) -> list[Phrase]:
    """The total that a text prints below its parts."""
    following = all_phrases[row[-1].index + 1 : row[-1].index + 4]
    return [each for each in following if each.unit == row[0].unit and TOTAL.search(each.before)]


def _by_shares(candidates: list[Phrase], row: list[Phrase]) -> Phrase | None:
    if not _make_a_hundred(row):
        return None
    shares = _shares(row)
    fitting = [each for each in candidates if _fitting(row, shares, each) * 2 > len(row)]
    if not fitting and all(OF_ALL.match(part.text, part.figure.to, part.figure.to + 24) for part in row):
        largest = max(part.figure.value for part in row)
        fitting = [each for each in candidates if share_behind(each) is None and each.figure.value >= largest]
        values = [part.figure.value for part in row]
        fitting = fitting if all(is_close(values, each.figure.value) for each in fitting) else []
    return fitting[0] if len({each.figure.value for each in fitting}) == 1 else None


def _shares(row: list[Phrase]) -> list[Decimal]:
    return [share for part in row if (share := share_behind(part)) is not None]


def _make_a_hundred(row: list[Phrase]) -> bool:
    """Nearly: one share of them may be misprinted in its last digits."""
    return abs(sum(_shares(row), Decimal(0)) - 100) <= max(_loose(row), Decimal("0.6"))


def _has_room(row: list[Phrase], phrase: Phrase) -> bool:
    """May the share of another part stand beside these, or are they a whole already?"""
    more = sum(_shares([*row, phrase]), Decimal(0)) <= 100 + _loose([*row, phrase])
    return more or not _make_a_hundred(row)


def _loose(row: list[Phrase]) -> Decimal:
    """How far shares may be from a hundred: each by one in the finest place that is printed, rounded or cut."""
    shares = _shares(row)
    finest = min(int(share.as_tuple().exponent) for share in shares)
    return Decimal(1).scaleb(finest) * len(shares)


def _fitting(row: list[Phrase], shares: list[Decimal], whole: Phrase) -> int:
    """How many of the shares are those of this whole?"""
    if not whole.figure.value:
        return 0
    exact = [part.figure.value / whole.figure.value * 100 for part in row]
    return sum(
        rounded(value, -int(share.as_tuple().exponent)) == share
        for value, share in zip(exact, shares, strict=True)
    )


def listings(all_phrases: list[Phrase]) -> Iterator[Identity]:
    """10件重点提案是:… with its titles one after the other."""
    for phrase in all_phrases:
        announced = (
            ANNOUNCED.match(phrase.text, phrase.figure.to, phrase.figure.to + 40)
            if _counts_titles(phrase)
            else None
        )
        if announced:
            end = END.search(phrase.text, announced.end(), announced.end() + LISTED)
            listed = phrase.text[announced.end() : end.start() if end else announced.end() + LISTED]
            titles = len(TITLE.findall(listed))
            if titles >= FEWEST and (found := _listing(phrase, titles, bool(OPEN.search(listed[-6:])))):
                yield found


def _counts_titles(phrase: Phrase) -> bool:
    return phrase.unit in ("件", "篇", "份", "项", "个", "部", "本", "条", "期") and phrase.figure.is_exact


def _listing(phrase: Phrase, titles: int, is_open: bool) -> Identity | None:
    verdict = Verdict.HOLDS if titles == phrase.figure.value else Verdict.OPEN if is_open else Verdict.ERROR
    if is_open and titles > phrase.figure.value:
        verdict = Verdict.ERROR
    sign = "<" if verdict is Verdict.OPEN else "="
    return Identity(
        Kind.SUM,
        f"{titles}×《…》{sign}{told(phrase.figure)}",
        verdict,
        phrase.figure.text,
        str(titles),
        (phrase.figure,),
    )
