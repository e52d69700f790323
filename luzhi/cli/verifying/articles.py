"""The numbers of published articles against the figures that they print: a text can be edited after it was made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any, Final

from django.utils.translation import gettext as _

from luzhi.cli.verifying.problem import Problem
from luzhi.cli.verifying.sentences import misprinted
from luzhi.organisation.models import Committee
from luzhi.portal.cleaning import plain
from luzhi.portal.models import Article, ArticleState
from luzhi.reports.models import FrozenFigure

CARD: Final = re.compile(r"/[0-9]{6}/figures/([0-9a-f-]{36})/")


class _Links(HTMLParser):
    """Collects the words of the links to figure cards, each with the id of its figure."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag == "a" and (card := CARD.fullmatch(dict(attrs).get("href") or "")):
            self.found.append((card[1], ""))
            self._open = True

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag != "a"

    def handle_data(self, data: str) -> None:
        if self._open:
            key, words = self.found[-1]
            self.found[-1] = (key, words + data)


def printed(committee: Committee) -> Iterator[Problem]:
    """Each figure link, and each sentence of the review that still stands, says what was approved."""
    rows = Article.objects.filter(committee=committee, state=ArticleState.PUBLISHED).select_related("review")
    figures = FrozenFigure.objects.filter(committee=committee).defer("parts")
    frozen = {str(figure.pk): figure for figure in figures}
    for article in rows.iterator():
        yield from _of(article, frozen)


def _of(article: Article, frozen: dict[str, FrozenFigure]) -> Iterator[Problem]:
    parser = _Links()
    parser.feed(article.body)
    parser.close()
    where = f"{article.committee.code} article {article.pk}"
    for key, words in parser.found:
        if key not in frozen:
            said = {"article": article.title, "words": words}
            yield Problem(_("%(article)s: “%(words)s” links to a figure that is not there") % said, where)
    found = [(frozen[key], words) for key, words in parser.found if key in frozen]
    if article.review is not None and article.review.is_frozen:
        found += misprinted(article.review, plain(article.body))
    for figure, words in dict.fromkeys(found):
        if words != figure.printed:
            yield Problem(_said(article, figure, words), f"{where} {figure.token}")


def _said(article: Article, figure: FrozenFigure, words: str) -> str:
    return _("%(article)s: %(figure)s reads “%(words)s”, approved was %(then)s") % {
        "article": article.title,
        "figure": figure.label,
        "words": words,
        "then": figure.printed,
    }
