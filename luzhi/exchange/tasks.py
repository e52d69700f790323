"""The daily sweep of uploads that nobody committed."""

from __future__ import annotations

from procrastinate.contrib.django import app

from luzhi.exchange.uploads import sweep
from luzhi.organisation.models import Committee
from luzhi.tenancy.current import tenants


@app.periodic(cron="30 18 * * *")
@app.task(queueing_lock="luzhi.sweep_uploads")
def sweep_uploads(timestamp: int) -> int:
    """Remove files older than a day; returns how many."""
    swept = 0
    for committee in Committee.objects.all():
        with tenants(committee.pk):
            swept += sweep()
    return swept
