"""面商 and 双向评议: what the parties of an assignment enter beside its steps."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import DEPARTMENT, Role
from luzhi.core.access import holder, holds, who
from luzhi.core.forms import RecordForm
from luzhi.core.pages import Ledger
from luzhi.core.showing import Column, labelled
from luzhi.organisation.secrecy import refuse_marked
from luzhi.proposals.access import asked, examiner, handling_unit
from luzhi.proposals.models import Assignment, Feedback, Rating, Side, Talk

party = handling_unit | examiner
handlers = holder(_("the handling unit, or the proposals committee"), Role.PROPOSALS, *DEPARTMENT)
raters = holder(
    _("the handling unit, the first proposer, or the proposals committee"),
    Role.PROPOSALS,
    Role.MEMBER,
    Role.ORGANISER,
    *DEPARTMENT,
)


@who(_("the handling unit, or the proposals committee"))
def talker(user: Any, talk: Talk) -> bool:
    return party(user, talk.assignment)


@who(_("whoever gave the rating"))
def rater(user: Any, rating: Rating) -> bool:
    return bool(rating.entered_by_id == user.pk)


class OfAssignment(RecordForm):
    """A row that hangs on one assignment, which the address names and nobody changes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["assignment"]
        field.widget = forms.HiddenInput()
        if not self.instance._state.adding:
            field.disabled = True


class TalkForm(OfAssignment):
    class Meta:
        model = Talk
        fields = ("assignment", "held_on", "manner", "people", "note")
        labels = {"held_on": _("talked on")}
        widgets = {
            "held_on": forms.DateInput(attrs={"type": "date"}),
            "note": forms.Textarea(attrs={"rows": 5}),
        }

    def clean_assignment(self) -> Assignment:
        assignment: Assignment = self.cleaned_data["assignment"]
        if not party(self.user, assignment):
            raise ValidationError(_("Only %(who)s.") % {"who": party.label})
        return assignment

    def clean_held_on(self) -> Any:
        day = self.cleaned_data["held_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day is still to come."))
        return day

    def clean_note(self) -> str:
        refuse_marked(self.cleaned_data["note"])
        return str(self.cleaned_data["note"])


class RatingForm(OfAssignment):
    """Back to back: each side rates after the answer; the proposals committee enters what came on paper."""

    class Meta:
        model = Rating
        fields = ("assignment", "side", "points", "note")
        help_texts = {"points": _("0 to 100: from 90 excellent, from 75 good, from 60 fair")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not holds(self.user, Role.PROPOSALS):
            del self.fields["side"]
        elif not self.instance._state.adding:
            self.fields["side"].disabled = True

    def clean_assignment(self) -> Assignment:
        assignment: Assignment = self.cleaned_data["assignment"]
        if assignment.answered_on is None:
            raise ValidationError(_("Both sides rate after the answer."))
        if not holds(self.user, Role.PROPOSALS):
            self.instance.side = self._own_side(assignment)
        return assignment

    def _own_side(self, assignment: Assignment) -> Side:
        if handling_unit(self.user, assignment):
            return Side.UNIT
        if any(asked(self.user, each) for each in Feedback.objects.filter(answer__assignment=assignment)):
            return Side.PROPOSER
        raise ValidationError(_("Only %(who)s.") % {"who": raters.label})


TALKS = Ledger(
    code="talks",
    label=_("Talks with proposers"),
    purpose=_("Units talk with the proposer before they answer: when, how, with whom, what was agreed."),
    model=Talk,
    namespace="proposals",
    columns=(
        Column("assignment.proposal", _("proposal")),
        Column("assignment.unit", _("handling unit")),
        Column("held_on", _("talked on"), kind="fit", sort="held_on"),
        *labelled(Talk, "manner"),
    ),
    facts=(
        Column("assignment", _("assignment")),
        Column("held_on", _("talked on")),
        *labelled(Talk, "manner", "people"),
    ),
    texts=(Column("note", _("what was agreed")),),
    form=TalkForm,
    create=handlers,
    edit=talker,
    related=("assignment__proposal", "assignment__unit"),
    search=("assignment__proposal__title", "people"),
    empty=_("No talk has been recorded yet."),
)
RATINGS = Ledger(
    code="ratings",
    label=_("Ratings of both sides"),
    purpose=_(
        "After the answer the proposer rates the unit and the unit the proposal; neither sees the other's."
    ),
    model=Rating,
    namespace="proposals",
    columns=(
        Column("assignment.proposal", _("proposal")),
        Column("assignment.unit", _("handling unit")),
        *labelled(Rating, "side", "points"),
        Column("grade", _("grade"), kind="fit"),
    ),
    facts=(
        Column("assignment", _("assignment")),
        *labelled(Rating, "side", "points"),
        Column("grade", _("grade")),
        *labelled(Rating, "note"),
    ),
    form=RatingForm,
    create=raters,
    edit=rater,
    related=("assignment__proposal", "assignment__unit"),
    search=("assignment__proposal__title", "assignment__unit__name"),
    empty=_("No rating has been given yet."),
)
