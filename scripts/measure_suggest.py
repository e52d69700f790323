"""Measures the suggestion of topics by cross-validation on a file of real proposals.

    python scripts/measure_suggest.py ../shared/data/proposals/jiangsu_2019.csv

Five folds drawn by label, five seeds. Words, their rarity and weights come from the training folds alone, through the
very code that the program runs. Nothing is written.
"""

from __future__ import annotations

import argparse
import csv
import random
import statistics
import sys
import time
from collections import defaultdict
from pathlib import Path

from luzhi.search.suggesting.sources import Example
from luzhi.search.suggesting.training import trained
from luzhi.search.suggesting.weights import Weights

FOLDS, SEEDS = 5, 5


def read(file: Path) -> list[Example]:
    csv.field_size_limit(1 << 24)
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return [Example(row["reason"], row["content"], row["type"]) for row in csv.DictReader(lines)]


def folds(examples: list[Example], seed: int) -> list[list[Example]]:
    """Each label's examples dealt out in turn."""
    chance, dealt = random.Random(seed), [list[Example]() for _ in range(FOLDS)]  # noqa: S311 - no secret
    labelled = defaultdict[str, list[Example]](list)
    for example in examples:
        labelled[example.label].append(example)
    turn = 0
    for label in sorted(labelled):
        chance.shuffle(labelled[label])
        for example in labelled[label]:
            dealt[turn % FOLDS].append(example)
            turn += 1
    return dealt


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    examples = read(parser.parse_args().file)
    first, third, shares, seconds = [], [], [], list[float]()
    for seed in range(SEEDS):
        hits, near = 0, 0
        dealt = folds(examples, seed)
        for held in dealt:
            learnt = trained(example for fold in dealt if fold is not held for example in fold)
            if learnt is None:
                sys.exit("Too few examples.")
            learnt = Weights.unpacked(learnt.packed())
            for example in held:
                began = time.perf_counter()
                scores = learnt.scores(example.title, example.body)
                seconds.append(time.perf_counter() - began)
                named = [label for label, _, _ in scores[:3]]
                shares.append((scores[0][1], named[0] == example.label))
                hits += named[0] == example.label
                near += example.label in named
        first.append(hits / len(examples))
        third.append(near / len(examples))
    say("top-1", first)
    say("top-3", third)
    for low, high in ((0, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 1.01)):
        right = [hit for share, hit in shares if low <= share < high]
        if right:
            sys.stdout.write(
                f"said {low:.0%} to {min(high, 1):.0%}: right in {sum(right) / len(right):.0%} of {len(right)}\n"
            )
    packed = len(trained(examples).packed())  # type: ignore[union-attr]
    sys.stdout.write(f"scored in {statistics.median(seconds) * 1000:.1f} ms; {packed / 1024:.0f} KB packed\n")


def say(what: str, values: list[float]) -> None:
    mean, deviation = statistics.mean(values), statistics.stdev(values)
    sys.stdout.write(f"{what}: {mean:.3f} ± {deviation:.3f} (mean and deviation of {len(values)} seeds)\n")


if __name__ == "__main__":
    main()
