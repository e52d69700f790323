"""What is done for many proposals, or many assignments, at once."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from luzhi.handling.bulk import Bulk, BulkStep
from luzhi.handling.forms import BulkSignForm, in_turn
from luzhi.proposals.access import answering_party, examiner, signing_party
from luzhi.proposals.flow.handing import BulkAssignForm, each_to_its_unit
from luzhi.proposals.models import Proposal


def proposals_of(assignments: QuerySet[Any]) -> QuerySet[Any]:
    """The proposals that follow their assignments' steps."""
    return Proposal.objects.filter(pk__in=assignments.values("proposal"))


PROPOSING = Bulk(
    "proposals",
    "proposal",
    (
        BulkStep("file", examiner),
        BulkStep("refuse", examiner),
        BulkStep("return", examiner),
        BulkStep("assign", examiner, form=BulkAssignForm, each=each_to_its_unit),
        BulkStep("mark_excellent", examiner),
        BulkStep("archive", examiner),
    ),
)
HANDLING = Bulk(
    "assignments",
    "proposal_assignment",
    (
        BulkStep("receive", answering_party),
        BulkStep("review", answering_party),
        BulkStep("sign", signing_party, form=BulkSignForm, each=in_turn),
        BulkStep("pass", examiner),
        BulkStep("refuse_objection", examiner),
        BulkStep("grant_extension", examiner),
    ),
    locked=proposals_of,
)
