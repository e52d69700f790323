"""What a new text's form offers: the periods that its template is written for, and which those are for every template."""

from __future__ import annotations

import json
from typing import Any

from luzhi.reports.papers import missing
from luzhi.reports.periods import SORTS, period_choices
from luzhi.reports.wording import Template
from luzhi.reports.writing import misfit, templates_of


def periods_of(template: Template) -> list[str]:
    """The codes of the periods that fit it."""
    return [code for each in template.periods for code in SORTS[each]]


def offer(form: Any) -> None:
    """Only fitting periods where the template is known; the page narrows them when another one is chosen."""
    own = templates_of(form.instance.committee_id)
    names = {code: str(name) for code, name in period_choices()}
    offered = {key: [(code, names[code]) for code in periods_of(each)] for key, each in own.items()}
    form.fields["template"].widget.attrs["data-periods"] = json.dumps(offered, ensure_ascii=False)
    chosen = own.get(form.initial.get("template") or "")
    if chosen and not form.is_bound:
        form.fields["period"].choices = offered[chosen.code]
        if form.initial.get("period") not in periods_of(chosen):
            form.initial["period"] = offered[chosen.code][0][0]


def check_period(form: Any) -> None:
    """A period that the template is not written for is told beside it."""
    code, period = form.cleaned_data.get("template"), form.cleaned_data.get("period")
    if code and period and (fault := misfit(templates_of(form.instance.committee_id)[code], period)):
        form.add_error("period", fault)


def tell_missing(form: Any) -> None:
    """Beside each field that the chosen form of the text asks for and that is empty."""
    for name, words in missing(form.instance).items():
        if name in form.fields:
            form.fields[name].help_text = words
