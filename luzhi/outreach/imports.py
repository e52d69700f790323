"""Gifts from and to spreadsheets. Key: source, day, donor, amount, goods, and the n-th of equal rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luzhi.exchange.cells import Refused
from luzhi.exchange.fields import column
from luzhi.exchange.lines import Line
from luzhi.exchange.registry import Importer, Incoming, Reader, importers
from luzhi.exchange.writing import Value
from luzhi.members.roster import Roster
from luzhi.outreach.access import writer
from luzhi.outreach.models import DonorKind, Gift, GiftKind, Standing
from luzhi.outreach.pairing_imports import PAIRINGS
from luzhi.outreach.voice_imports import VOICES

KINDS: Final = {"money": "资金 捐款 现金 款 善款", "goods": "物资 实物 捐物 物品"}
STANDINGS: Final = {
    "pledged": "认捐 承诺 意向 待到账 未到账 认捐未到账",
    "received": "到账 已到账 已收 已接收 已捐 已入库 实收",
}
DONORS: Final = {
    "member": "委员 政协委员 委员个人",
    "firm": "委员企业 委员单位",
    "organ": "机关 单位 机关单位",
    "other": "其他 社会 社会爱心人士 企业 个人",
}
COLUMNS: Final = (
    column(Gift, "given_on", "捐赠日期", "捐赠时间", "日期", "时间", "到账日期", "接收日期", "入库日期"),
    column(
        Gift,
        "donor",
        "捐赠单位",
        "捐赠人",
        "捐赠方",
        "捐赠者",
        "捐赠单位/个人",
        "捐赠单位/姓名",
        "捐款人",
        "捐款单位",
        "姓名",
        "单位",
        required=True,
    ),
    column(Gift, "donor_kind", "捐赠方类别", "捐赠人类别", "捐赠主体", words=DONORS),
    column(Gift, "kind", "类别", "捐赠类别", "捐赠类型", words=KINDS),
    column(Gift, "standing", "到账情况", "捐赠状态", "状态", words=STANDINGS),
    column(
        Gift, "amount", "金额", "捐赠金额", "捐款金额", "折算金额", "价值", "折价", "捐款数额", kind="money"
    ),
    column(Gift, "goods", "物资", "品名", "物资名称", "捐赠物资", "入库物资", "物品名称", "物品"),
    column(Gift, "quantity", "数量", "数量总计", "捐赠数量"),
    column(Gift, "unit", "计量单位", "物资单位"),
    column(Gift, "recipient", "受赠方", "受赠单位", "接收单位", "流向", "捐赠对象"),
    column(Gift, "purpose", "用途", "捐赠用途", "备注", label=gettext_lazy("use of the gift")),
    column(Gift, "receipt", "收据号", "票据号", "收据", "收据编号"),
    column(Gift, "source", "来源", "数据来源", "资料来源"),
)
PLAIN: Final = ("standing", "donor_kind", "quantity", "unit", "recipient", "purpose", "receipt")
CHOSEN: Final = ("standing", "donor_kind")


class GiftReader(Reader):
    """Equal gifts are two gifts: the second equal row of a sheet is the second stored one."""

    def __init__(self, incoming: Incoming) -> None:
        super().__init__(incoming)
        self.roster = Roster(self.committee)
        self._met: Counter[tuple[Any, ...]] = Counter()
        self._known: dict[tuple[Any, ...], list[Gift]] = {}
        for row in Gift.objects.filter(committee=self.committee).order_by("occurrence", "pk"):
            key = (row.source, row.given_on, row.donor, row.amount, row.goods)
            self._known.setdefault(key, []).append(row)

    def key(self, line: Line) -> None:
        return None

    def read(self, line: Line) -> None:
        goods, amount = line.text("goods"), line.values.get("amount")
        kind = line.text("kind") or (GiftKind.GOODS if goods else GiftKind.MONEY)
        if not self._sound(line, kind):
            return
        source = line.text("source") if line.has("source") else self.incoming.stem
        key = (source, line.values.get("given_on"), line.text("donor"), amount, goods)
        stored = self._known.get(key, [])
        place = self._met[key]
        self._met[key] += 1
        gift = stored[place] if place < len(stored) else self.new(Gift)
        wanted: dict[str, Any] = {
            name: value for name, value in line.picked(*PLAIN).items() if value or name not in CHOSEN
        }
        wanted |= self._donor(line)
        if gift._state.adding:
            wanted |= {
                "kind": kind,
                "donor": line.text("donor"),
                "amount": amount,
                "goods": goods,
                "source": source,
            }
            wanted |= {"given_on": line.values.get("given_on"), "occurrence": place + 1}
        line.put_subject(gift, wanted)

    def _sound(self, line: Line, kind: str) -> bool:
        """Money needs an amount and no goods, goods need a name; nothing is worth less than a fen."""
        goods, amount = line.text("goods"), line.values.get("amount")
        if kind == GiftKind.MONEY and goods:
            line.refuse("goods", _("Money is no goods: enter the goods in a row of their own"))
        elif kind == GiftKind.MONEY and amount is None:
            line.refuse("amount", _("Neither an amount nor goods are given"))
        elif kind == GiftKind.GOODS and not goods:
            line.refuse("goods", _("Goods need the name of the item"))
        if isinstance(amount, Decimal) and amount <= 0:
            line.refuse("amount", _("Not more than 0"))
        return not line.refusals

    def _donor(self, line: Line) -> dict[str, Any]:
        """Only a donor who is said to be a member is looked up: a name alone may be anybody's."""
        if line.text("donor_kind") != DonorKind.MEMBER:
            return {}
        try:
            return {"donor_person": self.roster.find(line.text("donor"))}
        except Refused as refused:
            line.refuse("donor", str(refused))
            return {}


def values(rows: QuerySet[Gift], user: Any) -> Iterator[Sequence[Value]]:
    """Equal rows in the order of their occurrence, so that the n-th is again the n-th."""
    for row in rows.order_by("given_on", "occurrence", "pk").iterator(500):
        yield (
            row.given_on,
            row.donor,
            str(DonorKind(row.donor_kind).label),
            str(GiftKind(row.kind).label),
            str(Standing(row.standing).label),
            row.amount,
            row.goods,
            row.quantity,
            row.unit,
            row.recipient,
            row.purpose,
            row.receipt,
            row.source,
        )


importers.add(
    Importer(
        "gifts",
        gettext_lazy("Gifts"),
        Gift,
        COLUMNS,
        GiftReader,
        values,
        edit=writer,
        sums=("amount", "quantity"),
    ),
    PAIRINGS,
    VOICES,
)
