"""Page, styles and typefaces of GB/T 9704-2012."""

import pytest
from docx.shared import Mm, Pt

from luzhi.documents.official.builder import build
from tests.documents.official.samples import FORMS, LETTER, PAPER, PLAIN, RARE, W, opened, parts, tree


def _style(name):
    return next(
        s
        for s in tree(PAPER, "word/styles.xml").iter(f"{W}style")
        if s.find(f"{W}name").get(f"{W}val") == name
    )


@pytest.mark.parametrize("document", FORMS.values(), ids=FORMS)
def test_page_is_a4_with_the_standards_margins(document):
    section = opened(document).sections[0]
    lengths = (
        *(section.page_width, section.page_height),
        *(section.top_margin, section.left_margin, section.right_margin, section.bottom_margin),
    )
    assert [round(length / Mm(1)) for length in lengths] == [210, 297, 37, 28, 26, 35]


def test_grid_is_lines_of_28_95_points():
    grid = tree(PAPER).find(f".//{W}docGrid")
    assert (grid.get(f"{W}type"), grid.get(f"{W}linePitch"), grid.get(f"{W}charSpace")) == (
        "lines",
        "579",
        None,
    )


def test_body_is_16_points_exact_line_and_squeezed():
    style = opened(PAPER).styles["Body Text"]
    spacing = _style("Body Text").find(f"{W}rPr/{W}spacing").get(f"{W}val")
    indent = _style("Body Text").find(f"{W}pPr/{W}ind")
    assert (style.font.size, style.paragraph_format.line_spacing, spacing) == (Pt(16), Pt(28.95), "-5")
    assert (indent.get(f"{W}firstLineChars"), indent.get(f"{W}firstLine")) == ("200", "630")


@pytest.mark.parametrize(
    ("name", "face", "size"),
    [
        ("Title", "方正小标宋简体", "44"),
        ("Body Text", "仿宋_GB2312", "32"),
        ("heading 1", "黑体", "32"),
        ("heading 2", "楷体_GB2312", "32"),
        ("heading 3", "仿宋_GB2312", "32"),
        ("heading 4", "仿宋_GB2312", "32"),
        ("Page Odd", "宋体", "28"),
        ("Imprint", "仿宋_GB2312", "28"),
    ],
)
def test_style_names_typeface_and_size(name, face, size):
    properties = _style(name).find(f"{W}rPr")
    given = (properties.find(f"{W}rFonts").get(f"{W}eastAsia"), properties.find(f"{W}sz").get(f"{W}val"))
    assert given == (face, size)


def test_digits_are_times_new_roman():
    fonts = _style("Body Text").find(f"{W}rPr/{W}rFonts")
    assert (fonts.get(f"{W}ascii"), fonts.get(f"{W}hAnsi")) == ("Times New Roman", "Times New Roman")


def test_font_table_names_free_typefaces():
    named = {
        f.get(f"{W}name"): f.find(f"{W}altName").get(f"{W}val") for f in tree(PAPER, "word/fontTable.xml")
    }
    assert named["仿宋_GB2312"].split(",")[:2] == ["仿宋", "FangSong"]
    assert all("Noto" in alternatives for name, alternatives in named.items() if name != "Times New Roman")


def test_rare_characters_have_the_typeface_that_holds_them():
    fonts = {}
    for run in tree(PAPER).iter(f"{W}r"):
        face = run.find(f"{W}rPr/{W}rFonts")
        for character in "".join(run.itertext()):
            fonts[character] = None if face is None else face.get(f"{W}eastAsia")
    assert {fonts[character] for character in RARE} == {"仿宋"}
    assert {fonts[character] for character in "收到建议"} == {None}


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages():
    docx = opened(PAPER)
    odd, even = docx.sections[0].footer.paragraphs[0], docx.sections[0].even_page_footer.paragraphs[0]
    assert docx.settings.odd_and_even_pages_header_footer is True
    assert [(p.style.name, p.text) for p in (odd, even)] == [("Page Odd", "— 1 —"), ("Page Even", "— 1 —")]
    assert [_style(p.style.name).find(f"{W}pPr/{W}jc").get(f"{W}val") for p in (odd, even)] == [
        "right",
        "left",
    ]
    assert [e.text for e in odd._p.iter(f"{W}instrText")] == [" PAGE "]


def test_letter_has_no_number_on_its_first_page():
    section = opened(LETTER).sections[0]
    assert section.different_first_page_header_footer is True
    assert list(section.first_page_footer._element.iter(f"{W}instrText")) == []
    assert section.first_page_header.paragraphs[0].text == LETTER.issuer


def test_letter_rules_are_170_millimetres_and_red():
    rules = []
    for name, blob in parts(build(LETTER)).items():
        if name.startswith(("word/header", "word/footer")) and b"pBdr" in blob:
            rules.append(name)
            assert blob.count(b'w:color="FF0000"') == 2
            assert b'w:left="-454" w:right="-340"' in blob
    assert len(rules) == 2


def test_red_head_fits_its_line():
    runs = opened(PAPER).paragraphs[3].runs
    assert ("".join(run.text for run in runs), runs[0].font.size) == ("政协萍乡市委员会文件", Pt(44))


def test_long_red_head_is_narrowed():
    head = opened(LETTER).sections[0].first_page_header.paragraphs[0]
    scale = head._p.find(f".//{W}rPr/{W}w").get(f"{W}val")
    assert (head.runs[0].font.size, scale) == (Pt(36), "64")


def test_plain_text_has_no_red():
    assert b"FF0000" not in parts(build(PLAIN))["word/document.xml"]
