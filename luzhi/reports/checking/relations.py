"""Every arithmetic relation that a text states about its figures, tested."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from luzhi.reports.checking.changes import differences
from luzhi.reports.checking.evening import Even
from luzhi.reports.checking.finding import Found
from luzhi.reports.checking.identities import Identity
from luzhi.reports.checking.phrases import Phrase, phrases
from luzhi.reports.checking.products import averages, products, yearly
from luzhi.reports.checking.rates import rates
from luzhi.reports.checking.shares import shares
from luzhi.reports.checking.siblings import divisions, listings, runs, siblings
from luzhi.reports.checking.sums import sums
from luzhi.reports.checking.tables import is_in_table, table_sums
from luzhi.reports.checking.totals import totals

AT_ONCE = 4000  # figures


def relations(text: str, found: list[Found]) -> list[Identity]:
    """`found`: what `find` found in this text. In the order of the text, tables last."""
    return relations_in(Even(text), found)


def relations_in(even: Even, found: list[Found]) -> list[Identity]:
    prose = found
    if "\t" in even.text:
        prose = [figure for figure in found if not is_in_table(even.text, figure.at)]
    blocks = [*_blocks(even.text, prose)]
    identities = dict.fromkeys(each for block in blocks for each in _prose(phrases(even.text, block)))
    ordered = sorted(identities, key=lambda identity: identity.figures[-1].at)
    return [*ordered, *table_sums(even.text)]


def _blocks(text: str, found: list[Found]) -> Iterator[list[Found]]:
    """Whole paragraphs, so many at once that a long text needs no more memory than a short one."""
    block: list[Found] = []
    for figure in found:
        if (len(block) >= AT_ONCE and "\n" in text[block[-1].to : figure.at]) or len(block) >= 2 * AT_ONCE:
            yield block
            block = []
        block.append(figure)
    if block:
        yield block


def _prose(all_phrases: list[Phrase]) -> Iterator[Identity]:
    wholes: dict[int, Phrase] = {}
    for identity, whole, parts in chain(
        sums(all_phrases),
        totals(all_phrases),
        siblings(all_phrases),
        divisions(all_phrases),
        runs(all_phrases),
    ):
        for part in parts:
            wholes.setdefault(part.index, whole)
        yield identity
    yield from listings(all_phrases)
    yield from shares(all_phrases, wholes)
    yield from rates(all_phrases)
    yield from differences(all_phrases)
    yield from products(all_phrases)
    yield from averages(all_phrases)
    yield from yearly(all_phrases)
