"""A text from its draft through three readings to the signature, which freezes its figures. Publishing is the portal's."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from luzhi.core.access import Text
from luzhi.core.flow import Flow, Step, flows
from luzhi.reports.access import leader, reader, writer
from luzhi.reports.body import ends_a_sentence
from luzhi.reports.correcting import CorrectForm, begin_correction, not_corrected
from luzhi.reports.freezing import freeze
from luzhi.reports.models import READERS, Review, ReviewState
from luzhi.reports.papers import missing
from luzhi.reports.places import unwritten
from luzhi.reports.readings import (
    NamingForm,
    ReadingForm,
    ReturnForm,
    SecrecyForm,
    name_readers,
    note_passed,
    note_returned,
)
from luzhi.reports.rendering import shown
from luzhi.reports.rollups.flow import month_flow

__all__ = ["month_flow", "review_flow"]
BEING_READ = tuple(READERS)


def printable(review: Review) -> Text:
    """Every figure of the text can be counted, the summary is whole, and no place is left to be written."""
    try:
        shown(review)
    except ValidationError as error:
        return error.messages[0]
    if not ends_a_sentence(review.summary):
        return _("The summary must end with a sentence.")
    return unwritten(review.text)


def complete(review: Review) -> Text:
    """It can be printed, and in its form: once signed, no number or addressee can be added."""
    return printable(review) or next(iter(missing(review).values()), "")


def sign_off(review: Review, actor: Any, opinion: str = "", corrected: int = 0) -> None:
    note_passed(review, actor, opinion, corrected)
    freeze(review, actor)


def _passing(code: str, label: Text, state: ReviewState, target: ReviewState, **more: Any) -> Step:
    usual = {"by": reader, "guard": printable, "form": ReadingForm, "effect": note_passed, "main": True}
    return Step(code, label, (state,), target, **{**usual, **more})


review_flow = Flow(
    "review",
    _("Review"),
    Review,
    ReviewState,
    final=frozenset({ReviewState.APPROVED}),
    steps=(
        Step(
            "submit",
            _("Hand in for reading"),
            (ReviewState.DRAFT,),
            ReviewState.FIRST,
            by=writer,
            guard=printable,
            form=NamingForm,
            effect=name_readers,
            main=True,
        ),
        _passing("pass_first", _("Pass the first reading"), ReviewState.FIRST, ReviewState.SECOND),
        _passing("pass_second", _("Pass the second reading"), ReviewState.SECOND, ReviewState.SECRECY),
        _passing(
            "clear", _("Pass the secrecy review"), ReviewState.SECRECY, ReviewState.THIRD, form=SecrecyForm
        ),
        _passing(
            "approve",
            _("Sign and freeze"),
            ReviewState.THIRD,
            ReviewState.APPROVED,
            by=leader & reader,
            guard=complete,
            effect=sign_off,
        ),
        Step(
            "return",
            _("Return for changes"),
            BEING_READ,
            ReviewState.DRAFT,
            by=reader,
            form=ReturnForm,
            effect=note_returned,
        ),
        Step("take_back", _("Take back"), (ReviewState.FIRST,), ReviewState.DRAFT, by=writer),
        Step(
            "rename", _("Name other readers"), BEING_READ, "", by=writer, form=NamingForm, effect=name_readers
        ),
        Step(
            "correct",
            _("Correct"),
            (ReviewState.APPROVED,),
            "",
            by=writer,
            guard=not_corrected,
            form=CorrectForm,
            effect=begin_correction,
        ),
    ),
    marks={ReviewState.DRAFT: "draft", ReviewState.APPROVED: "frozen"},
)
flows.add(review_flow)
