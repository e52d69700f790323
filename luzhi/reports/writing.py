"""Writing a text from the records of its period: what no record bears out is left out, every number is a token."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from luzhi.audit.models import record
from luzhi.organisation.models import Committee
from luzhi.reports.editing.remembering import remember
from luzhi.reports.models import Review, Wording
from luzhi.reports.periods import WHOLE, sort_of
from luzhi.reports.reading import is_declared, read
from luzhi.reports.tokens import Ask, Token, parse
from luzhi.reports.wording import Template, template, templates
from luzhi.reports.wording.names import RECORDED
from luzhi.reports.wording.reading import told
from luzhi.reports.wording.sentences import LISTING, WORD, Block, Item, Need, Sentence, Sort
from luzhi.reports.words import words

Values = dict[str, Decimal]
LOOSE = "，、；"  # marks that wait for a clause that may be dropped


def review(
    committee: Committee,
    year: int,
    template: str,
    actor: Any,
    cut_off: date | None = None,
    period: str = "",
) -> Review:
    """A new draft, written from the records as they are now. KeyError for an unknown template, ValidationError where
    the period doesn't fit it."""
    draft = Review(
        committee=committee,
        year=year,
        template=template,
        period=period or WHOLE,
        cut_off=cut_off or timezone.localdate(),
        entered_by=actor,
    )
    with transaction.atomic():
        compose(draft)
        remember(draft)
        draft.written_by = actor
        draft.save(force_insert=True)
        record(actor, "review.create", draft)
    return draft


def template_of(committee: Any, code: str) -> Template:
    """The committee's own words of a template, else the shipped ones. KeyError for an unknown template,
    ValidationError where its own words can't be read."""
    shipped = templates[code]
    own = Wording.objects.filter(committee=committee, template=code).values_list("text", flat=True).first()
    return template(own) if own else shipped


def templates_of(committee: Any) -> dict[str, Template]:
    """All templates as the committee words them; a shipped one where its own can't be read, which writing then tells."""
    own = dict(Wording.objects.filter(committee=committee).exclude(text="").values_list("template", "text"))
    return {shipped.code: _readable(own.get(shipped.code, ""), shipped) for shipped in templates}


def _readable(own: str, shipped: Template) -> Template:
    try:
        return template(own) if own else shipped
    except ValidationError:
        return shipped


def compose(draft: Review) -> None:
    """Fill title, summary, text and form of an unsaved review from its template and the committee's records."""
    write(draft, template_of(draft.committee_id, draft.template))


def write(draft: Review, template: Template) -> None:
    """The same from these words. ValidationError where the period doesn't fit them, or a figure is declared no longer."""
    if fault := misfit(template, draft.period):
        raise ValidationError({"period": fault})
    if gone := undeclared(template):
        raise ValidationError(told(gone))
    said = words(draft, template.words())
    values = _values(draft, template, said)
    draft.form = template.form
    draft.title = draft.title or _said(template.title, said)
    draft.summary = _said(template.summary, said)
    draft.text = _text(template, said, values)


def undeclared(template: Template) -> list[tuple[int, str]]:
    """The figures of conditions and lists that nobody declares, each with its line."""
    deciding = [(line.number, code) for line in template.sentences() for code in line.codes()]
    fault = _("there is no figure “%(code)s”.")
    return [(number, fault % {"code": code}) for number, code in deciding if not is_declared(code)]


def misfit(template: Template, period: str) -> str:
    """Why the template is not written for such a period; "" where it is."""
    if sort_of(period) in template.periods:
        return ""
    names = {"year": _("a year"), "quarter": _("a quarter"), "month": _("a month")}
    fitting = _(" or ").join(names[each] for each in template.periods)
    return _("“%(template)s” is written for %(periods)s.") % {"template": template.label, "periods": fitting}


def _values(draft: Review, template: Template, said: dict[str, str]) -> Values:
    """By figure code (what decides over lines, in the review's period) and by token: the values now."""
    asks = {code: Ask(code, draft.window) for code in template.codes()}
    for line in template.sentences():
        asks |= {str(token): token.ask(draft.cut_off) for token in _tokens(line.text, said)}
    found = read(draft.committee, asks.values())
    return {name: found[ask].value or Decimal(0) for name, ask in asks.items()}


def _text(template: Template, said: dict[str, str], values: Values) -> str:
    """The blocks that stand. A heading waits for what it is over: one of its level or above takes its place."""
    parts: list[str] = []
    waiting: list[tuple[int, str]] = []
    for block in template.blocks:
        if not (text := _WRITTEN[block.sort](block, said, values)):
            continue
        if block.sort == Sort.HEADING:
            waiting = [heading for heading in waiting if heading[0] < block.level]
            waiting.append((block.level, text))
        else:
            parts += [*(heading for _level, heading in waiting), text]
            waiting = []
    return "\n\n".join(parts)


def _paragraph(block: Block, said: dict[str, str], values: Values) -> str:
    """Without the sentences that nothing bears out; none if only its opening words would remain."""
    stay = [sentence for sentence in block.sentences if _stays(sentence, said, values)]
    if any(map(_claims, block.sentences)) and not any(map(_claims, stay)):
        return ""
    text = "".join(_said(_listed(sentence, said, values), said) for sentence in stay)
    return text[:-1] + "。" if text.endswith(tuple(LOOSE)) else text


def _quote(block: Block, said: dict[str, str], values: Values) -> str:
    text = _paragraph(block, said, values)
    return f"> {text}" if text else ""


def _heading(block: Block, said: dict[str, str], values: Values) -> str:
    text = _paragraph(block, said, values)
    return f"{'#' * block.level} {text}" if text else ""


def _table(block: Block, said: dict[str, str], values: Values) -> str:
    """The head with the rows that count something."""
    head, *rows = block.sentences
    stay = [row for row in rows if _meets(row, said, values) and _some(row, said, values)]
    return "\n".join(_said(row.text, said) for row in [head, *stay]) if stay else ""


def _chart(block: Block, said: dict[str, str], values: Values) -> str:
    [line] = block.sentences
    bars = _tokens(line.text, said)
    series = len({bar.code for bar in bars}) == 1
    if not (_meets(line, said, values) and _some(line, said, values)):
        return ""
    title = "".join(part for part in parse(_said(line.text, said)) if isinstance(part, str)).strip()
    return f"! {title} " + " ".join(str(bar) for bar in bars if series or values[str(bar)])


_WRITTEN = {
    Sort.PARAGRAPH: _paragraph,
    Sort.QUOTE: _quote,
    Sort.HEADING: _heading,
    Sort.TABLE: _table,
    Sort.CHART: _chart,
}


def _claims(sentence: Sentence) -> bool:
    """Does it say something that records must bear out?"""
    recorded = RECORDED.intersection(WORD.findall(sentence.text))
    return bool(sentence.needs or recorded or "{{" in sentence.text or "[[" in sentence.text)


def _stays(sentence: Sentence, said: dict[str, str], values: Values) -> bool:
    return (
        all(said[name] for name in WORD.findall(sentence.text))
        and _meets(sentence, said, values)
        and all(values[str(token)] for token in _tokens(sentence.outside(), said))
        and all(any(_counts(item, said, values) for item in listing) for listing in sentence.listings())
    )


def _meets(sentence: Sentence, said: dict[str, str], values: Values) -> bool:
    return all(_holds(need, said, values) for need in sentence.needs)


def _holds(need: Need, said: dict[str, str], values: Values) -> bool:
    counted = [values[code] for code in need.codes()] + [Decimal(bool(said[word])) for word in need.words()]
    return max(counted) >= need.least if need.least else not any(counted)


def _some(sentence: Sentence, said: dict[str, str], values: Values) -> bool:
    """Is one of its figures something, or has it none?"""
    found = _tokens(sentence.text, said)
    return not found or any(values[str(token)] for token in found)


def _counts(item: Item, said: dict[str, str], values: Values) -> bool:
    if item.code:
        return bool(values[item.code])
    return all(values[str(token)] for token in _tokens(item.words, said))


def _tokens(text: str, said: dict[str, str]) -> list[Token]:
    return [part for part in parse(_said(text, said)) if isinstance(part, Token)]


def _listed(sentence: Sentence, said: dict[str, str], values: Values) -> str:
    """Its lists with the words that stand; between quoted words there is no 、 (GB/T 15834)."""
    listings = iter(sentence.listings())
    return LISTING.sub(
        lambda _found: "、".join(item.words for item in next(listings) if _counts(item, said, values)),
        sentence.text,
    ).replace("”、“", "”“")


def _said(text: str, said: dict[str, str]) -> str:
    return WORD.sub(lambda found: said[found[1]], text)
