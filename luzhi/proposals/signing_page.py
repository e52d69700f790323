"""What a proposal's page tells those who signed it, and the member whose proposal the office entered."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from luzhi.core.pages import Ledger, Related, detail_context
from luzhi.core.showing import Column, table
from luzhi.proposals.access import author
from luzhi.proposals.models import Invitation, Proposal, Signature
from luzhi.proposals.story import told
from luzhi.writing.comparing import marked

SIGNERS = (
    Column("person.roll_name", _("signer")),
    Column("order", _("order of signing"), kind="num"),
    Column("signed_at", _("signed at"), kind="fit", phone=False),
)
INVITED = (
    Column("person", _("invited member")),
    Column("state", _("state"), kind="fit"),
    Column("entered_at", _("asked at"), kind="fit", phone=False),
)


def signing(proposal: Proposal, user: Any) -> list[Related]:
    """Who signed and, while it can still be signed, who was asked to."""
    rows = Signature.objects.visible_to(user).filter(proposal=proposal).select_related("person")
    asked = Invitation.objects.visible_to(user).filter(proposal=proposal).exclude(state="accepted")
    tables = [
        Related(
            _("Signers"),
            SIGNERS,
            table(SIGNERS, rows),
            empty=_("No member of the roster signed: a unit proposes."),
        )
    ]
    if invited := table(INVITED, asked.select_related("person")):
        tables.append(Related(_("Asked to co-sign"), INVITED, invited))
    return tables


def own_signature(proposal: Proposal, user: Any) -> Signature | None:
    """The reader's own signature, where it was given here to a version of the text."""
    return proposal.signatures.filter(person__user=user, version__isnull=False).first()


def signed_text(signature: Signature) -> tuple[str, str]:
    """(title, text) as they stood when it was signed: a former version, or the present one."""
    former: Any = signature.proposal.events  # type: ignore[attr-defined]
    row = former.filter(version=signature.version).order_by("-pgh_id").first() or signature.proposal
    return row.title, row.body


def since_signing(proposal: Proposal, user: Any) -> dict[str, Any]:
    """What changed since the reader signed: the text, and who else signed."""
    signature = own_signature(proposal, user)
    if signature is None:
        return {}
    others = proposal.signatures.filter(signed_at__gt=signature.signed_at).exclude(pk=signature.pk)
    return {
        "text_changed": signed_text(signature) != (proposal.title, proposal.body),
        "signed_since": [str(row.person) for row in others.select_related("person")],
    }


@require_safe
def proposal_page(request: HttpRequest, ledger: Ledger, pk: Any) -> HttpResponse:
    context = detail_context(request, ledger, pk)
    proposal, user = context["object"], request.user
    context |= since_signing(proposal, user) | told(proposal, user)
    context["entered_for_me"] = bool(proposal.lead and author(user, proposal)) and proposal.on_behalf
    return render(request, "proposals/proposal.html", context)


@require_safe
def changes_page(request: HttpRequest, pk: Any) -> HttpResponse:
    """The text as the reader signed it beside the text as it stands."""
    proposal = get_object_or_404(Proposal.objects.visible_to(request.user), pk=pk)
    signature = own_signature(proposal, request.user)
    if signature is None:
        raise Http404
    title, body = signed_text(signature)
    context = {
        "proposal": proposal,
        "signature": signature,
        "title_compared": marked(title, proposal.title),
        "body_compared": marked(body, proposal.body),
    }
    return render(request, "proposals/changes.html", context)
