from django.utils.translation import gettext_lazy as _

from luzhi.core.menu import Entry, menu
from luzhi.proposals.access import READERS

menu.add(Entry("proposals", "proposals", _("Proposals"), "proposals:proposals", READERS))
