from django.utils.translation import gettext_lazy as _

from luzhi.activities.access import READERS
from luzhi.activities.registry import FAMILIES
from luzhi.organisation.menus import Entry, menu

menu.add(
    Entry(
        "training_records",
        "records",
        FAMILIES["training"],
        "activities:activities",
        READERS,
        query="family=training",
    ),
    Entry("regulations", "documents", _("Register of rules"), "learning:regulations", READERS),
)
