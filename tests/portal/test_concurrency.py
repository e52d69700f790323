"""Many taps at one instant: committed rows of a committee of their own, one database connection a tap."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from luzhi.accounts.models import User
from luzhi.core.access import Holding
from luzhi.organisation.models import Committee, Level
from luzhi.portal.models import Article, ArticleState, Channel, Reaction
from luzhi.portal.reacting import react
from luzhi.tenancy.current import tenants

TAPS = 8
KINDS = ("flower", "egg")


@pytest.fixture
def committed(committing: None) -> tuple[Article, User]:
    city = Committee.objects.create(
        code="361199", name="政协竞争市委员会", short_name="竞争市政协", level=Level.CITY, path="361199/"
    )
    reader = User.objects.create_user("tapper", name="连点人")
    reader.committee_id, reader.holdings = city.pk, (Holding("reader"),)
    with tenants(city.pk):
        channel = Channel.objects.create(committee=city, name="资讯", slug="news")
        article = Article.objects.create(
            committee=city,
            channel=channel,
            title="一文",
            summary="好。",
            body="<p>好。</p>",
            state=ArticleState.PUBLISHED,
            published_at=timezone.now(),
        )
    return article, reader


@pytest.mark.asvs("T-ASVS-16")
def test_simultaneous_reactions_leave_one_row(committed: tuple[Article, User]) -> None:
    article, reader = committed
    start = Barrier(TAPS)

    def tap(number: int) -> None:
        try:
            start.wait()
            with tenants(article.committee_id):
                react(article, reader, KINDS[number % 2])
        finally:
            connection.close()

    with ThreadPoolExecutor(TAPS) as pool:
        list(pool.map(tap, range(TAPS)))
    with tenants(article.committee_id):
        assert Reaction.objects.filter(article=article, user=reader).count() == 1
