"""The words and marks for what the checker found: always a word and a mark beside the colour."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from luzhi.core.access import Text
from luzhi.reports.checking.identities import WORDS, Identity
from luzhi.reports.checking.records import Recorded


@dataclass(frozen=True)
class Outcome:
    code: str
    label: Text
    mark: str
    tone: str  # of the notice: ok, warning, error, none


AGREES = Outcome("agrees", _("agrees with the records"), "✓", "ok")
DIFFERS = Outcome("differs", _("differs from the records"), "✗", "error")
UNKNOWN = Outcome("none", _("no such figure in the records"), "○", "none")
MARKS = {"ok": "✓", "warning": "△", "error": "✗"}


def outcome(record: Recorded) -> Outcome:
    if record.agrees is None:
        return UNKNOWN
    return AGREES if record.agrees else DIFFERS


def words_of(identity: Identity) -> str:
    """✗ error, △ rounding."""
    return f"{MARKS[identity.severity]} {WORDS[identity.verdict]}"
