"""Learning weights from examples: a linear support vector machine. For the worker and commands alone.

Nothing that a web process imports may import this module: scikit-learn and what it brings take more memory than such a
process has. It is named in `learning.py` and loaded there when a committee is to be learnt.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate

from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from luzhi.search.suggesting.features import counted, weighed
from luzhi.search.suggesting.sources import Example
from luzhi.search.suggesting.weights import Weights

KNOWN = 2  # examples of a label from which it is learnt at all
COMMON = 2  # examples that must have a word
MOST_WORDS = 40_000


def trained(examples: Iterable[Example]) -> Weights | None:
    """The weights; None where fewer than two labels have examples enough."""
    given = list(examples)
    times = Counter(example.label for example in given)
    kept = [example for example in given if times[example.label] >= KNOWN]
    if len({example.label for example in kept}) < 2:
        return None
    counts = [counted(example.title, example.body) for example in kept]
    rarity = rarities(counts)
    return fitted([weighed(each, rarity) for each in counts], [example.label for example in kept], rarity)


def rarities(counts: Sequence[Counter[str]]) -> dict[str, float]:
    """Word → 1 + ln((n + 1) / (texts with it + 1)), of the words that several texts have, the commonest of them."""
    seen: Counter[str] = Counter()
    for each in counts:
        seen.update(each.keys())
    kept = sorted(((times, word) for word, times in seen.items() if times >= COMMON), reverse=True)[
        :MOST_WORDS
    ]
    return {word: round(1 + math.log((len(counts) + 1) / (times + 1)), 4) for times, word in kept}


def fitted(vectors: list[dict[str, float]], labels: list[str], rarity: dict[str, float]) -> Weights:
    """Every label's own machine against all others, rare labels weighing as much as common ones."""
    places = {word: place for place, word in enumerate(rarity)}
    starts = [0, *accumulate(len(vector) for vector in vectors)]
    columns = [places[word] for vector in vectors for word in vector]
    values = [weight for vector in vectors for weight in vector.values()]
    matrix = csr_matrix((values, columns, starts), shape=(len(vectors), len(places)))
    machine = LinearSVC(C=1.0, class_weight="balanced", random_state=0).fit(matrix, labels)
    names, rows, offsets = list(machine.classes_), machine.coef_.T.tolist(), machine.intercept_.tolist()
    if len(names) == 2:  # one machine tells two labels apart
        rows, offsets = [[-row[0], row[0]] for row in rows], [-offsets[0], offsets[0]]
    return Weights.of([str(name) for name in names], rarity, rows, offsets)
