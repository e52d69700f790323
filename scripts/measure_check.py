"""Measure the figure check on real annotated articles (shared data) and on the invented sentences of the tests.

    python scripts/measure_check.py

Articles: LUZHI_SHARED, else ../shared beside the checkout; without them only the invented ones are measured. The annotation
names the figures that matter, not all (the shares of a list are often left out), so what is found beyond it is listed and
counted apart.
"""

from __future__ import annotations

import json
import os
import random
import re
import sys
import time
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import django

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("LUZHI_SHARED", ROOT.parent / "shared"))
ARTICLES = SHARED / "data" / "articles" / "articles.jsonl"

sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luzhi.config.settings")
django.setup()

from luzhi.reports.checking.finding import find  # noqa: E402
from luzhi.reports.checking.relations import relations  # noqa: E402
from tests.reports.checking.cases import CASES  # noqa: E402
from tests.reports.checking.sentences import score  # noqa: E402

Told = tuple[Decimal, str, str]


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")


def told(text: str) -> Counter[Told]:
    return Counter((figure.value.normalize(), figure.unit, figure.qualifier) for figure in find(text))


def found(texts: list[tuple[str, Counter[Told]]]) -> tuple[int, Counter[Told], Counter[Told]]:
    """How many of the wanted were found, what was missed, what was found beyond."""
    right, missed, beyond = 0, Counter[Told](), Counter[Told]()
    for text, wanted in texts:
        got = told(text)
        right += (got & wanted).total()
        missed += wanted - got
        beyond += got - wanted
    return right, missed, beyond


def numbers(expression: str) -> list[Decimal]:
    return sorted(Decimal(number) for number in re.findall(r"\d+(?:\.\d+)?", expression.split("(")[0]))


def measured_relations(articles: list[dict[str, Any]]) -> None:
    wanted = hit = wolves = 0
    for article in articles:
        tested = relations(article["text"], find(article["text"]))
        sums = [(numbers(each.expression), each.holds) for each in tested]
        wolves += sum(each.severity != "ok" for each in tested)
        for check in article["checks"]:
            wanted += 1
            asked = (numbers(check["expr"]), check["holds"])
            hit += asked in sums
            if asked not in sums:
                say(
                    "   not matched by its numbers:",
                    article["id"],
                    check["expr"],
                    [each.expression for each in tested],
                )
    say(f"relations: {hit} of {wanted} decided as annotated, {wolves} false alarms")


def changed_digits(texts: list[str]) -> None:
    """Each digit of each figure in a relation that holds is changed once: how often is that seen?"""
    chance, seen, all_changes = random.Random(3), 0, 0  # noqa: S311
    for text in texts:
        held = [each for each in relations(text, find(text)) if each.verdict == "holds"]
        places = {
            place for each in held for figure in each.figures for place in range(figure.start, figure.end)
        }
        for place in sorted(places):
            if text[place].isascii() and text[place].isdigit():
                digit = chance.choice([each for each in "123456789" if each != text[place]])
                changed = text[:place] + digit + text[place + 1 :]
                all_changes += 1
                seen += any(each.severity != "ok" for each in relations(changed, find(changed)))
    say(f"changed digits: {seen} of {all_changes} seen ({seen / all_changes:.1%})")


def speed(texts: list[str]) -> None:
    repeated, start = texts * 30, time.perf_counter()
    for text in repeated:
        relations(text, find(text))
    say(f"{len(repeated) / (time.perf_counter() - start):.0f} articles/s")


def invented() -> None:
    wanted = [
        (case.text, Counter((Decimal(v).normalize(), u, q) for v, u, q in case.expected())) for case in CASES
    ]
    right, missed, beyond = found(wanted)
    say(f"invented: {len(CASES)} texts, F1 {2 * right / (2 * right + missed.total() + beyond.total()):.3f}")
    decided = sum(
        {each.expression: each.verdict.value for each in relations(case.text, find(case.text))}
        == case.relations
        for case in CASES
    )
    say(f"relations: {decided} of {len(CASES)} texts decided wholly as expected")
    changed_digits([case.text for case in CASES])
    for name in ("tuned", "heldout"):
        whole = score(name)
        stated = whole.decided + whole.undecided
        say(f"{name}: F1 {whole.f1:.4f}, relations {whole.decided} of {stated}, {whole.alarms} false alarms")


def real() -> None:
    with ARTICLES.open(encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    wanted = [
        (
            each["text"],
            Counter(
                (Decimal(str(f["value"])).normalize(), f["unit"], f["qualifier"]) for f in each["figures"]
            ),
        )
        for each in articles
    ]
    right, missed, beyond = found(wanted)
    strict = 2 * right / (2 * right + missed.total() + beyond.total())
    say(
        f"real: {right} of {right + missed.total()} annotated figures found; {beyond.total()} beyond the annotation:"
    )
    say("   ", " ".join(f"{value:f}{unit}" for value, unit, _tag in beyond))
    say(
        f"F1 {2 * right / (2 * right + missed.total()):.3f} on the annotated, {strict:.3f} if all beyond were wrong"
    )
    measured_relations(articles)
    changed_digits([each["text"] for each in articles])
    speed([each["text"] for each in articles])


if __name__ == "__main__":
    invented()
    if ARTICLES.exists():
        real()
    else:
        say("no shared articles: skipped")
