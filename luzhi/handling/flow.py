"""The steps from hand-over to settlement that every mechanism shares; each gives its own people and effects.

待签收 → 办理中 (申退, 延期) → 答复拟稿 → 审核 → 签发 → 办复审查 → 征询意见 → 办结, or 二次办理.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from luzhi.core.access import Text, Who
from luzhi.core.flow import Step
from luzhi.core.forms import ReasonForm
from luzhi.handling.forms import AnswerForm, ExtensionForm, ObjectionForm, OpinionForm, SignForm
from luzhi.handling.models import OPEN, HandlingState

S = HandlingState
FINAL = frozenset({S.CLOSED, S.OPINION, S.RETURNED, S.CANCELLED})
MARKS: Mapping[str, str] = {S.RETURNED: "stopped", S.CANCELLED: "stopped"}


@dataclass(frozen=True)
class Parties:
    """Who acts: the unit, who reviews and signs there, the office that hands over (it also serves units on paper)."""

    unit: Who
    reviewer: Who
    signer: Who
    office: Who
    anyone: Who


def handling_steps(
    parties: Parties, effects: Mapping[str, Callable[..., None]], guards: Mapping[str, Callable[[Any], Text]]
) -> tuple[Step, ...]:
    """The table of steps; `effects` and `guards` by step code, absent where there is none."""
    unit, office = parties.unit | parties.office, parties.office

    def step(code: str, label: Text, source: tuple[str, ...], target: str, by: Who, **more: Any) -> Step:
        return Step(
            code, label, source, target, by=by, effect=effects.get(code), guard=guards.get(code), **more
        )

    return (
        step("receive", _("Sign for receipt"), (S.ASSIGNED,), S.RECEIVED, unit, main=True),
        step(
            "object",
            _("Object to the assignment"),
            (S.ASSIGNED, S.RECEIVED),
            S.OBJECTED,
            unit,
            form=ObjectionForm,
        ),
        step(
            "grant_objection",
            _("Grant the objection"),
            (S.OBJECTED,),
            S.RETURNED,
            office,
            form=ReasonForm,
            main=True,
        ),
        step(
            "refuse_objection", _("Refuse the objection"), (S.OBJECTED,), S.RECEIVED, office, form=ReasonForm
        ),
        step("ask_extension", _("Ask for more time"), (S.RECEIVED,), S.RECEIVED, unit, form=ExtensionForm),
        step("grant_extension", _("Grant more time"), (S.RECEIVED,), S.RECEIVED, office, main=True),
        step("refuse_extension", _("Refuse more time"), (S.RECEIVED,), S.RECEIVED, office, form=ReasonForm),
        step(
            "send_opinion",
            _("Send the opinion to the main unit"),
            (S.RECEIVED,),
            S.OPINION,
            unit,
            form=OpinionForm,
            main=True,
        ),
        step("draft", _("Draft the answer"), (S.RECEIVED,), S.DRAFTED, unit, form=AnswerForm, main=True),
        step(
            "review", _("Review the answer"), (S.DRAFTED,), S.REVIEWED, parties.reviewer | office, main=True
        ),
        step(
            "send_back",
            _("Send the draft back"),
            (S.DRAFTED, S.REVIEWED),
            S.RECEIVED,
            unit,
            form=ReasonForm,
        ),
        step(
            "sign",
            _("Sign and send the answer"),
            (S.REVIEWED,),
            S.ANSWERED,
            parties.signer | office,
            form=SignForm,
            main=True,
        ),
        step("pass", _("Pass the answer"), (S.ANSWERED,), S.FEEDBACK, office, main=True),
        step(
            "reject",
            _("Reject the answer, to be handled again"),
            (S.ANSWERED,),
            S.RECEIVED,
            office,
            form=ReasonForm,
        ),
        step("handle_again", _("Handle again"), (S.FEEDBACK,), S.RECEIVED, parties.anyone, automatic=True),
        step("finish", _("Settle"), (S.FEEDBACK,), S.CLOSED, parties.anyone, automatic=True),
        step("cancel", _("Cancel the assignment"), OPEN, S.CANCELLED, office, form=ReasonForm),
    )
