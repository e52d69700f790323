"""Who writes papers and who decides on their use."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import Role
from luzhi.core.access import holder, who
from luzhi.opinions.models import Paper, PaperState

READERS = (Role.MEMBER, Role.RESEARCH, Role.LEADER)

office = holder(_("the research office"), Role.RESEARCH)
writer = holder(_("members, or the research office on their behalf"), Role.MEMBER, Role.RESEARCH)


@who(_("its author until it is decided on, or the research office"))
def editor(user: Any, paper: Paper) -> bool:
    own = paper.author is not None and paper.author.user_id == user.pk
    return office(user, paper) or (own and paper.state == PaperState.SUBMITTED)
