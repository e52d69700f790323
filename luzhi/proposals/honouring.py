"""重点提案, 优秀提案, 领导批示 and the decision on publication: what is noted on a proposal beside its way."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from luzhi.core.access import Text
from luzhi.members.models import Person
from luzhi.proposals.models import Proposal, Release


def mark_key(proposal: Proposal, actor: Any, supervisor: Person | None = None, supervision: str = "") -> None:
    proposal.key_on = proposal.key_on or timezone.localdate()
    proposal.supervisor, proposal.supervision = supervisor, supervision


def not_key(proposal: Proposal) -> Text:
    return "" if proposal.key_on else _("It is no key proposal.")


def unmark_key(proposal: Proposal, actor: Any) -> None:
    proposal.key_on, proposal.supervisor, proposal.supervision = None, None, ""


def is_excellent(proposal: Proposal) -> Text:
    return _("It is an excellent proposal already.") if proposal.excellent_on else ""


def mark_excellent(proposal: Proposal, actor: Any) -> None:
    proposal.excellent_on = timezone.localdate()


def instruct(proposal: Proposal, actor: Any, instructions: str) -> None:
    proposal.instructions = instructions


def release(proposal: Proposal, actor: Any, release: str, release_text: str = "") -> None:
    """The proposal's own text needs its proposer's consent; without it the title and the answer are published."""
    if release == Release.SUMMARY and not release_text:
        raise ValidationError(_("Write the summary that is to be published."))
    proposal.release, proposal.release_text = release, release_text
    proposal.released = release in (Release.FULL, Release.SUMMARY)
    proposal.released_on = timezone.localdate() if proposal.released else None
