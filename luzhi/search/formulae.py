"""What everybody writes: formulae that tell nothing of two texts having been copied from each other.

A few are known beforehand; the committee's own are learnt from its texts: whatever several different texts have word
for word. They are kept as grams of `passages.LEAST` characters of the folded text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from luzhi.search.passages import LEAST, grams, letters

SEVERAL = 4  # texts that must have a run before it counts as nobody's own
SLOTS = 1 << 22
MOST = 5_000  # grams that are kept, the commonest first
KNOWN = (
    "以习近平新时代中国特色社会主义思想为指导",
    "深入贯彻落实习近平新时代中国特色社会主义思想和党的十九大精神",
    "深入学习贯彻习近平总书记系列重要讲话精神",
    "全面贯彻落实党的二十大和二十届历次全会精神",
    "在以习近平同志为核心的党中央坚强领导下",
    "党的十八大以来以习近平同志为核心的党中央高度重视",
    "统筹推进五位一体总体布局协调推进四个全面战略布局",
    "增强四个意识坚定四个自信做到两个维护",
    "深刻领悟两个确立的决定性意义",
    "牢固树立创新协调绿色开放共享的新发展理念",
    "推进国家治理体系和治理能力现代化",
    "坚持以人民为中心的发展思想",
    "人民日益增长的美好生活需要和不平衡不充分的发展之间的矛盾",
    "为实现中华民族伟大复兴的中国梦而努力奋斗",
    "近年来在市委市政府的正确领导下",
    "近年来在省委省政府的正确领导下",
    "近年来在县委县政府的正确领导下",
    "随着我国经济社会的快速发展和人民生活水平的不断提高",
    "国民经济和社会发展第十三个五年规划纲要",
    "国民经济和社会发展第十四个五年规划和2035年远景目标纲要",
    "绿水青山就是金山银山的理念",
)


def known() -> frozenset[str]:
    return frozenset(gram for formula in KNOWN for gram in grams(letters(formula), LEAST))


def formulae_among(bodies: Iterable[str]) -> frozenset[str]:
    """The known formulae and those of these texts.

    First all grams are counted by a hash in one byte each, then only what may be common by itself: two thousand texts
    need 4 MB and seconds.
    """
    texts = [letters(body) for body in bodies]
    slots = bytearray(SLOTS)
    for text in texts:
        for slot in {hash(gram) % SLOTS for gram in grams(text, LEAST)}:
            slots[slot] = min(slots[slot] + 1, SEVERAL)
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(gram for gram in grams(text, LEAST) if slots[hash(gram) % SLOTS] == SEVERAL)
    common = [gram for gram, times in counts.most_common(MOST) if times >= SEVERAL]
    return known() | frozenset(common)
