"""A review as HTML for the portal: headings, paragraphs, tables and charts, everything escaped."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from luzhi.documents.charts import describe
from luzhi.reports.body import Block, Chart, Heading, Line, Quote, Span, Table
from luzhi.reports.charts import drawing
from luzhi.reports.models import FrozenFigure, Review
from luzhi.reports.rendering import Shown, bars_of, blocks_of, shown
from luzhi.reports.tokens import Token

Link = Callable[[FrozenFigure], str]
Picture = Callable[[int], str]


class _Weaver:
    """`link` gives the address of a figure's public card, `picture` that of the n-th chart of the text."""

    def __init__(self, said: dict[str, Shown], link: Link | None, picture: Picture | None) -> None:
        self.said, self.link, self.picture = said, link, picture
        self.charts = 0

    def block(self, block: Block) -> SafeString:
        match block:
            case Heading():
                return format_html("<h{0}>{1}</h{0}>", block.level + 1, self.line(block.line))
            case Quote():
                return format_html("<blockquote><p>{}</p></blockquote>", self.line(block.line))
            case Table():
                head, *rows = block.rows
                return _table(map(self.line, head), ([self.line(cell) for cell in row] for row in rows))
            case Chart():
                return self.chart(block)
            case _:
                return format_html("<p>{}</p>", self.line(block.line))

    def line(self, line: Line) -> SafeString:
        return _joined(self.span(span) for span in line)

    def span(self, span: Span) -> str:
        words = self.figure(span.part) if isinstance(span.part, Token) else span.part
        return format_html("<strong>{}</strong>", words) if span.strong else words

    def figure(self, token: Token) -> SafeString:
        """A figure without a public card is printed without a link."""
        here = self.said[str(token)]
        if self.link is None or here.frozen is None or not here.public:
            return format_html('<span data-code="{}">{}</span>', here.code, here.printed)
        words = (self.link(here.frozen), here.code, here.label, here.printed)
        return format_html('<a class="token" href="{}" data-code="{}" data-drawer="{}">{}</a>', *words)

    def chart(self, chart: Chart) -> SafeString:
        """The picture, and always the table behind it."""
        bars = bars_of(chart, self.said)
        rows = [[name, self.figure(token)] for (name, _bar), token in zip(bars, chart.bars, strict=True)]
        drawn = SafeString("")
        if self.picture is not None:
            told = describe(drawing(chart, self.said))
            drawn = format_html('<img src="{}" alt="{}">', self.picture(self.charts), told)
        self.charts += 1
        return format_html(
            "<figure>{}<figcaption>{}</figcaption>{}</figure>", drawn, chart.title, _table((), rows)
        )


def _joined(pieces: Iterable[str]) -> SafeString:
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> SafeString:
    cells = format_html_join("", '<th scope="col">{}</th>', ((cell,) for cell in head))
    titled = format_html("<thead><tr>{}</tr></thead>", cells) if cells else ""
    told = format_html_join(
        "", "<tr>{}</tr>", ((format_html_join("", "<td>{}</td>", ((c,) for c in row)),) for row in rows)
    )
    return format_html("<table>{}<tbody>{}</tbody></table>", titled, told)


def html(review: Review, link: Link | None = None, picture: Picture | None = None) -> SafeString:
    """Raises ValidationError for a text that can't be read."""
    weaver = _Weaver(shown(review), link, picture)
    return format_html_join("\n", "{}", ((weaver.block(block),) for block in blocks_of(review)))
