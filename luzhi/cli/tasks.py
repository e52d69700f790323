"""The worker's own jobs. Times are UTC: 18:10 is 02:10 in Beijing."""

from __future__ import annotations

import logging

from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils import timezone
from procrastinate.contrib.django import app

from luzhi.accounts.models import OneTimeCode
from luzhi.audit.checking import faults
from luzhi.organisation.models import Committee
from luzhi.search.commonness import recount
from luzhi.tenancy.current import tenants

log = logging.getLogger(__name__)


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="luzhi.retry_stalled")
async def retry_stalled(timestamp: int) -> int:
    """Take up again what a killed worker left half done; how many jobs."""
    stalled = list(await app.job_manager.get_stalled_jobs())
    for job in stalled:
        await app.job_manager.retry_job(job)
    return len(stalled)


@app.periodic(cron="10 18 * * *")
@app.task(queueing_lock="luzhi.clear")
def clear(timestamp: int) -> dict[str, int]:
    """Delete sessions that have ended and one-time codes that open nothing any more."""
    now = timezone.now()
    sessions, _ = Session.objects.filter(expire_date__lt=now).delete()
    codes, _ = OneTimeCode.objects.filter(Q(used_at__isnull=False) | Q(expires_at__lt=now)).delete()
    log.info("cleared %s sessions and %s one-time codes", sessions, codes)
    return {"sessions": sessions, "codes": codes}


@app.periodic(cron="20 18 * * *")
@app.task(queueing_lock="luzhi.check_chains")
def check_chains(timestamp: int) -> dict[str, int]:
    """Check the audit chain of each committee; a broken one is an error in the worker's log."""
    found = {committee.code: _check(committee) for committee in Committee.objects.all()}
    return {code: number for code, number in found.items() if number}


@app.periodic(cron="40 18 * * *")
@app.task(queueing_lock="luzhi.count_words")
def count_words(timestamp: int) -> dict[str, int]:
    """How common words are in committees of many texts, for the ranking of searches; committee → common ones."""
    found = {committee.code: _count(committee) for committee in Committee.objects.all()}
    return {code: number for code, number in found.items() if number}


def _count(committee: Committee) -> int:
    with tenants(committee.pk):
        return recount(committee.pk)


def _check(committee: Committee) -> int:
    with tenants(committee.pk):
        broken = list(faults(committee.pk))
    for fault in broken:
        log.error("audit chain of %s, entry %s: %s", committee.code, fault.seq, fault.what)
    if not broken:
        log.info("audit chain of %s is whole", committee.code)
    return len(broken)
