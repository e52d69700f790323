"""Typefaces the standard names, what stands in for them, and the font table of the file."""

from dataclasses import dataclass

LATIN = "Times New Roman"


@dataclass(frozen=True)
class Face:
    """A Chinese typeface: `rare` has the characters outside GB 2312; `free` may replace it where it is absent."""

    name: str
    rare: str
    free: tuple[str, ...]
    family: str
    panose: str
    latin: str = LATIN


HEAD = Face(
    "方正小标宋简体",
    "华文中宋",
    ("方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "Noto Serif CJK SC", "Source Han Serif SC"),
    "roman",
    "02010601030101010101",
)
BODY = Face(
    "仿宋_GB2312",
    "仿宋",
    ("仿宋", "FangSong", "方正仿宋简体", "Noto Serif CJK SC"),
    "modern",
    "02010609030101010101",
)
KAI = Face(
    "楷体_GB2312",
    "楷体",
    ("楷体", "KaiTi", "方正楷体简体", "AR PL UKai CN", "Noto Serif CJK SC"),
    "modern",
    "02010609030101010101",
)
HEI = Face(
    "黑体", "黑体", ("SimHei", "Noto Sans CJK SC", "Source Han Sans SC"), "modern", "02010609060101010101"
)
SONG = Face("宋体", "宋体", ("SimSun", "Noto Serif CJK SC"), "auto", "02010600030101010101", latin="宋体")

FACES = (HEAD, BODY, KAI, HEI, SONG)
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_EAST_ASIAN = (
    '<w:sig w:usb0="00000001" w:usb1="080E0000" w:usb2="00000010" w:usb3="00000000"'
    ' w:csb0="00040000" w:csb1="00000000"/>'
)


def _entry(face: Face) -> str:
    return (
        f'<w:font w:name="{face.name}"><w:altName w:val="{",".join(face.free)}"/>'
        f'<w:panose1 w:val="{face.panose}"/><w:charset w:val="86"/><w:family w:val="{face.family}"/>'
        f'<w:pitch w:val="default"/>{_EAST_ASIAN}</w:font>'
    )


def font_table() -> bytes:
    """word/fontTable.xml: each typeface with the free ones that may stand in for it."""
    latin = (
        f'<w:font w:name="{LATIN}"><w:altName w:val="Liberation Serif,Tinos"/><w:charset w:val="00"/>'
        '<w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>'
    )
    entries = latin + "".join(_entry(face) for face in FACES)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:fonts xmlns:w="{_NAMESPACE}">{entries}</w:fonts>'
    ).encode()
