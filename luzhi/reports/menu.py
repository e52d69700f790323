from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import Role
from luzhi.organisation.menus import Entry, menu
from luzhi.reports.access import FIGURE_READERS
from luzhi.reports.models.monthly import FROM_ABOVE, MONTHLY_READERS

menu.add(
    Entry("figures", "data", _("Figures"), "reports:figures", FIGURE_READERS),
    Entry("months", "data", _("Monthly reports"), "reports:months", MONTHLY_READERS),
    Entry("tree", "data", _("Monthly reports added up"), "reports:tree", FROM_ABOVE),
    Entry("check", "documents", _("Figure check"), "reports:check", FIGURE_READERS),
    Entry(
        "reviews",
        "documents",
        _("Reviews"),
        "reports:reviews",
        (Role.RESEARCH, Role.LEADER, Role.EDITOR),
    ),
)
