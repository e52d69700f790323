"""The document's styles, settings and defaults, written anew over python-docx's template."""

from dataclasses import dataclass

from docx.document import Document as Docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from luzhi.documents.official.fonts import BODY, HEAD, HEI, KAI, SONG, Face
from luzhi.documents.official.page import LINE, SQUEEZE, TEXT_WIDTH

RED = "FF0000"
NORMAL_SIZE = 32


@dataclass(frozen=True, kw_only=True)
class Style:
    """A paragraph style. `size` in half points; `line` exact line height in twips (0: single);
    `first`, `left`, `right`, `hanging` in characters."""

    name: str
    face: Face = BODY
    size: int = NORMAL_SIZE
    align: str = "both"
    line: int = LINE
    squeeze: int = SQUEEZE
    first: float = 0
    left: float = 0
    right: float = 0
    hanging: float = 0
    red: bool = False
    keep: bool = False
    outline: int | None = None
    tab: bool = False

    @property
    def ident(self) -> str:
        return self.name.title().replace(" ", "")


NORMAL = Style(name="Normal")
BODY_TEXT = Style(name="Body Text", first=2)
TITLE = Style(name="Title", face=HEAD, size=44, align="center", keep=True)
SOURCE = Style(name="Source", face=KAI, align="center")
HEADINGS = (
    Style(name="heading 1", face=HEI, first=2, keep=True, outline=0),
    Style(name="heading 2", face=KAI, first=2, keep=True, outline=1),
    Style(name="heading 3", first=2, keep=True, outline=2),
    Style(name="heading 4", first=2, keep=True, outline=3),
)
QUOTE = Style(name="Quote", face=KAI, first=2, left=2, right=2)
CAPTION = Style(name="caption", face=HEI, size=28, align="center", keep=True)
PICTURE = Style(name="Picture", align="center", line=0, squeeze=0, keep=True)
CELL = Style(name="Table Text", size=24, line=0, squeeze=0)
CELL_SMALL = Style(name="Table Text Small", size=21, line=0, squeeze=0)
CELL_HEAD = Style(name="Table Head", face=HEI, size=24, line=0, squeeze=0, align="center")
CELL_HEAD_SMALL = Style(name="Table Head Small", face=HEI, size=21, line=0, squeeze=0, align="center")
SECRECY = Style(name="Secrecy", face=HEI, align="left")
RED_HEAD = Style(name="Red Head", face=HEAD, size=88, align="center", line=0, squeeze=0, red=True)
NUMBER = Style(name="Number", align="center")
MARK = Style(name="Mark", face=HEI, align="right", line=538, squeeze=0)
ENDS = Style(name="Ends", face=KAI, size=28, align="left", tab=True, keep=True)
BOX_FOOT = Style(name="Box Foot", size=24, line=0, squeeze=0, align="right")
PAIR = Style(name="Pair", align="left", tab=True)
ADDRESSEE = Style(name="Addressee", align="left")
ATTACHMENT = Style(name="Attachment", left=5, hanging=3, keep=True)
ATTACHMENTS = Style(name="Attachment Numbered", left=6.5, hanging=4.5, keep=True)
ATTACHMENTS_NEXT = Style(name="Attachment Next", left=6.5, hanging=1.5, keep=True)
ROLL = Style(name="Roll", left=5, hanging=3)
SIGNATURE = Style(name="Signature", align="right", keep=True)
NOTE = Style(name="Note", first=2)
IMPRINT = Style(name="Imprint", size=28, squeeze=0, left=1, right=1, tab=True)
SPACER = Style(name="Spacer", size=2, line=20, squeeze=0)
PAGE_ODD = Style(name="Page Odd", face=SONG, size=28, line=320, squeeze=0, align="right", right=1)
PAGE_EVEN = Style(name="Page Even", face=SONG, size=28, line=320, squeeze=0, align="left", left=1)
HEADER = Style(name="header", line=0)
FOOTER = Style(name="footer", line=0)

STYLES = (
    *(
        BODY_TEXT,
        TITLE,
        SOURCE,
        *HEADINGS,
        QUOTE,
        CAPTION,
        PICTURE,
        CELL,
        CELL_SMALL,
        CELL_HEAD,
        CELL_HEAD_SMALL,
        SECRECY,
    ),
    *(
        RED_HEAD,
        NUMBER,
        MARK,
        ENDS,
        BOX_FOOT,
        PAIR,
        ADDRESSEE,
        ATTACHMENT,
        ATTACHMENTS,
        ATTACHMENTS_NEXT,
        ROLL,
        SIGNATURE,
        NOTE,
        IMPRINT,
    ),
    *(SPACER, PAGE_ODD, PAGE_EVEN, HEADER, FOOTER),
)


def set_style(paragraph: Paragraph, style: Style) -> None:
    """By identifier: python-docx's own way reads all styles for every paragraph."""
    paragraph._p.get_or_add_pPr().style = style.ident


def character(style: Style) -> float:
    """Width of one character of the style in twips."""
    return style.size * 10 + style.squeeze


def _indent(style: Style) -> str:
    """In twips; the first line also in characters, as Word shows it. Indents that single paragraphs override
    have no form in characters, because it would win over theirs."""
    parts = {"left": style.left, "right": style.right, "firstLine": style.first, "hanging": style.hanging}
    given = [f'w:{side}="{round(amount * character(style))}"' for side, amount in parts.items() if amount]
    if style.first:
        given.append(f'w:firstLineChars="{round(style.first * 100)}"')
    return f"<w:ind {' '.join(given)}/>" if given else ""


def _paragraph_properties(style: Style) -> str:
    # Only the body sits on the grid of lines: larger type would take two of them, small type too much.
    # No mark hangs over the right edge in Word; LibreOffice 7 reads overflowPunct the wrong way round.
    right_end = TEXT_WIDTH - round(style.right * character(style))
    return "".join(
        (
            "<w:keepNext/>" if style.keep else "",
            '<w:widowControl w:val="0"/>',
            f'<w:tabs><w:tab w:val="right" w:pos="{right_end}"/></w:tabs>' if style.tab else "",
            '<w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>',
            "" if style.line == LINE and style.size == NORMAL_SIZE else '<w:snapToGrid w:val="0"/>',
            f'<w:spacing w:before="0" w:after="0" w:line="{style.line or 240}"'
            f' w:lineRule="{"exact" if style.line else "auto"}"/>',
            _indent(style),
            f'<w:jc w:val="{style.align}"/>',
            "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>',
        )
    )


def _run_properties(style: Style) -> str:
    face = style.face
    return (
        f'<w:rFonts w:ascii="{face.latin}" w:hAnsi="{face.latin}" w:eastAsia="{face.name}" w:cs="{face.latin}"/>'
        + (f'<w:color w:val="{RED}"/>' if style.red else "")
        + f'<w:spacing w:val="{style.squeeze}"/><w:sz w:val="{style.size}"/><w:szCs w:val="{style.size}"/>'
    )


def _style(style: Style) -> str:
    default, based_on = (' w:default="1"', "") if style is NORMAL else ("", '<w:basedOn w:val="Normal"/>')
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{style.ident}"><w:name w:val="{style.name}"/>{based_on}'
        f"<w:qFormat/><w:pPr>{_paragraph_properties(style)}</w:pPr><w:rPr>{_run_properties(style)}</w:rPr></w:style>"
    )


_TABLES = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)


def _defaults() -> str:
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_run_properties(NORMAL)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )


_SETTINGS = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
    '<w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:doNotExpandShiftReturn/><w:useFELayout/><w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
)


def set_styles(docx: Docx) -> None:
    """Put our styles and settings in the place of the template's."""
    styles = _defaults() + _style(NORMAL) + _TABLES + "".join(_style(style) for style in STYLES)
    for element, content in ((docx.styles.element, styles), (docx.settings.element, _SETTINGS)):
        for child in list(element):
            element.remove(child)
        for child in list(parse_xml(f"<w:parts {nsdecls('w')}>{content}</w:parts>")):
            element.append(child)
