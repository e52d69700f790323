from django.utils.translation import gettext_lazy as _

from luzhi.desk.views import READERS
from luzhi.organisation.menus import Entry, menu

menu.add(
    Entry("desk", "duties", _("What waits for me"), "desk:home", tab="inbox"),
    Entry("submit", "duties", _("I want to submit"), "desk:submit", tab="pencil"),
    Entry("glance", "data", _("The year at a glance"), "desk:glance", READERS),
)
