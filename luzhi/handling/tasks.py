"""The daily look at deadlines that wait for a holiday calendar. Times are UTC: 18:50 is 02:50 in Beijing."""

from __future__ import annotations

from procrastinate.contrib.django import app

from luzhi.handling.queues import queues
from luzhi.organisation.models import Committee
from luzhi.tenancy.current import tenants


@app.periodic(cron="50 18 * * *")
@app.task(queueing_lock="luzhi.fill_deadlines")
def fill_deadlines(timestamp: int) -> int:
    """Fill the days that are known by now; returns how many rows got one."""
    filled = 0
    for committee in Committee.objects.all():
        with tenants(committee.pk):
            filled += sum(queue.fill(committee.pk) for queue in queues)
    return filled
