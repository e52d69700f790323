"""重点提案, 优秀提案, 领导批示 and the decision on publication: what is noted on a proposal beside its way."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from luzhi.accounts.models import Role
from luzhi.core.access import Text
from luzhi.members.models import Membership, Person
from luzhi.organisation.models import Appointment, UnitKind
from luzhi.proposals.models import Proposal, Release


def leaders(committee: UUID) -> QuerySet[Person]:
    """Who may supervise a key proposal: today's members of the chairpersons' meeting, and whoever holds a leader's role."""
    today = timezone.localdate()
    chairs = Membership.objects.filter(committee=committee, kind=UnitKind.CHAIRS).valid_on(today)
    leading = Appointment.objects.filter(committee=committee, role=Role.LEADER).today()
    return Person.objects.filter(committee=committee, merged_into=None).filter(
        Q(pk__in=chairs.values("person")) | Q(user__in=leading.values("user"))
    )


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
