"""Chinese unless somebody switched: a browser's own language says little about who sits before it."""

from __future__ import annotations

from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware


class SwitchedLanguage(LocaleMiddleware):
    """The language of the switch's cookie, else Chinese; what the browser prefers is not asked."""

    def process_request(self, request: HttpRequest) -> None:
        request.META.pop("HTTP_ACCEPT_LANGUAGE", None)
        super().process_request(request)
