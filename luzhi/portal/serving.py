"""Public pages for strangers, made once for all of them.

A page is kept for a few seconds under the number of the committee's edition, which every change of an article, channel
or comment raises in the database: what was withdrawn is gone at once in all processes, reactions are seconds late.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language

from luzhi.portal.models import Edition

FRESH = 5  # seconds
View = Callable[..., HttpResponse]


def _key(request: HttpRequest) -> str:
    committee: Any = request.committee  # type: ignore[attr-defined]
    parts = (
        committee.pk,
        Edition.objects.of(committee),
        get_language(),
        request.get_host(),
        request.path,
        request.GET.get("page", "")[:6],
        request.headers.get("HX-Target", "")[:20],
    )
    return "portal:" + hashlib.sha256(repr(parts).encode()).hexdigest()


def _personal(request: HttpRequest) -> bool:
    """Signed in, or somebody to whom a message is still to be shown."""
    return request.user.is_authenticated or "messages" in request.COOKIES


def _made(view: View, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
    response = view(request, *args, **kwargs)
    if response.status_code == 200:
        response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        response["Cache-Control"] = "public, max-age=0, must-revalidate"
    return response


def shared(view: View) -> View:
    """Decorator: strangers get the kept page, or 304 when theirs is still the same; others a page of their own."""

    @wraps(view)
    def served(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if _personal(request):
            response = view(request, *args, **kwargs)
            response["Cache-Control"] = "private, no-cache"
            return response
        key = _key(request)
        kept: tuple[bytes, dict[str, str]] | None = cache.get(key)
        if kept is None:
            made = _made(view, request, args, kwargs)
            if made.status_code != 200:
                return made
            kept = made.content, dict(made.headers)
            cache.set(key, kept, FRESH)
        response = HttpResponse(kept[0], headers=kept[1])
        patch_vary_headers(response, ("HX-Target",))
        return get_conditional_response(request, etag=response["ETag"], response=response) or response

    return served
