"""The public pages: the only ones without sign-in. Whose they are stands in the address (`division`)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from luzhi.core.pages import submitted
from luzhi.organisation.models import Committee
from luzhi.portal import reading
from luzhi.portal.access import verified
from luzhi.portal.cards import card, since_printing
from luzhi.portal.correcting import corrections_of
from luzhi.portal.forms import CommentForm
from luzhi.portal.frame import Tree, frame, links, strangers
from luzhi.portal.models import Article
from luzhi.portal.models.articles import ArticleQuerySet
from luzhi.portal.reacting import panel, react
from luzhi.portal.released import latest as latest_proposals
from luzhi.portal.serving import shared
from luzhi.reports.charts import picture_of
from luzhi.reports.models import Review

PAGE = 20


@login_not_required
@require_safe
def committees(request: HttpRequest) -> HttpResponse:
    """The portals of this site; the host's own, or the only one, opens at once."""
    found = Committee.objects.visible_to(request.user)
    own = found.filter(host=request.get_host()).first()
    portals = [own] if own else list(found.exclude(site_name=""))
    if len(portals) == 1:
        return redirect(portals[0])
    site = {"name": _("Portals"), "url": reverse("portal:committees")}
    return render(request, "portal/committees.html", {"portals": portals, "site": site, **strangers(request)})


@login_not_required
@require_safe
def language(request: HttpRequest, code: str) -> HttpResponse:
    """The language of the pages, by a plain link: public pages carry no form token. Nothing but a cookie is set."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    following = request.GET.get("next", "/")
    safe = url_has_allowed_host_and_scheme(following, {request.get_host()}, require_https=request.is_secure())
    response = redirect(following if safe else "/")
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, code, httponly=True, samesite="Lax")
    return response


def _tree(request: HttpRequest) -> Tree:
    return Tree.of(request.committee, request.user)  # type: ignore[attr-defined]


@login_not_required
@require_safe
@shared
def front(request: HttpRequest, division: str) -> HttpResponse:
    tree, committee = _tree(request), request.committee  # type: ignore[attr-defined]
    sections = reading.latest(committee, tree)
    latest = [article for part in sections for article in part["articles"]]
    lead = max(latest, key=lambda one: one.published_at, default=None)
    context = {
        "sections": sections,
        "lead": lead,
        "figures": reading.released(committee)[:10],
        "proposals": latest_proposals(committee),
    }
    return render(request, "portal/front.html", {**frame(request, tree), **context})


@login_not_required
@require_safe
@shared
def channel(request: HttpRequest, division: str, slug: str) -> HttpResponse:
    tree = _tree(request)
    here = reading.channel_of(tree, slug)
    rows = reading.public(here.committee_id).filter(channel__in=tree.beneath(here)).defer("body")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"channel": here, "page": page, "children": links(division, tree.children(here))}
    return render(request, "portal/channel.html", {**frame(request, tree, here), **context})


@login_not_required
@require_safe
@shared
def article(request: HttpRequest, division: str, pk: UUID) -> HttpResponse:
    found = reading.article_for(request.user, request.committee, pk)  # type: ignore[attr-defined]
    return _article_page(request, found) if found else _gone(request, pk)


def _gone(request: HttpRequest, pk: UUID) -> HttpResponse:
    """410 with the notice of a withdrawn article; 404 where no notice was given."""
    notice = Article.objects.notice_of(request.committee, pk)  # type: ignore[attr-defined]
    if notice is None:
        raise Http404
    context = {**frame(request, _tree(request), leaf=_("Taken offline")), **notice}
    return render(request, "portal/withdrawn.html", context, status=410)


def _article_page(
    request: HttpRequest, found: Article, form: CommentForm | None = None, status: int = 200
) -> HttpResponse:
    tree, user, division = _tree(request), request.user, request.committee.code  # type: ignore[attr-defined]
    here = tree.by_id.get(found.channel_id)
    if form is None and _may_comment(user, found):
        form = CommentForm(user=user, article=found)
    context = {
        "article": found,
        "form": form,
        "may_comment": _may_comment(user, found),
        "reactions": panel(found, user),
        "corrections": corrections_of(found, user),
        "children": links(division, tree.children(here)) if here else [],
        "siblings": links(division, tree.siblings(here)) if here else [],
        **reading.neighbours(found),
        **reading.comments_on(found, user),
        **frame(request, tree, here, leaf=_("View the text")),
    }
    return render(request, "portal/article.html", context, status=status)


@login_not_required
@require_safe
@shared
def since_then(request: HttpRequest, division: str, pk: UUID) -> HttpResponse:
    """What the records say otherwise than the text, fetched after it: the text itself is never kept waiting."""
    found = get_object_or_404(reading.public(request.committee).select_related("review__committee"), pk=pk)  # type: ignore[attr-defined]
    return render(request, "portal/_since.html", {"changes": since_printing(found.review)})


@login_not_required
@require_safe
@shared
def chart(request: HttpRequest, division: str, pk: UUID, number: int) -> HttpResponse:
    """A chart of a released review, as the picture that its article shows."""
    committee, user = request.committee, AnonymousUser()  # type: ignore[attr-defined]
    review = get_object_or_404(Review.objects.visible_to(user).filter(committee=committee), pk=pk)
    try:
        return HttpResponse(picture_of(review, number), content_type="image/svg+xml")
    except IndexError:
        raise Http404 from None


def _may_comment(user: Any, found: Article) -> bool:
    return found.is_public and found.channel.allow_comments and verified(user, found)


def _public_article(request: HttpRequest, pk: UUID) -> Article:
    rows: ArticleQuerySet = reading.public(request.committee)  # type: ignore[attr-defined]
    return get_object_or_404(rows.select_related("channel", "publisher"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def reaction(request: HttpRequest, division: str, pk: UUID) -> HttpResponse:
    found = _public_article(request, pk)
    if request.method == "POST":
        try:
            react(found, request.user, request.POST.get("reaction", ""))
        except ValidationError as error:
            messages.error(request, error.messages[0])
    return redirect(reverse("portal:article", args=[division, pk]) + "#reactions")


@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: HttpRequest, division: str, pk: UUID) -> HttpResponse:
    """A comment waits for a moderator; what cannot be taken comes back with its reason and the words kept."""
    found, address = _public_article(request, pk), reverse("portal:article", args=[division, pk])
    if request.method != "POST":
        return redirect(f"{address}#comments")
    if not _may_comment(request.user, found):
        raise PermissionDenied(_("Only %(who)s comment here.") % {"who": verified.label})
    form = CommentForm(request.POST, user=request.user, article=found)
    if form.is_valid() and submitted(form, request.user):
        messages.success(request, _("Your comment is saved and waits for a moderator."))
        return redirect(f"{address}#comments")
    return _refused(request, found, form)


def _refused(request: HttpRequest, found: Article, form: CommentForm) -> HttpResponse:
    response = _article_page(request, found, form, status=429 if form.hurried else 400)
    if response.status_code == 429:
        response["Retry-After"] = "60"
    return response


@login_not_required
@require_safe
@shared
def figure(request: HttpRequest, division: str, pk: UUID) -> HttpResponse:
    """The public card of a frozen figure; in the drawer without the frame around it."""
    context = {"card": card(request.user, request.committee, pk)}  # type: ignore[attr-defined]
    if request.headers.get("HX-Target") == "drawer-body":
        return render(request, "portal/_card.html", context)
    return render(
        request, "portal/figure.html", {**frame(request, _tree(request), leaf=_("Figure card")), **context}
    )
