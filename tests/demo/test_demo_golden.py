"""Every figure of the demonstration year, checkable by a stranger in a minute."""

from __future__ import annotations

import os
from pathlib import Path

from luzhi.core.figures import figures
from luzhi.core.periods import year as year_window
from luzhi.demo.year import Loaded
from luzhi.reports.reading import count

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "figures.txt"


def test_the_years_figures_are_as_written_down(year_of_city: Loaded) -> None:
    window = year_window(2018)
    found = count(year_of_city.city.pk, (), [(figure, window) for figure in figures])
    lines = []
    for figure in figures:
        read = found[figure.code, window]
        lines.append(
            f"{figure.code:<44}{figure.printed(read.value):<16}{read.value.normalize():<14f}{read.records}"
        )
    text = "\n".join(lines) + "\n"
    if os.environ.get("UPDATE_GOLDENS") == "1":
        GOLDEN.write_text(text, "utf-8")
    assert text == GOLDEN.read_text("utf-8")
