"""表态: one reaction of one person to one article, which he or she may change; and how they are shown."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from luzhi.audit.models import record
from luzhi.organisation.models import Setting
from luzhi.portal.access import verified
from luzhi.portal.models import Article, Reaction, ReactionKind
from luzhi.tenancy.ids import new_id

SETTING = "reactions"  # {"egg": false, "flower": "点赞"}: switched off, or named otherwise
ICONS = {
    ReactionKind.FLOWER: "flower",
    ReactionKind.HANDSHAKE: "heart-handshake",
    ReactionKind.SHOCK: "bolt",
    ReactionKind.PASSING: "walk",
    ReactionKind.EGG: "egg",
}


def offered(committee: Any) -> dict[str, Any]:
    """The committee's kinds by code with their names, in the order of the page."""
    here = Setting.objects.filter(committee=committee)
    changed = here.at(SETTING, timezone.localdate(), {})
    return {
        kind.value: changed.get(kind.value) or kind.label
        for kind in ReactionKind
        if changed.get(kind.value) is not False
    }


def refusal(user: Any, article: Article) -> str:
    """Why this reader may not react to the article, or ""."""
    if not user.is_authenticated:
        return _("Verified readers react after signing in.")
    if not verified(user, article):
        return _("Only verified readers react.")
    if article.is_own(user):
        return _("Nobody reacts to an article of his or her own.")
    return "" if article.is_public else _("The article is not public.")


def react(article: Article, user: Any, kind: str) -> None:
    """Note the reaction, or change the one that is there; however often it is sent, one row.

    Raises PermissionDenied, or ValidationError for a kind that is not offered.
    """
    if reason := refusal(user, article):
        raise PermissionDenied(reason)
    if kind not in offered(article.committee_id):
        raise ValidationError(_("There is no such reaction."))
    key = {"committee_id": article.committee_id, "article": article, "user": user}
    with transaction.atomic():
        wanted = Reaction(id=new_id(), kind=kind, **key)
        Reaction.objects.bulk_create([wanted], ignore_conflicts=True)
        mine = Reaction.objects.get(**key)
        if mine.pk == wanted.pk:
            record(user, "reaction.create", mine)
        elif Reaction.objects.filter(pk=mine.pk).exclude(kind=kind).update(kind=kind, at=timezone.now()):
            record(user, "reaction.edit", mine, {"fields": ["kind"]})


def panel(article: Article, user: Any) -> dict[str, Any]:
    """The reactions as the page shows them: each with its number and a bar of 0–100 of the largest."""
    counts = Reaction.objects.counts(article)
    mine = Reaction.objects.visible_to(user).filter(article=article).values_list("kind", flat=True).first()
    largest = max(counts.values(), default=0) or 1
    items = [
        {
            "code": code,
            "label": label,
            "icon": ICONS[ReactionKind(code)],
            "count": counts.get(code, 0),
            "share": round(100 * counts.get(code, 0) / largest),
            "mine": code == mine,
        }
        for code, label in offered(article.committee_id).items()
    ]
    return {"items": items, "people": sum(item["count"] for item in items), "closed": refusal(user, article)}
