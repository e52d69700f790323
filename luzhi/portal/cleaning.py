"""What of an article's text reaches a reader: an allow-list of markup, sentences for the summary, secrets kept out."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import nh3
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from luzhi.documents.personal import IDENTITY_NUMBER, MOBILE_NUMBER

TAGS = {"p", "h2", "h3", "h4", "strong", "b", "em", "i", "u", "s", "sub", "sup", "br", "hr", "blockquote"}
TAGS |= {"ul", "ol", "li", "a", "img", "figure", "figcaption"}
TAGS |= {"table", "caption", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "width", "height"}} | {
    cell: {"colspan", "rowspan"} for cell in ("th", "td")
}
OWN_IMAGE = re.compile(r"/media/[\w./-]{1,200}|/[0-9]{6}/reviews/[0-9a-f-]{36}/charts/[0-9]{1,3}\.svg")
PLACE = re.compile(r"[/#?](?![/\\])[^\\\x00-\x20]*|[#/]")
IMAGE_WITHOUT_SOURCE = re.compile(r"<img(?![^>]* src=)[^>]*>")
BLOCKS = ("p", "li", "blockquote")
MARKUP = re.compile(r"<(?:p|h[2-4]|ul|ol|table|blockquote|figure)\b", re.IGNORECASE)

SUMMARY_LENGTH = 300
OFFERED_LENGTH = 100
LOOKED_AT = 1000  # characters of a paragraph: without a mark in them no sentence is short enough
CLOSING = "”’」』）)\"'"
SENTENCE = re.compile(rf"[^。！？!?…]*[。！？!?…]+[{CLOSING}]*")

SECRET_MARK = re.compile(
    r"(?:绝密|机密|秘密)\s*[★☆]|(?:^|\s)(?:绝密|机密|秘密|内部资料|内部文件)(?:$|\s)", re.MULTILINE
)


def _address(value: str) -> str | None:
    """A link to http(s) without user names in it, or to a place of this site; everything else is no link."""
    if PLACE.fullmatch(value):
        return value
    try:
        parts = urlsplit(value)
        plain = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return None
    return value if plain and not re.search(r"[\\\x00-\x20]", value) else None


def web_address(value: str) -> None:
    """Validator: a plain http(s) address."""
    if not value.startswith("http") or _address(value) is None:
        raise ValidationError(_("Only an address that begins with http:// or https://, without user names."))


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "href":
        return _address(value)
    if name == "src":
        return value if OWN_IMAGE.fullmatch(value) and ".." not in value else None
    if name in ("width", "height", "colspan", "rowspan"):
        return value if re.fullmatch(r"[0-9]{1,4}", value) else None
    return value


def clean(markup: str) -> str:
    """The allowed part of `markup`; of what is clean, exactly itself."""
    kept = nh3.clean(
        markup,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes={"http", "https"},
        link_rel="noopener",
    )
    return IMAGE_WITHOUT_SOURCE.sub("", kept)


def from_typed(text: str) -> str:
    """Typed text as markup: a line is a paragraph, `# ` before it makes it a heading; markup is only cleaned."""
    if MARKUP.search(text):
        return clean(text.strip())
    return clean("\n".join(_block(line.strip()) for line in text.splitlines() if line.strip()))


def _block(line: str) -> str:
    tag, words = ("h2", line[1:].strip()) if line.startswith("#") else ("p", line)
    return f"<{tag}>{html.escape(words, quote=False)}</{tag}>"


class _Paragraphs(HTMLParser):
    """Collects the text of paragraphs; headings and captions are no sentences of the text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag in BLOCKS:
            self._open += 1
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS and self._open:
            self._open -= 1

    def handle_data(self, data: str) -> None:
        if self._open and self.found:
            self.found[-1] += data


def paragraphs(markup: str) -> list[str]:
    """The texts of the paragraphs of clean markup, headings left out."""
    parser = _Paragraphs()
    parser.feed(markup)
    parser.close()
    return [text for part in parser.found if (text := " ".join(part.split()))]


def plain(markup: str) -> str:
    """All words of clean markup, a line a block."""
    spaced = re.sub(r"<(?:/?(?:p|h[2-4]|li|tr|td|th|blockquote|figcaption|caption)|br)\b[^>]*>", "\n", markup)
    return html.unescape(nh3.clean(spaced, tags=set()))


def offered_summary(markup: str) -> str:
    """The first whole sentences within about 100 characters, at least one; "" where none ends within 300."""
    taken = ""
    for paragraph in paragraphs(markup):
        for sentence in SENTENCE.findall(paragraph[:LOOKED_AT]):
            if taken and len(taken) + len(sentence) > OFFERED_LENGTH:
                return taken
            taken += sentence.strip()
    return taken if len(taken) <= SUMMARY_LENGTH else ""


def unfit(text: str) -> str:
    """Why this text may not be published (a secrecy mark, a person's numbers), or ""."""
    if SECRET_MARK.search(text):
        return _("The text carries a secrecy mark: classified and internal papers never go online.")
    if IDENTITY_NUMBER.search(text):
        return _("The text holds an identity number. Take it out before it is published.")
    if MOBILE_NUMBER.search(text):
        return _("The text holds a mobile number. Take it out before it is published.")
    return ""


class HtmlField(models.TextField):  # type: ignore[type-arg]
    """Markup that is cleaned whenever it is written, by whichever way."""

    def get_prep_value(self, value: Any) -> Any:
        return None if value is None else clean(super().get_prep_value(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = self.get_prep_value(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, value)
        return value
