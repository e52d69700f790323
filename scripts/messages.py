"""Interface texts: `compile` makes the .mo files, `missing` lists msgids without a Chinese translation."""

from __future__ import annotations

import ast
import re
import sys
from io import BytesIO, StringIO
from pathlib import Path

from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

CALL = re.compile(
    r"""\b(?:_|gettext|ngettext|pgettext)\(\s*u?('(?:[^'\\\\]|\\\\.)*'|"(?:[^"\\\\]|\\\\.)*")"""
)
ROOT = Path(__file__).resolve().parent.parent / "luzhi"
KEYWORDS = dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")) | dict.fromkeys(
    ("ngettext", "ngettext_lazy"), (1, 2)
)


def translations() -> dict[Path, set[str]]:
    """Translated msgids by .po file; fuzzy and empty ones are not translated."""
    found = {}
    for file in sorted(ROOT.rglob("zh_Hans/LC_MESSAGES/*.po")):
        with file.open("rb") as source:
            catalog = read_po(source)
        found[file] = {_key(m.id) for m in catalog if m.id and m.string and not m.fuzzy}
    return found


def _key(msgid: object) -> str:
    return msgid[0] if isinstance(msgid, (tuple, list)) else msgid  # type: ignore[return-value]


def used() -> dict[str, str]:
    """Every msgid of the code and templates, with a place where it stands."""
    settings.configure(USE_I18N=True) if not settings.configured else None
    texts: dict[str, str] = {}
    for file in sorted(ROOT.rglob("*")):
        if file.suffix not in (".py", ".html") or "vendor" in file.parts:
            continue
        found = _of_template(file) if file.suffix == ".html" else _of_python(file)
        for text in found:
            texts.setdefault(text, str(file.relative_to(ROOT)))
    return texts


def _of_template(file: Path) -> list[str]:
    """templatize() turns tags into calls, and everything between them into filler: only the calls are read."""
    return [ast.literal_eval(text) for text in CALL.findall(templatize(file.read_text(), origin=str(file)))]


def _of_python(file: Path) -> list[str]:
    calls = extract_python(BytesIO(file.read_bytes()), KEYWORDS, [], {})
    return [text for *_, msgid, _ in calls if (text := _key(msgid))]


def missing() -> dict[str, str]:
    done = set().union(*translations().values())
    return {text: place for text, place in used().items() if text not in done}


def compile_all() -> None:
    for file in sorted(ROOT.rglob("*.po")):
        target = file.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= file.stat().st_mtime:
            continue
        with file.open("rb") as source:
            catalog = read_po(
                source
            )  # read first: a faulty file must not leave an empty .mo that stops everything
        with target.open("wb") as sink:
            write_mo(sink, catalog)


if __name__ == "__main__":
    if sys.argv[1:] == ["compile"]:
        compile_all()
    else:
        out = StringIO()
        for text, place in missing().items():
            out.write(f"# {place}\nmsgid {text!r}\n")
        sys.stdout.write(out.getvalue())
        sys.exit(bool(out.getvalue()))
