"""办理: one unit's part of a proposal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from luzhi.core.flow import Flow, flows
from luzhi.core.showing import Column
from luzhi.handling.flow import FINAL, MARKS, Parties, handling_steps
from luzhi.handling.models import HandlingState
from luzhi.handling.queues import Action, Queue, queues
from luzhi.proposals import answering, settling
from luzhi.proposals.access import answering_party, anyone, examiner, handling_unit, reviewer, signer
from luzhi.proposals.due import fill
from luzhi.proposals.models import Assignment

flows.add(
    Flow(
        "proposal_assignment",
        _("Handling of a proposal"),
        Assignment,
        HandlingState,
        final=FINAL,
        marks=MARKS,
        steps=handling_steps(
            Parties(handling_unit, reviewer, signer, examiner, anyone),
            effects={
                "receive": answering.receive,
                "object": answering.object_to,
                "refuse_objection": answering.keep,
                "ask_extension": answering.ask_extension,
                "grant_extension": answering.grant_extension,
                "refuse_extension": answering.refuse_extension,
                "send_opinion": answering.send_opinion,
                "draft": answering.draft,
                "review": answering.review,
                "send_back": answering.back_to_work,
                "sign": answering.sign,
                "pass": settling.passed,
                "reject": settling.rejected,
                "handle_again": settling.again,
                "finish": settling.finish,
            },
            guards={
                "object": answering.objectable,
                "ask_extension": answering.extendable,
                "grant_extension": answering.extension_open,
                "refuse_extension": answering.extension_open,
                "send_opinion": answering.owes_opinion,
                "draft": answering.owes_answer,
                "handle_again": settling.somebody_discontent,
                "finish": settling.all_content,
            },
        ),
    )
)

queues.add(
    Queue(
        "proposals",
        _("Proposals"),
        Assignment,
        title="proposal",
        number="proposal.reference",
        exported=(
            Column("proposal.reference", _("proposal number")),
            Column("proposal.title", _("title of the proposal")),
            Column("proposal.proposer", _("proposer")),
            Column("proposal.topic", _("class of content")),
            Column("unit.name", _("handling unit")),
            Column("role", _("manner of handling")),
            Column("assigned_on", _("handed over on")),
            Column("received_on", _("received on")),
            Column("deadline", _("answer or opinion until")),
            Column("state", _("state")),
            Column("answered_on", _("answered on")),
            Column("class_now", _("answer class")),
        ),
        fill=fill,
        related=("proposal__session", "unit"),
        prefetched=("written",),
        search=("proposal__title", "proposal__number"),
        actions=(Action(_("Answers by Excel"), "proposals:answer_sheets", answering_party),),
    )
)
