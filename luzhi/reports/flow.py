"""A review from draft to approval, which freezes its figures. Publishing is the portal's flow."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from luzhi.core.access import Text
from luzhi.core.flow import Flow, Step, flows
from luzhi.core.forms import ReasonForm
from luzhi.reports.access import approver, checker, leader, writer
from luzhi.reports.body import ends_a_sentence
from luzhi.reports.freezing import freeze
from luzhi.reports.models import Review, ReviewState
from luzhi.reports.rendering import shown


def printable(review: Review) -> Text:
    """Every figure of the text can be counted, and the summary is whole."""
    try:
        shown(review)
    except ValidationError as error:
        return error.messages[0]
    return "" if ends_a_sentence(review.summary) else _("The summary must end with a sentence.")


review_flow = Flow(
    "review",
    _("Review"),
    Review,
    ReviewState,
    final=frozenset({ReviewState.APPROVED}),
    steps=(
        Step(
            "check",
            _("Figures checked"),
            (ReviewState.DRAFT,),
            ReviewState.CHECKED,
            by=checker,
            guard=printable,
            main=True,
        ),
        Step(
            "approve",
            _("Approve and freeze"),
            (ReviewState.CHECKED,),
            ReviewState.APPROVED,
            by=approver,
            guard=printable,
            effect=freeze,
            main=True,
        ),
        Step(
            "return",
            _("Return for changes"),
            (ReviewState.CHECKED,),
            ReviewState.DRAFT,
            by=writer | leader,
            form=ReasonForm,
        ),
    ),
    marks={ReviewState.DRAFT: "draft", ReviewState.APPROVED: "frozen"},
)
flows.add(review_flow)
