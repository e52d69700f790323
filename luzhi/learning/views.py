"""制度库: the register of the committee's rules."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from luzhi.core.pages import Ledger, Related
from luzhi.core.showing import Column, table
from luzhi.learning.access import keeper
from luzhi.learning.forms import RegulationFilter, RegulationForm
from luzhi.learning.models import Regulation

COLUMNS = (
    Column("title", _("title"), sort="title"),
    Column("number", _("document number"), phone=False),
    Column("adopted_by", _("adopted by"), phone=False),
    Column("adopted_on", _("adopted on"), kind="fit", sort="adopted_on"),
    Column("standing", _("standing"), kind="fit", sort="standing"),
)


def successors(regulation: Regulation, user: Any) -> list[Related]:
    """What replaced it, where something did."""
    rows = table(COLUMNS, Regulation.objects.visible_to(user).filter(replaces=regulation))
    return [Related(_("Replaced by"), COLUMNS, rows)] if rows else []


REGULATIONS = Ledger(
    code="regulations",
    label=_("Register of rules"),
    purpose=_("The rules that the committee issued: by which meeting, when, and what still holds."),
    model=Regulation,
    namespace="learning",
    columns=COLUMNS,
    facts=(*COLUMNS[1:], Column("replaces", _("replaces"))),
    texts=(Column("text", _("text")),),
    form=RegulationForm,
    create=keeper,
    edit=keeper,
    filters=RegulationFilter,
    search=("title", "number", "adopted_by", "text"),
    related=("replaces",),
    related_tables=successors,
    empty=_("No rule is registered yet."),
)
