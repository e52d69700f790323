"""Which tree, year and figures the tree's page shows: the address says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luzhi.core.figures import Figure, Ratio
from luzhi.organisation.models import Committee
from luzhi.organisation.years import work_year, years
from luzhi.reports.rollups import tables
from luzhi.reports.rollups.tree import Tree, entry_of, read_tree


class TreeForm(forms.Form):
    q = forms.CharField(label=gettext_lazy("name of the figure"), required=False)
    year = forms.TypedChoiceField(label=gettext_lazy("year"), coerce=int, required=False)
    group = forms.ChoiceField(label=gettext_lazy("group of figures"), choices=tables.GROUPS, required=False)
    of = forms.CharField(widget=forms.HiddenInput, required=False)
    figure = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, choices: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, year) for year in choices]  # type: ignore[attr-defined]


@dataclass
class View:
    """One look at one tree. `entry` None: a row a figure, otherwise a row a committee."""

    address: tables.Address
    form: TreeForm
    user: Any
    entry: Figure | Ratio | None

    @classmethod
    def of(cls, request: HttpRequest) -> View:
        """404 for a committee that is not of the reader's tree, and for an unknown figure."""
        root: Committee = request.committee  # type: ignore[attr-defined]
        code, year = request.GET.get("of", "").replace("\x00", ""), work_year(request)
        mine = Committee.objects.filter(path__startswith=root.path)
        committee = get_object_or_404(mine, code=code) if code else root
        named = request.GET.get("figure", "")
        entry = entry_of(named)
        if named and entry is None:
            raise Http404
        form = TreeForm({"year": year} | request.GET.dict(), choices=years(request.user, year))
        if entry:
            del form.fields["q"], form.fields["group"]
        return cls(tables.Address(committee, year, root), form, request.user, entry)

    @cached_property
    def tree(self) -> Tree:
        codes = [self.entry.code] if self.entry else []
        return read_tree(self.address.committee, self.address.year, self.user, codes)

    @cached_property
    def table(self) -> tables.Table:
        if self.entry:
            return tables.by_committee(self.tree, self.entry, self.address)
        data = self.form.cleaned_data if self.form.is_valid() else {}
        group = data.get("group") or "main"
        return tables.by_figure(self.tree, group, data.get("q", "").strip(), self.address)

    @property
    def title(self) -> str:
        words = {"committee": self.address.committee, "year": self.address.year}
        return _("%(committee)s and the committees beneath · %(year)s") % words

    @property
    def progress(self) -> list[tables.Table]:
        """How far the months are, in numbers and by name."""
        return [tables.standing(self.tree), tables.by_name(self.tree, self.address)]

    @property
    def way(self) -> list[dict[str, Any]]:
        """From the reader's own committee down to the one shown."""
        root, here = self.address.root, self.address.committee
        codes = here.path.removeprefix(root.path).strip("/").split("/") if here != root else []
        found = [root, *Committee.objects.filter(code__in=codes).order_by("path")]
        more = {"figure": self.entry.code} if self.entry else {}
        return [
            {"label": str(each), "url": self.address.to(each, **more), "current": each == here}
            for each in found
        ]

    @property
    def figures_url(self) -> str:
        return self.address.to()

    @property
    def query(self) -> str:
        """The same look as a sheet."""
        return urlencode({name: value for name, value in self.form.data.items() if value})
