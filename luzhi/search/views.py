"""The search page."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luzhi.search.asking import Question
from luzhi.search.forms import SearchForm
from luzhi.search.registry import searchables
from luzhi.search.searching import Found, search

PAGE = 20


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET, request.user)
    form.is_valid()
    found = _found(request, form)
    context = {
        "form": form,
        "found": found,
        "page": Paginator(range(found.total), PAGE).get_page(request.GET.get("page")),
        "shown_kinds": _tabs(request, form, found),
        "chips": _chips(request, form),
    }
    return render(request, "search/search.html", context)


def _found(request: HttpRequest, form: SearchForm) -> Found:
    committee: Any = getattr(request, "committee", None)
    if committee is None or not form.text:
        return Found((), 0)
    page = request.GET.get("page", "")
    start = (int(page) - 1) * PAGE if page.isdecimal() and 0 < len(page) < 4 else 0
    kinds = tuple(each.code for each in form.of_kind)
    return search(request.user, Question(committee.pk, form.text, kinds, form.chosen, max(start, 0), PAGE))


def _address(request: HttpRequest, **changed: str) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    for name, value in changed.items():
        if value:
            query[name] = value
        else:
            query.pop(name, None)
    return f"?{query.urlencode()}"


def _tabs(request: HttpRequest, form: SearchForm, found: Found) -> list[dict[str, Any]]:
    """One a kind; the numbers are known while all are asked."""
    chosen = form.data.get("kind", "")
    every = {"url": _address(request, kind=""), "current": chosen not in searchables, "kind": ""}
    return [every] + [
        {
            "label": each.label,
            "kind": each.code,
            "url": _address(request, kind=each.code),
            "current": chosen == each.code,
            "count": found.by_kind.get(each.code, 0) if not chosen else 0,
        }
        for each in searchables
    ]


def _chips(request: HttpRequest, form: SearchForm) -> list[dict[str, str]]:
    """The active filters, each with the address without it."""
    shown = []
    for code, value in form.chosen.items():
        field: Any = form.fields[code]
        label = dict(field.choices).get(value, value)
        shown.append({"label": f"{field.label}: {label}", "url": _address(request, **{code: ""})})
    return shown
