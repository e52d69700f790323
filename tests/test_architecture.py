"""Sizes and shapes that docs/architecture.md promises; the layers are import-linter's (make check)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent / "luzhi"
PYTHON = [file for file in sorted(ROOT.rglob("*.py")) if "migrations" not in file.parts]
TEMPLATES = sorted(ROOT.rglob("*.html"))
FORBIDDEN = {"utils", "helpers", "common", "mixins", "services", "constants"}


def lines(file: Path) -> int:
    return len(file.read_text().splitlines())


def test_python_files_are_small() -> None:
    tests = Path(__file__).parent.rglob("*.py")
    assert [str(file) for file in (*PYTHON, *tests) if lines(file) > 300] == []


def test_templates_are_small() -> None:
    assert [str(file) for file in TEMPLATES if lines(file) > 120] == []


def test_the_core_keeps_its_budget() -> None:
    assert sum(lines(file) for file in PYTHON if file.parent == ROOT / "core") <= 1500


def test_settings_are_short() -> None:
    assert lines(ROOT / "config" / "settings.py") <= 200


def test_no_room_for_leftovers() -> None:
    assert [str(file) for file in PYTHON if file.stem in FORBIDDEN or file.parent.name in FORBIDDEN] == []


def views() -> list[tuple[str, ast.FunctionDef]]:
    """Functions of views modules that take a request first."""
    return [
        (f"{file.parent.name}.{node.name}", node)
        for file in PYTHON
        if file.name == "views.py"
        for node in ast.parse(file.read_text()).body
        if isinstance(node, ast.FunctionDef) and node.args.args and node.args.args[0].arg == "request"
    ]


@pytest.mark.parametrize(("name", "node"), views(), ids=[name for name, _ in views()])
def test_a_view_is_short_and_neither_writes_nor_asks_for_a_state(name: str, node: ast.FunctionDef) -> None:
    called = {
        n.func.attr for n in ast.walk(node) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)
    }
    assert len(node.body) <= 15
    assert called & {"save", "create", "bulk_create", "update", "delete"} == set()
    assert "state ==" not in ast.unparse(node)


def test_nothing_but_the_flow_writes_a_state() -> None:
    """`.state = …` and `update(state=…)` stand in core/flow.py alone; the demonstration makes rows at their end."""
    offenders = []
    for file in PYTHON:
        if file == ROOT / "core" / "flow.py" or "demo" in file.parts:
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            targets = node.targets if isinstance(node, ast.Assign) else []
            writes = any(isinstance(t, ast.Attribute) and t.attr == "state" for t in targets)
            updates = (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "update"
                and any(word.arg == "state" for word in node.keywords)
            )
            if writes or updates:
                offenders.append(f"{file.relative_to(ROOT)}:{node.lineno}")
    assert offenders == []


@pytest.mark.django_db(databases=["default", "owner"])
def test_every_change_of_a_model_has_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
