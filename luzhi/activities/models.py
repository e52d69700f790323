"""An activity of a kind: who organised it, who was there, what came of it. Recorded once, by whoever organised it."""

from __future__ import annotations

from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import Role
from luzhi.activities.registry import Kind, kind_choices, kind_codes, kinds, measure_of
from luzhi.core.access import holds, units_of
from luzhi.core.models import Flowing, Record, versioned
from luzhi.core.periods import Cadence
from luzhi.members.models import Membership, Person
from luzhi.organisation.models import OwnQuerySet, Unit
from luzhi.tenancy.models import TenantModel

READERS = (Role.ORGANISER, Role.PROPOSALS, Role.RESEARCH, Role.LEADER)


CADENCES = [
    (Cadence.MONTHLY, _("every month")),
    (Cadence.BIMONTHLY, _("every two months")),
    (Cadence.QUARTERLY, _("every quarter")),
    (Cadence.YEARLY, _("every year")),
]


class Programme(Record):
    """A named series with a rhythm: 双月协商, 月月微调查, 季度手拉手, 委员心连心."""

    name = models.CharField(_("programme name"), max_length=60)
    purpose = models.CharField(_("purpose"), max_length=200, blank=True)
    cadence = models.CharField(_("cadence"), max_length=20, choices=CADENCES, blank=True)
    owner = models.ForeignKey(Unit, models.PROTECT, related_name="programmes", verbose_name=_("owner"))
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = OwnQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["committee", "name", "since"], name="programme_once")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("activities:programme", args=[self.pk])


class ActivityState(models.TextChoices):
    PLANNED = "planned", _("not announced")
    ANNOUNCED = "announced", _("announced")
    CONFIRMED = "confirmed", _("confirmed")
    CANCELLED = "cancelled", _("cancelled")


class Destination(models.TextChoices):
    GRASSROOTS = "grassroots", _("grassroots")
    COMMUNITY = "community", _("community")
    COMPANY = "company", _("company")
    SCHOOL = "school", _("school")
    VILLAGE = "village", _("village")


class ActivityQuerySet(models.QuerySet["Activity"]):
    def confirmed(self) -> ActivityQuerySet:
        """Those that figures and duties count: their organiser said that they were held so."""
        return self.filter(state=ActivityState.CONFIRMED)

    def public(self) -> ActivityQuerySet:
        return self.confirmed().filter(kind__in=kind_codes(public=True, party_life=False))

    def visible_to(self, user: Any) -> ActivityQuerySet:
        """field.md 2.19: staff all, a branch its own Party life, a member what concerns him or her, the public the
        confirmed activities of public kinds."""
        if not getattr(user, "holdings", ()):
            return self.public()
        here = self.filter(committee_id=user.committee_id)
        if holds(user, *READERS):
            return here
        if holds(user, Role.MEMBER, Role.BRANCH_SECRETARY):
            return here.filter(_concerning(user))
        return here.public()


def _concerning(user: Any) -> Q:
    """What a member or a branch sees: what is announced to all, one's own lines, one's branch's Party life."""
    announced = Q(kind__in=kind_codes(party_life=False)) & ~Q(state=ActivityState.PLANNED)
    taking_part = Q(pk__in=Participation.objects.filter(person__user=user).values("activity"))
    led = Q(organiser__in=units_of(user, Role.BRANCH_SECRETARY))
    branches = Membership.objects.filter(person__user=user, retracted_at=None).values("unit")
    return announced | taking_part | led | Q(organiser__in=branches, kind__in=kind_codes(party_life=True))


@versioned
class Activity(Flowing):
    """One occurrence = one date + place + organiser; several stops on one day are one, a joint activity is one."""

    kind = models.CharField(_("kind"), max_length=40, choices=kind_choices)
    title = models.CharField(_("title"), max_length=200)
    organiser = models.ForeignKey(
        Unit, models.PROTECT, related_name="activities", verbose_name=_("organiser")
    )
    programme = models.ForeignKey(
        Programme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name=_("programme"),
    )
    held_on = models.DateField(_("held on"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    destination = models.CharField(_("where to"), max_length=20, choices=Destination, blank=True)
    host = models.CharField(_("chaired by"), max_length=60, blank=True)
    topic = models.CharField(_("topic"), max_length=200, blank=True)
    summary = models.TextField(_("what was done"), blank=True)
    result = models.TextField(_("what changed"), blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=ActivityState, default=ActivityState.PLANNED, editable=False
    )

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        indexes = [
            models.Index(fields=["committee", "-held_on"], name="activity_latest"),
            models.Index(fields=["committee", "kind", "held_on"], name="activity_kind"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("held_on")), name="activity_dates"
            ),
            models.UniqueConstraint(
                fields=["committee", "kind", "organiser", "held_on", "title"],
                condition=~Q(state="cancelled"),
                name="activity_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("activities:activity", args=[self.pk])

    @property
    def kind_entry(self) -> Kind:
        return kinds[self.kind]

    @property
    def counts_now(self) -> bool:
        return self.state == ActivityState.CONFIRMED


class CoOrganiser(TenantModel):
    """A partner or carrier of an activity (联合主办、界别、专家服务团 …): counted for each, once in the total."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="partners")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="joint_activities")

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["committee", "activity", "unit"], name="co_organiser_once")
        ]

    def __str__(self) -> str:
        return str(self.unit)


class Attendance(models.TextChoices):
    DUE = "due", _("due")
    PRESENT = "present", _("present")
    LEAVE = "leave", _("on leave")
    ABSENT = "absent", _("absent")


class Part(models.TextChoices):
    ATTENDEE = "attendee", _("attendee")
    SPEAKER = "speaker", _("speaker")
    EXPERT = "expert", _("expert")
    VOLUNTEER = "volunteer", _("volunteer")
    GUEST = "guest", _("invited")


class Claim(models.TextChoices):
    """Does the person agree with the line about himself or herself?"""

    STATED = "stated", _("as recorded")
    DISPUTED = "disputed", _("disputed")
    AMENDED = "amended", _("amended after dispute")
    UPHELD = "upheld", _("upheld after dispute")


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def attended(self) -> ParticipationQuerySet:
        """Present at a confirmed activity: what duties and person-times count."""
        return self.filter(attendance=Attendance.PRESENT, activity__state=ActivityState.CONFIRMED)

    def visible_to(self, user: Any) -> ParticipationQuerySet:
        """Staff and the organising branch all lines, everybody else only his or her own."""
        if not getattr(user, "holdings", ()):
            return self.none()
        here = self.filter(committee_id=user.committee_id)
        if holds(user, *READERS):
            return here
        branch = Q(activity__organiser__in=units_of(user, Role.BRANCH_SECRETARY))
        return here.filter(branch | Q(person__user=user))


@versioned
class Participation(Flowing):
    """One person at one activity: 应到, 出席, 请假 or 缺席."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="participations")
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="participations", verbose_name=_("person")
    )
    attendance = models.CharField(_("attendance"), max_length=10, choices=Attendance, default=Attendance.DUE)
    part = models.CharField(_("part"), max_length=10, choices=Part, default=Part.ATTENDEE)
    leave_reason = models.CharField(_("reason of leave"), max_length=60, blank=True)
    hours = models.DecimalField(
        _("hours"), max_digits=5, decimal_places=1, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    state = models.CharField(_("claim"), max_length=20, choices=Claim, default=Claim.STATED, editable=False)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        ordering = ["person__stroke_key", "pk"]
        indexes = [models.Index(fields=["person", "attendance"], name="participation_person")]
        constraints = [
            models.UniqueConstraint(fields=["committee", "activity", "person"], name="participation_once")
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.activity}"

    def get_absolute_url(self) -> str:
        return reverse("activities:participation", args=[self.pk])


class OutcomeQuerySet(models.QuerySet["Outcome"]):
    def visible_to(self, user: Any) -> OutcomeQuerySet:
        """With their activity."""
        return self.filter(activity__in=Activity.objects.visible_to(user))


@versioned
class Outcome(Record):
    """A number that an activity yielded, of a measure of its kind (services, people served; money is a Gift)."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="outcomes")
    measure = models.CharField(_("measure"), max_length=40)
    value = models.DecimalField(
        _("value"), max_digits=14, decimal_places=2, validators=[MinValueValidator(0)]
    )

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["committee", "activity", "measure"], name="outcome_once"),
            models.CheckConstraint(condition=Q(value__gte=0), name="outcome_not_negative"),
        ]

    def __str__(self) -> str:
        declared = measure_of(self.measure)
        return f"{self.activity} · {declared.label if declared else self.measure}"

    def get_absolute_url(self) -> str:
        return self.activity.get_absolute_url()
