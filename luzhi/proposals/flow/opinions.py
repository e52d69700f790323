"""征询意见 and 承诺事项: what the proposer thinks of the answer, and whether its promises are kept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luzhi.core.flow import Flow, Step, flows
from luzhi.core.forms import ReasonForm, StepForm
from luzhi.organisation.secrecy import refuse_marked
from luzhi.proposals import settling
from luzhi.proposals.access import asked, examiner, promising
from luzhi.proposals.models import Feedback, FeedbackState, Manner, Promise, PromiseState


class OpinionForm(StepForm):
    """Whoever enters it for the proposer notes the paper that it stands on."""

    manner = forms.ChoiceField(label=_("how the unit talked with the proposer"), choices=Manner.choices)
    words = forms.CharField(
        label=_("the proposer's words"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        required=False,
    )
    remark = forms.CharField(
        label=_("paper of the proposer"),
        max_length=500,
        required=False,
        help_text=_("You enter this on behalf of the proposer: who signed the form, and when."),
    )

    def __init__(self, *args: Any, user: Any, obj: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, user=user, obj=obj, **kwargs)
        if obj is None or asked(user, obj):
            del self.fields["remark"]

    def clean_words(self) -> str:
        refuse_marked(self.cleaned_data["words"])
        return str(self.cleaned_data["words"])


class WantingForm(OpinionForm):
    """Who is not satisfied says what is missing: the unit handles it again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].required = True
        self.fields["words"].label = _("what is missing")


class GivingForm(OpinionForm):
    """The three choices on one page: content, partly, discontent are the steps."""

    opinion = forms.ChoiceField(
        label=_("opinion on the answer"),
        choices=[
            ("content", _("Satisfied")),
            ("partly", _("Basically satisfied")),
            ("discontent", _("Not satisfied")),
        ],
        widget=forms.RadioSelect,
    )
    field_order = ("opinion", "words", "manner", "remark")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("opinion") in ("partly", "discontent") and not cleaned.get("words"):
            self.add_error("words", _("Say what is missing: the unit handles it again."))
        return cleaned


class ResultForm(StepForm):
    result = forms.CharField(
        label=_("what became of it"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000
    )


class LaterForm(ReasonForm):
    promised_for = forms.DateField(label=_("promised for"), widget=forms.DateInput(attrs={"type": "date"}))
    field_order = ("promised_for", "remark")


flows.add(
    Flow(
        "feedback",
        _("Opinion on an answer"),
        Feedback,
        FeedbackState,
        final=frozenset(set(FeedbackState) - {FeedbackState.AWAITED}),
        marks={FeedbackState.UNSATISFIED: "stopped", FeedbackState.LAPSED: "stopped"},
        steps=(
            Step(
                "content",
                _("Satisfied"),
                (FeedbackState.AWAITED,),
                FeedbackState.SATISFIED,
                by=asked | examiner,
                form=OpinionForm,
                effect=settling.heard,
                main=True,
            ),
            Step(
                "partly",
                _("Basically satisfied"),
                (FeedbackState.AWAITED,),
                FeedbackState.BASIC,
                by=asked | examiner,
                form=WantingForm,
                effect=settling.heard,
            ),
            Step(
                "discontent",
                _("Not satisfied"),
                (FeedbackState.AWAITED,),
                FeedbackState.UNSATISFIED,
                by=asked | examiner,
                form=WantingForm,
                effect=settling.heard,
            ),
            Step(
                "lapse",
                _("No opinion came in time"),
                (FeedbackState.AWAITED,),
                FeedbackState.LAPSED,
                by=examiner,
                guard=settling.still_time,
                effect=settling.lapsed,
            ),
        ),
    ),
    Flow(
        "promise",
        _("Promise of an answer"),
        Promise,
        PromiseState,
        final=frozenset({PromiseState.KEPT, PromiseState.ENDED}),
        marks={PromiseState.ENDED: "stopped"},
        steps=(
            Step(
                "keep",
                _("Record that it is kept"),
                (PromiseState.OPEN,),
                PromiseState.KEPT,
                by=promising | examiner,
                form=ResultForm,
                effect=settling.keep_promise,
                guard=settling.unsent,
                main=True,
            ),
            Step(
                "postpone",
                _("Go on following it"),
                (PromiseState.OPEN,),
                PromiseState.OPEN,
                by=promising | examiner,
                form=LaterForm,
                effect=settling.postpone,
                guard=settling.unsent,
            ),
            Step(
                "end",
                _("End it with a reason"),
                (PromiseState.OPEN,),
                PromiseState.ENDED,
                by=examiner,
                form=ResultForm,
                effect=settling.end_promise,
                guard=settling.unsent,
            ),
        ),
    ),
)
