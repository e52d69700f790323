from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import WORKING
from luzhi.organisation.menus import Entry, menu

menu.add(
    Entry("activities", "records", _("Activities"), "activities:activities"),
    Entry("programmes", "records", _("Programmes"), "activities:programmes", WORKING),
)
