"""Who may do what, which page is whose, and what is declared: written down, so that every change of it is seen.

UPDATE_GOLDENS=1 python -m pytest -n0 tests/test_goldens.py     writes them anew; the difference is read before it is kept
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from luzhi.activities.models import Activity
from luzhi.cli.commands.declared import REGISTRIES, items_of
from luzhi.core.flow import Flow, flows
from luzhi.proposals.models import Answer, Assignment, Proposal
from tests.filling import filled
from tests.world import PEOPLE, World

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))
import generate  # noqa: E402

GOLDEN = ROOT / "tests" / "golden"
WHOSE: dict[str, Callable[[World], dict[str, Any]]] = {
    "activity": lambda world: {"organiser": world.branch},
    "claim": lambda world: {
        "activity": filled(Activity, world.city, organiser=world.branch),
        "person": world.persons["liu"],
    },
    "proposal": lambda world: {"lead": world.persons["liu"], "handler": world.department},
    "proposal_assignment": lambda world: {"proposal": lius(world), "unit": world.department},
    "feedback": lambda world: {"proposal": lius(world)},
    "promise": lambda world: {
        "answer": filled(Answer, world.city, assignment=filled(Assignment, world.city, unit=world.department))
    },
    "invitation": lambda world: {"proposal": lius(world), "person": world.persons["he"]},
    "paper": lambda world: {"author": world.persons["liu"]},
    "suggestion": lambda world: {"department": world.department},
    "review": lambda world: {"written_by": world.yan},
    "month": lambda world: {},
    "article": lambda world: {"submitted_by": world.bian},
    "comment": lambda world: {"author": world.du},
}
"""Whose the row of each flow is: the branch's, Liu Min's, the department's. What is not named is nobody's."""


def lius(world: World) -> Proposal:
    return filled(Proposal, world.city, lead=world.persons["liu"])  # type: ignore[no-any-return]


def compare(name: str, lines: Iterator[str]) -> None:
    file, text = GOLDEN / name, "\n".join(lines) + "\n"
    if os.environ.get("UPDATE_GOLDENS") == "1":
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")


def test_permissions_are_as_written_down(world: World) -> None:
    """Every flow × state × person of the world → the steps open to him or her, blocked or not."""
    compare("permissions.txt", (line for flow in flows for line in permissions(flow, world)))


def permissions(flow: Flow, world: World) -> Iterator[str]:
    row = filled(flow.model, world.city, **WHOSE[flow.code](world))
    for state in flow.states.values:
        row.state = state
        for short in [*PEOPLE, "stranger"]:
            role = PEOPLE[short][1].value if short in PEOPLE else "of another committee"
            steps = [offer.step.code for offer in flow.open_to(world.acting(short), row)]
            yield f"{flow.code:<20}{state:<12}{f'{short} ({role})':<34}{' '.join(steps) or '–'}"


def test_urls_are_as_written_down() -> None:
    """Every route → public or signed in."""
    compare("urls.txt", (f"{name:<44}{generate.reader(view)}" for name, _path, view in generate.routes()))


def test_declarations_are_as_written_down() -> None:
    """Every kind, flow, figure and duty → the module that declares it."""
    found = (item for noun in REGISTRIES for item in items_of(noun))
    compare("declared.txt", (f"{item['what']:<10}{item['code']:<40}{item['module']}" for item in found))
