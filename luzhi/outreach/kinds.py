"""Outreach (field.md 2.13): 季度手拉手 with its three carriers, and 委员心连心 with its five kinds."""

from django.utils.translation import gettext_lazy as _

from luzhi.activities.registry import Kind, Measure, kinds
from luzhi.organisation.models import UnitKind

CARRIERS = (
    UnitKind.SECTOR,
    UnitKind.EXPERT_GROUP,
    UnitKind.VOLUNTEERS,
    UnitKind.SPECIAL_COMMITTEE,
    UnitKind.OFFICE,
    UnitKind.PARTY_BRANCH,
    UnitKind.DEMOCRATIC_PARTY,
    UnitKind.FEDERATION,
)
PATIENT_VISITS = Measure("patient_visits", _("free clinic, person-times"), "人次")
SPECTATORS = Measure("spectators", _("spectators, person-times"), "人次")
TRAINED = Measure("trained", _("people taught, person-times"), "人次")
CONSULTED = Measure("consulted", _("legal advice, person-times"), "人次")
HOUSEHOLDS = Measure("households", _("households visited"), "户")

kinds.add(
    Kind("bring_culture", _("Bringing culture"), "heart", CARRIERS, (SPECTATORS,), public=True),
    Kind("bring_medicine", _("Bringing medicine"), "heart", CARRIERS, (PATIENT_VISITS,), public=True),
    Kind("bring_science", _("Bringing science and technology"), "heart", CARRIERS, (TRAINED,), public=True),
    Kind("bring_law", _("Bringing law"), "heart", CARRIERS, (CONSULTED,), public=True),
    Kind("poverty_relief", _("Helping the poor"), "heart", CARRIERS, (HOUSEHOLDS,), public=True),
    Kind("volunteer_service", _("Volunteer service"), "volunteer", CARRIERS, public=True),
    Kind("sector_month", _("Sector activity month"), "hand", CARRIERS, public=True),
    Kind("expert_service", _("Service by the expert group"), "hand", CARRIERS, public=True),
    Kind("party_volunteers", _("Party-member volunteers"), "hand", CARRIERS, public=True),
    Kind(
        "posted_team_work",
        _("Work of the posted team"),
        "pairing",
        (UnitKind.POSTED_TEAM, UnitKind.PARTY_BRANCH),
    ),
    Kind(
        "branch_pairing_visit",
        _("Branch visit to the paired village branch"),
        "pairing",
        (UnitKind.PARTY_BRANCH,),
    ),
)
