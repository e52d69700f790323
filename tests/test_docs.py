"""What the documents point at is there: files, places in the menu, declared codes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.utils.translation import override

from luzhi.activities.registry import kinds
from luzhi.core.figures import figures, ratios
from luzhi.core.flow import flows
from luzhi.duties.registry import duties
from luzhi.exchange.registry import importers
from luzhi.organisation.menus import GROUPS, menu
from luzhi.organisation.rules import rules

ROOT = Path(__file__).resolve().parent.parent
DOCS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\(([^)#:]+)[^)]*\)")
FIELD = (ROOT / "docs" / "field.md").read_text("utf-8")


def id_of(file: Path) -> str:
    return str(file.relative_to(ROOT))


@pytest.mark.parametrize("file", DOCS, ids=id_of)
def test_links_lead_to_files(file: Path) -> None:
    assert [link for link in LINK.findall(file.read_text("utf-8")) if not (file.parent / link).exists()] == []


@pytest.mark.parametrize("file", sorted((ROOT / "docs" / "howto").iterdir()), ids=id_of)
def test_howto_is_short(file: Path) -> None:
    assert len(file.read_text("utf-8").splitlines()) < 20


def test_both_readmes_point_at_the_same_files() -> None:
    chinese, english = (
        LINK.findall((ROOT / name).read_text("utf-8")) for name in ("README.zh-CN.md", "README.md")
    )
    assert set(chinese) ^ set(english) == {"README.md", "README.zh-CN.md"}


def test_places_of_the_field_are_in_the_menu() -> None:
    """组织与人员 → 单位, 委员活动室: a group of the menu, then entries of it."""
    with override("zh-hans"):
        entries = {str(GROUPS[entry.group][0]): set[str]() for entry in menu}
        for entry in menu:
            entries[str(GROUPS[entry.group][0])].add(str(entry.label))
    named = re.findall(rf"({'|'.join(entries)}) →\s+([^|;:·()。]+)", FIELD)
    found = [(group, item.strip()) for group, items in named for item in items.split(", ")]
    assert len(found) > 50
    assert [place for place in found if place[1] not in entries[place[0]]] == []


def test_codes_of_the_field_are_declared() -> None:
    """Every code_word in backticks is a declared code, a field of a model, or one of its values."""
    fields = [field for model in apps.get_models() for field in model._meta.get_fields()]
    values = [str(value) for field in fields for value, _label in getattr(field, "flatchoices", ())]
    declared = {item.code for registry in (kinds, duties, figures, ratios, importers) for item in registry}
    steps = {step.code for flow in flows for step in flow.steps}
    measures = {measure.code for kind in kinds for measure in kind.measures}
    known = (
        declared
        | measures
        | {rule.code for rule in rules}
        | steps
        | set(values)
        | {field.name for field in fields}
    )
    named = set(re.findall(r"`([a-z]+_[a-z_]+)`", FIELD))
    assert len(named) > 50
    assert sorted(named - known) == []
