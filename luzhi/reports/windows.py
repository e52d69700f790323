"""Which window and level a figure's page shows: the address says, as a year or as from–to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from luzhi.core.access import Text
from luzhi.core.periods import Window
from luzhi.core.periods import year as year_window
from luzhi.organisation.models import Committee
from luzhi.organisation.years import work_year, years
from luzhi.reports.access import may_roll_up
from luzhi.reports.periods import window_between
from luzhi.reports.reading import level_of
from luzhi.reports.tokens import Level

LEVELS: dict[Level, Text] = {
    Level.OWN: _("this committee alone"),
    Level.BELOW: _("with the committees beneath"),
}


class WindowForm(forms.Form):
    """`from` and `to` go before `year`; the level is offered to those who may roll up."""

    year = forms.TypedChoiceField(label=_("year"), coerce=int, required=False)
    level = forms.ChoiceField(label=_("whose"), choices=list(LEVELS.items()), required=False)
    q = forms.CharField(label=_("name of the figure"), required=False)
    all = forms.BooleanField(label=_("also those without records"), required=False)

    def __init__(self, *args: Any, choices: list[int], levels: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, year) for year in choices]  # type: ignore[attr-defined]
        for name, label in (("from", _("from")), ("to", _("until"))):
            picker = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            self.fields[name] = forms.DateField(label=label, required=False, widget=picker)
        self.order_fields(["q", "year", "from", "to", "level", "all"])
        if not levels:
            del self.fields["level"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("from"), data.get("to")
        if bool(first) != bool(last):
            raise ValidationError(_("Give both days, or a year."))
        if first and last < first:
            raise ValidationError(_("The period ends before it begins"))
        return data


@dataclass(frozen=True)
class Choice:
    """What the address asks for, with the form that shows it; a faulty address falls back to the year."""

    window: Window
    level: Level
    words: str
    every: bool  # also figures that count no row
    form: WindowForm

    @property
    def query(self) -> str:
        """The same window and level in another figure's address."""
        return query(self.window, self.level)


def query(window: Window, level: Level) -> str:
    asked = {"from": window.start.isoformat(), "to": window.end.isoformat()}
    return urlencode(asked | ({"level": level.value} if level is Level.BELOW else {}))


def chosen(request: HttpRequest, *, listed: bool = False) -> Choice:
    """What the address asks for; levels only where the user may roll up, search only for a list of figures."""
    committee: Committee = request.committee  # type: ignore[attr-defined]
    year = work_year(request)
    levels = may_roll_up(request.user, committee)
    asked = {"year": str(year)} | request.GET.dict()
    form = WindowForm(asked, choices=years(request.user, year), levels=levels)
    if not listed:
        del form.fields["q"], form.fields["all"]
    data = form.cleaned_data if form.is_valid() else {}
    first, last = data.get("from"), data.get("to")
    window = window_between(first, last) if first and last else year_window(year)
    words = data.get("q", "").strip()
    return Choice(window, level_of(data.get("level", "")), words, bool(words or data.get("all")), form)
