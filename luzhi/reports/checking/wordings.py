"""How prose says what the registry counts, where it does not use the label's own words; simplified Chinese."""

WORDINGS: dict[str, tuple[str, ...]] = {
    "proposals.received": ("提交提案", "收到提案", "征集提案", "提案原件"),
    "proposals.filed": ("审查立案", "确定立案", "立案"),
    "proposals.not_filed": ("不予立案", "未立案"),
    "proposals.answered": ("办复", "全部办复", "已办复"),
    "proposals.collective": ("集体提案", "党派团体提案"),
    "proposals.individual": ("委员提案", "个人或联名提案"),
    "suggestions.sent": ("提出意见建议", "提出意见和建议", "意见建议"),
    "suggestions.adopted": ("采纳建议", "得到采纳"),
    "gifts.money": ("捐赠资金", "帮扶资金", "捐款", "捐资"),
    "gifts.books": ("书籍", "图书", "捐赠图书"),
    "gifts.goods_value": ("捐赠物资", "物资折价"),
    "clinic.patient_visits": ("义诊", "诊治群众", "免费诊治"),
    "members.serving": ("现有委员", "全体委员"),
    "papers.opinion.submitted": ("报送社情民意信息", "提交社情民意"),
    "papers.opinion.used": ("采用社情民意信息",),
}
