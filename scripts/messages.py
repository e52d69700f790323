"""Interface texts: `compile` makes the .mo files, `missing` lists msgids without a Chinese translation."""

from __future__ import annotations

import sys
from io import BytesIO, StringIO
from pathlib import Path

from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent / "luzhi"
KEYWORDS = {name: None for name in ("_", "gettext", "gettext_lazy", "gettext_noop")} | {
    name: (1, 2) for name in ("ngettext", "ngettext_lazy")
}


def translations() -> dict[Path, set[str]]:
    """Translated msgids by .po file; fuzzy and empty ones are not translated."""
    found = {}
    for file in sorted(ROOT.rglob("zh_Hans/LC_MESSAGES/*.po")):
        with file.open("rb") as source:
            catalog = read_po(source)
        found[file] = {_key(m.id) for m in catalog if m.id and m.string and not m.fuzzy}
    return found


def _key(msgid: object) -> str:
    return msgid if isinstance(msgid, str) else msgid[0]  # type: ignore[index]


def used() -> dict[str, str]:
    """Every msgid of the code and templates, with a place where it stands."""
    settings.configure(USE_I18N=True) if not settings.configured else None
    texts: dict[str, str] = {}
    for file in sorted(ROOT.rglob("*")):
        if file.suffix not in (".py", ".html") or "vendor" in file.parts:
            continue
        code = file.read_text()
        code = templatize(code, origin=str(file)) if file.suffix == ".html" else code
        for line, _name, msgid, _comments in extract_python(BytesIO(code.encode()), KEYWORDS, [], {}):
            for text in (msgid if isinstance(msgid, tuple) else (msgid,))[:1]:
                if text:
                    texts.setdefault(text, f"{file.relative_to(ROOT)}:{line}")
    return texts


def missing() -> dict[str, str]:
    done = set().union(*translations().values())
    return {text: place for text, place in used().items() if text not in done}


def compile_all() -> None:
    for file in sorted(ROOT.rglob("*.po")):
        target = file.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= file.stat().st_mtime:
            continue
        with file.open("rb") as source, target.open("wb") as sink:
            write_mo(sink, read_po(source))


if __name__ == "__main__":
    if sys.argv[1:] == ["compile"]:
        compile_all()
    else:
        out = StringIO()
        for text, place in missing().items():
            out.write(f"# {place}\nmsgid {text!r}\n")
        sys.stdout.write(out.getvalue())
        sys.exit(bool(out.getvalue()))
