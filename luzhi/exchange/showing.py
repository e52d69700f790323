"""What the pages of an import show: counts, the first lines with their marks, what can be done next."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from luzhi.core.access import Text
from luzhi.core.history import history
from luzhi.core.pages import Ledger
from luzhi.core.showing import facts, timeline, words
from luzhi.exchange.assigning import Unmatched
from luzhi.exchange.columns import Column
from luzhi.exchange.forms import ConstantsForm, MappingForm
from luzhi.exchange.issuing import waiting
from luzhi.exchange.limits import Unreadable
from luzhi.exchange.lines import Line
from luzhi.exchange.models import Batch, Upload
from luzhi.exchange.preview import Preview
from luzhi.exchange.registry import Importer, importers
from luzhi.exchange.sheets import read
from luzhi.exchange.uploads import look

SHOWN = 100  # lines of a preview
MARKS = {"new": "done", "changed": "now", "same": "none", "refused": "late"}
LONGEST = 60  # characters of a value in the preview
HEADINGS_WITHIN = 12  # rows whose texts are offered as headings


@dataclass(frozen=True)
class ShownCell:
    label: Text
    text: str
    reason: Text = ""


@dataclass(frozen=True)
class ShownLine:
    number: int
    mark: str
    state: Text
    cells: Sequence[ShownCell]
    remarks: Sequence[Text]


def state_label(state: str) -> str:
    return {"new": _("new"), "changed": _("modified"), "same": _("unchanged"), "refused": _("refused")}[state]


def shown(upload: Upload, request: HttpRequest) -> dict[str, Any]:
    """The context of the preview page; of the choice of headings, or of a refusal, when the file can't be taken."""
    try:
        seen = look(upload, request.committee, request.user)  # type: ignore[attr-defined]
    except Unmatched as error:
        ours = importers[upload.kind].columns
        missed = [column for column in ours if column.name in error.missing]
        form = MappingForm(columns=missed or ours, headings=_headings(upload), initial=_initial(upload))
        return {"problem": str(error), "form": form, "status": 422}
    except Unreadable as error:
        return {"problem": str(error), "status": 422, "fixed": _fixed(upload, upload.constants)}
    places = list(seen.table.matched.places)[:8]
    columns = [seen.table.matched.places[name].column.label for name in places]
    lines = list(_lines(seen, places))
    fixed = _fixed(upload, set(_columns(upload)) - set(seen.table.matched.places))
    return {"seen": seen, "columns": columns, "lines": lines, "fixed": fixed, **_said(seen, upload)}


def _columns(upload: Upload) -> list[str]:
    return [column.name for column in importers[upload.kind].columns]


def _fixed(upload: Upload, names: Collection[str]) -> ConstantsForm | None:
    """The form of fixed values for these columns, filled as they stand."""
    wanted = [column for column in importers[upload.kind].columns if column.name in names]
    return ConstantsForm(columns=wanted, initial=upload.constants) if wanted else None


def _initial(upload: Upload) -> dict[str, str]:
    return {ours: theirs for theirs, ours in upload.mapping.items()}


def _said(seen: Preview, upload: Upload) -> dict[str, Any]:
    counts = seen.counts
    earlier = Batch.objects.filter(
        committee_id=upload.committee_id, kind=upload.kind, sha256=upload.sha256, undone_at=None
    )
    return {
        "counts": [
            {"state": state, "mark": MARKS[state], "label": state_label(state), "number": counts[state]}
            for state in MARKS
        ],
        "to_write": counts["new"] + counts["changed"],
        "refused": counts["refused"],
        "total": len(seen.lines),
        "hidden": max(0, len(seen.lines) - SHOWN),
        "checks": [{"text": str(check), "agrees": check.agrees} for check in seen.table.checks],
        "guessed": [(place.heading, place.column.label) for place in seen.table.matched.guessed],
        "earlier": earlier.select_related("entered_by").first(),
    }


def _lines(seen: Preview, places: list[str]) -> Iterator[ShownLine]:
    """Refused lines first: they are what must be read."""
    ranked = sorted(seen.lines, key=lambda line: (line.state != "refused", line.state == "same", line.number))
    for line in ranked[:SHOWN]:
        yield ShownLine(
            line.number,
            MARKS[line.state],
            state_label(line.state),
            _cells(line, places, seen),
            _remarks(line),
        )


def _cells(line: Line, places: list[str], seen: Preview) -> list[ShownCell]:
    reasons = {refusal.column: refusal for refusal in line.refusals}
    shown_cells = []
    for name in places:
        place = seen.table.matched.places[name]
        refusal = reasons.get(place.heading)
        value = refusal.value if refusal else words(line.values.get(name))
        shown_cells.append(ShownCell(place.column.label, cut(value), refusal.reason if refusal else ""))
    return shown_cells


def _remarks(line: Line) -> list[Text]:
    said = [f"{one.column}：{one.reason}" if one.column else one.reason for one in line.refusals]
    if not said:
        said = [f"{label}：{cut(words(old))} → {cut(words(new))}" for label, old, new in line.changes]
    return [*said, *line.notes]


def cut(value: Any) -> str:
    text = "" if value is None else " ".join(str(value).split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _headings(upload: Upload) -> list[str]:
    """Texts among the first rows that could be headings, in order."""
    with upload.file.open("rb") as stream:
        sheets = read(stream, upload.name)
    rows = [row for sheet in sheets for row in list(sheet.rows())[:HEADINGS_WITHIN]]
    texts = (
        cell.strip() for row in rows if len(row.filled()) > 1 for cell in row.cells if isinstance(cell, str)
    )
    return list(dict.fromkeys(text for text in texts if text and len(text) <= LONGEST))


def batch(shown_batch: Batch, ledger: Ledger, user: Any) -> dict[str, Any]:
    """The context of a batch's page."""
    upload = Upload.objects.visible_to(user).filter(kind=shown_batch.kind, sha256=shown_batch.sha256).first()
    return {
        "object": shown_batch,
        "facts": facts(ledger.facts, shown_batch),
        "events": timeline(history(shown_batch)),
        "may_undo": shown_batch.undone_at is None,
        "upload": upload if shown_batch.refused else None,
        "accounts": waiting(shown_batch).count(),
    }


def headings(importer: Importer) -> list[tuple[Column, list[str]]]:
    """Each column with the other headings that are understood, for whoever prepares a sheet."""
    return [
        (column, [alias for alias in column.aliases if alias != str(column.label)])
        for column in importer.columns
    ]
