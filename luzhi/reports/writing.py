"""Writing the review of a year from its records: what no record bears out is left out, every number is a token."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from string import Template as Words
from typing import Any

from django.db import transaction
from django.utils import timezone

from luzhi.audit.models import record
from luzhi.consultations.models import Topic
from luzhi.core.numbers import hanzi
from luzhi.core.periods import year as year_of
from luzhi.learning.models import Regulation
from luzhi.organisation.models import PARTY_UNITS, Committee, Unit, UnitKind
from luzhi.reports.models import Review
from luzhi.reports.reading import read
from luzhi.reports.tokens import Ask, Token, parse
from luzhi.reports.wording import Template, templates
from luzhi.reports.wording.sentences import LISTING, Block, Sentence

# How the chain of Party organisations is named, from the top (field.md 1.3).
LEVELS = dict(zip(PARTY_UNITS, ("政协党组", "机关党组", "机关党委", "机关党支部"), strict=True))
NAME = re.compile(r"\$([a-z]+)")
RECORDED = frozenset({"topics", "regulations", "hierarchy", "approver"})  # `_recorded` fills them

Values = dict[str, Decimal]


def review(committee: Committee, year: int, template: str, actor: Any, cut_off: date | None = None) -> Review:
    """A new draft, written from the records as they are now. KeyError for an unknown template."""
    draft = Review(
        committee=committee,
        year=year,
        template=template,
        cut_off=cut_off or timezone.localdate(),
        entered_by=actor,
    )
    with transaction.atomic():
        compose(draft)
        draft.written_by = actor
        draft.save(force_insert=True)
        record(actor, "review.create", draft)
    return draft


def compose(draft: Review) -> None:
    """Fill title, summary and text of an unsaved review from its template and the committee's records."""
    template = templates[draft.template]
    said = words(draft)
    values = _values(draft, template, said)
    draft.title = draft.title or _said(template.title, said)
    draft.summary = _said(template.summary, said)
    draft.text = _text(template, said, values, draft.cut_off)


def words(draft: Review) -> dict[str, str]:
    """The words of a template about this committee; "" where the records have none."""
    committee, kind = draft.committee, draft.committee.short_name.removesuffix("政协")[-1:]
    return {
        "year": str(draft.year),
        "short": committee.short_name,
        "place": committee.short_name.removesuffix("政协").removesuffix(kind),
        "we": f"{kind}政协",
        "all": f"全{kind}",
        "party": f"{kind}委",
        "gov": f"{kind}政府",
        **_recorded(draft),
    }


def _recorded(draft: Review) -> dict[str, str]:
    """Names that stand in records: topics, rules adopted, the chain of Party organisations, who approved one."""
    start = date(draft.year, 1, 1)
    topics = Topic.objects.filter(committee=draft.committee_id, year=draft.year).order_by("decided_on", "pk")
    rules = Regulation.objects.filter(
        committee=draft.committee_id, adopted_on__gte=start, adopted_on__lte=draft.cut_off
    ).order_by("adopted_on", "pk")
    units = Unit.objects.filter(committee=draft.committee_id, kind__in=PARTY_UNITS).existing_on(draft.cut_off)
    chain = [name for kind, name in LEVELS.items() if kind in {unit.kind for unit in units}]
    approved = units.filter(
        kind=UnitKind.ORGAN_PARTY_GROUP, set_up_on__gte=start, approved_by__isnull=False
    ).select_related("approved_by")
    return {
        "topics": "、".join(topics.values_list("title", flat=True)),
        "regulations": "".join(
            f"《{title.strip('《》')}》" for title in rules.values_list("title", flat=True)
        ),
        "hierarchy": f"{'、'.join(chain)}{hanzi(len(chain))}级" if len(chain) > 1 else "",
        "approver": next((str(unit.approved_by) for unit in approved), ""),
    }


def _values(draft: Review, template: Template, said: dict[str, str]) -> Values:
    """By figure code (what decides over sentences, in the review's year) and by token: the values now."""
    year = year_of(draft.year)
    asks = {code: Ask(code, year) for code in template.codes()}
    for block in template.blocks:
        for sentence in block.sentences:
            asks |= {str(token): token.ask(draft.cut_off) for token in _tokens(sentence, said)}
    found = read(draft.committee, asks.values())
    return {name: found[ask].value or Decimal(0) for name, ask in asks.items()}


def _text(template: Template, said: dict[str, str], values: Values, cut_off: date) -> str:
    lines: list[str] = []
    for block in template.blocks:
        if block.heading and lines and lines[-1].startswith("# "):
            lines.pop()
        if text := _block(block, said, values):
            lines.append(f"# {text}" if block.heading else text)
    return "\n\n".join(lines)


def _block(block: Block, said: dict[str, str], values: Values) -> str:
    """A paragraph without the sentences that nothing bears out; none if only its opening words would remain."""
    stay = [sentence for sentence in block.sentences if _stays(sentence, said, values)]
    if any(map(_claims, block.sentences)) and not any(map(_claims, stay)):
        return ""
    text = "".join(_said(_listed(sentence, values), said) for sentence in stay)
    return text[:-1] + "。" if text.endswith("；") else text


def _claims(sentence: Sentence) -> bool:
    """Does it say something that records must bear out?"""
    recorded = RECORDED.intersection(NAME.findall(sentence.text))
    return bool(sentence.needs or recorded or "{{" in sentence.text or "[[" in sentence.text)


def _stays(sentence: Sentence, said: dict[str, str], values: Values) -> bool:
    return (
        all(said[name] for name in NAME.findall(sentence.text))
        and all(max(values[code] for code in need.codes) >= need.least for need in sentence.needs)
        and all(values[str(token)] for token in _tokens(sentence, said))
        and all(any(values[code] for _word, code in listing) for listing in sentence.listings())
    )


def _tokens(sentence: Sentence, said: dict[str, str]) -> list[Token]:
    return [part for part in parse(_said(sentence.text, said)) if isinstance(part, Token)]


def _listed(sentence: Sentence, values: Values) -> str:
    """Its lists with the words that stand; between quoted words there is no 、 (GB/T 15834)."""
    listings = iter(sentence.listings())
    return LISTING.sub(
        lambda _found: "、".join(word for word, code in next(listings) if values[code]), sentence.text
    ).replace("”、“", "”“")


def _said(text: str, said: dict[str, str]) -> str:
    return Words(text).substitute(said)
