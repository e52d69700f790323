"""One-time codes: the few account pages that allauth has not."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from luzhi.accounts.entering import BACKEND, enter_with_new_password
from luzhi.accounts.models import OneTimeCode


class CodeForm(forms.Form):
    username = forms.CharField(label=gettext_lazy("user name"), max_length=60)
    code = forms.CharField(
        label=gettext_lazy("one-time code"),
        max_length=40,
        help_text=gettext_lazy("The 12 letters and digits on the slip; dashes and blanks do not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.user = OneTimeCode.redeem(cleaned["username"], cleaned["code"])
            if self.user is None:
                raise forms.ValidationError(
                    _("This code is wrong, used or expired. Ask the office for a new slip.")
                )
        return cleaned


CODE_USER = "code_user"  # session key: who came in by a code and must now set a password


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def redeem(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and form.user:
        login(request, form.user, backend=BACKEND)
        request.session[CODE_USER] = str(form.user.pk)
        return redirect("accounts:password")
    return render(request, "accounts/code.html", {"form": form})


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Set a password after a one-time code; anybody else changes it by allauth's page with the old one."""
    user: Any = request.user
    if request.session.get(CODE_USER) != str(user.pk):
        return redirect("account_change_password")
    form: SetPasswordForm[Any] = SetPasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        enter_with_new_password(request, form)
        return redirect("desk:home")
    return render(request, "accounts/password.html", {"form": form})
