"""协商与调研 (field.md 2.6, 2.7): forums, surveys, inspections, joint research, the monthly micro-survey."""

from django.utils.translation import gettext_lazy as _

from luzhi.activities.registry import Kind, kinds
from luzhi.organisation.models import UnitKind

COMMITTEES = (
    UnitKind.SPECIAL_COMMITTEE,
    UnitKind.OFFICE,
    UnitKind.SECTOR,
    UnitKind.DEMOCRATIC_PARTY,
    UnitKind.FEDERATION,
)

kinds.add(
    Kind("bimonthly_forum", _("Two-monthly consultation forum"), "consultation", COMMITTEES, public=True),
    Kind("briefing", _("Briefing of members"), "consultation", COMMITTEES, public=True),
    Kind("survey", _("Survey"), "survey", COMMITTEES, public=True),
    Kind("joint_research", _("Joint research with democratic parties"), "survey", COMMITTEES, public=True),
    Kind("micro_survey", _("Monthly micro-survey"), "survey", COMMITTEES, public=True),
    Kind("inspection", _("Inspection"), "inspection", COMMITTEES, public=True),
    Kind("democratic_supervision", _("Democratic supervision"), "inspection", COMMITTEES, public=True),
    Kind("plenary", _("Plenary"), "meeting", (UnitKind.OFFICE,), public=True),
    Kind("standing_meeting", _("Standing-committee meeting"), "meeting", (UnitKind.OFFICE,), public=True),
    Kind("chairs_meeting", _("Chairpersons' meeting"), "meeting", (UnitKind.OFFICE, UnitKind.CHAIRS)),
)
