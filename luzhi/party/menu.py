from django.utils.translation import gettext_lazy as _

from luzhi.activities import access
from luzhi.organisation.menus import Entry, menu
from luzhi.party.access import READERS

menu.add(
    Entry("party_board", "records", _("Work of Party branches"), "party:board", READERS),
    Entry("party_organisation", "people", _("Party organisation"), "party:organisation", access.READERS),
)
