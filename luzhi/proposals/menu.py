from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import Role
from luzhi.organisation.menus import Entry, menu
from luzhi.proposals.access import READERS
from luzhi.proposals.statistics.reading import STATISTICS_READERS

menu.add(Entry("proposals", "proposals", _("Proposals"), "proposals:proposals", READERS))
menu.add(
    Entry("examination", "proposals", _("Examination of proposals"), "proposals:queue", (Role.PROPOSALS,))
)
menu.add(Entry("pairs", "proposals", _("Pairs of like proposals"), "proposals:pairs", (Role.PROPOSALS,)))
menu.add(
    Entry(
        "proposal_statistics",
        "data",
        _("Statistics of proposals"),
        "proposals:statistics",
        STATISTICS_READERS,
    )
)
