"""Who signs in. Accounts are global: they are looked up before a committee is chosen; roles are held per committee."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luzhi.core.access import Holding
from luzhi.tenancy.ids import new_id


class Role(models.TextChoices):
    """What one may be in a committee; holding a role is an Appointment."""

    MEMBER = "member", _("Member")
    ORGANISER = "organiser", _("Organiser staff")
    PROPOSALS = "proposals_committee", _("Proposals committee")
    RESEARCH = "research_office", _("Research office")
    BRANCH_SECRETARY = "branch_secretary", _("Branch secretary")
    HANDLER = "department_handler", _("Department handler")
    DEPARTMENT_LEADER = "department_leader", _("Department leader")
    EDITOR = "editor", _("Portal editor")
    MODERATOR = "moderator", _("Comment moderator")
    LEADER = "leader", _("Leader")
    READER = "reader", _("Verified reader")
    SYSTEM_ADMIN = "system_admin", _("System administrator")
    SECURITY_ADMIN = "security_admin", _("Security administrator")
    AUDIT_ADMIN = "audit_admin", _("Audit administrator")


ADMINISTRATORS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
WORKING = tuple(role for role in Role if role is not Role.READER)
"""Who works in the committee or for it: a verified reader is of the public."""
DEPARTMENT = (Role.HANDLER, Role.DEPARTMENT_LEADER)
"""Who answers for a department: one handles, another signs."""
INSIDE = tuple(role for role in WORKING if role not in DEPARTMENT)
"""The committee's own people: a department that answers is a guest."""
OFFICE = (Role.ORGANISER, Role.PROPOSALS, Role.RESEARCH)


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> User:
        """A new account; without a password it can only be entered by a one-time code."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(_("user name"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=60)
    email = models.EmailField(_("email"), blank=True)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False, help_text="Refused outside a demonstration site.")
    subject_key = models.UUIDField(default=uuid4, unique=True, editable=False)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    # Set by the middleware for the committee whose pages the request is on; nothing is held without it.
    committee_id: UUID | None = None
    holdings: tuple[Holding, ...] = ()

    def __str__(self) -> str:
        return self.name or self.username


CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0/O, 1/I/L: it is read off paper
CODE_LENGTH = 12  # 31^12 ≈ 2^59: a plain digest of it can't be searched
CODE_DAYS = 14


class OneTimeCode(models.Model):
    """A printed slip that opens an account once: first sign-in or a password reset without mail."""

    user = models.ForeignKey(User, models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.user_id} {self.expires_at:%Y-%m-%d}"

    @classmethod
    def issue(cls, users: list[User]) -> dict[UUID, str]:
        """New codes by user id, each shown only now; earlier unused codes of these users stop working."""
        now = timezone.now()
        cls.objects.filter(user__in=users, used_at=None).delete()
        codes = {user.pk: "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH)) for user in users}
        until = now + timedelta(days=CODE_DAYS)
        OneTimeCode.objects.bulk_create(
            OneTimeCode(user_id=pk, digest=digest_of(code), expires_at=until) for pk, code in codes.items()
        )
        return {
            pk: "-".join(code[at : at + 4] for at in range(0, CODE_LENGTH, 4)) for pk, code in codes.items()
        }

    @classmethod
    def redeem(cls, username: str, code: str) -> User | None:
        """The user, if the code is his or hers and still good; it is used up in the same statement."""
        now = timezone.now()
        good = cls.objects.filter(
            digest=digest_of(code),
            user__username=username,
            user__is_active=True,
            used_at=None,
            expires_at__gt=now,
        )
        found = good.select_related("user").first()
        return found.user if found and good.filter(pk=found.pk).update(used_at=now) else None


def digest_of(code: str) -> str:
    """The stored form of a code; blanks, dashes and case of what was typed don't matter."""
    return hashlib.sha256("".join(code.upper().split()).replace("-", "").encode()).hexdigest()
