"""A paper is used, by whom and when, or not used, with the reason told to its author."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luzhi.core.flow import Flow, Step, flows
from luzhi.core.forms import ReasonForm, StepForm
from luzhi.opinions.access import office
from luzhi.opinions.models import Paper, PaperState


class UseForm(StepForm):
    used_by = forms.CharField(
        label=_("used by"), max_length=120, help_text=_("the body, bulletin or meeting that used it")
    )
    used_on = forms.DateField(
        label=_("used on"), initial=timezone.localdate, widget=forms.DateInput(attrs={"type": "date"})
    )

    def clean_used_on(self) -> date:
        day: date = self.cleaned_data["used_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day is still to come."))
        return day


def use(paper: Paper, actor: Any, used_by: str, used_on: date) -> None:
    if used_on < paper.submitted_on:
        raise ValidationError(_("It was submitted later than that."))
    paper.used_by, paper.used_on = used_by, used_on


flows.add(
    Flow(
        "paper",
        _("Papers of members"),
        Paper,
        PaperState,
        final=frozenset({PaperState.USED, PaperState.NOT_USED}),
        steps=(
            Step(
                "use",
                _("Record the use"),
                (PaperState.SUBMITTED,),
                PaperState.USED,
                by=office,
                form=UseForm,
                effect=use,
                main=True,
            ),
            Step(
                "decline",
                _("Do not use"),
                (PaperState.SUBMITTED,),
                PaperState.NOT_USED,
                by=office,
                form=ReasonForm,
            ),
        ),
        marks={PaperState.NOT_USED: "stopped"},
    )
)
