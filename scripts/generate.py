"""Write docs/generated/ (`make docs`): what the program declares and which pages it has; a test finds it stale."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import django
from django.apps import apps
from django.urls import URLResolver, get_resolver
from django.utils.translation import override

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "generated"
NOTE = "Written by `make docs` from the code: do not edit."

if not apps.ready:  # run as a script: what is declared needs no site, so none is touched
    FOLDER = TemporaryDirectory(prefix="luzhi-docs-")
    os.environ |= {"LUZHI_HOME": FOLDER.name, "DJANGO_SETTINGS_MODULE": "luzhi.config.settings"}
    sys.path.insert(0, str(ROOT))
    django.setup()

from luzhi.activities.registry import FAMILIES, Kind, kinds  # noqa: E402
from luzhi.core.figures import figures, ratios  # noqa: E402
from luzhi.core.flow import Flow, Step, flows  # noqa: E402
from luzhi.duties.registry import GROUPS, of_group  # noqa: E402
from luzhi.organisation.models import UnitKind  # noqa: E402


def named(item: Any) -> tuple[str, str, str]:
    """Code, English and Chinese label."""
    with override("zh-hans"):
        chinese = str(item.label)
    return f"`{item.code}`", str(item.label), chinese


def table(head: str, rows: Iterable[Iterable[Any]]) -> str:
    """A Markdown table; bars within a cell are escaped."""
    lines = [f"| {head} |", "|" + " --- |" * (head.count("|") + 1)]
    lines += ["| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def routes(patterns: Any = None, path: str = "/", space: str = "") -> Iterator[tuple[str, str, Any]]:
    """(full name, path, view) of every route, in the order in which addresses are resolved."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        address = path + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from routes(pattern.url_patterns, address, inner)
        else:
            yield f"{space}{pattern.name}", address, pattern.callback


def reader(view: Any) -> str:
    """Sign-in is required unless the view is marked `login_not_required`."""
    return "signed in" if getattr(view, "login_required", True) else "public"


def _step(step: Step) -> tuple[Any, ...]:
    asks = step.form.base_fields if step.form else ()
    return *named(step), ", ".join(step.source), step.target or "=", step.by.label, ", ".join(asks)


def _flow(flow: Flow) -> str:
    code, label, chinese = named(flow)
    drawn = [f'    state "{flow.states(state).label}" as {state}' for state in flow.states.values]
    drawn += [f"    [*] --> {flow.start}", *(f"    {end} --> [*]" for end in sorted(flow.final))]
    drawn += [f"    {source} --> {s.target or source}: {s.label}" for s in flow.steps for source in s.source]
    diagram = "\n".join(["```mermaid", "stateDiagram-v2", *drawn, "```"])
    steps = table("step | label | 名称 | from | to | who may | asks for", map(_step, flow.steps))
    return f"## {label} ({chinese})\n\n{code} in `{flows.module(flow.code)}`\n\n{diagram}\n\n{steps}"


def _figures() -> str:
    rows = [(*named(f), f.unit, f.style, "yes" if f.public else "", f.definition) for f in figures]
    shares = [(*named(r), f"`{r.numerator.code}` ÷ `{r.denominator.code}`") for r in ratios]
    plain = table("code | label | 名称 | unit | printed | public | what counts", rows)
    return plain + "\n## Ratios\n\n" + table("code | label | 名称 | of", shares)


def _kind(kind: Kind) -> tuple[Any, ...]:
    by = ", ".join(str(UnitKind(unit).label) for unit in kind.organisers) or "any unit"
    measures = ", ".join(f"`{measure.code}` ({measure.unit})" for measure in kind.measures)
    read_by = "Party life" if kind.party_life else "public" if kind.public else "internal"
    return *named(kind), FAMILIES[kind.family], by, measures, read_by


def _duties() -> str:
    ordered = [duty for group in GROUPS for duty in of_group(group)]
    rows = [(*named(d), GROUPS[d.group], d.owed_by, d.cadence, d.minimum, d.rule) for d in ordered]
    return table("code | label | 名称 | group | owed by | how often | at least | rule", rows)


def _routes() -> str:
    rows = [(f"`{name}`", f"`{path}`", reader(view), f"`{view.__module__}`") for name, path, view in routes()]
    return table("route | path | who | module", rows)


def pages() -> dict[str, str]:
    """Text by file name."""
    head = "code | label | 名称 | family | organised by | measures | read by"
    with override("en"):
        texts = {
            "flows": "\n".join(map(_flow, flows)),
            "figures": _figures(),
            "kinds": table(head, map(_kind, kinds)),
            "duties": _duties(),
            "routes": _routes(),
        }
    return {f"{name}.md": f"# {name.title()}\n\n{NOTE}\n\n{text}" for name, text in texts.items()}


if __name__ == "__main__":
    for file, text in pages().items():
        (TARGET / file).write_text(text, "utf-8")
