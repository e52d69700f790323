"""What people said of the year's activities: with consent to quote, and without."""

from __future__ import annotations

from collections.abc import Sequence

from luzhi.activities.models import Activity
from luzhi.demo.scene import Scene, day_of
from luzhi.outreach.models import Voice


def hear(scene: Scene, activities: dict[str, Activity], rows: Sequence[dict[str, str]]) -> None:
    made = [
        Voice(
            activity=activities[row["activity"]],
            words=row["words"],
            source=row["source"],
            consent=row["consent"],
            answered_on=day_of(row["answered_on"]),
            asked_by=scene.staff[row["asked"]][0] if row["asked"] else None,
        )
        for row in rows
    ]
    scene.add(made, on=lambda voice: voice.activity.held_on)
