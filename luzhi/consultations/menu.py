from django.utils.translation import gettext_lazy as _

from luzhi.activities import access
from luzhi.activities.registry import FAMILIES, kinds
from luzhi.consultations.access import ANSWERERS
from luzhi.consultations.models import READERS
from luzhi.organisation.menus import Entry, menu

menu.add(
    Entry("topics", "consultation", _("Consultation topics"), "consultations:topics", READERS),
    Entry("documents", "consultation", _("Outcome documents"), "consultations:documents", READERS),
    Entry("suggestions", "consultation", _("Suggestions"), "consultations:suggestions", ANSWERERS),
    *(
        Entry(
            code,
            "consultation",
            kinds[code].label,
            "activities:activities",
            access.READERS,
            query=f"kind={code}",
        )
        for code in ("bimonthly_forum", "micro_survey", "survey", "joint_research")
    ),
    *(
        Entry(
            code,
            "consultation",
            FAMILIES[code],
            "activities:activities",
            access.READERS,
            query=f"family={code}",
        )
        for code in ("inspection", "meeting")
    ),
)
