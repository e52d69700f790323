"""综述, from the draft to its approval."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any, Final

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import Role
from luzhi.core.access import holds
from luzhi.core.models import Flowing, versioned
from luzhi.core.periods import Window
from luzhi.reports.periods import WHOLE, period_choices, window_of
from luzhi.reports.wording import template_choices


class ReviewState(models.TextChoices):
    """三审三校: three readings by three people, the secrecy review before the last one, which signs off."""

    DRAFT = "draft", _("draft")
    FIRST = "first", _("in first reading")
    SECOND = "second", _("in second reading")
    SECRECY = "secrecy", _("in secrecy review")
    THIRD = "third", _("in third reading")
    APPROVED = "approved", _("approved")


READERS: Final = {
    ReviewState.FIRST: "first_reader",
    ReviewState.SECOND: "second_reader",
    ReviewState.SECRECY: "secrecy_reviewer",
    ReviewState.THIRD: "third_reader",
}
"""Who is named for each reading: the state in which the text lies with that person."""


class Form(models.TextChoices):
    """In which form of GB/T 9704 the text is printed."""

    PLAIN = "plain", _("plain text")
    DOCUMENT = "document", _("red-head document")
    LETTER = "letter", _("official letter")
    MINUTES = "minutes", _("minutes")
    BULLETIN = "bulletin", _("bulletin")


def _person(label: Any) -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=label,
    )


class ReviewQuerySet(models.QuerySet["Review"]):
    def released(self) -> ReviewQuerySet:
        """Those whose article is published."""
        return self.filter(released=True, state=ReviewState.APPROVED)

    def visible_to(self, user: Any) -> ReviewQuerySet:
        """The research office and leaders all, editors the approved ones, those who are named to read it theirs,
        everybody else the released ones."""
        if not getattr(user, "holdings", ()):
            return self.released()
        here = self.filter(committee_id=user.committee_id)
        if holds(user, Role.RESEARCH, Role.LEADER):
            return here
        named = reduce(or_, (Q(**{name: user.pk}) for name in READERS.values()))
        open_to_all = (
            Q(released=True) | Q(state=ReviewState.APPROVED) if holds(user, Role.EDITOR) else Q(released=True)
        )
        return here.filter(named | open_to_all)


@versioned
class Review(Flowing):
    """A period's work in words. `text` holds figure tokens, so a draft always shows what the records say now.

    A correction is a review of its own that goes through the same readings; `corrects` is the one it replaces.
    """

    year = models.PositiveSmallIntegerField(_("year"))
    period = models.CharField(_("period"), max_length=4, choices=period_choices, default=WHOLE)
    title = models.CharField(_("title"), max_length=120)
    template = models.CharField(_("template"), max_length=40, choices=template_choices)
    cut_off = models.DateField(
        _("cut-off date"), default=timezone.localdate, help_text=_("“Since …” figures count up to this day.")
    )
    summary = models.TextField(_("summary"), max_length=400)
    text = models.TextField(
        _("text"),
        help_text=_(
            "A line is a paragraph; # before it makes it a heading. "
            "Figures stand as {{code | 2018}} or {{code | since 2018-01-01}}."
        ),
    )
    form = models.CharField(_("form"), max_length=10, choices=Form, default=Form.PLAIN)
    number = models.CharField(
        _("document number"), max_length=40, blank=True, help_text=_("such as 萍政协发〔2018〕5号 or 第3期")
    )
    addressee = models.CharField(_("addressee"), max_length=200, blank=True)
    copies_to = models.TextField(
        _("copies to"),
        blank=True,
        max_length=500,
        help_text=_("one line each; a bulletin's lines begin with 报：, 送： or 发："),
    )
    meeting = models.ForeignKey(
        "activities.Activity",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("meeting"),
        help_text=_("minutes take who was present, excused and sitting in from it"),
    )
    corrects = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="corrections",
        verbose_name=_("corrects"),
    )
    correction = models.CharField(_("what is corrected"), max_length=300, blank=True, editable=False)
    written_by = _person(_("written by"))
    first_reader = _person(_("first reader"))
    second_reader = _person(_("second reader"))
    secrecy_reviewer = _person(_("secrecy reviewer"))
    third_reader = _person(_("third reader"))
    round = models.PositiveSmallIntegerField(_("round of readings"), default=1, editable=False)
    printed = models.JSONField(default=dict, editable=False)
    """By token, what the figures of the text printed when its writer last saved it."""
    released = models.BooleanField(_("released to the public"), default=False, editable=False)
    state = models.CharField(
        _("state"), max_length=20, choices=ReviewState, default=ReviewState.DRAFT, editable=False
    )

    derived = ("printed", "written_by")

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-entered_at"]
        indexes = [models.Index(fields=["committee", "-year"], name="review_year")]
        constraints = [
            models.CheckConstraint(
                condition=Q(released=False) | Q(state=ReviewState.APPROVED), name="review_released_approved"
            ),
            models.CheckConstraint(
                condition=~Q(first_reader=F("second_reader"))
                & ~Q(first_reader=F("third_reader"))
                & ~Q(second_reader=F("third_reader")),
                name="review_three_readers",
                violation_error_message=_("The three readings are done by three people."),
            ),
            models.UniqueConstraint(
                fields=["committee", "form", "year", "number"],
                condition=~Q(number="") & Q(corrects=None),
                name="review_number_once",
                violation_error_message=_("This number is given to another text already."),
            ),
            models.UniqueConstraint(
                fields=["committee", "corrects"],
                name="review_corrected_once",
                violation_error_message=_("A correction of this text is on its way already."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reports:review", args=[self.pk])

    @property
    def counts_now(self) -> bool:
        """No figure counts a text: an edit needs no reason."""
        return False

    @property
    def is_frozen(self) -> bool:
        return self.state == ReviewState.APPROVED

    @property
    def window(self) -> Window:
        """The days that the text is about."""
        return window_of(self.year, self.period)

    def reader_now(self) -> Any:
        """The key of whom the text lies with for a reading; None for a draft and an approved text."""
        return getattr(self, f"{READERS[ReviewState(self.state)]}_id") if self.state in READERS else None
