"""What the template would write today and the text does not say, because its records came later or it was struck out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from luzhi.reports.editing.telling import told, written_tokens
from luzhi.reports.models import Review
from luzhi.reports.tokens import PIECE
from luzhi.reports.wording import templates
from luzhi.reports.writing import compose

SENTENCE = re.compile(r"[^。！？]+[。！？]*[”」』]?")


@dataclass(frozen=True)
class Passage:
    """`text` is markup for the editor, `words` the same as printed; `heading` where it stands in the template."""

    heading: str
    text: str
    words: str


def missing(review: Review, text: str) -> list[Passage]:
    """Passages of the template with a figure that stands nowhere in the text."""
    if review.template not in templates:
        return []
    fresh = _composed(review)
    found = list(_new(fresh, set(map(_same, written_tokens(text)))))
    said = told(review, written_tokens(fresh))
    return [Passage(heading, passage, _printed(passage, said)) for heading, passage in found]


def _composed(review: Review) -> str:
    draft = Review(
        committee=review.committee,
        year=review.year,
        period=review.period,
        template=review.template,
        title=review.title,
        cut_off=review.cut_off,
        meeting=review.meeting,
    )
    try:
        compose(draft)
    except ValidationError:  # the committee's own words can't be read any more: their page says why
        return ""
    return draft.text


def _new(fresh: str, known: set[str]) -> Iterator[tuple[str, str]]:
    """A paragraph of which the text has no figure is offered whole, of others the sentences that it lacks."""
    heading = ""
    for line in filter(None, map(str.strip, fresh.splitlines())):
        if line.startswith("#"):
            heading = line.lstrip("# ")
            continue
        figured = [part for part in SENTENCE.findall(line) if written_tokens(part)]
        lacking = [part for part in figured if not known.intersection(map(_same, written_tokens(part)))]
        if lacking:
            yield heading, line if len(lacking) == len(figured) else "".join(lacking)


def _same(token: str) -> str:
    """However its blanks stand."""
    return "".join(token.split())


def _printed(text: str, said: dict[str, dict[str, str]]) -> str:
    return PIECE.sub(lambda found: said.get(found[0], {}).get("printed", found[0]), text)
