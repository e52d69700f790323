"""Whose page is it? The committee of the path or of the chosen appointment; and what its reader holds there today.

The view runs inside one transaction that shows this committee's rows alone. `process_view` of the last middleware runs
it: the transaction must fail with the view's exception, which outer middleware only sees as a finished response.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from luzhi.core.access import Holding
from luzhi.organisation.models import Appointment, Committee
from luzhi.tenancy.current import show

CHOSEN = "committee"  # session key: id of the committee whose appointment was chosen
View = Callable[..., HttpResponse]


class TenantMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.committee = None  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse:
        with transaction.atomic():
            enter(request, kwargs.get("division"))
            return view(request, *args, **kwargs)


def enter(request: HttpRequest, division: str | None) -> None:
    """Set `request.committee` and the user's holdings there, and show its rows to the database session."""
    user: Any = request.user
    held = list(_appointments(user)) if user.is_authenticated else []
    committee = get_object_or_404(Committee, code=division) if division else _chosen(request, held)
    request.committee = committee  # type: ignore[attr-defined]
    if committee is None:
        return
    show([committee.pk], user.pk)
    if user.is_authenticated:
        user.committee_id = committee.pk
        user.holdings = tuple(Holding(a.role, a.unit_id) for a in held if a.committee_id == committee.pk)
        user.appointments_held = held


def _appointments(user: Any) -> list[Appointment]:
    show([], user.pk)  # own appointments may be read before any committee is chosen
    return list(Appointment.objects.visible_to(user).today().select_related("committee"))


def _chosen(request: HttpRequest, held: list[Appointment]) -> Committee | None:
    wanted = request.session.get(CHOSEN)
    for appointment in held:
        if str(appointment.committee_id) == wanted:
            return appointment.committee
    return held[0].committee if held else None
