"""The search page's form: everything stands in the address, so that a search can be kept and sent."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luzhi.search.registry import Searchable, facets, searchables


class SearchForm(forms.Form):
    """`q`, the kind, and the filters that fit it, each by its code."""

    q = forms.CharField(widget=forms.HiddenInput, required=False)
    kind = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, user: Any) -> None:
        super().__init__(data)
        self.user = user
        for facet in facets:
            if any(facet.code in each.facets for each in self.of_kind):
                offered = [(str(value), label) for value, label in facet.choices(user)]
                given = self.data.get(facet.code, "").replace("\x00", "")
                if given and given not in dict(offered):
                    offered.append((given, given))  # out of an old address: it finds what it finds
                words: dict[str, Any] = {"label": facet.label, "choices": [("", _("all")), *offered]}
                self.fields[facet.code] = forms.ChoiceField(required=False, **words)

    @property
    def text(self) -> str:
        return str(self.data.get("q", "")).replace("\x00", "").strip()

    @property
    def of_kind(self) -> list[Searchable]:
        """The searchables that are asked: one, or all."""
        chosen = searchables.get(self.data.get("kind", ""))
        return [chosen] if chosen else list(searchables)

    @property
    def chosen(self) -> dict[str, str]:
        """Facet code → value, of those that are set."""
        given = {facet.code: self.data.get(facet.code, "").replace("\x00", "") for facet in facets}
        return {code: value for code, value in given.items() if value and code in self.fields}
