"""Liaison (field.md 2.11, 2.12): contacts of three kinds, activity rooms, 走出去 and 引进来."""

from django.utils.translation import gettext_lazy as _

from luzhi.activities.registry import Kind, Measure, kinds
from luzhi.organisation.models import UnitKind

OFFICES = (UnitKind.OFFICE, UnitKind.SPECIAL_COMMITTEE)
MATTERS = Measure("matters", _("matters raised"), "件")

kinds.add(
    Kind("party_liaison", _("Liaison with democratic parties"), "liaison", OFFICES),
    Kind("member_liaison", _("Liaison with members"), "liaison", OFFICES),
    Kind("external_friendship", _("External friendship"), "liaison", OFFICES, public=True),
    Kind("room_duty", _("Duty in the activity room"), "room", (UnitKind.ACTIVITY_ROOM,), (MATTERS,)),
    Kind("room_event", _("Event in the activity room"), "room", (UnitKind.ACTIVITY_ROOM,), public=True),
    Kind("going_out", _("Going out to learn"), "opening", OFFICES, public=True),
    Kind("bringing_in", _("Bringing in people, funds and technology"), "opening", OFFICES, public=True),
)
