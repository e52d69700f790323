"""Choosing a unit by typing characters or pinyin initials; a plain list of choices where no script runs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django import forms
from django.forms.widgets import Script
from django.utils.translation import gettext_lazy as _

from luzhi.core.access import Text
from luzhi.core.names import initials

WORDS = {
    "data-find": _("type characters or initials"),
    "data-remove": _("Remove"),
    "data-nothing": _("Nothing fits."),
}
typed = lru_cache(4096)(initials)


class FindOne(forms.Select):
    """`why`: reasons by value, of choices that are suggested; they are offered first, and never chosen by themselves."""

    class Media:
        js = (Script("finding.js", defer=True),)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.attrs = {**WORDS, **self.attrs}
        self.why: Mapping[str, Text] = {}

    def create_option(self, name: str, value: Any, label: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, label, *args, **kwargs)
        option["attrs"]["data-keys"] = typed(str(label))
        if reason := self.why.get(str(value)):
            option["attrs"]["data-why"] = reason
        return option


class FindMany(FindOne, forms.SelectMultiple):
    """The same for several choices."""
