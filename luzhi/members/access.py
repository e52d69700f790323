"""Who keeps the roster."""

from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import Role
from luzhi.core.access import holder, holds, who

keeper = holder(_("the office that keeps the roster"), Role.ORGANISER)


@who(_("the person, or the office that keeps the roster"))
def self_or_keeper(user: object, person: object) -> bool:
    return holds(user, Role.ORGANISER) or getattr(person, "user_id", None) == getattr(user, "pk", None)
