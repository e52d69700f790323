"""Classes of content (类别): a dated list of the committee, by default that of docs/field.md, 2.4."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from luzhi.organisation.models import Setting

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
    """The committee's classes in force on that day, in their order."""
    return tuple(map(str, Setting.objects.filter(committee=committee).at(RULE, day, USUAL)))
