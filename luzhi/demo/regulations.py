"""制度库: the rules that the committee issued, each after the one it replaces."""

from __future__ import annotations

from datetime import date

from luzhi.demo.material import table
from luzhi.demo.scene import Scene
from luzhi.learning.models import Regulation


def issue(scene: Scene) -> None:
    made: dict[str, Regulation] = {}
    for row in table("regulations"):
        made[row["title"]] = Regulation(
            title=row["title"],
            number=row["number"],
            adopted_by=row["adopted_by"],
            adopted_on=date.fromisoformat(row["adopted_on"]),
            standing=row["standing"],
            replaces=made.get(row["replaces"]),
            text=row["text"],
        )
    scene.add(made.values(), on=lambda rule: rule.adopted_on)
