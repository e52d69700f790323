"""The committee and how it is built: terms and sessions, units of every type, who holds which role, dated rules."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import ADMINISTRATORS, WORKING, Role
from luzhi.core.access import holds
from luzhi.core.models import Record, versioned
from luzhi.core.numbers import hanzi, session_name
from luzhi.tenancy.ids import new_id
from luzhi.tenancy.models import TenantModel


class Level(models.IntegerChoices):
    NATION = 0, _("national")
    PROVINCE = 1, _("provincial")
    CITY = 2, _("municipal")
    COUNTY = 3, _("county")


class CommitteeQuerySet(models.QuerySet["Committee"]):
    def visible_to(self, user: Any) -> CommitteeQuerySet:
        """That a committee exists, and its name, is public."""
        return self.all()

    def beneath(self, committee: Committee) -> CommitteeQuerySet:
        """All committees below one in the tree."""
        return self.filter(path__startswith=committee.path).exclude(pk=committee.pk)


class Committee(models.Model):
    """The tenant: a CPPCC committee, in the tree by its GB/T 2260 division code."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(_("division code"), max_length=6, unique=True)
    name = models.CharField(_("name"), max_length=60)
    short_name = models.CharField(_("short name"), max_length=30)
    level = models.IntegerField(_("level"), choices=Level)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(
        max_length=40, db_index=True, help_text="codes from the root, each ended by a slash"
    )
    host = models.CharField(_("host name"), max_length=120, blank=True)
    site_name = models.CharField(_("site name"), max_length=60, blank=True)
    slogan = models.CharField(_("slogan"), max_length=60, blank=True)

    objects = CommitteeQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["host"], condition=~Q(host=""), name="committee_host_once")
        ]

    def __str__(self) -> str:
        return self.short_name

    def get_absolute_url(self) -> str:
        return reverse("portal:front", args=[self.code])


class OwnQuerySet(models.QuerySet[Any]):
    """Rows that everybody who works in the committee may read, and nobody else."""

    def visible_to(self, user: Any) -> Any:
        return self.filter(committee_id=user.committee_id) if holds(user, *WORKING) else self.none()


class Term(TenantModel):
    """届: five years between two elections of the committee. Number 0: nobody told which (imported rows of a year)."""

    number = models.PositiveSmallIntegerField(_("number"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = OwnQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["committee", "number"], name="term_once")]

    def __str__(self) -> str:
        return f"{hanzi(self.number)}届" if self.number else str(_("term not told"))


class Session(TenantModel):
    """次: a plenary of a term; `year` is the year whose work it opens (numbers of proposals begin with it)."""

    term = models.ForeignKey(Term, models.PROTECT, related_name="sessions")
    number = models.PositiveSmallIntegerField(_("number"))
    year = models.PositiveSmallIntegerField(_("year"))
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    proposals_until = models.DateTimeField(_("proposals of the session until"), null=True, blank=True)

    objects = OwnQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "term", "number"], name="session_once"),
            models.UniqueConstraint(fields=["committee", "year"], name="session_year_once"),
        ]

    def __str__(self) -> str:
        return session_name(self.term.number, self.number) if self.term.number else f"{self.year}年"


class UnitKind(models.TextChoices):
    """Every type of unit that the work names (docs/field.md)."""

    PARTY_COMMITTEE = "party_committee", _("Party committee of the division")
    LEADING_PARTY_GROUP = "leading_party_group", _("Leading Party group")
    ORGAN_PARTY_GROUP = "organ_party_group", _("Party group of the organ")
    ORGAN_PARTY_COMMITTEE = "organ_party_committee", _("Party committee of the organ")
    PARTY_BRANCH = "party_branch", _("Party branch of the organ")
    CHAIRS = "chairs", _("Chairpersons' meeting")
    OFFICE = "office", _("Office")
    SPECIAL_COMMITTEE = "special_committee", _("Special committee")
    SECTOR = "sector", _("Sector")
    GROUP = "group", _("Member group")
    DEMOCRATIC_PARTY = "democratic_party", _("Democratic party")
    FEDERATION = "federation", _("Federation of industry and commerce")
    DEPARTMENT = "department", _("Handling department")
    ACTIVITY_ROOM = "activity_room", _("Members' activity room")
    EXPERT_GROUP = "expert_group", _("Expert service group")
    VOLUNTEERS = "volunteers", _("Volunteer team")
    POSTED_TEAM = "posted_team", _("Posted team")
    VILLAGE = "village", _("Village")
    VILLAGE_BRANCH = "village_branch", _("Village Party branch")
    SCHOOL = "school", _("School")
    BASE = "base", _("Training base")
    OTHER = "other", _("Other")


PARTY_UNITS = (
    UnitKind.LEADING_PARTY_GROUP,
    UnitKind.ORGAN_PARTY_GROUP,
    UnitKind.ORGAN_PARTY_COMMITTEE,
    UnitKind.PARTY_BRANCH,
)


class UnitQuerySet(OwnQuerySet):
    def existing_on(self, day: date) -> UnitQuerySet:
        """Units set up by that day and not yet dissolved."""
        return self.filter(Q(set_up_on=None) | Q(set_up_on__lte=day)).filter(
            Q(dissolved_on=None) | Q(dissolved_on__gte=day)
        )


@versioned
class Unit(Record):
    """A body of the committee or around it. Who approved it need not be its parent: a 机关党组 is approved by the 市委."""

    kind = models.CharField(_("kind"), max_length=30, choices=UnitKind)
    name = models.CharField(_("unit name"), max_length=80)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("led by")
    )
    approved_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("approved by")
    )
    approval_number = models.CharField(_("document number of the approval"), max_length=40, blank=True)
    address = models.CharField(_("address"), max_length=120, blank=True)
    set_up_on = models.DateField(_("set up on"), null=True, blank=True)
    dissolved_on = models.DateField(_("dissolved on"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "order", "name"]
        constraints = [models.UniqueConstraint(fields=["committee", "kind", "name"], name="unit_once")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organisation:unit", args=[self.pk])


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def today(self) -> AppointmentQuerySet:
        """Those that hold today."""
        now = timezone.localdate()
        return self.filter(since__lte=now).filter(Q(until=None) | Q(until__gte=now))

    def visible_to(self, user: Any) -> AppointmentQuerySet:
        """One's own; the security administrator sees the committee's."""
        roles = {held.role for held in getattr(user, "holdings", ())}
        if Role.SECURITY_ADMIN in roles:
            return self.filter(Q(committee_id=user.committee_id) | Q(user=user))
        return self.filter(user=user) if user.is_authenticated else self.none()


class Appointment(TenantModel):
    """That a user holds a role, for a unit or for the whole committee, from–until (both inclusive)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="appointments")
    role = models.CharField(_("role"), max_length=30, choices=Role)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, verbose_name=_("unit"))
    since = models.DateField(_("from"), default=timezone.localdate)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["since"]
        indexes = [models.Index(fields=["user", "until"], name="appointment_user")]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "user", "role", "unit"],
                condition=Q(until=None),
                nulls_distinct=False,
                name="appointment_once",
            ),
            models.UniqueConstraint(
                fields=["committee", "user"],
                condition=Q(until=None, role__in=ADMINISTRATORS),
                name="appointment_one_administrator",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_role_display())


class SettingQuerySet(OwnQuerySet):
    def at(self, name: str, day: date, default: Any = None) -> Any:
        """The value in force on that day, or the default of docs/field.md."""
        row = (
            self.filter(name=name, since__lte=day).order_by("-since").values_list("value", flat=True).first()
        )
        return default if row is None else row


class Setting(TenantModel):
    """A rule of the committee with the date from which it holds: deadlines, answer classes, fixed study day …"""

    name = models.CharField(_("name"), max_length=60)
    value = models.JSONField(_("rule value"))
    since = models.DateField(_("in force from"))

    objects = SettingQuerySet.as_manager()

    class Meta:
        ordering = ["name", "-since"]
        constraints = [models.UniqueConstraint(fields=["committee", "name", "since"], name="setting_once")]

    def __str__(self) -> str:
        return self.name
