from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import INSIDE, Role
from luzhi.organisation.menus import Entry, menu

menu.add(
    Entry("members", "people", _("Members"), "members:members", INSIDE),
    Entry("roll", "people", _("Printed roll"), "members:roll"),
    Entry("people", "people", _("People"), "members:people", (Role.ORGANISER, Role.LEADER)),
    Entry(
        "new_term",
        "site",
        _("A new term"),
        "members:new_term",
        (Role.ORGANISER,),
    ),
    Entry(
        "memberships",
        "people",
        _("Memberships of units"),
        "members:memberships",
        (Role.ORGANISER, Role.LEADER),
    ),
)
