from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import WORKING, Role
from luzhi.organisation.menus import Entry, menu

menu.add(
    Entry("units", "people", _("Units"), "organisation:units", WORKING),
    Entry(
        "sessions",
        "site",
        _("Sessions of the committee"),
        "organisation:sessions",
        (Role.ORGANISER, Role.PROPOSALS),
    ),
    Entry(
        "appointments", "site", _("Accounts and roles"), "organisation:appointments", (Role.SECURITY_ADMIN,)
    ),
    Entry("rules", "site", _("Rules of the committee"), "organisation:rules", (Role.SYSTEM_ADMIN,)),
    Entry("audit", "site", _("Audit"), "organisation:audit", (Role.AUDIT_ADMIN,)),
)
