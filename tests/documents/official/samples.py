"""Documents to print, and reading them back."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import docx
from docx.document import Document as Docx
from lxml import etree

from luzhi.documents.official.builder import build
from luzhi.documents.official.content import (
    Circulation,
    Document,
    Heading,
    Paragraph,
    Quote,
    Roll,
    Run,
    Table,
    Title,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DAY = date(2019, 2, 25)
RARE = "赟昇喆堃犇翀玥垚祎"

PAPER = Document(
    title=Title("中国人民政治协商会议萍乡市委员会关于2018年度提案工作情况和2019年工作安排的报告"),
    issuer="政协萍乡市委员会文件",
    number="萍政协发[2019]05号",
    secrecy="内部",
    to="各县（区）政协",
    signed_by="政协萍乡市委员会",
    signed_on=DAY,
    blocks=(
        Heading(1, "总体情况"),
        Paragraph.of("收到意见和建议", Run("316条", figure="suggestions"), f"。参加：{RARE}。"),
        Heading(2, "学习"),
        Heading(3, "集中学习"),
        Heading(4, "固定学习日"),
        Quote("凡事预则立。"),
        Heading(1, "存在问题"),
        Table(
            ("单位", "件数"), (("提案委", Run("12", figure="proposals")), ("文史委", "8")), "表1　办理情况"
        ),
    ),
    attachments=("一览表。", "实施意见"),
    note="此件公开发布",
    copies_to=("市委办公室", "市政府办公室"),
    printed_by="政协萍乡市委员会办公室",
    printed_on=date(2019, 2, 26),
)
LETTER = replace(
    PAPER, form="letter", issuer="中国人民政治协商会议江西省萍乡市委员会", number="萍政协函〔2019〕3号"
)
MINUTES = replace(
    PAPER,
    form="minutes",
    issuer="主席会议纪要",
    number="〔2019〕3号",
    attachments=(),
    rolls=(Roll("出席", ("张三", "李四")), Roll("请假", ("赵六",)), Roll("列席", ("钱七",))),
)
BULLETIN = replace(
    PAPER,
    form="bulletin",
    issuer="社情民意信息",
    number="第3期",
    copies_to=(),
    circulation=(
        Circulation("报", ("省政协办公厅",)),
        Circulation("送", ("市委",)),
        Circulation("发", ("各委员",)),
    ),
    copies=120,
)
PLAIN = Document(
    title=Title("履职综述"),
    issuer="萍乡市政协",
    signed_by="",
    signed_on=DAY,
    form="plain",
    blocks=(Paragraph.of("正文。"),),
)
FORMS = {"document": PAPER, "letter": LETTER, "minutes": MINUTES, "bulletin": BULLETIN, "plain": PLAIN}


def opened(document: Document) -> Docx:
    return docx.Document(io.BytesIO(build(document)))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def tree(document: Document, part: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(parts(build(document))[part])


def texts(document: Document) -> list[str]:
    """The text of every paragraph in the order of the file, those of tables too; empty ones left out."""
    found = []
    for paragraph in tree(document).iter(f"{W}p"):
        pieces = [
            {f"{W}tab": "\t", f"{W}br": "\n"}.get(e.tag, e.text or "") for e in paragraph.iter(*_TEXTUAL)
        ]
        found.append("".join(pieces))
    return [text for text in found if text]


_TEXTUAL = (f"{W}t", f"{W}tab", f"{W}br")
