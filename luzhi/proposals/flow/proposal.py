"""提案: from draft to archive (field.md 2.4)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from luzhi.core.flow import Flow, Step, flows
from luzhi.core.forms import ReasonForm
from luzhi.proposals import assigning, cosigning, examining, honouring
from luzhi.proposals.access import (
    anyone,
    author,
    collective,
    convener,
    examiner,
    individual,
    supervisor,
    writer,
)
from luzhi.proposals.flow.deciding import FileForm, GroundForm, MergeForm, SendOnForm
from luzhi.proposals.flow.forms import InstructionForm, InviteForm, KeyForm, ReleaseForm
from luzhi.proposals.flow.handing import AddUnitsForm, AssignForm
from luzhi.proposals.models import Proposal, ProposalState

S = ProposalState
UNDER_WAY = (S.FILED, S.ASSIGNED, S.ANSWERED, S.CLOSED)
SETTLED = (S.ANSWERED, S.CLOSED, S.ARCHIVED)

WRITING = (
    Step(
        "submit",
        _("Submit"),
        (S.DRAFT, S.RETURNED),
        S.SUBMITTED,
        by=individual & (author | writer),
        effect=examining.submit,
        main=True,
    ),
    Step(
        "submit_to_unit",
        _("Submit for confirmation by the unit"),
        (S.DRAFT, S.RETURNED),
        S.UNCONFIRMED,
        by=collective & (author | writer),
        effect=examining.submit,
        main=True,
    ),
    Step(
        "confirm",
        _("Confirm for the unit"),
        (S.UNCONFIRMED,),
        S.SUBMITTED,
        by=convener,
        effect=examining.confirm,
        main=True,
    ),
    Step(
        "confirm_paper",
        _("Note the seal on paper"),
        (S.UNCONFIRMED,),
        S.SUBMITTED,
        by=examiner,
        form=ReasonForm,
        effect=examining.confirm,
    ),
    Step(
        "invite",
        _("Invite members to co-sign"),
        cosigning.SIGNABLE,
        "",
        by=individual & (author | writer),
        form=InviteForm,
        guard=cosigning.not_open,
        effect=cosigning.invite,
    ),
    Step(
        "withdraw",
        _("Withdraw"),
        (S.DRAFT, S.RETURNED, S.UNCONFIRMED, S.SUBMITTED),
        S.WITHDRAWN,
        by=author | writer,
        form=ReasonForm,
        effect=examining.close_invitations,
    ),
)
EXAMINATION = (
    Step(
        "file",
        _("File the proposal"),
        (S.SUBMITTED,),
        S.FILED,
        by=examiner,
        form=FileForm,
        effect=examining.file,
        main=True,
    ),
    Step(
        "return",
        _("Return for revision"),
        (S.SUBMITTED, S.UNCONFIRMED),
        S.RETURNED,
        by=examiner,
        form=ReasonForm,
    ),
    Step(
        "merge",
        _("Merge into another proposal"),
        (S.SUBMITTED, S.FILED),
        S.MERGED,
        by=examiner,
        form=MergeForm,
        effect=examining.merge,
    ),
    Step(
        "split",
        _("Split from the main proposal"),
        (S.MERGED,),
        S.FILED,
        by=examiner,
        guard=examining.splittable,
        effect=examining.split,
    ),
    Step(
        "refuse",
        _("Do not file"),
        (S.SUBMITTED,),
        S.NOT_FILED,
        by=examiner,
        form=GroundForm,
        effect=examining.refuse,
    ),
    Step(
        "convert",
        _("Turn into social-conditions information"),
        (S.SUBMITTED,),
        S.CONVERTED,
        by=examiner,
        form=ReasonForm,
        effect=examining.convert,
    ),
    Step(
        "to_letter",
        _("Turn into a member's letter"),
        (S.SUBMITTED,),
        S.LETTER,
        by=examiner,
        form=ReasonForm,
        effect=examining.to_letter,
    ),
    Step(
        "send_on",
        _("Send it on in another form"),
        (S.NOT_FILED,),
        "",
        by=author | examiner,
        form=SendOnForm,
        guard=examining.not_to_be_sent,
        effect=examining.pass_on,
    ),
)
HANDLING = (
    Step(
        "assign",
        _("Hand over to units"),
        (S.FILED,),
        S.ASSIGNED,
        by=examiner,
        form=AssignForm,
        effect=assigning.assign,
        main=True,
    ),
    Step(
        "add_units",
        _("Add a handling unit"),
        (S.ASSIGNED,),
        "",
        by=examiner,
        form=AddUnitsForm,
        effect=assigning.add_units,
    ),
    Step(
        "withdraw_filed",
        _("Withdraw on the proposer's application"),
        (S.FILED, S.ASSIGNED),
        S.WITHDRAWN,
        by=examiner,
        form=ReasonForm,
        guard=examining.has_merged,
        effect=assigning.take_back,
    ),
    Step(
        "answer",
        _("All units have answered"),
        (S.ASSIGNED,),
        S.ANSWERED,
        by=anyone,
        guard=assigning.unanswered,
        effect=assigning.note_answered,
        automatic=True,
    ),
    Step(
        "reopen",
        _("A unit handles it again"),
        (S.ANSWERED,),
        S.ASSIGNED,
        by=anyone,
        guard=assigning.answered,
        automatic=True,
    ),
    Step(
        "close",
        _("All units have settled it"),
        (S.ANSWERED,),
        S.CLOSED,
        by=anyone,
        guard=assigning.unsettled,
        effect=assigning.note_closed,
        automatic=True,
    ),
    Step("archive", _("File it in the archive"), (S.CLOSED,), S.ARCHIVED, by=examiner, main=True),
)
MARKING = (
    Step(
        "mark_key",
        _("Make it a key proposal"),
        UNDER_WAY,
        "",
        by=examiner,
        form=KeyForm,
        effect=honouring.mark_key,
    ),
    Step(
        "unmark_key",
        _("Take it off the key proposals"),
        UNDER_WAY,
        "",
        by=examiner,
        form=ReasonForm,
        guard=honouring.not_key,
        effect=honouring.unmark_key,
    ),
    Step(
        "mark_excellent",
        _("Make it an excellent proposal"),
        SETTLED,
        "",
        by=examiner,
        guard=honouring.is_excellent,
        effect=honouring.mark_excellent,
    ),
    Step(
        "instruct",
        _("Note a leader's instruction"),
        UNDER_WAY,
        "",
        by=supervisor,
        form=InstructionForm,
        effect=honouring.instruct,
    ),
    Step(
        "release",
        _("Decide on publication"),
        SETTLED,
        "",
        by=examiner,
        form=ReleaseForm,
        effect=honouring.release,
    ),
)
flows.add(
    Flow(
        "proposal",
        _("Proposal"),
        Proposal,
        ProposalState,
        final=frozenset({S.NOT_FILED, S.CONVERTED, S.LETTER, S.WITHDRAWN, S.ARCHIVED}),
        steps=(*WRITING, *EXAMINATION, *HANDLING, *MARKING),
        marks={S.NOT_FILED: "stopped", S.WITHDRAWN: "stopped", S.MERGED: "done", S.CLOSED: "done"},
    )
)
