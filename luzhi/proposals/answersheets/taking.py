"""The good lines of a sheet of answers, taken by the steps of handling one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from luzhi.core.access import Text
from luzhi.core.flow import flows
from luzhi.handling.models import HandlingState
from luzhi.proposals.answersheets.looking import Line
from luzhi.proposals.models import Assignment


@dataclass(frozen=True)
class Outcome:
    """What became of one line: the state it reached, or the reason why not."""

    line: Line
    done: bool
    words: Text


def take(lines: list[Line], actor: Any, filename: str) -> list[Outcome]:
    """Each line in a savepoint of its own: one that is refused meanwhile takes none of the others with it."""
    return [_outcome(line, actor, filename) for line in lines]


def _outcome(line: Line, actor: Any, filename: str) -> Outcome:
    try:
        with transaction.atomic():
            row = _take(line, actor, filename)
    except (ValidationError, PermissionDenied) as error:
        return Outcome(line, False, " ".join(getattr(error, "messages", [str(error)])))
    except IntegrityError:
        return Outcome(line, False, _("This is recorded already, or it contradicts what is recorded."))
    return Outcome(line, True, HandlingState(row.state).label)


def _take(line: Line, actor: Any, filename: str) -> Assignment:
    flow = flows["proposal_assignment"]
    row: Assignment = Assignment.objects.select_related("proposal").get(pk=line.assignment.pk)  # type: ignore[union-attr]
    source = _("from the sheet %(file)s, row %(row)s") % {"file": filename, "row": line.number}
    if row.state == HandlingState.ASSIGNED:
        flow.take("receive", row, actor)
    flow.take(
        "draft", row, actor, source, answer_class=line.answer_class, body=line.body, promises=line.promises
    )
    if line.signing:
        flow.take("review", row, actor)
        flow.take("sign", row, actor, **line.signing)
    return row
