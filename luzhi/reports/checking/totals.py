"""Totals that stand behind their parts (46人、31人,共计77人), and what is left of a whole (已解决388个,剩余24个)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luzhi.reports.checking.identities import Verdict, added_up
from luzhi.reports.checking.judging import FEWEST, all_exact
from luzhi.reports.checking.partitions import is_slip
from luzhi.reports.checking.phrases import Phrase, reach_back, same_sentence
from luzhi.reports.checking.sums import MOST, OPENER, STAGE, STOP, Summed, summed

AFTERWARDS = re.compile(r"(?P<word>共计|合计|总计|总共|一共|共|累计)(?P<verb>[^,。;:0-9]{0,8})$")
FIRM = ("共计", "合计", "总计", "总共", "一共")
LEFT = re.compile(r"(?:(?P<firm>其余|剩余|余下|结余)|还有|尚有|未[^,。;]{1,4})[^,。;]{0,8}$")
DONE = re.compile(
    r"已|完成|解决|办[结复]|落实|答复|反馈|到[账位]|拨付|发放|使用|支出|签约|兑现|通过|采纳|整改"
)
LONGEST = 60  # characters between two parts


def totals(all_phrases: list[Phrase]) -> Iterator[Summed]:
    for phrase in all_phrases:
        if phrase.is_ratio or not phrase.unit:
            continue
        if (words := AFTERWARDS.search(phrase.before)) and (found := _total(all_phrases, phrase, words)):
            yield found
        if (left := LEFT.search(phrase.before)) and (
            rest := _remainder(all_phrases, phrase, firm=bool(left["firm"]))
        ):
            yield rest


def _total(all_phrases: list[Phrase], whole: Phrase, words: re.Match[str]) -> Summed | None:
    """老委员46人、困难党员31人,共计77人: as many of the figures before it as make it up."""
    parts: list[Phrase] = []
    for phrase in reversed(all_phrases[max(0, whole.index - MOST) : whole.index]):
        if phrase.bracket != whole.bracket:
            continue
        if not _goes_on(phrase, parts[0] if parts else whole, whole):
            break
        parts.insert(0, phrase)
        verdict = added_up([part.figure for part in parts], whole.figure) if len(parts) >= FEWEST else None
        if verdict:
            return summed(whole, parts, verdict)
        if (STOP.search(phrase.before) or STAGE.search(phrase.before)) and not _says(phrase, words["verb"]):
            break
    values = [part.figure.value for part in parts]
    if (
        len(parts) >= FEWEST
        and _is_firm(words, parts, whole)
        and all_exact(whole, parts)
        and is_slip(values, whole.figure.value)
    ):
        return summed(whole, parts, Verdict.ERROR)
    return None


def _goes_on(phrase: Phrase, after: Phrase, whole: Phrase) -> bool:
    near = len(after.gap) <= LONGEST and "其中" not in after.gap
    return phrase.unit == whole.unit and near and same_sentence(phrase, whole)


def _says(part: Phrase, verb: str) -> bool:
    """市政协立案376件, before 合计立案1713件."""
    return bool(verb) and part.before.endswith(verb)


def _is_firm(words: re.Match[str], parts: list[Phrase], whole: Phrase) -> bool:
    """Is the total of these parts and no others? 共 alone is, right behind a row."""
    if not whole.before.startswith(words["word"]) or ";" in whole.gap:
        return False  # 提案共计13件 begins another list
    if words["word"] in FIRM:
        return len(words["verb"]) <= 1 or all(_says(part, words["verb"]) for part in parts)
    in_a_row = all(part.gap.startswith("、") for part in parts[1:])
    is_all = not re.search("[0-9]", parts[0].sentence_before)
    return words["word"] == "共" and whole.gap == ",共" and (in_a_row or is_all)


def _remainder(all_phrases: list[Phrase], rest: Phrase, *, firm: bool) -> Summed | None:
    """收集问题412个,已解决388个,剩余24个: what is done and what is left make what there was."""
    before = [each for each in reach_back(all_phrases, rest, 6, 0) if each.unit == rest.unit]
    if len(before) < FEWEST or not same_sentence(before[0], rest):
        return None
    done, whole = before[1::-1] if _stands_within(before[0], before[1]) else before[:2]
    if not all_exact(whole, [done, rest]) or _is_listed(done, whole) or not DONE.search(done.before):
        return None
    is_right = done.figure.value + rest.figure.value == whole.figure.value
    is_alone = same_sentence(before[1], rest) and not (
        len(before) > FEWEST and same_sentence(before[2], rest)
    )
    if not is_right and (not is_alone or whole.bracket != rest.bracket or not firm):
        return None
    return summed(whole, [done, rest], Verdict.HOLDS if is_right else Verdict.ERROR)


def _stands_within(whole: Phrase, done: Phrase) -> bool:
    """办结62件,占84件的73.8%."""
    return whole.before.startswith("占") and whole.figure.value > done.figure.value


def _is_listed(done: Phrase, whole: Phrase) -> bool:
    """A list of parts is read elsewhere."""
    return bool(OPENER.search(done.text, whole.figure.to, done.figure.at))
