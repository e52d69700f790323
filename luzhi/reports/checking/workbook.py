"""The findings as a workbook: a row for each figure, what the text states of it and what the records say."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from luzhi.exchange.writing import write_xlsx
from luzhi.reports.checking.checked import Checked
from luzhi.reports.checking.identities import Identity
from luzhi.reports.checking.outcomes import outcome, words_of
from luzhi.reports.checking.records import Recorded
from luzhi.reports.periods import name_of

Line = tuple[str | Decimal | None, ...]


def workbook(checked: Checked) -> bytes:
    stream = io.BytesIO()
    headings = (
        _("figure"), _("value"), _("unit"), _("qualifier"), _("relation"), _("outcome"), _("records"), _("record"),
        _("time spoken of"), _("sentence"),
    )  # fmt: skip
    write_xlsx(stream, headings, lines(checked), title=_("Figure check"))
    return stream.getvalue()


def lines(checked: Checked) -> Iterator[Line]:
    """The figures in their order, then the sums of tables, which belong to no single figure."""
    stated: dict[int, list[Identity]] = defaultdict(list)
    for identity in checked.identities:
        for figure in identity.figures[-1:]:
            stated[figure.start].append(identity)
    records = {record.figure.start: record for record in checked.records}
    for figure in checked.found:
        said = "\n".join(_told(identity) for identity in stated[figure.start])
        yield (
            figure.text, figure.value, figure.unit, figure.qualifier, said, *_recorded(records.get(figure.start)), figure.sentence,
        )  # fmt: skip
    for identity in checked.identities:
        if not identity.figures:
            yield identity.printed, None, "", "", _told(identity), "", "", "", "", ""


def _told(identity: Identity) -> str:
    return f"{identity.expression} {words_of(identity)}"


def _recorded(record: Recorded | None) -> tuple[str, str, str, str]:
    if record is None:
        return "", "", "", ""
    return str(outcome(record).label), record.exact, str(record.label), name_of(record.window)
