"""A signed text is not changed: its correction is a text of its own, read and signed like it, that says what it corrects."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luzhi.audit.models import record
from luzhi.core.access import Text
from luzhi.core.forms import StepForm
from luzhi.reports.models import FrozenFigure, Review, ReviewState

COPIED = (
    "committee_id",
    "year",
    "period",
    "title",
    "template",
    "summary",
    "text",
    "form",
    "number",
    "addressee",
    "copies_to",
    "meeting_id",
)


class CorrectForm(StepForm):
    correction = forms.CharField(
        label=_("what is corrected"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("printed with the corrected text: what was wrong, and why"),
    )


def not_corrected(review: Review) -> Text:
    if Review.objects.filter(corrects=review).exists():
        return _("A correction of this text is on its way already.")
    return ""


def begin_correction(review: Review, actor: Any, correction: str) -> None:
    """A draft with the same words, counted up to the same day."""
    fields = {name: getattr(review, name) for name in COPIED}
    draft = Review(
        **fields,
        corrects=review,
        correction=correction,
        cut_off=review.cut_off,
        written_by=actor,
        entered_by=actor,
    )
    draft.save(force_insert=True)
    record(actor, "review.create", draft, {"corrects": str(review.pk)})


def corrected(review: Review) -> Review | None:
    """The approved correction that stands instead of the review, if there is one."""
    return Review.objects.filter(corrects=review, state=ReviewState.APPROVED).first()


def changed_figures(review: Review) -> list[tuple[FrozenFigure, FrozenFigure]]:
    """The figures that the corrected text prints otherwise than the one before: (before, after)."""
    if review.corrects is None:
        return []
    before = {figure.token: figure for figure in review.corrects.figures.all()}
    return [
        (before[after.token], after)
        for after in review.figures.all()
        if after.token in before and before[after.token].printed != after.printed
    ]
