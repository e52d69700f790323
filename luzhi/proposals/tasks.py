"""Jobs: learning every night what proposals are like, and comparing those that came. 18:40 UTC is 02:40 in Beijing."""

from __future__ import annotations

from procrastinate.contrib.django import app

from luzhi.organisation.models import Committee
from luzhi.proposals.pairing import compare
from luzhi.proposals.suggesting import KIND
from luzhi.search.similar_learning import learn_corpus
from luzhi.search.suggesting.learning import learn
from luzhi.search.suggesting.sources import sources
from luzhi.tenancy.current import tenants


@app.periodic(cron="40 18 * * *")
@app.task(queueing_lock="luzhi.learn_proposals")
def learn_proposals(timestamp: int) -> int:
    """Learn words, formulae, topics and units of each committee whose proposals have grown; returns how many of them."""
    learnt = 0
    for committee in Committee.objects.all():
        with tenants(committee.pk):
            learnt += learn_corpus(committee.pk, KIND)
            learnt += sum(learn(committee.pk, source) for source in sources)
    return learnt


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="luzhi.compare_proposals")
def compare_proposals(timestamp: int) -> int:
    """Compare new proposals with all others; returns how many."""
    compared = 0
    for committee in Committee.objects.all():
        with tenants(committee.pk):
            compared += compare(committee.pk)
    return compared
