"""Sessions (次) of the committee: when the plenary is held, and until when proposals count as the plenary's."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from luzhi.accounts.models import Role
from luzhi.audit.models import record
from luzhi.core.access import holder
from luzhi.core.pages import attempted
from luzhi.organisation.models import Session

keeper = holder(gettext_lazy("organiser staff or the proposals committee"), Role.ORGANISER, Role.PROPOSALS)
DAY = forms.DateInput(attrs={"type": "date"})
HOUR = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class SessionForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Session
        fields = ("term", "number", "year", "starts_on", "ends_on", "proposals_until")
        labels = {
            "term": gettext_lazy("term of the committee"),
            "number": gettext_lazy("which session of the term"),
        }
        widgets = {"starts_on": DAY, "ends_on": DAY, "proposals_until": HOUR}
        help_texts = {
            "proposals_until": gettext_lazy(
                "what is submitted later counts as filed between plenaries; what was submitted already keeps its mark"
            )
        }

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        terms: Any = self.fields["term"]
        terms.queryset = terms.queryset.visible_to(user)
        self.instance.committee_id = user.committee_id

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - {"committee"}  # type: ignore[misc,no-any-return]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", ValidationError(_("It lies before %(start)s") % {"start": start}))
        return cleaned

    def submit(self, actor: Any) -> Session:
        with transaction.atomic():
            verb = "session.create" if self.instance._state.adding else "session.edit"
            session: Session = self.save()
            record(actor, verb, session, {"fields": self.changed_data})
        return session


def _only_keepers(request: HttpRequest) -> None:
    if not keeper(request.user, None):
        raise PermissionDenied(_("Only %(who)s.") % {"who": keeper.label})


@require_safe
def sessions_page(request: HttpRequest) -> HttpResponse:
    _only_keepers(request)
    rows = Session.objects.visible_to(request.user).select_related("term")
    return render(request, "organisation/sessions.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def session_page(request: HttpRequest, pk: UUID | None = None) -> HttpResponse:
    """One session to be edited; without `pk` a new one."""
    _only_keepers(request)
    found = get_object_or_404(Session.objects.visible_to(request.user), pk=pk) if pk else None
    form = SessionForm(request.POST or None, instance=found, user=request.user)
    posted = request.method == "POST"
    if posted and form.is_valid() and attempted(form, lambda: form.submit(request.user)):
        return redirect("organisation:sessions")
    context = {"form": form, "session": found}
    return render(request, "organisation/session.html", context, status=400 if posted else 200)
