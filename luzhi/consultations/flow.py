"""政府采纳、部门实施: a suggestion that was sent is adopted, partly adopted or declined, then implemented."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luzhi.consultations.access import answering
from luzhi.consultations.models import Adoption, Suggestion
from luzhi.core.access import Text
from luzhi.core.flow import Flow, Step, flows
from luzhi.core.forms import ReasonForm, StepForm


class ResultForm(StepForm):
    """Evidence is optional, the result is not."""

    result = forms.CharField(
        label=_("result"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text=_("what was done, and what changed through it"),
    )


def sent(suggestion: Suggestion) -> Text:
    """Nothing is answered before it was sent, and a repetition with the item that it repeats."""
    if suggestion.document.sent_on is None:
        return _("Its document has not been sent yet.")
    if suggestion.duplicate_of_id:
        return _("It repeats another item: answer that one.")
    return ""


def note(suggestion: Suggestion, actor: Any, result: str) -> None:
    suggestion.result = result


def answer(
    code: str, label: Text, target: Adoption, form: type[StepForm] | None = None, main: bool = False
) -> Step:
    return Step(code, label, (Adoption.SENT,), target, by=answering, guard=sent, form=form, main=main)


flows.add(
    Flow(
        "suggestion",
        _("Suggestion"),
        Suggestion,
        Adoption,
        final=frozenset({Adoption.DECLINED, Adoption.IMPLEMENTED}),
        steps=(
            answer("adopt", _("Adopt"), Adoption.ADOPTED, main=True),
            answer("adopt-partly", _("Adopt in part"), Adoption.PARTLY, ReasonForm),
            answer("decline", _("Do not adopt"), Adoption.DECLINED, ReasonForm),
            Step(
                "implement",
                _("Report the implementation"),
                (Adoption.ADOPTED, Adoption.PARTLY),
                Adoption.IMPLEMENTED,
                by=answering,
                form=ResultForm,
                effect=note,
                main=True,
            ),
        ),
        marks={Adoption.DECLINED: "stopped"},
    )
)
