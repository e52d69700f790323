"""What docs/generated/ says is what the code declares."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))
import generate  # noqa: E402


@pytest.mark.parametrize("name", generate.pages())
def test_generated_page_is_fresh(name: str) -> None:
    """Stale? `make docs` writes it anew."""
    assert (generate.TARGET / name).read_text("utf-8") == generate.pages()[name]


def test_generated_folder_holds_nothing_else() -> None:
    assert {file.name for file in generate.TARGET.iterdir()} == set(generate.pages())


def test_table_escapes_a_bar() -> None:
    assert generate.table("a | b", [("x|y", 1)]) == "| a | b |\n| --- | --- |\n| x\\|y | 1 |\n"
