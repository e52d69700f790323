"""Keeping drafts: whose, of which form, and which of two texts came first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from luzhi.core.models import Record
from luzhi.core.pages import Ledger, ledgers
from luzhi.organisation.secrecy import refuse_marked
from luzhi.writing.models import Draft

NEW = "new"
FIELDS = 100
NAME, DEVICE = 60, 40
CHARACTERS = 500_000  # of all fields together

Values = dict[str, list[str]]


@dataclass(frozen=True)
class Sent:
    """What a page sends: its text, the revision that it began from, itself with the count of its savings, and the page
    whose copy in the browser it went on with."""

    values: Values
    revision: int
    device: str
    turn: int
    before: str = ""

    def follows(self, draft: Draft) -> bool:
        """Is the draft what this text was written on?"""
        ours = draft.device != "" and draft.device in (self.device, self.before)
        return ours or draft.revision == self.revision


class Conflict(Exception):  # noqa: N818 (an outcome of saving, said to the writer)
    """Another page saved meanwhile; `draft` is what it saved."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self.draft = draft


def code_of(row: Record) -> str:
    """The form in which this row is written: proposals.new, proposals.<id>."""
    ledger = next(ledger for ledger in ledgers if ledger.model is type(row))
    return f"{ledger.code}.{NEW if row._state.adding else row.pk}"


def place_of(code: str, user: Any) -> tuple[Ledger, Record | None]:
    """The ledger and the row that a form's code names. Raises Http404, or PermissionDenied where one may not write."""
    name, _dot, which = code.partition(".")
    ledger = ledgers.get(name)
    if ledger is None or ledger.form is None:
        raise Http404
    row = None if which == NEW else get_object_or_404(ledger.rows(user), pk=_id(which))
    if not (ledger.edit if row else ledger.create)(user, row):
        raise PermissionDenied(_("Only %(who)s.") % {"who": (ledger.edit if row else ledger.create).label})
    return ledger, row


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def sent(data: Any) -> Sent:
    """Reads a page's JSON. Raises ValueError for any other shape, ValidationError for a text that is too long or marked."""
    values, counts = data["values"], (data["revision"], data["turn"])
    if not isinstance(values, dict) or len(values) > FIELDS or not all(type(n) is int for n in counts):
        raise ValueError("no form")
    clean = {name[:NAME]: [_storable(text) for text in texts] for name, texts in values.items()}
    texts = [text for each in clean.values() for text in each]
    if sum(map(len, texts)) > CHARACTERS:
        raise ValidationError(
            _("The text is longer than %(limit)s characters.") % {"limit": f"{CHARACTERS:,}"}
        )
    refuse_marked(*texts)
    return Sent(
        clean, counts[0], str(data["device"])[:DEVICE], counts[1], str(data.get("before", ""))[:DEVICE]
    )


def _storable(text: Any) -> str:
    """As the database can hold it: no NUL, no half of a character."""
    if not isinstance(text, str):
        raise ValueError("no text")
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def keep(user: Any, code: str, text: Sent) -> Draft:
    """Store what was typed. Raises Conflict where somebody else's page saved since; nothing is overwritten then."""
    with transaction.atomic():
        draft = _locked(user, code)
        if draft.device == text.device and draft.turn >= text.turn:
            return draft  # overtaken on the way by a later one
        if not text.follows(draft) and draft.values != text.values:
            raise Conflict(draft)
        _store(draft, text.values, text.device, text.turn)
    return draft


def finish(user: Any, code: str) -> None:
    """The text was saved or given up: the draft is emptied, and what still comes from the same page is too late."""
    with transaction.atomic():
        draft = _locked(user, code)
        if draft.values:
            _store(draft, {}, "", 0)


def _locked(user: Any, code: str) -> Draft:
    key = {"committee_id": user.committee_id, "owner": user, "form": code}
    Draft.objects.get_or_create(**key)
    return Draft.objects.select_for_update().get(**key)


def _store(draft: Draft, values: Values, device: str, turn: int) -> None:
    draft.values, draft.device, draft.turn = values, device, turn
    draft.revision += 1
    draft.saved_at = timezone.now()
    draft.save(update_fields=["values", "device", "turn", "revision", "saved_at"])


def shown(user: Any, code: str) -> dict[str, Any]:
    """What the editor's page knows of the draft; revision 0 where nothing was ever typed."""
    draft = Draft.objects.visible_to(user).filter(form=code).first()
    draft = draft or Draft(form=code, owner=user)
    return {
        "form": code,
        "user": str(user.pk),
        "revision": draft.revision,
        "device": draft.device,
        "values": draft.values,
        "at": clock(draft),
    }


def clock(draft: Draft) -> str:
    """10:42 of today, 3-14 10:42 of an earlier day."""
    at, today = timezone.localtime(draft.saved_at), timezone.localdate()
    return f"{at:%H:%M}" if at.date() == today else f"{at.month}-{at.day} {at:%H:%M}"


@dataclass(frozen=True)
class Unfinished:
    """A text begun and not saved, as the desk offers it."""

    title: str
    url: str
    at: str


def unfinished(user: Any) -> list[Unfinished]:
    """The drafts that the user can go on with; those of rows that may not be written any more are left out."""
    found = []
    for draft in Draft.objects.visible_to(user).filled():
        try:
            ledger, row = place_of(draft.form, user)
        except (Http404, PermissionDenied):
            continue
        title = "".join(draft.values.get("title", [])) or str(row or ledger.label)
        url = ledger.url(f"{ledger.single}_edit", row.pk) if row else ledger.new_url
        found.append(Unfinished(title, url, clock(draft)))
    return found
