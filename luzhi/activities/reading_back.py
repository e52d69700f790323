"""The sign-in list read back: a sheet of names and what became of each, as typed from the paper at the door."""

from __future__ import annotations

from typing import Any, BinaryIO

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luzhi.activities.models import Activity, Attendance, Participation
from luzhi.audit.models import record
from luzhi.exchange.columns import Choice, Column
from luzhi.exchange.limits import Unreadable
from luzhi.exchange.rows import parse
from luzhi.exchange.sheets import read

TICKS = ("√", "✓", "✔", "是", "到", "已到", "签到", "已签")
COLUMNS = (
    Column("name", gettext_lazy("name"), ("姓名", "委员", "人员"), required=True, key=True),
    Column(
        "attendance",
        gettext_lazy("attendance"),
        ("出席情况", "签到", "签名", "考勤", "状态"),
        required=True,
        kind="choice",
        choices=(
            Choice(Attendance.PRESENT, Attendance.PRESENT.label, TICKS),
            Choice(Attendance.LEAVE, Attendance.LEAVE.label, ("事假", "病假", "公假")),
            Choice(Attendance.ABSENT, Attendance.ABSENT.label, ("未到", "×", "x")),
        ),
    ),
)


class ReadBackForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("the list, filled in"),
        help_text=gettext_lazy("a sheet with names and attendance; who is not in it stays as recorded"),
    )


def read_back(activity: Activity, file: BinaryIO, name: str, actor: Any) -> int:
    """Mark the lines of the people in the sheet; the number changed. All or nothing: raises ValidationError with
    every row that does not fit a line of this activity."""
    try:
        table = parse(read(file, name), COLUMNS)
        rows = list(table)
    except Unreadable as error:
        raise ValidationError(str(error)) from error
    problems = [f"{r.cell}: {r.value} · {r.reason}" for row in rows for r in row.refusals]
    lines = {_bare(line.person.name): line for line in activity.participations.select_related("person")}
    told = [
        (row.row_number, str(row.values.get("name") or ""), str(row.values.get("attendance"))) for row in rows
    ]
    for number, named, _attendance in told:
        if named and _bare(named) not in lines:
            words = {"row": number, "name": named}
            problems.append(_("Row %(row)s: “%(name)s” is not on the list of this activity.") % words)
    if problems:
        raise ValidationError(problems)
    return _mark(activity, {_bare(named): attendance for _number, named, attendance in told}, lines, actor)


def _mark(activity: Activity, told: dict[str, str], lines: dict[str, Participation], actor: Any) -> int:
    changed = [line for name, line in lines.items() if told.get(name, line.attendance) != line.attendance]
    for line in changed:
        line.attendance = told[_bare(line.person.name)]
    with transaction.atomic():
        Participation.objects.bulk_update(changed, ["attendance"])
        if changed:
            record(actor, "activity.attendance", activity, {"lines": len(changed)})
    return len(changed)


def _bare(name: str) -> str:
    """Printed lists set two-character names apart and mark women and nationalities: 张　三（女，回族）."""
    return "".join(name.split("（")[0].split("(")[0].split())
