"""The file around the document: its parts, properties, the figures' codes, and the same bytes every time."""

import io
import zipfile
from datetime import UTC, datetime, time
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import quoteattr

import docx as python_docx
from docx.document import Document as Docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from luzhi.documents.official.content import Document
from luzhi.documents.official.fonts import font_table
from luzhi.documents.official.text import one_line
from luzhi.documents.official.writer import Mark

FIGURES_NAMESPACE = "urn:luzhi:figures"
_STORE = f"{{{str(uuid5(NAMESPACE_URL, FIGURES_NAMESPACE)).upper()}}}"
_KEPT = (RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS)
_LONGEST_PROPERTY = 255
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_EPOCH = (1980, 1, 1, 0, 0, 0)


def empty_docx() -> Docx:
    """A document of python-docx's template with only the parts that we fill ourselves."""
    docx = python_docx.Document()
    relations = docx.part.rels
    for key in [key for key, relation in relations.items() if relation.reltype not in _KEPT]:
        del relations[key]
    outer = docx.part.package.rels
    core = (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES)
    for key in [key for key, relation in outer.items() if relation.reltype not in core]:
        del outer[key]
    _add_part(
        docx, "/word/fontTable.xml", CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE, font_table()
    )
    return docx


def _add_part(owner: Docx | Part, path: str, content_type: str, relation: str, blob: bytes) -> Part:
    source = owner if isinstance(owner, Part) else owner.part
    part = Part(PackURI(path), content_type, blob, source.package)
    source.relate_to(part, relation)
    return part


def set_properties(docx: Docx, document: Document) -> None:
    """Title and issuer; no person's name, no clock: the time is the document's date."""
    properties = docx.core_properties
    day = datetime.combine(document.signed_on, time(), UTC)
    properties.title = one_line(document.title.text)[:_LONGEST_PROPERTY]
    issuer = one_line(document.signed_by or document.issuer)[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = issuer
    properties.created = properties.modified = day
    properties.language = "zh-CN"
    properties.comments = ""
    properties.revision = 1


def add_figures(docx: Docx, marks: list[Mark]) -> None:
    """A custom XML part: bookmark, figure code and printed text of each figure."""
    if not marks:
        return
    entries = "".join(
        f"<figure bookmark={quoteattr(mark.bookmark)} code={quoteattr(mark.code)} printed={quoteattr(mark.text)}/>"
        for mark in marks
    )
    figures = f'{_DECLARATION}<figures xmlns="{FIGURES_NAMESPACE}">{entries}</figures>'
    item = _add_part(
        docx, "/customXml/item1.xml", CONTENT_TYPE.XML, RELATIONSHIP_TYPE.CUSTOM_XML, figures.encode()
    )
    properties = (
        f'{_DECLARATION}<ds:datastoreItem ds:itemID="{_STORE}"'
        ' xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{FIGURES_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    _add_part(
        item,
        "/customXml/itemProps1.xml",
        CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES,
        RELATIONSHIP_TYPE.CUSTOM_XML_PROPS,
        properties.encode(),
    )


def to_bytes(docx: Docx) -> bytes:
    """The .docx with its entries in fixed order and without the time of writing."""
    written = io.BytesIO()
    docx.save(written)
    packed = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(packed, "w") as target:
        for name in sorted(source.namelist(), key=_order):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(entry, source.read(name))
    return packed.getvalue()


def _order(name: str) -> tuple[int, str]:
    """Content types first, then the package's relations: readers that stream expect them there."""
    first = ("[Content_Types].xml", "_rels/.rels")
    return (first.index(name) if name in first else len(first), name)
