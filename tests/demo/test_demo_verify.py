"""The demonstration year counted both ways, and what happens to it when somebody works at the database."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from luzhi.cli.verifying import CHECKS, found
from luzhi.cli.verifying.articles import printed
from luzhi.cli.verifying.frozen import approved
from luzhi.cli.verifying.plain import plainly
from luzhi.core.figures import figures, ratios
from luzhi.core.periods import Window, quarter
from luzhi.demo.publication import publish
from luzhi.demo.year import Loaded
from luzhi.portal.models import Article
from luzhi.reports.models import FrozenFigure
from luzhi.reports.reading import read
from luzhi.reports.tokens import Ask, Level

ACROSS = Window(date(2017, 11, 15), date(2018, 3, 7))
WINDOWS = [ACROSS, *(quarter(2018, number) for number in range(1, 5))]


@pytest.fixture
def article(year_of_city: Loaded) -> Article:
    return publish(year_of_city.city)


@pytest.mark.parametrize("level", list(Level))
def test_every_figure_is_the_same_both_ways(year_of_city: Loaded, level: Level) -> None:
    codes = [entry.code for entry in (*figures, *ratios)]
    asks = [Ask(code, window, level) for code in codes for window in WINDOWS]
    plain = plainly(year_of_city.city, asks)
    live = read(year_of_city.city, asks)
    assert plain == {ask: live[ask].value for ask in asks}


def test_demonstration_has_no_problem(year_of_city: Loaded, article: Article) -> None:
    assert [problem for check in CHECKS for problem in found(check, year_of_city.city)] == []


def test_rows_changed_behind_the_program_are_listed(year_of_city: Loaded, article: Article) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE activities_activity SET held_on = '2011-01-01' WHERE kind = 'bimonthly_forum' AND held_on >= '2018-01-01'"
        )
    listed = {problem.where.partition("{{")[2] for problem in found(approved, year_of_city.city)}
    assert listed == {"bimonthly_forum.held | 2018}}", "bimonthly_forum.person_times | 2018}}"}


def test_every_number_changed_in_the_article_is_listed(year_of_city: Loaded, article: Article) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE portal_article SET body = regexp_replace(body, '>([0-9]+)', '>9\\1', 'g')")
    listed = {problem.where.partition("{{")[2] for problem in found(printed, year_of_city.city)}
    assert listed == {
        frozen.token.removeprefix("{{") for frozen in FrozenFigure.objects.filter(review=article.review)
    }
