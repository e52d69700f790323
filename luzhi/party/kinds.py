"""Party life (field.md 2.2): 三会一课, 主题党日, fixed study day, the leading group's meetings and study."""

from django.utils.translation import gettext_lazy as _

from luzhi.activities.registry import Kind, kinds
from luzhi.core.access import Text
from luzhi.organisation.models import PARTY_UNITS, UnitKind

BRANCH = (UnitKind.PARTY_BRANCH,)


def life(code: str, label: Text, *organisers: str) -> Kind:
    """A kind that only the branch, its people and its leaders see."""
    return Kind(code, label, "party", organisers or BRANCH, party_life=True)


kinds.add(
    life("branch_assembly", _("Branch assembly")),
    life("branch_committee", _("Branch committee meeting")),
    life("party_group_meeting", _("Party group meeting of a branch")),
    life("party_lecture", _("Party lecture"), *PARTY_UNITS),
    life("party_day", _("Theme Party day"), *PARTY_UNITS),
    life("study_day", _("Fixed study day"), *PARTY_UNITS),
    life("organisational_life", _("Organisational life meeting")),
    life("heart_talk", _("Heart-to-heart talks"), *PARTY_UNITS),
    life("group_study", _("Collective study of the branch")),
    life("branch_deliberation", _("Branch deliberation on affairs")),
    life("branch_relief", _("Branch visit to households in need")),
    life(
        "leading_group_meeting",
        _("Meeting of the leading Party group"),
        UnitKind.LEADING_PARTY_GROUP,
        UnitKind.ORGAN_PARTY_GROUP,
    ),
    life(
        "central_group_study",
        _("Study of the central group"),
        UnitKind.LEADING_PARTY_GROUP,
        UnitKind.ORGAN_PARTY_GROUP,
    ),
)
