"""What readers say to an article: comments that wait for a moderator, and one reaction each."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import Role
from luzhi.core.access import holds
from luzhi.core.models import Flowing, versioned
from luzhi.core.numbers import portal_time
from luzhi.portal.models.articles import Article, counting
from luzhi.tenancy.models import TenantModel


class CommentState(models.TextChoices):
    PENDING = "pending", _("waits for a moderator")
    SHOWN = "shown", _("on display")
    REFUSED = "refused", _("turned down")


class CommentQuerySet(models.QuerySet["Comment"]):
    def shown(self) -> CommentQuerySet:
        return self.filter(state=CommentState.SHOWN)

    def visible_to(self, user: Any) -> CommentQuerySet:
        """The shown ones of what the user may read, one's own, and for moderators all of their committee."""
        if holds(user, Role.MODERATOR):
            return self.filter(committee_id=user.committee_id)
        public = Q(state=CommentState.SHOWN, article__in=Article.objects.published())
        return self.filter(public | Q(author_id=user.pk) if user.is_authenticated else public)


@versioned
class Comment(Flowing):
    """Plain words of a verified person, shown after moderation under a name of one's choice, never one's own."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="comments", verbose_name=_("article"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        editable=False,
        related_name="+",
        verbose_name=_("commenter"),
    )
    signed = models.CharField(
        _("shown name"),
        max_length=20,
        blank=True,
        help_text=_("a name of your choice; your own is never shown"),
    )
    text = models.TextField(_("comment"), max_length=500)
    reason = models.CharField(_("reason"), max_length=500, blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=20, choices=CommentState, default=CommentState.PENDING, editable=False
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["entered_at", "pk"]
        indexes = [
            models.Index(fields=["committee", "article", "state", "entered_at"], name="comment_of_article"),
            models.Index(fields=["committee", "author", "entered_at"], name="comment_of_author"),
        ]
        triggers = [counting("comment_edition")]

    def __str__(self) -> str:
        return self.text[:40]

    def get_absolute_url(self) -> str:
        return reverse("portal:newsroom:comment", args=[self.pk])

    @property
    def is_pending(self) -> bool:
        return self.state == CommentState.PENDING

    @property
    def is_refused(self) -> bool:
        return self.state == CommentState.REFUSED

    @property
    def time(self) -> str:
        return portal_time(self.entered_at)


class ReactionKind(models.TextChoices):
    """表态, in the order of the page; a committee may rename them or switch them off (Setting `reactions`)."""

    FLOWER = "flower", _("Flowers")
    HANDSHAKE = "handshake", _("Handshake")
    SHOCK = "shock", _("Shocked")
    PASSING = "passing", _("Passing by")
    EGG = "egg", _("Egg")


class ReactionQuerySet(models.QuerySet["Reaction"]):
    def visible_to(self, user: Any) -> ReactionQuerySet:
        """One's own: of others only the numbers are shown."""
        return self.filter(user_id=user.pk) if user.is_authenticated else self.none()

    def counts(self, article: Article) -> dict[str, int]:
        """How many persons reacted, by kind."""
        rows = self.filter(article=article).order_by().values_list("kind")
        return dict(rows.annotate(n=models.Count("pk")))


class Reaction(TenantModel):
    """One reaction of one person to one article; the constraint, not a check, keeps it one."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="reactions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=20, choices=ReactionKind)
    at = models.DateTimeField(default=timezone.now)

    objects = ReactionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["committee", "article", "user"], name="reaction_once"),
            models.CheckConstraint(condition=Q(kind__in=ReactionKind.values), name="reaction_kind"),
        ]
        indexes = [models.Index(fields=["committee", "article", "kind"], name="reaction_counts")]

    def __str__(self) -> str:
        return str(self.get_kind_display())
