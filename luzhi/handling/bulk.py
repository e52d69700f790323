"""Steps taken for many rows at once: each row in a savepoint of its own, with exactly one outcome, and none is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, OperationalError, models, transaction
from django.utils.translation import gettext as _

from luzhi.core.access import Text, Who
from luzhi.core.flow import Flow, Step, flows
from luzhi.core.forms import StepForm
from luzhi.core.models import Flowing
from luzhi.core.pages import Ledger

MOST: Final = 1000  # rows at one go

Each = Callable[[Any, dict[str, Any]], dict[str, Any]]


@dataclass(frozen=True)
class BulkStep:
    """One step offered for many rows. `by` tells who is offered it; the flow decides on each row anew.

    `each(row, data)` gives a row's own data of what the form holds (a unit of its own); else all rows get the same.
    """

    code: str
    by: Who
    form: type[StepForm] | None = None  # where many rows are asked for something else than one
    each: Each | None = None


@dataclass(frozen=True)
class Bulk:
    """What may be done for many rows of a ledger; `code` is the ledger's. `locked`: rows that the steps also change."""

    code: str
    flow: str
    steps: tuple[BulkStep, ...]
    locked: Callable[[models.QuerySet[Any]], models.QuerySet[Any]] | None = None

    def of(self, code: str) -> BulkStep | None:
        return next((step for step in self.steps if step.code == code), None)

    def offered(self, user: Any) -> list[BulkStep]:
        return [step for step in self.steps if step.by(user, None)]


bulks: dict[str, Bulk] = {}  # by the code of their ledger


@dataclass(frozen=True)
class Outcome:
    """What became of one row: done, or the reason why not."""

    row: Flowing
    refused: Text = ""


@dataclass
class Work:
    """One step for these rows, as one user asks for it."""

    ledger: Ledger
    bulk: Bulk
    wanted: BulkStep
    user: Any
    rows: models.QuerySet[Any]
    missing: int = 0  # rows that were asked for and that this user does not see (any more)
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def flow(self) -> Flow:
        return flows[self.bulk.flow]

    @property
    def step(self) -> Step:
        return self.flow[self.wanted.code]

    @property
    def form(self) -> type[StepForm] | None:
        return self.wanted.form or self.step.form

    def possible(self, row: Flowing) -> bool:
        """Whether the row stands where the step begins; all else is told after the attempt."""
        return row.state in self.step.source

    def take(self) -> list[Outcome]:
        """All rows, one after another. They are locked first and in one order, so that two works cannot block each other."""
        self._lock()
        return [self._one(row) for row in self.rows]

    def _lock(self) -> None:
        own = self.ledger.model._base_manager.filter(pk__in=self.rows.values("pk"))
        for rows in (own, self.bulk.locked(own) if self.bulk.locked else None):
            if rows is not None:
                list(rows.order_by("pk").select_for_update(of=("self",)).values_list("pk"))

    def _one(self, row: Flowing) -> Outcome:
        try:
            with transaction.atomic():
                data = self.wanted.each(row, dict(self.data)) if self.wanted.each else dict(self.data)
                self.flow.take(self.wanted.code, row, self.user, data.pop("remark", ""), **data)
        except ValidationError as error:
            return Outcome(row, " ".join(error.messages))
        except PermissionDenied as error:
            return Outcome(row, str(error))
        except IntegrityError:
            return Outcome(row, _("This is recorded already, or it contradicts what is recorded."))
        except OperationalError:
            return Outcome(row, _("Somebody else is working on it: try it again."))
        return Outcome(row)


def read_ids(text: str) -> list[UUID]:
    """The ids of a list apart by commas, each once; what is none is left out."""
    found = []
    for part in text.split(","):
        try:
            found.append(UUID(part.strip()))
        except ValueError:
            continue
    return list(dict.fromkeys(found))


def chosen(ledger: Ledger, user: Any, ids: Iterable[UUID]) -> models.QuerySet[Any]:
    """Those of the rows that the user may see, in the order of the ledger."""
    return ledger.rows(user).filter(pk__in=list(ids))
