from django.utils.translation import gettext_lazy as _

from luzhi.handling.queues import OVERSEERS, READERS
from luzhi.organisation.menus import Entry, menu

menu.add(
    Entry("handling", "duties", _("Handling queue"), "handling:queue", READERS),
    Entry("handling_units", "proposals", _("Supervision of units"), "handling:units", OVERSEERS),
)
