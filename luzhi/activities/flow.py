"""An activity from plan to confirmation, and the dispute of a line about oneself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luzhi.activities.access import line_keeper, oneself, organiser
from luzhi.activities.models import Activity, ActivityState, Attendance, Claim, Participation
from luzhi.core.access import Text
from luzhi.core.flow import Flow, Step, flows
from luzhi.core.forms import ReasonForm


def complete(activity: Activity) -> Text:
    return wanting(activity, activity.participations.filter(attendance=Attendance.DUE).exists())


def wanting(activity: Activity, attendance_open: bool) -> Text:
    """Evidence is optional, the result is not; nothing is confirmed before it was held."""
    if activity.held_on > timezone.localdate():
        return _("It has not been held yet.")
    if not activity.result.strip():
        return _("Say first what changed through it.")
    if attendance_open:
        return _("Attendance is open: mark everybody present, on leave or absent.")
    return ""


activity_flow = Flow(
    "activity",
    _("Activity"),
    Activity,
    ActivityState,
    final=frozenset({ActivityState.CONFIRMED, ActivityState.CANCELLED}),
    steps=(
        Step(
            "announce",
            _("Announce"),
            (ActivityState.PLANNED,),
            ActivityState.ANNOUNCED,
            by=organiser,
            main=True,
        ),
        Step(
            "confirm",
            _("Confirm the record"),
            (ActivityState.PLANNED, ActivityState.ANNOUNCED),
            ActivityState.CONFIRMED,
            by=organiser,
            guard=complete,
            main=True,
        ),
        Step(
            "cancel",
            _("Cancel"),
            (ActivityState.PLANNED, ActivityState.ANNOUNCED),
            ActivityState.CANCELLED,
            by=organiser,
            form=ReasonForm,
        ),
    ),
)


class AmendForm(ReasonForm):
    attendance = forms.ChoiceField(label=_("attendance"), choices=Attendance.choices[1:])


def amend(participation: Participation, actor: Any, attendance: str) -> None:
    participation.attendance = attendance


claim_flow = Flow(
    "claim",
    _("Dispute of a line"),
    Participation,
    Claim,
    final=frozenset({Claim.AMENDED, Claim.UPHELD}),
    steps=(
        Step("dispute", _("Dispute"), (Claim.STATED,), Claim.DISPUTED, by=oneself, form=ReasonForm),
        Step(
            "amend",
            _("Amend"),
            (Claim.DISPUTED,),
            Claim.AMENDED,
            by=line_keeper,
            form=AmendForm,
            effect=amend,
            main=True,
        ),
        Step("uphold", _("Uphold"), (Claim.DISPUTED,), Claim.UPHELD, by=line_keeper, form=ReasonForm),
    ),
)
flows.add(activity_flow, claim_flow)
