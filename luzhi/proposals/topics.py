"""Classes of content (类别): a dated list of the committee, by default that of docs/field.md, 2.4."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Count

from luzhi.organisation.models import Setting
from luzhi.proposals.models import Proposal

MOST: Final = 40  # classes in use that are offered
RULE: Final = "proposal_topics"
USUAL: Final = (
    "经济发展",
    "城乡建设",
    "民政劳动",
    "农牧林水",
    "科教文卫体",
    "财税金融",
    "交通旅游",
    "资源环境",
    "政务服务",
    "民族宗教",
    "纪检政法",
    "组宣统战",
    "其他",
)


def topics(committee: UUID, day: date) -> tuple[str, ...]:
    """The committee's classes in force on that day, in their order.

    Without a rule of its own: those that it has used, the commonest first, and the usual ones.
    """
    ruled = Setting.objects.filter(committee=committee).at(RULE, day)
    if ruled:
        return tuple(map(str, ruled))
    rows = Proposal.objects.filter(committee=committee).exclude(topic="").values_list("topic")
    used = rows.annotate(number=Count("pk")).order_by("-number", "topic").values_list("topic", flat=True)
    return tuple(dict.fromkeys((*used[:MOST], *USUAL)))
