"""What the public pages show, each part in one query: latest articles, an article with its neighbours, comments."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import Http404

from luzhi.portal.frame import Tree
from luzhi.portal.models import Article, Channel, Comment
from luzhi.reports.models import FrozenFigure

LATEST = 6  # of each channel on the front page
LINE = ("id", "title", "published_at", "channel_id")


def public(committee: Any) -> Any:
    """The committee's articles as any stranger may read them, the latest first."""
    return (
        Article.objects.visible_to(AnonymousUser())
        .filter(committee=committee)
        .order_by("-published_at", "-pk")
    )


def latest(committee: Any, tree: Tree) -> list[dict[str, Any]]:
    """The channels of the first level, each with its latest articles and those of the channels beneath."""
    sections: list[dict[str, Any]] = [
        {"channel": one, "ids": set(tree.beneath(one)), "articles": []} for one in tree.children(None)
    ]
    if not sections:
        return []
    found: Any = [
        public(committee).filter(channel__in=part["ids"]).only(*LINE, "summary")[:LATEST] for part in sections
    ]
    for article in found[0].union(*found[1:], all=True) if len(found) > 1 else found[0]:
        part = next(part for part in sections if article.channel_id in part["ids"])
        part["articles"].append(article)
    for part in sections:
        part["articles"].sort(key=lambda one: (one.published_at, one.pk), reverse=True)
    return [part for part in sections if part["articles"]]


def article_for(user: Any, committee: Any, pk: UUID) -> Article | None:
    """The article as far as this reader may open it; None where it is withdrawn or never was."""
    rows = Article.objects.visible_to(user).filter(committee=committee)
    return rows.select_related("channel", "publisher").filter(pk=pk).first()


def neighbours(article: Article) -> dict[str, Article | None]:
    """上一篇, 下一篇: the next older and the next newer article of the same channel."""
    if article.published_at is None:
        return {"previous": None, "next": None}
    at, pk = article.published_at, article.pk
    rows = public(article.committee_id).filter(channel=article.channel_id).only(*LINE)
    older = rows.filter(Q(published_at__lt=at) | Q(published_at=at, pk__lt=pk))[:1]
    newer = rows.filter(Q(published_at__gt=at) | Q(published_at=at, pk__gt=pk)).reverse()[:1]
    found = list(older.union(newer, all=True))
    return {
        "previous": next((one for one in found if (one.published_at, one.pk) < (at, pk)), None),
        "next": next((one for one in found if (one.published_at, one.pk) > (at, pk)), None),
    }


def comments_on(article: Article, user: Any) -> dict[str, Any]:
    """The shown comments, and of a signed-in reader also those that wait or were refused."""
    rows = list(Comment.objects.visible_to(AnonymousUser()).filter(article=article).defer("reason"))
    own: list[Comment] = []
    if user.is_authenticated:
        mine = Comment.objects.visible_to(user).filter(article=article, author=user)
        own = [comment for comment in mine if comment.is_pending or comment.is_refused]
    return {"comments": rows, "own_comments": own}


def released(committee: Any) -> list[FrozenFigure]:
    """The public figures of the latest released review."""
    rows = FrozenFigure.objects.visible_to(AnonymousUser()).filter(committee=committee)
    found = list(
        rows.select_related("review")
        .order_by("-review__year", "-review__cut_off", "order")
        .defer("parts")[:24]
    )
    return [figure for figure in found if figure.review_id == found[0].review_id]


def channel_of(tree: Tree, slug: str) -> Channel:
    """The open channel of that address, or 404."""
    found = next((one for one in tree.channels if one.slug == slug), None)
    if found is None:
        raise Http404
    return found
