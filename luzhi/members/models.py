"""People, their membership of the committee in a term, and their memberships of its units, dated in both senses."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, OuterRef, Q, Subquery, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import INSIDE, Role
from luzhi.core.access import holds
from luzhi.core.models import Record, versioned
from luzhi.core.names import initials, pinyin_key, roll_name, stroke_key
from luzhi.members.codes import CPC, NATIONALITY_CHOICES, Degree, Education, Party, Post, Sex, UnitPost
from luzhi.organisation.models import Term, Unit, UnitKind

STAFF = (Role.ORGANISER, Role.PROPOSALS, Role.RESEARCH, Role.LEADER, Role.BRANCH_SECRETARY)


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, user: Any) -> PersonQuerySet:
        """The office sees the committee's people, a member himself or herself (others through `Member.names`)."""
        if not user.is_authenticated:
            return self.none()
        here = self.filter(committee_id=user.committee_id)
        return here if holds(user, *STAFF) else here.filter(user=user)

    def members(self) -> PersonQuerySet:
        """Those who are or were members of some term; a record merged into another is no person of its own."""
        return self.filter(merged_into=None, pk__in=Member.objects.values("person"))

    def of_user(self, user: Any) -> Person | None:
        """The member behind a user in the committee of the pages."""
        return self.members().filter(committee=user.committee_id, user=user).first()


@versioned
class Person(Record):
    """One human being in one committee's records. Contacts are the person's and the office's, never public."""

    name = models.CharField(_("name"), max_length=60)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex)
    nationality = models.CharField(_("nationality"), max_length=2, choices=NATIONALITY_CHOICES, default="01")
    born_on = models.DateField(_("born in"), null=True, blank=True, help_text=_("year and month count"))
    native_place = models.CharField(_("native place"), max_length=60, blank=True)
    party = models.CharField(_("political status"), max_length=2, choices=Party)
    education = models.CharField(_("education"), max_length=2, choices=Education, blank=True)
    degree = models.CharField(_("degree"), max_length=1, choices=Degree, blank=True)
    title = models.CharField(_("professional title"), max_length=60, blank=True)
    employer = models.CharField(_("employer and post"), max_length=160, blank=True)
    address = models.CharField(_("postal address"), max_length=160, blank=True)
    mobile = models.CharField(_("mobile"), max_length=30, blank=True)
    email = models.EmailField(_("email"), blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="people",
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged"
    )
    stroke_key = models.CharField(max_length=120, editable=False, default="")
    pinyin_key = models.CharField(max_length=240, editable=False, default="")
    initials = models.CharField(max_length=20, editable=False, default="")

    derived = ("stroke_key", "pinyin_key", "initials")
    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["stroke_key", "pk"]
        indexes = [
            models.Index(fields=["committee", "stroke_key"], name="person_strokes"),
            models.Index(fields=["committee", "name"], name="person_name"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "user"], condition=~Q(user=None), name="person_user_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("members:person", args=[self.pk])

    def clean(self) -> None:
        self.set_keys()

    def set_keys(self) -> None:
        """Sort keys of the name; whoever writes the name calls this before saving."""
        self.stroke_key, self.pinyin_key = stroke_key(self.name), pinyin_key(self.name)
        self.initials = initials(self.name)

    @property
    def roll_name(self) -> str:
        """As printed in a roll list: 张　三（女，回族）."""
        return roll_name(self.name, "女" if self.sex == Sex.FEMALE else "男", self.get_nationality_display())

    @property
    def is_cpc(self) -> bool:
        return self.party in CPC


class MemberQuerySet(models.QuerySet["Member"]):
    def visible_to(self, user: Any) -> MemberQuerySet:
        """The committee's own people may know who its members are; contacts stand in Person."""
        return self.filter(committee_id=user.committee_id) if holds(user, *INSIDE) else self.none()

    def serving_on(self, day: date) -> MemberQuerySet:
        return self.filter(since__lte=day).filter(Q(until=None) | Q(until__gte=day))

    def serving_in(self, start: date, end: date) -> MemberQuerySet:
        """Members for at least one day of the window."""
        return self.filter(since__lte=end).filter(Q(until=None) | Q(until__gte=start))

    def with_units(self, day: date) -> MemberQuerySet:
        """Annotates `sector_id`, `sector_name`, `special_committee_name` as they were on that day."""
        return self.annotate(
            sector_id=_unit_on(UnitKind.SECTOR, day, "unit_id"),
            sector_name=_unit_on(UnitKind.SECTOR, day, "unit__name"),
            special_committee_name=_unit_on(UnitKind.SPECIAL_COMMITTEE, day, "unit__name"),
        )

    def in_sector(self, name: str) -> MemberQuerySet:
        """Of those annotated by `with_units`, the ones who sat in that sector on its day."""
        return self.filter(Q(("sector_name", name)))


def _unit_on(kind: UnitKind, day: date, column: str) -> Subquery:
    rows = Membership.objects.filter(person=OuterRef("person"), kind=kind).valid_on(day)
    return Subquery(rows.values(column)[:1])


@versioned
class Member(Record):
    """委员: a person's membership of the committee in one term, from–until (增补, 辞去, 换届)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="members", verbose_name=_("person"))
    term = models.ForeignKey(Term, models.PROTECT, related_name="members", verbose_name=_("term"))
    number = models.CharField(_("member number"), max_length=20, blank=True)
    post = models.CharField(_("post in the committee"), max_length=20, choices=Post, default=Post.MEMBER)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    end_reason = models.CharField(_("how it ended"), max_length=60, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        ordering = ["person__stroke_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "term", "person"], name="member_once"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="member_dates"),
        ]

    def __str__(self) -> str:
        return self.person.name

    def get_absolute_url(self) -> str:
        return reverse("members:member", args=[self.pk])


class MembershipQuerySet(models.QuerySet["Membership"]):
    def visible_to(self, user: Any) -> MembershipQuerySet:
        """As members: who sits where is known to all who work in the committee."""
        return self.filter(committee_id=user.committee_id) if holds(user, *INSIDE) else self.none()

    def valid_on(self, day: date, known_on: date | None = None) -> MembershipQuerySet:
        """Valid on `day` by what was known on `known_on` (None: by what is known now)."""
        rows = self.filter(since__lte=day).filter(Q(until=None) | Q(until__gte=day))
        if known_on is None:
            return rows.filter(retracted_at=None)
        return rows.filter(recorded_at__date__lte=known_on).filter(
            Q(retracted_at=None) | Q(retracted_at__date__gt=known_on)
        )


class Membership(Record):
    """That a person belongs to a unit with a post: valid since–until, known from recorded_at to retracted_at.

    A move is recorded by closing one row and opening the next; a mistake by retracting a row and writing another,
    so what was believed on an earlier date can still be told.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships", verbose_name=_("person"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships", verbose_name=_("unit"))
    kind = models.CharField(max_length=30, choices=UnitKind, editable=False)
    post = models.CharField(_("post"), max_length=20, choices=UnitPost, default=UnitPost.MEMBER)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)
    retracted_at = models.DateTimeField(_("retracted at"), null=True, blank=True, editable=False)

    derived = ("kind",)
    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-since"]
        indexes = [models.Index(fields=["person", "kind", "since"], name="membership_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="membership_dates"
            ),
            ExclusionConstraint(
                name="membership_one_sector",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (
                        Func(F("since"), F("until"), Value("[]"), function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(retracted_at=None, kind__in=[UnitKind.SECTOR, UnitKind.PARTY_BRANCH]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.unit}"

    def get_absolute_url(self) -> str:
        return self.person.get_absolute_url()
