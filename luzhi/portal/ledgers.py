"""The signed-in pages: channels and articles for the editors, comments for the moderators."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from luzhi.core.access import nobody
from luzhi.core.pages import Ledger, detail_context
from luzhi.core.showing import Column
from luzhi.portal.access import draft_editor, editor, taking_editor
from luzhi.portal.forms import ArticleFilter, ArticleForm, ChannelForm, CommentFilter, TakeOverForm
from luzhi.portal.models import Article, Channel, Comment
from luzhi.portal.publishing import article_of
from luzhi.reports.models import Review, ReviewState
from luzhi.reports.outlets import Outlet, outlets


class OwnLedger(Ledger):
    """Public rows of other committees are read on their portals, not here."""

    def rows(self, user: Any) -> QuerySet[Any]:
        return super().rows(user).filter(committee=user.committee_id)


def _facts(model: type[Channel] | type[Article] | type[Comment], *names: str) -> tuple[Column, ...]:
    return tuple(Column(name, model._meta.get_field(name).verbose_name) for name in names)  # type: ignore[union-attr]


CHANNELS = OwnLedger(
    code="channels",
    label=_("Channels"),
    purpose=_(
        "The places of the portal, in at most three levels; a closed one is hidden with everything beneath it."
    ),
    model=Channel,
    namespace="portal:newsroom",
    columns=(
        Column("name", _("channel name"), sort="name"),
        Column("parent", _("belongs to")),
        Column("slug", _("name in the address"), phone=False),
        Column("order", _("order"), kind="num", sort="order"),
        Column("shown_in_nav", _("in the head of every page"), phone=False),
        Column("closed", _("closed")),
    ),
    facts=_facts(
        Channel, "name", "slug", "parent", "purpose", "order", "shown_in_nav", "allow_comments", "closed"
    ),
    form=ChannelForm,
    create=editor,
    edit=editor,
    search=("name", "slug"),
    related=("parent",),
    empty=_("No channels yet: the first one opens the portal."),
)
ARTICLES = OwnLedger(
    code="articles",
    label=_("Articles"),
    purpose=_("From draft to the public: one person submits, another one publishes."),
    model=Article,
    namespace="portal:newsroom",
    columns=(
        Column("title", _("title"), sort="title"),
        Column("channel", _("channel")),
        Column("state", _("state"), kind="fit", sort="state"),
        Column("published_at", _("published at"), kind="fit", sort="published_at"),
        Column("publisher", _("published by"), phone=False),
        Column("source", _("source"), phone=False),
    ),
    facts=_facts(
        Article,
        "channel",
        "state",
        "author",
        "source",
        "source_url",
        "review",
        "entered_by",
        "submitted_by",
        "publisher",
        "published_at",
        "withdrawn_at",
        "notice",
    ),
    texts=(Column("summary", _("summary")),),
    form=ArticleForm,
    create=editor,
    edit=draft_editor,
    filters=ArticleFilter,
    search=("title", "summary", "source"),
    related=("channel", "publisher", "submitted_by", "entered_by", "review", "committee"),
    empty=_("No articles yet."),
)
COMMENTS = OwnLedger(
    code="comments",
    label=_("Comments"),
    purpose=_("No comment is shown before a moderator has read it; a refusal says why."),
    model=Comment,
    namespace="portal:newsroom",
    columns=(
        Column("text", _("comment")),
        Column("article", _("article")),
        Column("signed", _("shown name"), phone=False),
        Column("entered_at", _("written at"), kind="fit", sort="entered_at"),
        Column("state", _("state"), kind="fit", sort="state"),
    ),
    facts=(
        *_facts(Comment, "state", "article", "signed", "author"),
        Column("entered_at", _("written at")),
        *_facts(Comment, "reason"),
    ),
    texts=(Column("text", _("comment")),),
    create=nobody,
    filters=CommentFilter,
    search=("text", "article__title"),
    related=("article", "author"),
    empty=_("Nobody has commented yet."),
)


@require_safe
def article_page(request: HttpRequest, ledger: Ledger, pk: Any) -> HttpResponse:
    """An article in the newsroom: its steps and history, the text as readers will see it."""
    context = detail_context(request, ledger, pk)
    article: Article = context["object"]
    address = reverse("portal:article", args=[article.committee.code, article.pk])
    return render(request, "portal/newsroom_article.html", {**context, "public_url": address})


@require_http_methods(["GET", "HEAD", "POST"])
def take_over(request: HttpRequest, pk: Any) -> HttpResponse:
    """A signed review becomes a draft article in one step."""
    if not editor(request.user, None):
        raise PermissionDenied(gettext("Only %(who)s.") % {"who": editor.label})
    signed = Review.objects.visible_to(request.user).filter(state=ReviewState.APPROVED)
    review = get_object_or_404(signed.select_related("committee"), pk=pk)
    if not taking_editor(request.user, review):
        raise PermissionDenied(gettext("Only %(who)s.") % {"who": taking_editor.label})
    form = TakeOverForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        return redirect(article_of(review, actor=request.user, **form.cleaned_data))
    status = 400 if request.method == "POST" else 200
    return render(request, "portal/take_over.html", {"review": review, "form": form}, status=status)


outlets.add(
    Outlet(
        "portal",
        _("Make a portal article"),
        taking_editor,
        lambda review: reverse("portal:newsroom:take_over", args=[review.pk]),
    )
)
