"""A review in words and numbers: as parts for a page, as HTML for the portal, as an official document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from luzhi.core.access import Text
from luzhi.core.periods import Window
from luzhi.documents.official.builder import build
from luzhi.documents.official.content import Document, Heading, Paragraph, Run, Title
from luzhi.reports.body import Block, blocks
from luzhi.reports.models import FrozenFigure, Review
from luzhi.reports.reading import Reading, read
from luzhi.reports.tokens import Level, Part, Token, tokens


@dataclass(frozen=True)
class Shown:
    """One token as it is printed: frozen from the approval on, from the records before."""

    code: str
    label: Text
    window: Window
    level: Level
    printed: str
    public: bool
    frozen: FrozenFigure | None = None


Link = Callable[[FrozenFigure], str]


def shown(review: Review) -> dict[str, Shown]:
    """What stands for each token of the text, by token. Raises ValidationError for a faulty text."""
    if review.is_frozen:
        return {frozen.token: _of_frozen(frozen) for frozen in review.figures.all()}
    asks = {token: token.ask(review.cut_off) for token in tokens(review.text)}
    readings = read(review.committee, asks.values())
    return {str(token): _of_reading(readings[ask]) for token, ask in asks.items()}


def _of_frozen(frozen: FrozenFigure) -> Shown:
    return Shown(
        frozen.code,
        frozen.label,
        frozen.window,
        Level(frozen.level),
        frozen.printed,
        frozen.public,
        frozen,
    )


def _of_reading(reading: Reading) -> Shown:
    ask = reading.ask
    return Shown(ask.code, reading.label, ask.window, ask.level, reading.printed, reading.public)


def blocks_of(review: Review) -> list[Block]:
    """An approved text is read as it was approved, even if a figure of it is declared no longer."""
    return list(blocks(review.text, known=not review.is_frozen))


def plain_text(review: Review) -> str:
    """Title and paragraphs as printed, without markup."""
    said = shown(review)
    lines = ["".join(_words(part, said) for part in block.parts) for block in blocks_of(review)]
    return "\n".join([review.title, *lines])


def _words(part: Part, said: dict[str, Shown]) -> str:
    return said[str(part)].printed if isinstance(part, Token) else part


def html(review: Review, link: Link | None = None) -> SafeString:
    """Headings and paragraphs, everything escaped. `link` gives the address of a figure's public card."""
    said = shown(review)
    return format_html_join("\n", "{}", ((_block(block, said, link),) for block in blocks_of(review)))


def _block(block: Block, said: dict[str, Shown], link: Link | None) -> SafeString:
    inner = format_html_join("", "{}", ((_part(part, said, link),) for part in block.parts))
    return format_html("<h2>{}</h2>" if block.heading else "<p>{}</p>", inner)


def _part(part: Part, said: dict[str, Shown], link: Link | None) -> str:
    """A figure without a public card is printed without a link."""
    if not isinstance(part, Token):
        return part
    here = said[str(part)]
    if link is None or here.frozen is None or not here.public:
        return format_html('<span data-code="{}">{}</span>', here.code, here.printed)
    words = (link(here.frozen), here.code, here.label, here.printed)
    return format_html('<a class="token" href="{}" data-code="{}" data-drawer="{}">{}</a>', *words)


def document(review: Review) -> Document:
    """The review as an official document without red head; the runs remember their figures."""
    said = shown(review)
    signed_by = f"{review.committee.short_name}办公室"
    return Document(
        title=Title(review.title),
        issuer=signed_by,
        signed_by=signed_by,
        signed_on=review.cut_off,
        blocks=tuple(_official(block, said) for block in blocks_of(review)),
        form="plain",
    )


def _official(block: Block, said: dict[str, Shown]) -> Heading | Paragraph:
    if block.heading:
        return Heading(1, "".join(_words(part, said) for part in block.parts))
    runs = (
        Run(_words(part, said), figure=part.code if isinstance(part, Token) else None) for part in block.parts
    )
    return Paragraph(tuple(runs))


def docx(review: Review) -> bytes:
    """The .docx; the same review gives the same bytes."""
    return build(document(review))
