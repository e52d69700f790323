"""By when a month's figures are confirmed, as a rule that each committee sets for itself."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from luzhi.organisation.rules import Rule, rules, whole
from luzhi.reports.rollups.due import DUE, USUAL, WORKDAYS

rules.add(
    Rule(
        DUE,
        _("monthly figures are confirmed by working day"),
        USUAL,
        whole(1, WORKDAYS),
        help=_("of the month after: 5 is its fifth working day; asked for from the first month in force"),
    )
)
