"""What the public reads: channels and articles; and the edition that counts each change."""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import Role
from luzhi.core.access import Text, holds
from luzhi.core.models import Flowing, Record, versioned
from luzhi.core.numbers import portal_time
from luzhi.portal.cleaning import SUMMARY_LENGTH, HtmlField, web_address
from luzhi.portal.shown import FIGURE_LINK, as_token
from luzhi.tenancy.models import TenantModel

DEPTH = 3  # a channel of the head, its channels, and theirs
OPEN = Q(closed=False) & (Q(parent=None) | Q(parent__closed=False))
OPEN &= Q(parent__parent=None) | Q(parent__parent__closed=False)


def counting(name: str) -> pgtrigger.Trigger:
    """Every change of the table begins a new edition, whoever makes it by whatever way."""
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Row,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func="""
            INSERT INTO portal_edition (id, committee_id, number)
            VALUES (gen_random_uuid(), COALESCE(NEW.committee_id, OLD.committee_id), 1)
            ON CONFLICT (committee_id) DO UPDATE SET number = portal_edition.number + 1;
            RETURN NULL;
        """,
    )


class EditionQuerySet(models.QuerySet["Edition"]):
    def visible_to(self, user: Any) -> EditionQuerySet:
        return self.all()

    def of(self, committee: Any) -> int:
        """The number of the committee's present edition; 0 before anything was entered."""
        return self.filter(committee=committee).values_list("number", flat=True).first() or 0


class Edition(TenantModel):
    """How often the committee's portal has changed: part of the key under which its pages are kept."""

    number = models.PositiveBigIntegerField(default=0)

    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["committee"], name="edition_once")]

    def __str__(self) -> str:
        return str(self.number)


class ChannelQuerySet(models.QuerySet["Channel"]):
    def visible_to(self, user: Any) -> ChannelQuerySet:
        """The public and all others see open channels; editors also the closed ones of their committee."""
        if holds(user, Role.EDITOR):
            return self.filter(OPEN | Q(committee_id=user.committee_id))
        return self.filter(OPEN)


@versioned
class Channel(Record):
    """栏目: a place of the portal. A closed one is hidden with all beneath it."""

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("belongs to")
    )
    name = models.CharField(_("channel name"), max_length=30)
    slug = models.CharField(
        _("name in the address"),
        max_length=40,
        validators=[RegexValidator(r"\A[a-z0-9-]+\Z", _("Small letters, digits and dashes only."))],
        help_text=_("small letters, digits and dashes, such as news"),
    )
    purpose = models.CharField(_("what belongs here"), max_length=120, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    shown_in_nav = models.BooleanField(_("in the head of every page"), default=True)
    allow_comments = models.BooleanField(_("readers may comment"), default=True)
    closed = models.BooleanField(_("closed"), default=False, help_text=_("hidden with everything beneath it"))

    objects = ChannelQuerySet.as_manager()

    class Meta:
        ordering = ["order", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "slug"],
                name="channel_slug_once",
                violation_error_message=_("This address is taken."),
            )
        ]
        triggers = [counting("channel_edition")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("portal:newsroom:channel", args=[self.pk])

    def clean(self) -> None:
        """A tree of at most three levels, and never a channel beneath itself."""
        above, steps = self.parent, 1
        while above is not None:
            if above.pk == self.pk:
                raise ValidationError({"parent": _("A channel cannot stand beneath itself.")})
            above, steps = above.parent, steps + 1
        if steps + self._levels_beneath() > DEPTH:
            raise ValidationError({"parent": _("Channels stand in at most three levels.")})

    def _levels_beneath(self) -> int:
        if self._state.adding:
            return 0
        for levels, path in ((2, "parent__parent"), (1, "parent")):
            if Channel.objects.filter(**{path: self.pk}).exists():
                return levels
        return 0


class ArticleState(models.TextChoices):
    DRAFT = "draft", _("draft")
    PENDING = "pending", _("awaiting review")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("taken offline")


IN_OPEN_CHANNEL = Q(channel__closed=False) & (Q(channel__parent=None) | Q(channel__parent__closed=False))
IN_OPEN_CHANNEL &= Q(channel__parent__parent=None) | Q(channel__parent__parent__closed=False)


class ArticleQuerySet(models.QuerySet["Article"]):
    def published(self) -> ArticleQuerySet:
        return self.filter(IN_OPEN_CHANNEL, state=ArticleState.PUBLISHED)

    def visible_to(self, user: Any) -> ArticleQuerySet:
        """The public sees what is published in open channels; the committee's editors all of theirs; its leaders
        all but drafts."""
        here = Q(committee_id=getattr(user, "committee_id", None))
        if holds(user, Role.EDITOR):
            return self.filter(here | (IN_OPEN_CHANNEL & Q(state=ArticleState.PUBLISHED)))
        if holds(user, Role.LEADER):
            public = IN_OPEN_CHANNEL & Q(state=ArticleState.PUBLISHED)
            return self.filter((here & ~Q(state=ArticleState.DRAFT)) | public)
        return self.published()

    def notice_of(self, committee: Any, pk: Any) -> Any:
        """The public notice of a withdrawn article (notice, withdrawn_at), and nothing else of it."""
        gone = self.filter(IN_OPEN_CHANNEL, committee=committee, pk=pk, state=ArticleState.WITHDRAWN)
        return gone.exclude(notice="").values("notice", "withdrawn_at").first()


@versioned
class Article(Flowing):
    """One published text. `publisher` put it online (发布者), `author` wrote it, `source` is where it comes from (来自)."""

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="articles", verbose_name=_("channel"))
    title = models.CharField(_("title"), max_length=255)
    summary = models.CharField(
        _("summary"),
        max_length=SUMMARY_LENGTH,
        blank=True,
        help_text=_("whole sentences; left empty, the first sentences of the text are taken"),
    )
    body = HtmlField(_("text"), help_text=_("a line is a paragraph; # before it makes it a heading"))
    author = models.CharField(_("author"), max_length=60, blank=True)
    source = models.CharField(_("source"), max_length=60, blank=True)
    source_url = models.URLField(_("address of the source"), blank=True, validators=[web_address])
    review = models.ForeignKey(
        "reports.Review",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("review it prints"),
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("submitted by"),
    )
    publisher = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("published by"),
    )
    published_at = models.DateTimeField(_("published at"), null=True, editable=False)
    withdrawn_at = models.DateTimeField(_("taken offline at"), null=True, editable=False)
    notice = models.CharField(_("public notice"), max_length=300, blank=True, editable=False)
    mending = models.CharField(_("correction to be told"), max_length=300, blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=20, choices=ArticleState, default=ArticleState.DRAFT, editable=False
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        indexes = [
            models.Index(fields=["committee", "channel", "-published_at"], name="article_of_channel"),
            models.Index(fields=["committee", "state", "-published_at"], name="article_latest"),
        ]
        triggers = [counting("article_edition")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("portal:newsroom:article", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.state == ArticleState.DRAFT

    @property
    def is_public(self) -> bool:
        return self.state == ArticleState.PUBLISHED

    @property
    def counts_now(self) -> bool:
        return self.is_public

    @property
    def standing(self) -> Text:
        """Beside the title of what is not public: (待审核)."""
        return "" if self.is_public else self.get_state_display()

    @property
    def time(self) -> str:
        return portal_time(self.published_at) if self.published_at else ""

    @property
    def day(self) -> str:
        return self.time.partition(" ")[0]

    @property
    def html(self) -> SafeString:
        """The text as shown: it was cleaned when it was written; links to figure cards open beside it."""
        return mark_safe(FIGURE_LINK.sub(as_token, self.body))  # noqa: S308

    def is_own(self, user: Any) -> bool:
        """Did the user write, submit or publish it?"""
        return user.pk in (self.entered_by_id, self.submitted_by_id, self.publisher_id)
