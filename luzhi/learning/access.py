"""Who keeps the register of rules."""

from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import Role
from luzhi.core.access import holder

keeper = holder(_("organiser staff and the research office"), Role.ORGANISER, Role.RESEARCH)
