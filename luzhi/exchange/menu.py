from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import OFFICE
from luzhi.organisation.menus import Entry, menu

menu.add(Entry("batches", "data", _("Imports"), "exchange:batches", OFFICE))
