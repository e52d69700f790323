"""Word documents, made part by part."""

from __future__ import annotations

import io
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def package(parts: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in {"[Content_Types].xml": TYPES, **parts}.items():
            made.writestr(name, content)
    return stream.getvalue()


def document(body: str, **others: str | bytes) -> bytes:
    """A .docx of this body (elements in the prefix w:); `others` by the bare name of a part: footnotes, numbering."""
    parts = {f"word/{name}.xml": text for name, text in others.items()}
    return package({"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>", **parts})


def paragraph(*texts: str) -> str:
    runs = "".join(f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' for text in texts)
    return f"<w:p>{runs}</w:p>"


PROPOSAL = [
    "关于增设公交站点的提案",
    "一、基本情况",
    "城北新区已入住3万人，只有2条公交线路。",
    "二、存在问题",
    "站点少，间隔长，老人出行不便。",
    "三、对策建议",
    "一是增设城北大道等6处站点。",
    "二是开通社区微循环。",
]


def proposal() -> bytes:
    return document("".join(map(paragraph, PROPOSAL)))
