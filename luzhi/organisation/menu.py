from django.utils.translation import gettext_lazy as _

from luzhi.core.menu import Entry, menu

menu.add(Entry("units", "people", _("Units"), "organisation:units"))
