"""What a command says: words on standard error, tables or one JSON document on standard output."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click
from django.utils.translation import gettext_lazy as _

T = TypeVar("T")
Row = Sequence[object]


class Output:
    """With `json` the document is all that reaches standard output."""

    def __init__(self, json: bool = False) -> None:
        self.json = json
        self.written = False

    def say(self, text: object) -> None:
        """A line for whoever watches."""
        click.echo(str(text), err=True)

    def table(self, head: Row, rows: Iterable[Row]) -> None:
        if not self.json:
            click.echo("\n".join(table(head, rows)))

    def text(self, text: object) -> None:
        """Text that is the result itself (slips); nothing with JSON."""
        if not self.json:
            click.echo(str(text))

    def document(self, data: dict[str, Any]) -> None:
        """The one document, in UTF-8 whatever the locale, flushed."""
        if self.json and not self.written:
            self.written = True
            sys.stdout.buffer.write(json.dumps(data, ensure_ascii=False, default=str).encode() + b"\n")
            sys.stdout.buffer.flush()

    def lists(self, parts: Mapping[str, Iterable[object]]) -> None:
        """The one document where it is made of lists, each entry written as it is made: none is held."""
        if not self.json or self.written:
            return
        self.written = True
        for place, (key, entries) in enumerate(parts.items()):
            sys.stdout.buffer.write(f"{', ' if place else '{'}{json.dumps(key)}: [".encode())
            for number, entry in enumerate(entries):
                text = json.dumps(entry, ensure_ascii=False, default=str)
                sys.stdout.buffer.write(f"{', ' if number else ''}{text}".encode())
            sys.stdout.buffer.write(b"]")
        sys.stdout.buffer.write(b"}\n")
        sys.stdout.buffer.flush()

    def line(self, data: dict[str, Any]) -> None:
        """One of several documents, a line each, as soon as it is there; no other document follows."""
        self.written = True
        sys.stdout.buffer.write(json.dumps(data, ensure_ascii=False, default=str).encode() + b"\n")
        sys.stdout.buffer.flush()

    def each(self, items: Sequence[T], label: object) -> Iterable[T]:
        """The items, with a progress bar where somebody can see it."""
        if self.json or not sys.stderr.isatty():
            yield from items
            return
        with click.progressbar(items, label=str(label), file=sys.stderr) as bar:
            yield from bar


def table(head: Row, rows: Iterable[Row]) -> list[str]:
    """Lines of aligned columns; a Chinese character is two columns wide."""
    cells = [[str(cell) for cell in row] for row in (head, *rows)]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    rule = ["─" * size for size in widths]
    return [
        "  ".join(cell + " " * (size - width(cell)) for cell, size in zip(row, widths, strict=True)).rstrip()
        for row in (cells[0], rule, *cells[1:])
    ]


def width(text: str) -> int:
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def exact(value: Decimal | None) -> str:
    """2130000.00 → 2130000, never 2.13E+6; nothing where there is no value."""
    text = "" if value is None else f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def write(file: Path, content: bytes) -> None:
    """Write a result, whole or not at all."""
    fresh = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        fresh.write_bytes(content)
        fresh.replace(file)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise click.FileError(str(file), error.strerror) from error


def with_output(command: Callable[..., T]) -> Callable[..., T]:
    """Give the command `--json`, and an Output as its first argument."""

    @click.option("--json", "as_json", is_flag=True, help=_("one JSON document on standard output"))
    @click.pass_context
    @wraps(command)
    def wrapped(context: click.Context, /, *arguments: Any, as_json: bool, **options: Any) -> T:
        output = context.find_object(Output) or Output()
        output.json = as_json
        return command(output, *arguments, **options)

    return wrapped
