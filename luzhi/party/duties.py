"""三会一课, 主题党日 and the fixed study day of every branch; the central group's study (field.md 2.2)."""

from django.utils.translation import gettext_lazy as _

from luzhi.activities.earning import held_by_committee, held_by_unit
from luzhi.core.access import Text
from luzhi.core.periods import Cadence
from luzhi.duties.registry import Duty, Owners, duties


def of_branch(order: int, kind: str, label: Text, cadence: Cadence, rule: Text) -> Duty:
    return Duty(kind, label, "party-life", order, Owners.BRANCHES, cadence, held_by_unit(kind), rule=rule)


MONTH, QUARTER, YEAR = Cadence.MONTHLY, Cadence.QUARTERLY, Cadence.YEARLY
ONCE_A_MONTH, ONCE_A_QUARTER = _("generally once a month"), _("generally once a quarter")

duties.add(
    of_branch(1, "branch_assembly", _("Branch assembly"), QUARTER, ONCE_A_QUARTER),
    of_branch(2, "branch_committee", _("Branch committee meeting"), MONTH, ONCE_A_MONTH),
    of_branch(3, "party_group_meeting", _("Party group meeting of a branch"), MONTH, ONCE_A_MONTH),
    of_branch(4, "party_lecture", _("Party lecture"), QUARTER, ONCE_A_QUARTER),
    of_branch(5, "party_day", _("Theme Party day"), MONTH, _("one relatively fixed day a month")),
    of_branch(6, "study_day", _("Fixed study day"), MONTH, _("the day that the committee's setting fixes")),
    of_branch(7, "organisational_life", _("Organisational life meeting"), YEAR, _("at least once a year")),
    Duty(
        "central_group_study",
        _("Study of the central group"),
        "programmes",
        5,
        Owners.COMMITTEES,
        QUARTER,
        held_by_committee("central_group_study"),
        rule=_("focused study at least once a quarter"),
    ),
)
