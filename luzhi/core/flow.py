"""A workflow is a table: from which state, to which, who may, under what guard, due when.

Buttons, permission checks, forms, deadlines, the audit trail and the diagrams in docs/ are all read from it;
nothing else changes a state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core import checks
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from luzhi.audit.models import record
from luzhi.core.access import Text, Who
from luzhi.core.forms import StepForm
from luzhi.core.models import Flowing
from luzhi.core.registry import Registry


@dataclass(frozen=True)
class Step:
    """One row of the table. `effect(obj, actor, **form data)` changes `obj` in the same transaction."""

    code: str
    label: Text
    source: tuple[str, ...]
    target: str  # "" where the state stays
    by: Who
    guard: Callable[[Any], Text] | None = None  # why it can't happen yet, or ""
    form: type[StepForm] | None = None  # what the actor must fill in
    effect: Callable[..., None] | None = None
    due: Callable[[Any], date | None] | None = None  # by when the target state must be left
    main: bool = False  # the step that the page offers first
    automatic: bool = False  # taken by the effect of another step; its guard is the condition


@dataclass(frozen=True)
class Offer:
    """A step as shown to one user on one object: `blocked` says why it can't be taken yet."""

    step: Step
    blocked: Text


@dataclass(frozen=True)
class Flow:
    code: str
    label: Text
    model: type[Flowing]
    states: type[models.TextChoices]
    final: frozenset[str]
    steps: tuple[Step, ...]
    marks: Mapping[str, str] = field(default_factory=dict)  # drawn mark by state, where the usual misleads

    def __getitem__(self, code: str) -> Step:
        return next(step for step in self.steps if step.code == code)

    def get(self, code: str) -> Step | None:
        return next((step for step in self.steps if step.code == code), None)

    @property
    def start(self) -> str:
        return str(self.states.values[0])

    def open_to(self, user: Any, obj: Flowing) -> list[Offer]:
        """The steps that this user may take now: the buttons on the page, with the reason where one is blocked."""
        return [
            Offer(step, step.guard(obj) if step.guard else "")
            for step in self.steps
            if obj.state in step.source and not step.automatic and step.by(user, obj)
        ]

    def take(self, code: str, obj: Flowing, actor: Any, remark: str = "", **data: Any) -> None:
        """Move `obj` by one step: compare-and-swap, effect and audit row in one transaction.

        Raises ValidationError (wrong state, guard, somebody was faster) or PermissionDenied, with the reason.
        """
        step, before = self[code], obj.state
        self._allow(step, obj, actor)
        with transaction.atomic():
            swapped = self.model._base_manager.filter(pk=obj.pk, state=before).update(
                state=step.target or before, version=models.F("version") + 1
            )
            if not swapped:
                raise ValidationError(_("%(step)s: somebody else was faster.") % {"step": step.label})
            obj.refresh_from_db()  # the row is ours until commit; a stale copy is never written back
            changed = self._apply(step, obj, actor, data)
            record(
                actor,
                f"{self.code}.{step.code}",
                obj,
                {"state": [before, step.target or before], "fields": changed},
                remark,
            )

    def _allow(self, step: Step, obj: Flowing, actor: Any) -> None:
        words = {"step": step.label, "state": self.states(obj.state).label}
        if obj.state not in step.source:
            raise ValidationError(_("%(step)s: not possible in the state “%(state)s”.") % words)
        if not step.by(actor, obj):
            raise PermissionDenied(_("%(step)s: only %(who)s.") % {**words, "who": step.by.label})
        if step.guard and (reason := step.guard(obj)):
            raise ValidationError(str(reason))

    def _apply(self, step: Step, obj: Flowing, actor: Any, data: dict[str, Any]) -> list[str]:
        before = obj.field_values()
        obj.due_on = step.due(obj) if step.due else None if step.target else obj.due_on
        if step.effect:
            step.effect(obj, actor, **data)
        changed = [name for name, value in obj.field_values().items() if value != before[name]]
        if changed:
            obj.save(update_fields=changed)
        return changed

    def problems(self) -> Iterator[str]:
        """Faults of the table itself: unknown, unreachable and dead-end states, a final state that is left."""
        states, final = set(self.states.values), set(self.final)
        moving = [step for step in self.steps if step.target]
        reached = {step.target for step in moving} | {self.start}
        left = {source for step in moving for source in step.source}
        for fault, odd in {
            "unknown": (reached | left | final) - states,
            "never reached": states - reached,
            "a dead end": states - left - final,
            "final, yet left": final & left,
        }.items():
            yield from (f"{self.code}: state {state!r} is {fault}" for state in sorted(odd))


class Flows(Registry[Flow]):
    def of(self, obj: Flowing) -> Flow:
        """The flow that the object moves through."""
        return next(flow for flow in self if flow.model is type(obj))


flows = Flows("flow")


@checks.register
def check_flows(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    return [checks.Error(text, id="core.E001") for flow in flows for text in flow.problems()]
