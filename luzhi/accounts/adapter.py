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
