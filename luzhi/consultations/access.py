"""Who keeps topics and documents, and who answers suggestions."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import Role
from luzhi.consultations.models import READERS, Suggestion
from luzhi.core.access import holder, holds, who

ANSWERERS = (*READERS, Role.HANDLER)

writer = holder(_("organiser staff and the research office"), Role.ORGANISER, Role.RESEARCH)


@who(_("the department that it was sent to, or the research office"))
def answering(user: Any, suggestion: Suggestion) -> bool:
    """The department answers for itself; the research office enters an answer that came on paper, with its own name."""
    unit = suggestion.department_id
    return holds(user, Role.RESEARCH) or (unit is not None and holds(user, Role.HANDLER, unit=unit))
