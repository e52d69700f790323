import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luzhi.portal.cleaning import (
    TAGS,
    clean,
    from_typed,
    offered_summary,
    paragraphs,
    plain,
    unfit,
)
from luzhi.portal.models import Article
from luzhi.reports.body import ends_a_sentence
from tests.portal.conftest import Newsroom

HOSTILE = [
    "<script>__x=1</script>",
    "<img src=x onerror=__x=1>",
    "<img src=https://evil.example/p.png>",
    "<img src=//evil.example/p.png>",
    "<img src=/media/../../etc/x.png>",
    "<svg><script>__x=1</script></svg>",
    "<svg onload=__x=1>",
    "<svg><style><img src=x onerror=__x=1></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=__x=1&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=__x=1>'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=__x=1>",
    "<a href='javascript:__x=1'>a</a>",
    "<a href='jav\tascript:__x=1'>a</a>",
    "<a href='JaVaScRiPt:__x=1'>a</a>",
    "<a href='&#106;avascript:__x=1'>a</a>",
    "<a href='data:text/html,<script>__x=1</script>'>a</a>",
    "<a href='vbscript:x'>a</a>",
    "<a href='//evil.example'>a</a>",
    "<a href='/\\evil.example'>a</a>",
    "<a href='https://ok.example@evil.example/'>a</a>",
    "<a href='mailto:a@b.c'>a</a>",
    "<a href='file:///etc/passwd'>a</a>",
    "<p style='background:url(javascript:1)' onclick='__x=1' class='demo' id='main' hx-get='/x'>a</p>",
    "<iframe src=https://evil.example></iframe>",
    "<object data=x></object><embed src=x><link rel=stylesheet href=x><meta http-equiv=refresh content=0>",
    "<base href=https://evil.example>",
    "<style>body{display:none}</style>",
    "<form action=/x><input name=q><button formaction=/y>a</button></form>",
    "<p>a<!--[if IE]><script>__x=1</script><![endif]--></p>",
    "<template><script>__x=1</script></template>",
    "<table><td background=x><a href=\"https://a.example/'onmouseover='x\">a</a>",
    "<<script>script>__x=1</script>",
    '<p title="</p><script>__x=1</script>">a',
    "<a href='/x' data-drawer='y' class='token' target=_blank rel=opener>a</a>",
]
ATTRIBUTES = {"href", "title", "rel", "src", "alt", "width", "height", "colspan", "rowspan"}
SAFE = re.compile(r"/(?![/\\]).*|https?://[a-z.]+/.*")


class Elements(HTMLParser):
    """The elements and attributes that a browser would make of it."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: dict[str, str] = {}
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name: value or "" for name, value in attrs}


@pytest.mark.asvs("T-ASVS-06")
@pytest.mark.parametrize("markup", HOSTILE)
def test_hostile_markup_is_cleaned(markup: str) -> None:
    found = Elements(clean(markup))
    assert (found.tags - TAGS, found.attributes.keys() - ATTRIBUTES) == (set(), set())


@pytest.mark.asvs("T-ASVS-02")
@pytest.mark.parametrize("markup", HOSTILE)
def test_links_and_images_lead_to_safe_places(markup: str) -> None:
    found = Elements(clean(markup)).attributes
    assert [
        value for name, value in found.items() if name in ("href", "src") and not SAFE.fullmatch(value)
    ] == []


@pytest.mark.asvs("T-ASVS-06")
@pytest.mark.parametrize("markup", HOSTILE)
def test_clean_markup_is_a_fixed_point(markup: str) -> None:
    assert clean(clean(markup)) == clean(markup)


@given(st.text(alphabet="<>/\"'=& abimgsrc:p", max_size=60))
def test_any_markup_is_clean_after_one_pass(markup: str) -> None:
    assert clean(clean(markup)) == clean(markup)


def test_allowed_markup_is_kept() -> None:
    markup = (
        '<h2>一</h2><p>二<strong>三</strong><a href="https://a.example/x?y=1" rel="noopener">四</a></p>'
        '<p><img src="/media/2019/a.png" alt="图"></p>'
    )
    assert clean(markup) == markup


def test_every_link_is_cut_from_its_opener() -> None:
    assert clean('<a href="/x/">a</a>') == '<a href="/x/" rel="noopener">a</a>'


def test_hostile_markup_never_reaches_the_table(newsroom: Newsroom) -> None:
    article = newsroom.draft(body="<p>好</p><script>1</script>")
    Article.objects.filter(pk=article.pk).update(body="<p onclick=x>好</p>")
    article.refresh_from_db()
    assert article.body == "<p>好</p>"


def test_typed_lines_become_paragraphs_and_headings() -> None:
    assert (
        from_typed("# 标题\r\n第一段 <b>\n\n第二段")
        == "<h2>标题</h2>\n<p>第一段 &lt;b&gt;</p>\n<p>第二段</p>"
    )


def test_paragraphs_leave_headings_out() -> None:
    assert paragraphs("<h2>标题</h2><p>一。</p><ul><li>二。</li></ul>") == ["一。", "二。"]


def test_offered_summary_ends_with_a_sentence_within_a_hundred_characters() -> None:
    sentence = "市政协以加强党建工作为引领，推动高质量发展，不断探索创新。"
    summary = offered_summary(f"<p>{sentence * 5}</p>")
    assert (summary, len(summary) <= 100) == (sentence * 3, True)


def test_offered_summary_swallows_no_heading() -> None:
    assert offered_summary("<p>一二三。</p><h2>坚持党建引领</h2><p>四五六。</p>") == "一二三。四五六。"


def test_offered_summary_takes_a_long_first_sentence_whole() -> None:
    assert offered_summary(f"<p>{'长' * 150}。短。</p>") == f"{'长' * 150}。"


def test_offered_summary_of_a_text_without_sentences_is_empty() -> None:
    assert offered_summary("<p>没有句号</p>") == ""


@given(st.text(alphabet="市政协。！？，”<>p/a", max_size=300))
def test_offered_summary_always_ends_a_sentence(text: str) -> None:
    summary = offered_summary(clean(f"<p>{text}</p>"))
    assert summary == "" or ends_a_sentence(summary)


@pytest.mark.parametrize("text", ["好。", "好！”", "吗？」", "等……", "Done."])
def test_a_sentence_mark_ends_a_sentence(text: str) -> None:
    assert ends_a_sentence(text)


@pytest.mark.parametrize("text", ["", "推动高 ...的", "推动高", "好。推动", "发扬“头雁效应”"])
def test_a_cut_text_ends_no_sentence(text: str) -> None:
    assert not ends_a_sentence(text)


@pytest.mark.parametrize(
    "text", ["秘密★1年", "机密 ☆", "标题\n内部资料\n正文", "号码360302198001011234。", "电话13800138000"]
)
def test_secrets_and_personal_numbers_are_unfit(text: str) -> None:
    assert unfit(text) != ""


@pytest.mark.parametrize("text", ["加强保密教育，严守秘密。", "共316条，200余万元", "编号20190225111100001"])
def test_plain_news_are_fit(text: str) -> None:
    assert unfit(text) == ""


def test_plain_text_keeps_blocks_apart() -> None:
    assert plain("<h2>标题</h2><p>一&amp;二<br>三</p>").split() == ["标题", "一&二", "三"]
