from django.utils.translation import gettext_lazy as _

from luzhi.organisation.menus import Entry, menu
from luzhi.proposals.access import READERS

menu.add(Entry("proposals", "proposals", _("Proposals"), "proposals:proposals", READERS))
