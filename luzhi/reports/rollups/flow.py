"""A month's figures: confirmed once by the office that answers for them, and corrected in sight of all who read them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luzhi.core.access import Text
from luzhi.core.flow import Flow, Offer, Step, flows
from luzhi.core.forms import ReasonForm, StepForm
from luzhi.reports.access import roll_up_reader
from luzhi.reports.models import TOLD, MonthlyReport, MonthState
from luzhi.reports.rollups.confirming import confirm, stored_report


class SeenForm(StepForm):
    """`seen`: the digest of the figures that the page shows."""

    seen = forms.CharField(label=_("figures of the page"), widget=forms.HiddenInput, max_length=64)


class CorrectionForm(ReasonForm, SeenForm):
    """Why the confirmed figures were not right."""


def ended(report: MonthlyReport) -> Text:
    return "" if report.window.end < timezone.localdate() else _("The month has not ended yet.")


month_flow = Flow(
    "month",
    _("Monthly figures"),
    MonthlyReport,
    MonthState,
    final=frozenset(),
    steps=(
        Step(
            "confirm",
            _("Confirm this month's figures"),
            (MonthState.OPEN,),
            MonthState.CONFIRMED,
            by=roll_up_reader,
            guard=ended,
            form=SeenForm,
            effect=confirm,
            main=True,
        ),
        Step(
            "correct",
            _("Confirm anew as a correction"),
            TOLD,
            MonthState.CORRECTED,
            by=roll_up_reader,
            form=CorrectionForm,
            effect=confirm,
            main=True,
        ),
    ),
    marks={MonthState.OPEN: "wait", MonthState.CONFIRMED: "done", MonthState.CORRECTED: "frozen"},
)
flows.add(month_flow)


def offered(report: MonthlyReport, user: Any) -> Offer | None:
    """The one step that this user may take with the month now."""
    return next(iter(month_flow.open_to(user, report)), None)


def submit(report: MonthlyReport, actor: Any, data: Any) -> StepForm:
    """Take the step that the month is at; what is wrong stands in the form that is given back."""
    step = next(each for each in month_flow.steps if report.state in each.source)
    form = (step.form or StepForm)(data, user=actor, obj=report)
    if form.is_valid():
        remark = form.cleaned_data.get("remark", "")
        try:
            with transaction.atomic():
                stored = stored_report(report.committee_id, report.window, actor)
                month_flow.take(
                    step.code, stored, actor, remark, seen=form.cleaned_data["seen"], reason=remark
                )
        except ValidationError as error:
            form.add_error(None, error)
    return form
