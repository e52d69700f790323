from django.utils.translation import gettext_lazy as _

from luzhi.activities.access import READERS
from luzhi.activities.registry import FAMILIES
from luzhi.organisation.menus import Entry, menu
from luzhi.outreach.access import GIFT_READERS, PAIRING_READERS
from luzhi.outreach.models import KEEPERS

menu.add(
    *(
        Entry(code, "records", FAMILIES[code], "activities:activities", READERS, query=f"family={code}")
        for code in ("hand", "heart", "volunteer")
    ),
    Entry("gifts", "records", _("Gifts"), "outreach:gifts", GIFT_READERS),
    Entry("pairings", "records", _("Pairings"), "outreach:pairings", PAIRING_READERS),
    Entry("voices", "documents", _("Voices"), "outreach:voices", KEEPERS),
)
