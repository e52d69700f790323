"""Figures of the roster."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from luzhi.core.figures import Figure, Ratio, Scope, figures, ratios
from luzhi.members.codes import CPC
from luzhi.members.models import Member, MemberQuerySet


def serving(scope: Scope) -> MemberQuerySet:
    """Memberships on the last day of the window; who holds two of them, in two terms, is one member."""
    return Member.objects.serving_on(scope.window.end).filter(committee__in=scope.committees)


members = Figure(
    "members.serving",
    _("Members"),
    "人",
    serving,
    _("Members on the last day of the window."),
    public=True,
    people="person",
)
outside = Figure(
    "members.outside_cpc",
    _("Members who are not CPC members"),
    "人",
    lambda scope: serving(scope).exclude(person__party__in=CPC),
    _("At least 60 % of a committee (field rule on its composition)."),
    public=True,
    people="person",
)
women = Figure(
    "members.women",
    _("Women members"),
    "人",
    lambda scope: serving(scope).filter(person__sex="2"),
    _("Members on the last day of the window."),
    public=True,
    people="person",
)
figures.add(members, outside, women)
ratios.add(
    Ratio("members.outside_share", _("Share of members outside the CPC"), outside, members, public=True)
)
