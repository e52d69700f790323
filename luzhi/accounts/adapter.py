"""How allauth behaves here: accounts are given by the office, never taken."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> Any:
        """A demonstration account works on a demonstration site alone."""
        if user.is_demo and not settings.HOME.demo_marker.exists():
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)


def attempted_name(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """The account that somebody tries to enter: one name for the failures counted and for the door that they lock."""
    given = (credentials or {}).get("username") or request.POST.get("login") or ""
    return str(given).strip().lower()
