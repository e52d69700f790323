"""Measure words, by what they count. What is in no class here is no unit, and a number before it is no figure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    COUNT = "count"  # indivisible: people, things, occasions
    MEASURE = "measure"  # lengths, areas, weights
    MONEY = "money"
    RATIO = "ratio"
    PLACE = "place"  # 县, 村: a noun that is its own measure word, counted with Arabic digits alone, as 分 (points) is
    LOOSE = "loose"  # 个, 项: stand in many names, and need a verb of counting before a small Chinese numeral
    TIME = "time"  # dates and durations: no figures


@dataclass(frozen=True, slots=True)
class Unit:
    """`code`: the unit that figures are compared by (名 and 位 are 人)."""

    written: str
    code: str
    sort: Sort


_WORDS: dict[Sort, str] = {
    Sort.COUNT: (
        "人次 人 名 位 户次 户 家次 家 件次 件 条次 条 场次 场 次 期 份 篇 册 本 部 台次 台 辆次 辆 架次 架 艘 所 座 间 处 栋 幢 片 块 批次 "
        "批 例次 例 起 宗 桩 笔 封 则 幅 张 枚 面 支 根 株 棵 头 只 匹 羽 口 眼 盒 箱 袋 瓶 桶 捆 卷 集 节 课时 学时 课 堂 门 轮 趟 对 双 "
        "组 队 班次 班 席 票 床 字 页 版 首 曲 出 剧 款 单 餐 道 段 幕 盏 包 把 尾 顶 副 顿 盘 碗 杯 车次 航次 床位 席位 岗位 "
        "师次 工日 人天 站 里程碑 平台 点位 点次 辑 讲 句 桌 标段 标箱 学分 人份 件套"
    ),
    Sort.LOOSE: "个 项次 项 套 种 类 支队伍 条线 层 方面 门类 批件 步 样 大类 小类 环节 领域 板块 系列",
    Sort.MEASURE: (
        "平方公里 平方千米 平方米 立方米 立方 海里 公里 千米 厘米 毫米 米 亩次 亩 公顷 万千瓦时 千瓦时 兆瓦时 兆瓦 千瓦 兆伏安 千伏安 公斤 千克 毫克 微克 克 吨公里 吨 斤 毫升 升 "
        "㎡ m² m2 km² km kg mm cm mw kw kwh 度电 平米 标准煤 摄氏度 分贝"
    ),
    Sort.PLACE: "分 社区 街道 乡镇 县区 县市 省份 县 市 区 乡 镇 村 省 国 校 企业 单位",
    Sort.TIME: (
        "年级 年代 周年 年 个月 月份 月 日 号 天 小时 个小时 分钟 秒 时 点 周 周岁 世纪 季度 个季度 个工作日 工作日 个年头 个日夜 个星期 星期 "
        "个昼夜 昼夜 个交易日 个自然日 个钟头 载 个学期 学期 学年 学制 旬 届 度 级 等 号楼 号线 路 线 代 辈 分钟 刻钟 更 岁 个五年 个百年 个一"
    ),
    Sort.RATIO: "个百分点 百分点 % ‰ 倍 折",
}
_RENAMED = {
    "名": "人",
    "位": "人",
    "百分点": "个百分点",
    "平米": "平方米",
    "立方": "立方米",
    "㎡": "平方米",
    "m²": "平方米",
    "m2": "平方米",
    "km": "公里",
    "km²": "平方公里",
    "kg": "公斤",
    "千克": "公斤",
    "千米": "公里",
    "平方千米": "平方公里",
}
_MONEY = {
    "元人民币": "元", "人民币": "元", "元整": "元", "元": "元", "圆": "元", "块钱": "元", "港元": "港元", "港币": "港元", "元港币": "港元",
    "元港元": "港元", "美元": "美元", "美金": "美元", "元美元": "美元", "欧元": "欧元", "日元": "日元", "英镑": "英镑", "澳元": "澳元",
    "新台币": "新台币", "元新台币": "新台币", "加元": "加元", "韩元": "韩元", "澳门元": "澳门元", "卢布": "卢布",
}  # fmt: skip
CURRENCIES = {
    "人民币": "元", "¥": "元", "港币": "港元", "港元": "港元", "hk$": "港元", "美元": "美元", "美金": "美元", "us$": "美元", "$": "美元", "欧元": "欧元",
    "€": "欧元", "日元": "日元", "英镑": "英镑",
}  # fmt: skip
STRICT = frozenset(
    [
        "人次",
        "件",
        "条",
        "次",
        "期",
        "场",
        "场次",
        "篇",
        "份",
        "册",
        "户",
        "家",
        "名",
        "人",
        "本",
        "所",
        "座",
        "台",
        "辆",
        "批",
        "例",
        "起",
        "笔",
        "封",
        "则",
        "亩",
        "公里",
        "吨",
        "公斤",
        "元",
        "倍",
        "轮",
        "批次",
        "趟",
        "处",
        "%",
        "学时",
    ]
)
"""With these a small Chinese numeral counts (三次, 五件); with others it mostly stands in a name (四套班子)."""


def _index() -> dict[str, tuple[Unit, ...]]:
    units = [
        Unit(word, _RENAMED.get(word, word), sort) for sort, words in _WORDS.items() for word in words.split()
    ]
    units += [Unit(word, code, Sort.MONEY) for word, code in _MONEY.items()]
    by_first: dict[str, list[Unit]] = {}
    for unit in sorted(units, key=lambda unit: -len(unit.written)):
        by_first.setdefault(unit.written[0], []).append(unit)
    return {first: tuple(found) for first, found in by_first.items()}


_BY_FIRST = _index()


def unit_at(text: str, place: int) -> Unit | None:
    """The longest unit that stands at `place`."""
    for unit in _BY_FIRST.get(text[place : place + 1], ()):
        if text.startswith(unit.written, place):
            return unit
    return None


def code_of(written: str) -> str:
    """The code of a unit as a figure of the registry names it; what is unknown stands for itself."""
    unit = unit_at(written, 0)
    return unit.code if unit and unit.written == written else written
