"""Reading a template's text: every fault is told with its line, and nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luzhi.reports.periods import SORTS
from luzhi.reports.wording.names import NAMES
from luzhi.reports.wording.sentences import LISTING, WORD, Block, Need, Sentence, Sort, Template, item_of

REQUIRED: Final = ("code", "label", "title", "summary")
OPTIONAL: Final = ("period", "form", "public")
FORMS: Final = ("plain", "document", "letter", "minutes", "bulletin")
CONDITION = re.compile(r"\(([^()]*)\)\s*")
NEED = re.compile(r"(?P<names>[a-z0-9_.]+(?:/[a-z0-9_.]+)*)(?P<none>=0)?(?:>=(?P<least>[1-9][0-9]{0,5}))?")
HEADING = re.compile(r"(#{1,3}) +(?=\S)")


class _Reader:
    """Reads one text and gathers its faults."""

    def __init__(self, text: str) -> None:
        self.lines = [line.strip() for line in text.splitlines()]
        self.faults: list[tuple[int, str]] = []

    def wrong(self, number: int, fault: str) -> None:
        self.faults.append((number, fault))

    def head(self) -> tuple[dict[str, Any], int]:
        """The head lines by name, and the number of the first line after them."""
        found: dict[str, Any] = {}
        start = next((at for at, line in enumerate(self.lines) if line), len(self.lines))
        end = next((at for at in range(start, len(self.lines)) if not self.lines[at]), len(self.lines))
        for number, line in enumerate(self.lines[start:end], start + 1):
            name, colon, value = line.partition(":")
            if not colon or name not in REQUIRED + OPTIONAL:
                known = ", ".join(REQUIRED + OPTIONAL)
                self.wrong(number, _("a head line is one of %(known)s, with a colon.") % {"known": known})
            elif name in found:
                self.wrong(number, _("“%(name)s” stands there already.") % {"name": name})
            else:
                found[name] = value.strip()
                self._head_line(number, name, value.strip())
        for name in REQUIRED:
            if not found.get(name):
                self.wrong(start + 1, _("the head line “%(name)s” is missing.") % {"name": name})
        return found, end

    def _head_line(self, number: int, name: str, value: str) -> None:
        allowed = {"period": tuple(SORTS), "form": FORMS, "public": ("yes", "no")}.get(name)
        parts = [part.strip() for part in value.split(",")] if name == "period" else [value]
        if allowed and not set(parts) <= set(allowed):
            words = {"name": name, "allowed": ", ".join(allowed)}
            self.wrong(number, _("“%(name)s” is one of %(allowed)s.") % words)
        if name in ("title", "summary"):
            self._words(number, value)

    def blocks(self, start: int) -> Iterator[Block]:
        lines: list[tuple[int, str]] = []
        for number, line in enumerate([*self.lines[start:], ""], start + 1):
            if line:
                lines.append((number, line))
            elif lines:
                yield self._block(lines)
                lines = []

    def _block(self, lines: list[tuple[int, str]]) -> Block:
        sentences = tuple(self._sentence(number, line) for number, line in lines)
        first = sentences[0]
        if heading := HEADING.match(first.text):
            words = Sentence(first.text[heading.end() :], first.number, first.needs)
            self._alone(sentences, _("a heading is followed by a blank line."))
            return Block(Sort.HEADING, (words,), len(heading[1]))
        if first.text.startswith("! "):
            self._alone(sentences, _("a chart is followed by a blank line."))
            return Block(Sort.CHART, (Sentence(first.text[2:], first.number, first.needs),))
        if first.text.startswith("|"):
            return self._table(sentences)
        if first.text.startswith("> "):
            quoted = Sentence(first.text[2:], first.number, first.needs)
            return Block(Sort.QUOTE, (quoted, *sentences[1:]))
        return self._paragraph(sentences)

    def _alone(self, sentences: tuple[Sentence, ...], fault: str) -> None:
        if len(sentences) > 1:
            self.wrong(sentences[1].number, fault)

    def _table(self, rows: tuple[Sentence, ...]) -> Block:
        for row in rows:
            if not row.text.startswith("|"):
                self.wrong(row.number, _("a table is followed by a blank line."))
        if rows[0].needs:
            self.wrong(rows[0].number, _("the head of a table has no condition."))
        return Block(Sort.TABLE, rows)

    def _paragraph(self, sentences: tuple[Sentence, ...]) -> Block:
        for line in sentences:
            if line.text.startswith(("|", "! ", "> ")) or HEADING.match(line.text):
                self.wrong(line.number, _("a heading, table, chart or quotation begins after a blank line."))
        return Block(Sort.PARAGRAPH, sentences)

    def _sentence(self, number: int, line: str) -> Sentence:
        needs: tuple[Need, ...] = ()
        if found := CONDITION.match(line):
            needs = tuple(self._needs(number, found[1]))
            line = line[found.end() :]
        elif line.startswith("("):
            self.wrong(number, _("the condition is not closed."))
        if not line:
            self.wrong(number, _("nothing follows the condition."))
        self._words(number, line)
        self._listings(number, line)
        return Sentence(line, number, needs)

    def _needs(self, number: int, text: str) -> Iterator[Need]:
        for part in text.split(","):
            found = NEED.fullmatch(part.strip())
            if not found or (found["none"] and found["least"]):
                self.wrong(
                    number,
                    _("“%(part)s” is no condition, such as a.b, a.b/c.d, a.b>=12 or a.b=0.") % {"part": part},
                )
                continue
            need = Need(tuple(found["names"].split("/")), 0 if found["none"] else int(found["least"] or 1))
            for word in need.words():
                self._word(number, word)
            yield need

    def _listings(self, number: int, line: str) -> None:
        if line.count("[[") != len(LISTING.findall(line)) or line.count("]]") != line.count("[["):
            self.wrong(number, _("a list is not closed."))
            return
        for part in (part for found in LISTING.findall(line) for part in found.split("、")):
            try:
                item_of(part)
            except ValueError:
                self.wrong(
                    number,
                    _("“%(part)s” in a list is neither word=figure nor words with a figure.")
                    % {"part": part},
                )

    def _words(self, number: int, line: str) -> None:
        for name in WORD.findall(line):
            self._word(number, name)

    def _word(self, number: int, name: str) -> None:
        if name not in NAMES:
            self.wrong(number, _("there is no word $%(name)s.") % {"name": name})


def template(text: str) -> Template:
    """Read a template's text. Raises one ValidationError with every fault, each with its line."""
    reader = _Reader(text)
    fields, start = reader.head()
    blocks = tuple(reader.blocks(start))
    if not blocks:
        reader.wrong(start, _("nothing follows the head."))
    if reader.faults:
        raise ValidationError(told(reader.faults))
    more: dict[str, Any] = {"public": fields.pop("public", "no") == "yes"}
    if periods := fields.pop("period", ""):
        more["periods"] = tuple(part.strip() for part in periods.split(","))
    fields["label"] = gettext_lazy(fields["label"])
    return Template(**fields, **more, blocks=blocks, text=text)


def told(faults: list[tuple[int, str]]) -> list[str]:
    """The faults in the order of their lines."""
    return [_("Line %(line)s: %(fault)s") % {"line": line, "fault": fault} for line, fault in sorted(faults)]
