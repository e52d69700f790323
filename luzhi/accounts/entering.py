"""Coming in by a one-time code: the new password, and the session that begins with it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import login
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def enter_with_new_password(request: HttpRequest, form: SetPasswordForm[Any]) -> None:
    """Save it and begin a new session: the one that the code opened ends."""
    form.save()
    request.session.flush()
    login(request, form.user, backend=BACKEND)
