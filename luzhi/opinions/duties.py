"""社情民意, 大会发言, 政协信息 and 履职报告 of the ten ones: submission counts (争取 = try), adoption is extra."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from luzhi.activities.earning import owned
from luzhi.core.access import Text
from luzhi.core.figures import Scope
from luzhi.core.periods import Cadence
from luzhi.duties.registry import Duty, Owners, duties
from luzhi.opinions.models import Paper, PaperKind


def written(kind: PaperKind) -> Callable[[Scope], QuerySet[Any]]:
    """Papers of the kind, owned by their author."""

    def counts(scope: Scope) -> QuerySet[Any]:
        rows = Paper.objects.of(kind).filter(author__isnull=False)
        return owned(scope.rows(rows, "submitted_on"), F("author_id"), F("submitted_on"))

    return counts


def one(order: int, kind: PaperKind, label: Text) -> Duty:
    return Duty(kind.value, label, "ten-ones", order, Owners.MEMBERS, Cadence.YEARLY, written(kind))


duties.add(
    one(4, PaperKind.OPINION, _("report one social condition")),
    one(8, PaperKind.SPEECH, _("try for one conference speech")),
    one(9, PaperKind.INFORMATION, _("send one piece of CPPCC information")),
    one(10, PaperKind.DUTY_REPORT, _("write one duty report")),
)
