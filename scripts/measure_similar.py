"""Measures 查重 on a file of real proposals: edited copies found, false "same text", share proposed for merging.

    python scripts/measure_similar.py ../shared/data/proposals/jiangsu_2019.csv
    LUZHI_HOME=/a/filled/site python scripts/measure_similar.py ../shared/… --sites 320000 330000 340000

The second line times one text against the proposals of committees, on a site that measure_search.py has filled.
Every copy is compared with every proposal of the file, so that no index can hide a miss. The edits are drawn with a
fixed seed. Nothing is written.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luzhi.config.settings")
django.setup()

from luzhi.cli.preparing import patient  # noqa: E402
from luzhi.organisation.models import Committee  # noqa: E402
from luzhi.search.candidates import candidates  # noqa: E402
from luzhi.search.commonness import documents  # noqa: E402
from luzhi.search.folding import FROM, TO  # noqa: E402
from luzhi.search.registry import searchables  # noqa: E402
from luzhi.search.similar import Likeness, Verdict  # noqa: E402
from luzhi.search.similar_corpus import Corpus, corpus_among  # noqa: E402
from luzhi.search.similar_finding import LOOKED_AT, ranked  # noqa: E402
from luzhi.search.similar_learning import SAMPLE, newest  # noqa: E402
from luzhi.search.similar_reading import Reading  # noqa: E402
from luzhi.search.similar_texts import loader  # noqa: E402
from luzhi.site.holders import attached  # noqa: E402
from luzhi.site.home import Home  # noqa: E402

SENTENCE = re.compile(r"[^。；！？\n]+[。；！？\n]*")
Edit = Callable[[random.Random, str, str], str]
MERGING = (Verdict.SAME_TEXT, Verdict.SAME_ASK)


def sentences(body: str) -> list[str]:
    return SENTENCE.findall(body)


def as_it_is(chance: random.Random, body: str, other: str) -> str:
    return body


def shuffled(chance: random.Random, body: str, other: str) -> str:
    """Paragraphs of three sentences in another order."""
    parts = sentences(body)
    paragraphs = [parts[at : at + 3] for at in range(0, len(parts), 3)]
    chance.shuffle(paragraphs)
    return "".join(sentence for paragraph in paragraphs for sentence in paragraph)


def replaced(chance: random.Random, body: str, other: str) -> str:
    """A fifth of the sentences is somebody else's."""
    parts, strange = sentences(body), sentences(other)
    for at in chance.sample(range(len(parts)), len(parts) // 5):
        parts[at] = chance.choice(strange)
    return "".join(parts)


def rewritten(chance: random.Random, body: str, other: str) -> str:
    """In a fifth of the sentences every third character is another."""
    parts = sentences(body)
    for at in chance.sample(range(len(parts)), max(1, len(parts) // 5)):
        letters = list(parts[at])
        letters[::3] = [chance.choice(other) for _ in letters[::3]]
        parts[at] = "".join(letters)
    return "".join(parts)


def sprinkled(chance: random.Random, body: str, other: str) -> str:
    """One character in twelve is another, all through the text."""
    return "".join(chance.choice(other) if chance.random() < 1 / 12 else letter for letter in body)


def head(chance: random.Random, body: str, other: str) -> str:
    parts = sentences(body)
    return "".join(parts[: max(2, len(parts) * 6 // 10)])


def tail(chance: random.Random, body: str, other: str) -> str:
    parts = sentences(body)
    return "".join(parts[-max(2, len(parts) * 6 // 10) :])


def thinned(chance: random.Random, body: str, other: str) -> str:
    """Every sentence is left out with a chance of two in five."""
    return "".join(part for part in sentences(body) if chance.random() > 0.4) or body


def traditional(chance: random.Random, body: str, other: str) -> str:
    """In traditional characters, without headings' colons, on lines of thirty characters."""
    text = re.sub(r"\s+", "", body).translate(TRADITIONAL).replace("：", " ")
    return "\n".join(text[at : at + 30] for at in range(0, len(text), 30))


def all_at_once(chance: random.Random, body: str, other: str) -> str:
    """Cut, in another order, and a tenth of it somebody else's."""
    parts, strange = sentences(shuffled(chance, body, other)), sentences(other)
    kept = parts[: max(2, len(parts) * 7 // 10)]
    for at in chance.sample(range(len(kept)), len(kept) // 10):
        kept[at] = chance.choice(strange)
    return "".join(kept)


EDITS: tuple[Edit, ...] = (
    as_it_is, shuffled, replaced, rewritten, sprinkled, head, tail, thinned, traditional, all_at_once,
)  # fmt: skip
EACH = 18
TRADITIONAL = str.maketrans(TO, FROM)
TIMED = 40  # texts


def read(file: Path) -> list[Reading]:
    csv.field_size_limit(1 << 24)
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return [Reading(row["reason"], row["content"]) for row in csv.DictReader(lines)]


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def copies(texts: list[Reading], seed: int) -> None:
    """EACH copies of every sort, half of them under a title of the copyist's own, against all texts."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    rarity, found, first, total = corpus_among(texts).rarity, Counter[str](), 0, 0
    for edit in EDITS:
        for turn in range(EACH):
            source, other = chance.sample(texts, 2)
            title = (
                source.title if turn % 2 else f"关于做好{''.join(chance.sample(source.title, 4))}工作的建议"
            )
            copy = Reading(title, edit(chance, source.body, other.body))
            best = max(texts, key=lambda text: Likeness(copy, text, rarity).jaccard)
            first += best is source
            found[edit.__name__] += Likeness(copy, source, rarity).verdict == Verdict.SAME_TEXT
            total += 1
    say(
        f"copies: {found.total()} of {total} called same text, {first} ranked first (seed {seed})",
        dict(found),
    )


def twins(texts: list[Reading], seed: int) -> None:
    """EACH × 5 proposals that ask for something else behind another's opening, and as many with its subject exchanged."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    rarity, opened, moulded = corpus_among(texts).rarity, Counter[str](), Counter[str]()
    for _turn in range(EACH * 5):
        one, two = chance.sample(texts, 2)
        opening = one.body[: len(one.body) - len(one.ask)]
        opened[Likeness(one, Reading(two.title, opening + two.ask), rarity).verdict] += 1
        old, new = (
            max(text.title_words, key=lambda word: (text.body_words[word] * rarity(word), word))
            for text in (one, two)
        )
        if old not in two.body and new not in one.body:
            twin = Reading(one.title.replace(old, new), one.body.replace(old, new))
            moulded[Likeness(one, twin, rarity).verdict] += 1
    say("another's opening:", dict(opened), "· subject exchanged:", dict(moulded))


def pairs(texts: list[Reading], show: bool) -> None:
    """The verdict of every pair."""
    known = corpus_among(texts)
    counts, merged, began = Counter[str](), set[int](), time.perf_counter()
    for one, two in combinations(range(len(texts)), 2):
        like = Likeness(texts[one], texts[two], known.rarity, known.formulae)
        counts[like.verdict] += 1
        if like.verdict in MERGING:
            merged |= {one, two}
        if show and like.verdict != Verdict.RELATED:
            say(f"  {like.verdict:16}{like.similarity:.2f}", texts[one].title, "|", texts[two].title)
    share = len(merged) / len(texts)
    say(f"pairs: {dict(counts)}; {len(merged)} proposals, {share:.1%}, in a pair for merging; "
        f"{(time.perf_counter() - began) * 1000 / counts.total():.2f} ms a pair")  # fmt: skip


def against(code: str, texts: list[Reading]) -> None:
    """One text, cut, a fifth of its sentences rewritten, under another title, against all of a committee's: candidates, their texts, and comparing in full."""
    committee = Committee.objects.get(code=code)
    chance = random.Random(3)  # noqa: S311 - no secret
    with patient(committee.pk):
        packed = corpus_among(newest(committee.pk, "proposals", SAMPLE)).packed()
        load, taken, found = loader(searchables["proposals"], None, committee.pk), [], 0
        for source in [*texts[:3], *chance.sample(texts, TIMED)]:  # the first three warm the caches
            copy = Reading(
                "关于一件民生实事的提案", rewritten(chance, head(chance, source.body, ""), source.body)
            )
            began, spent = time.perf_counter(), time.process_time()
            near = [
                row
                for row, _ in candidates(committee.pk, "proposals", f"{copy.title}\n{copy.body}", LOOKED_AT)
            ]
            listed = time.perf_counter()
            hits = ranked(copy, load(near), Corpus.unpacked(packed))
            done, ours = time.perf_counter(), time.process_time()
            taken.append((done - began, listed - began, done - listed, ours - spent))
            found += bool(hits) and hits[0].like.verdict == Verdict.SAME_TEXT
        number = documents(committee.pk)
    whole, index, comparing, own = (sorted(each[k] * 1000 for each in taken[3:]) for k in range(4))
    say(f"{number} proposals: {statistics.median(whole):.0f} ms, p95 {whole[int(TIMED * 0.95) - 1]:.0f}; the index "
        f"{statistics.median(index):.0f}, comparing {statistics.median(comparing):.0f}; this process's CPU "
        f"{statistics.median(own):.0f}; same text found for {found} of {len(taken)}")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--show", action="store_true", help="print the pairs")
    parser.add_argument("--copies", action="store_true", help="only the edited copies")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--sites", nargs="*", metavar="CODE", help="time one text against these committees' proposals"
    )
    asked = parser.parse_args()
    texts = read(asked.file)
    if asked.sites:
        with attached(Home.locate()):
            for code in asked.sites:
                against(code, texts)
        return
    copies(texts, asked.seed)
    twins(texts, asked.seed)
    if not asked.copies:
        pairs(texts, asked.show)


if __name__ == "__main__":
    main()
