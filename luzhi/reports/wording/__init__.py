"""Templates of texts: the words that a period's figures are set in, one text file each (see `party_work.txt`)."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from luzhi.core.registry import Registry
from luzhi.reports.wording.reading import template
from luzhi.reports.wording.sentences import Template

FILES: Final = (
    *("party_work", "standing_committee", "proposal_work", "proposal_examination"),
    *("monthly", "quarterly", "bulletin", "minutes"),
)
"""In the order in which they are offered; the first one is taken where none is asked for."""
templates: Registry[Template] = Registry("review template")
templates.add(*(template((Path(__file__).parent / f"{name}.txt").read_text("utf-8")) for name in FILES))

__all__ = ["Template", "template", "template_choices", "templates"]


def template_choices() -> list[tuple[str, Any]]:
    return templates.choices()
