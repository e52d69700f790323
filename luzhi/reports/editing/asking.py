"""What the editor's pages are asked for: the window of the list, the cut-off date in the form, the two versions."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from luzhi.reports.editing.versions import Version, usual


def tokens_of(body: bytes) -> tuple[list[str], date | None]:
    """A page's JSON {"tokens": […], "cut_off": "2019-02-25"}. ValueError for any other shape."""
    try:
        asked: Any = json.loads(body)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    if not isinstance(asked, dict) or not isinstance(asked.get("tokens"), list):
        raise ValueError("no tokens")
    return [str(token) for token in asked["tokens"]], day(str(asked.get("cut_off", "")))


def day(written: str) -> date | None:
    """None where it is no day: the page then counts up to the day that is stored."""
    try:
        return parse_date(written)
    except ValueError:
        return None


class VersionsForm(forms.Form):
    """Which two versions are compared; faulty numbers fall back to the usual ones."""

    def __init__(self, request: HttpRequest, kept: list[Version]) -> None:
        self.standing = dict(zip(("from", "to"), usual(kept), strict=True))
        super().__init__(self.standing | request.GET.dict())
        choices = [(version.number, _name(version)) for version in kept]
        for name, label in (("from", _("compare version")), ("to", _("with version"))):
            self.fields[name] = forms.TypedChoiceField(label=label, choices=choices, coerce=int)

    def chosen(self) -> tuple[int, int]:
        data = self.cleaned_data if self.is_valid() else self.standing
        return data["from"], data["to"]


def _name(version: Version) -> str:
    told = [str(version.number)]
    if version.at:
        told.append(f"{version.at.astimezone():%Y-%m-%d %H:%M}")
    return " · ".join([*told, version.who] if version.who else told)
