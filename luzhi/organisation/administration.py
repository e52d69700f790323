"""Pages of the three administrators: accounts and roles, dated rules, the audit chain."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luzhi.accounts.models import Role
from luzhi.audit.checking import faults
from luzhi.audit.models import Entry
from luzhi.core.access import holds
from luzhi.core.pages import PAGE
from luzhi.organisation.appointing import AppointForm, appoint, end, slip
from luzhi.organisation.models import Appointment
from luzhi.organisation.rules import RuleForm, history, in_force, set_rule


def only(user: Any, role: Role) -> None:
    if not holds(user, role):
        raise PermissionDenied(_("Only %(who)s.") % {"who": role.label})


@require_http_methods(["GET", "HEAD", "POST"])
def appointments(request: HttpRequest) -> HttpResponse:
    only(request.user, Role.SECURITY_ADMIN)
    form = AppointForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            made, code = appoint(form, request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _handed(request, made, code) if code else redirect("organisation:appointments")
    rows = (
        Appointment.objects.visible_to(request.user)
        .today()
        .select_related("user", "unit")
        .order_by("role", "user")
    )
    page = Paginator(rows.filter(committee=request.committee), PAGE).get_page(request.GET.get("page"))  # type: ignore[attr-defined]
    return render(request, "organisation/appointments.html", {"form": form, "page": page})


def _own(request: HttpRequest, pk: UUID) -> Appointment:
    only(request.user, Role.SECURITY_ADMIN)
    rows = Appointment.objects.visible_to(request.user).filter(committee=request.committee)  # type: ignore[attr-defined]
    return get_object_or_404(rows.select_related("user"), pk=pk)


def _handed(request: HttpRequest, appointment: Appointment, code: str) -> HttpResponse:
    """The slip to print, shown this once."""
    return render(request, "organisation/slip.html", {"appointment": appointment, "one_time_code": code})


@require_POST
def end_appointment(request: HttpRequest, pk: UUID) -> HttpResponse:
    end(_own(request, pk), request.user)
    messages.success(request, _("The appointment is ended."))
    return redirect("organisation:appointments")


@require_POST
def new_slip(request: HttpRequest, pk: UUID) -> HttpResponse:
    appointment = _own(request, pk)
    return _handed(request, appointment, slip(appointment, request.user))


@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule with what holds today; `?rule=` opens the form for one."""
    only(request.user, Role.SYSTEM_ADMIN)
    standing = in_force(request.committee.pk)  # type: ignore[attr-defined]
    chosen = request.GET.get("rule", "")
    shown = next((str(each.value) for each in standing if each.rule.code == chosen), "")
    form = RuleForm(request.POST or None, chosen=chosen, shown=shown)
    if request.method == "POST" and form.is_valid():
        set_rule(form, request.user)
        messages.success(request, _("Saved."))
        return redirect("organisation:rules")
    context = {"form": form, "standing": standing, "rows": history(request.committee.pk)}  # type: ignore[attr-defined]
    return render(request, "organisation/rules.html", context)


@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    only(request.user, Role.AUDIT_ADMIN)
    rows = Entry.objects.visible_to(request.user).order_by("-seq")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    broken = list(faults(request.committee.pk)) if "check" in request.GET else None  # type: ignore[attr-defined]
    return render(request, "organisation/audit.html", {"page": page, "broken": broken})
