"""The file itself: well formed, complete, in the schema's order, the same every time, proof against hostile text."""

import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import fields, replace
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from luzhi.documents.official.builder import build
from luzhi.documents.official.content import Circulation, Heading, Paragraph, Quote, Roll, Run, Table, Title
from tests.documents.official.samples import DAY, FORMS, MINUTES, PAPER, PLAIN, W, opened, parts, texts, tree

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_HOSTILE = "甲\x00\x01\x0b\x1f<b>&amp;]]>\"'\ud800\ufffe\u202e乙"
_REFERENCE = re.compile("(header|footer)Reference")  # these may stand in any order
_ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
    " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
    " snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
    " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid"
    " vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em"
    " lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing"
    " tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "sectPr": "reference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType"
    " pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
    "settings": "zoom defaultTabStop evenAndOddHeaders characterSpacingControl compat themeFontLang decimalSymbol"
    " listSeparator",
}


@pytest.mark.parametrize("document", FORMS.values(), ids=FORMS)
def test_every_part_is_well_formed_and_has_a_content_type(document):
    files = parts(build(document))
    types = etree.fromstring(files["[Content_Types].xml"])
    defaults = {e.get("Extension") for e in types.iter(f"{_TYPES}Default")}
    overrides = {e.get("PartName") for e in types.iter(f"{_TYPES}Override")}
    for name, blob in files.items():
        etree.fromstring(blob)
        assert f"/{name}" in overrides or PurePosixPath(name).name.rpartition(".")[2] in defaults
    assert overrides <= {f"/{name}" for name in files}


@pytest.mark.parametrize("document", FORMS.values(), ids=FORMS)
def test_relations_stay_inside_and_lead_somewhere(document):
    files = parts(build(document))
    for name in [name for name in files if name.endswith(".rels")]:
        folder = PurePosixPath(name).parent.parent
        for relation in etree.fromstring(files[name]).iter(_RELATION):
            target = os.path.normpath(folder / relation.get("Target"))
            assert (relation.get("TargetMode"), target.lstrip("/") in files) == (None, True)


@pytest.mark.parametrize("document", FORMS.values(), ids=FORMS)
def test_properties_follow_the_schemas_order(document):
    for name, blob in parts(build(document)).items():
        for element in etree.fromstring(blob).iter(*(f"{W}{kind}" for kind in _ORDERS)):
            order = _ORDERS[element.tag.removeprefix(W)].split()
            places = [
                order.index(_REFERENCE.sub("reference", child.tag.removeprefix(W))) for child in element
            ]
            assert places == sorted(places), (name, etree.tostring(element))


def test_package_holds_nothing_but_what_it_needs():
    assert list(parts(build(PAPER))) == [
        *("[Content_Types].xml", "_rels/.rels", "customXml/_rels/item1.xml.rels", "customXml/item1.xml"),
        *(
            "customXml/itemProps1.xml",
            "docProps/core.xml",
            "word/_rels/document.xml.rels",
            "word/document.xml",
        ),
        *(
            "word/fontTable.xml",
            "word/footer1.xml",
            "word/footer2.xml",
            "word/settings.xml",
            "word/styles.xml",
        ),
    ]


@pytest.mark.parametrize("document", FORMS.values(), ids=FORMS)
def test_same_document_gives_same_bytes(document):
    assert build(document) == build(document)


def test_entries_bear_no_time_of_writing():
    with zipfile.ZipFile(io.BytesIO(build(PAPER))) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_another_process_gives_the_same_bytes():
    code = "import sys; from tests.documents.official.samples import PAPER, build; sys.stdout.buffer.write(build(PAPER))"
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai"}
    assert subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, check=True
    ).stdout == build(PAPER)


def test_properties_name_title_issuer_language_and_day():
    properties = opened(PAPER).core_properties
    given = (
        properties.title,
        properties.author,
        properties.language,
        properties.created.date(),
        properties.comments,
    )
    assert given == (PAPER.title.text, "政协萍乡市委员会", "zh-CN", DAY, "")


def test_figures_are_bookmarked_and_their_codes_kept():
    files = parts(build(PAPER))
    figures = etree.fromstring(files["customXml/item1.xml"])
    assert [dict(figure.attrib) for figure in figures] == [
        {"bookmark": "fig_1", "code": "suggestions", "printed": "316条"},
        {"bookmark": "fig_2", "code": "proposals", "printed": "12"},
    ]
    body = etree.fromstring(files["word/document.xml"])
    starts, ends = list(body.iter(f"{W}bookmarkStart")), list(body.iter(f"{W}bookmarkEnd"))
    assert [e.get(f"{W}name") for e in starts] == ["fig_1", "fig_2"]
    assert [e.get(f"{W}id") for e in starts] == [e.get(f"{W}id") for e in ends]
    assert ["".join(e.getnext().itertext()) for e in starts] == ["316条", "12"]


def test_document_without_figures_has_no_custom_part():
    assert [name for name in parts(build(PLAIN)) if name.startswith("customXml")] == []


def test_hostile_text_is_printed_as_text_everywhere():
    hostile = replace(
        MINUTES,
        **{f.name: _HOSTILE for f in fields(MINUTES) if f.type == "str"},
        title=Title(_HOSTILE),
        blocks=(
            *(Heading(level, _HOSTILE) for level in (1, 2, 3, 4)),
            Paragraph.of(_HOSTILE, Run(_HOSTILE, figure=_HOSTILE)),
            Quote(_HOSTILE),
            Table((_HOSTILE,), ((_HOSTILE,), (Run(_HOSTILE, figure=_HOSTILE),)), _HOSTILE),
        ),
        attachments=(_HOSTILE, _HOSTILE),
        rolls=(Roll(_HOSTILE, (_HOSTILE,)),),
        circulation=(Circulation(_HOSTILE, (_HOSTILE,)),),
    )
    for form in FORMS:
        files = parts(build(replace(hostile, form=form)))
        assert "甲 <b>&amp;]]>\"'乙" in "".join(etree.fromstring(files["word/document.xml"]).itertext())
        assert [name for name, blob in files.items() if b"<b>" in blob or "\u202e".encode() in blob] == []


def test_paragraph_of_ten_thousand_characters_is_whole():
    text = "政协" * 5000
    assert texts(replace(PLAIN, blocks=(Paragraph.of(text),)))[-1] == text


def test_long_title_fits_the_properties():
    assert opened(replace(PLAIN, title=Title("长" * 10_000))).core_properties.title == "长" * 255


def test_empty_document_can_be_printed():
    empty = replace(PLAIN, title=Title(""), issuer="", blocks=())
    for form in FORMS:
        assert opened(replace(empty, form=form)).sections[0].page_width.mm == pytest.approx(210, abs=0.1)


@settings(max_examples=40)
@given(st.text(), st.text(), st.text())
def test_any_text_gives_a_readable_file(title, body, figure):
    block = Paragraph.of(body, Run(figure, figure=figure))
    document = replace(PLAIN, title=Title(title), blocks=(block, Table((title,), ((body,),), figure)))
    assert tree(document).tag == f"{W}document"
