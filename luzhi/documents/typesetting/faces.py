"""Families that may print each typeface, best first: the standard's own, what looks like it, the free one we bring."""

from luzhi.documents.official.fonts import BODY, HEAD, HEI, KAI, LATIN, SONG, Face

_SERIF = ("Noto Serif SC", "Noto Serif CJK SC", "Source Han Serif SC")
_SANS = ("Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC")
_LATIN = (LATIN, "Liberation Serif", "Tinos")
# Fonts name themselves in English or in Chinese, by the maker and the year.
_ALIKE = {
    HEAD.name: ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "STZhongsong"),
    BODY.name: ("FangSong_GB2312", "FangSong", "FZFangSong-Z02S", "STFangsong", "Zhuque Fangsong"),
    KAI.name: ("KaiTi_GB2312", "KaiTi", "FZKai-Z03S", "STKaiti", "LXGW WenKai", "LXGW WenKai GB"),
    HEI.name: ("SimHei", "STHeiti"),
    SONG.name: ("SimSun", "STSong"),
}


def families(face: Face) -> list[str | dict[str, str]]:
    """The families of a typeface in typst's form; letters and digits are set from the Latin ones."""
    latin = () if face.latin != LATIN else _LATIN
    chinese = (face.name, face.rare, *_ALIKE[face.name], *face.free, *(_SANS if face is HEI else _SERIF))
    return [
        *({"name": name, "covers": "latin-in-cjk"} for name in latin),
        *dict.fromkeys(chinese),
    ]


def all_faces() -> dict[str, list[str | dict[str, str]]]:
    named = {"head": HEAD, "body": BODY, "kai": KAI, "hei": HEI, "song": SONG}
    return {name: families(face) for name, face in named.items()}
