"""Units of the committee, and whose pages one is on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from luzhi.accounts.models import Role
from luzhi.core.access import holder
from luzhi.core.pages import Ledger, Related
from luzhi.core.showing import Column, table
from luzhi.organisation.forms import UnitFilter, UnitForm
from luzhi.organisation.middleware import CHOSEN
from luzhi.organisation.models import Appointment, Unit

keeper = holder(gettext_lazy("organiser staff"), Role.ORGANISER)
NAMED = (Column("name", gettext_lazy("unit name")), Column("kind", gettext_lazy("kind")))


def children(unit: Unit, user: Any) -> list[Related]:
    led = Unit.objects.visible_to(user).filter(parent=unit)
    return [
        Related(gettext_lazy("Led units"), NAMED, table(NAMED, led), empty=gettext_lazy("It leads no unit."))
    ]


UNITS = Ledger(
    code="units",
    label=gettext_lazy("Units"),
    purpose=gettext_lazy("Every body of the committee and around it: who leads it, and who approved it."),
    model=Unit,
    namespace="organisation",
    columns=(
        Column("name", gettext_lazy("unit name"), sort="name"),
        Column("kind", gettext_lazy("kind"), sort="kind"),
        Column("parent", gettext_lazy("led by")),
        Column("approved_by", gettext_lazy("approved by"), phone=False),
        Column("set_up_on", gettext_lazy("set up on"), sort="set_up_on", phone=False),
    ),
    facts=tuple(
        Column(name, label)
        for name, label in (
            ("kind", gettext_lazy("kind")),
            ("parent", gettext_lazy("led by")),
            ("approved_by", gettext_lazy("approved by")),
            ("approval_number", gettext_lazy("document number of the approval")),
            ("address", gettext_lazy("address")),
            ("set_up_on", gettext_lazy("set up on")),
            ("dissolved_on", gettext_lazy("dissolved on")),
        )
    ),
    form=UnitForm,
    create=keeper,
    edit=keeper,
    filters=UnitFilter,
    search=("name",),
    related=("parent", "approved_by"),
    related_tables=children,
    exchange="units",
    empty=gettext_lazy("No units yet: import them from Excel, or enter the first."),
)


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Go to the pages of another committee in which one holds an appointment."""
    wanted = request.POST.get("appointment", "")
    held = Appointment.objects.visible_to(request.user).today().select_related("committee")
    chosen = next((row for row in held if str(row.pk) == wanted), None)
    if chosen is None:
        messages.error(request, _("You hold no such appointment today."))
    else:
        request.session[CHOSEN] = str(chosen.committee_id)
    return redirect("desk:home")
