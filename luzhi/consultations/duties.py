"""一项调查、一项视察 of the ten ones; 双月协商 and 月月微调查 as programmes of the committee."""

from django.utils.translation import gettext_lazy as _

from luzhi.activities.earning import attended, held_by_committee
from luzhi.core.periods import Cadence
from luzhi.duties.registry import Duty, Owners, duties

duties.add(
    Duty(
        "survey",
        _("take part in one survey"),
        "ten-ones",
        2,
        Owners.MEMBERS,
        Cadence.YEARLY,
        attended("survey"),
    ),
    Duty(
        "inspection",
        _("join one inspection"),
        "ten-ones",
        3,
        Owners.MEMBERS,
        Cadence.YEARLY,
        attended("inspection"),
    ),
    Duty(
        "bimonthly_forum",
        _("Two-monthly consultation forum"),
        "programmes",
        1,
        Owners.COMMITTEES,
        Cadence.BIMONTHLY,
        held_by_committee("bimonthly_forum"),
    ),
    Duty(
        "micro_survey",
        _("Monthly micro-survey"),
        "programmes",
        2,
        Owners.COMMITTEES,
        Cadence.MONTHLY,
        held_by_committee("micro_survey"),
    ),
)
