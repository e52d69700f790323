"""The bar of bulk work at the foot of a list."""

from __future__ import annotations

from typing import Any

from django import template

from luzhi.core.flow import flows
from luzhi.handling.bulk import bulks

register = template.Library()


@register.inclusion_tag("handling/bulk_bar.html", takes_context=True)
def bulk_bar(context: dict[str, Any]) -> dict[str, Any]:
    """Nothing where the reader may do nothing in bulk; of a list of one state, what that state lets happen."""
    ledger, request, page = context["ledger"], context["request"], context["page"]
    bulk = bulks[ledger.code]
    flow, state = flows[bulk.flow], request.GET.get("state", "")
    offered = [
        step
        for step in (bulk.offered(request.user) if page.paginator.count else [])
        if state not in flow.states.values or state in flow[step.code].source
    ]
    return {
        "steps": [{"code": step.code, "label": flow[step.code].label} for step in offered],
        "url": ledger.url(f"{ledger.code}_bulk"),
        "all": page.paginator.count,
        "filters": [
            (name, value)
            for name, values in request.GET.lists()
            for value in values
            if name not in ("page", "step", "rows", "all")
        ],
    }
