from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import Role
from luzhi.organisation.menus import Entry, menu

OFFICE = (Role.ORGANISER, Role.RESEARCH, Role.PROPOSALS, Role.LEADER)

menu.add(
    Entry("my_sheet", "duties", _("My sheet"), "duties:mine", (Role.MEMBER,), tab="checklist"),
    Entry("sheets", "duties", _("Duty sheets of members"), "duties:sheets", OFFICE),
    Entry(
        "programmes_calendar",
        "duties",
        _("Programmes of the year"),
        "duties:board",
        OFFICE,
        args=("programmes",),
    ),
    Entry(
        "party_calendar",
        "duties",
        _("Party life of branches"),
        "duties:board",
        (*OFFICE, Role.BRANCH_SECRETARY),
        args=("party-life",),
    ),
)
