"""Breaking a long title into lines of trapezium or lozenge shape, at places where no word is cut.

The standard asks for complete words, symmetry and fitting lengths. Without a dictionary the places are
told by marks, by particles and by the words that titles of this field are made of.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from luzhi.documents.official.text import width

LINE_WIDTH = 19.0  # characters of 22 pt in 156 mm, one less for air
_WIDEST = LINE_WIDTH + 1
_MOST_LINES = 4
_NEVER_FIRST = "，。、；：？！）〕】》〉”’％%的了着和与及号年月日届次"
_NEVER_LAST = "（〔【《〈“‘第—－"
_WORDS = (
    "中国人民政治协商会议|全国人民代表大会|人民政府|常务委员会|专门委员会|委员会|政治协商|民主监督|参政议政|社情民意|"
    "机关党委|机关党组|党支部|党组|主席会议|常委会议|常委会|全体会议|会议|界别|提案|委员|政协|[省市县区]委(?!员)|办公室|办公厅|"
    "调研|视察|协商|监督|履职|活动|工作|情况|报告|综述|通知|决定|意见|建议|方案|办法|规定|条例|总结|计划|要点|纪要|通报|"
    "请示|批复|贯彻|落实|学习|印发|转发|召开|举办|开展|加强|推进|促进|做好|进一步|全面|深入|高质量|发展|建设|服务|管理|"
    "制度|机制|年度|民主|党派|社会|经济|农村|乡村|振兴|扶贫|生态|环境|教育|医疗|文化|科技|法治|实施|审议|征集|办理|选举|"
    "人民|群众|建言|献策|成果|答复|复函|专题|双月|季度|常务|主任|主席|城市|改革|创新|产业|企业|民营|营商|保护|治理"
)
_TOKEN = re.compile(
    rf"关于|\s+|[—－]+|第[〇一二三四五六七八九十百]+[届次]|[〇一二三四五六七八九十]+届[〇一二三四五六七八九十]+次(?:会议)?|第\d+号|"
    rf"\d+年度?|[A-Za-z0-9.]+%?|{_WORDS}|[\s\S]"
)
_WORD = re.compile(_WORDS)


def break_title(text: str) -> list[str]:
    """The lines of a title; line breaks that the writer set are kept."""
    if "\n" in text:
        return [line.strip() for line in text.split("\n") if line.strip()]
    wide = width(text)
    count = max(1, -int(-wide // LINE_WIDTH))
    if count == 1 or count > _MOST_LINES:
        return [text]
    return _best(text, count) or _best(text, count + 1) or [text]


def _best(text: str, count: int) -> list[str]:
    places = _places(text)
    best: tuple[float, list[str]] = (float("inf"), [])
    for edges in _edges(text, sorted(places), count):
        lines = [text[start:end].strip() for start, end in pairwise((*edges, len(text)))]
        cost = sum(places[place] for place in edges[1:]) + _shape_cost(tuple(map(width, lines)))
        best = min(best, (cost, lines))
    return best[1]


def _edges(text: str, places: list[int], count: int, start: int = 0) -> Iterator[tuple[int, ...]]:
    """Every choice of `count` lines that fit, as the indexes at which they begin."""
    if count == 1:
        if width(text[start:]) <= _WIDEST:
            yield (start,)
        return
    for place in places:
        if place <= start or width(text[place:]) > _WIDEST * (count - 1):
            continue
        if width(text[start:place].strip()) > _WIDEST:
            return
        yield from ((start, *rest) for rest in _edges(text, places, count - 1, place))


def _places(text: str) -> dict[int, float]:
    """Index of each possible break → its cost."""
    places: dict[int, float] = {}
    tokens = list(_TOKEN.finditer(text))
    for left, right in pairwise(tokens):
        if not right[0].isspace() and right[0][0] not in _NEVER_FIRST and left[0][-1] not in _NEVER_LAST:
            places[right.start()] = _break_cost(left[0], right[0])
    return places


def _break_cost(left: str, right: str) -> float:
    if left == "关于":
        return 20.0
    if left.isspace() or right[0] in "—－":
        return -3.0
    if right == "关于" or left[-1] in "，、；》”）" or right[0] in "《“（":
        return 0.0
    known = bool(_WORD.fullmatch(left)) + bool(_WORD.fullmatch(right))
    return (1.0, 4.0, 9.0)[2 - known] if left not in "的和与及" else 2.0


@cache
def _shape_cost(widths: tuple[float, ...]) -> float:
    """Steady growth, steady shrinking or a wide middle are shapes; equal lines and a waist are not."""
    steps = [after - before for before, after in pairwise(widths)]
    uneven = max(widths) - min(widths)
    cost = abs(uneven - 3.0) + (6.0 if uneven < 1 else 0.0)
    if any(before < 0 < after for before, after in pairwise(steps)):
        cost += 8.0
    if any(abs(step) < 1 for step in steps):
        cost += 1.0
    return cost + (10.0 if min(widths) < 4 else 0.0)
