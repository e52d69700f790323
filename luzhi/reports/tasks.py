"""Jobs of the roll-up: all committees every night, and the way up at once when one confirms. 19:00 UTC is 03:00 in Beijing."""

from __future__ import annotations

from procrastinate.contrib.django import app

from luzhi.organisation.models import Committee
from luzhi.reports.rollups.running import send_up, steps, usual_years


@app.periodic(cron="0 19 * * *")
@app.task(queueing_lock="luzhi.roll_up")
def roll_up(timestamp: int) -> int:
    """Count and add up the years in hand; returns how many stored lines changed."""
    return sum(step.do() for step in steps(usual_years()))


@app.task
def add_up_from(committee: str, year: int) -> None:
    """Add up from this committee to the top."""
    send_up(Committee.objects.get(pk=committee), year)
