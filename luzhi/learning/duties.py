"""一次学习培训 of the ten ones."""

from django.utils.translation import gettext_lazy as _

from luzhi.activities.earning import attended
from luzhi.core.periods import Cadence
from luzhi.duties.registry import Duty, Owners, duties

duties.add(
    Duty(
        "training",
        _("attend one training"),
        "ten-ones",
        7,
        Owners.MEMBERS,
        Cadence.YEARLY,
        attended("training"),
    )
)
