"""What comes from other forms: a proposal turned into social-conditions information or into a member's letter."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from luzhi.audit.models import record
from luzhi.opinions.models import Paper, PaperKind
from luzhi.writing.routes import Passed, Route, routes


def taking(kind: PaperKind) -> Any:
    def take(passed: Passed, actor: Any) -> UUID:
        """A paper of the kind with the same words, author and source; its origin stands beside the audit row."""
        with transaction.atomic():
            paper = Paper.objects.create(
                committee_id=passed.committee,
                kind=kind,
                title=passed.title,
                body=passed.body,
                author=passed.author,
                source=passed.source[:120],
                entered_by=actor,
            )
            record(actor, "paper.create", paper, {"fields": []}, passed.origin)
        return paper.pk

    return take


def address(pk: UUID) -> str:
    return reverse("opinions:paper", args=[pk])


routes.add(
    *(Route(kind.value, kind.label, taking(kind), address) for kind in (PaperKind.OPINION, PaperKind.LETTER))
)
