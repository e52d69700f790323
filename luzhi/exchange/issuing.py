"""Activation codes of the accounts that an import opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from luzhi.accounts.models import OneTimeCode, User
from luzhi.audit.models import record
from luzhi.exchange.models import Action, Batch


@dataclass(frozen=True)
class Slip:
    name: str
    username: str
    code: str


def waiting(batch: Batch) -> Any:
    """The batch's accounts that nobody has entered yet."""
    opened = batch.rows.filter(subject_type=User._meta.label_lower, action=Action.CREATED).values(
        "subject_id"
    )
    return User.objects.filter(pk__in=opened, last_login=None)


def issue(batch: Batch, actor: Any) -> list[Slip]:
    """New codes, shown only now, in the order of the sheet; earlier unused ones stop working."""
    users = list(waiting(batch).order_by("pk"))
    codes = OneTimeCode.issue(users)
    record(actor, "batch.codes", batch, {"accounts": len(users)})
    return [Slip(user.name, user.username, codes[user.pk]) for user in users]
