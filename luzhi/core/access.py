"""Who may: labelled predicates that compose with & and |; and which roles a user holds here and now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext, gettext_lazy

Test = Callable[[Any, Any], bool]
Text = str | Promise


@dataclass(frozen=True)
class Holding:
    """A role held today in the committee whose pages the user is on; `unit` narrows it."""

    role: str
    unit: UUID | None = None


def holds(user: Any, *roles: str, unit: UUID | None = None) -> bool:
    """Does the user hold one of the roles here (and, if a unit is named, for that unit or for the whole)?"""
    return any(
        held.role in roles and (unit is None or held.unit in (None, unit))
        for held in getattr(user, "holdings", ())
    )


def units_of(user: Any, *roles: str) -> list[UUID]:
    """The units to which the user's holdings of these roles are scoped."""
    return [held.unit for held in getattr(user, "holdings", ()) if held.role in roles and held.unit]


def _joined(word: str, *labels: Text) -> str:
    return f" {gettext(word)} ".join(str(label) for label in labels)


joined = lazy(_joined, str)


def _side_by_side(*labels: Text) -> str:
    return " · ".join(str(label) for label in labels)


joined_label = lazy(_side_by_side, str)


@dataclass(frozen=True)
class Who:
    """A predicate over (user, object) with the words that a refusal names it by."""

    label: Text
    test: Test

    def __call__(self, user: Any, obj: Any) -> bool:
        return bool(user.is_authenticated) and self.test(user, obj)

    def __or__(self, other: Who) -> Who:
        return Who(joined("or", self.label, other.label), lambda u, o: self(u, o) or other(u, o))

    def __and__(self, other: Who) -> Who:
        return Who(joined("and", self.label, other.label), lambda u, o: self(u, o) and other(u, o))


def who(label: Text) -> Callable[[Test], Who]:
    """Decorator: turn a test into a `Who`."""
    return lambda test: Who(label, test)


def holder(label: Text, *roles: str) -> Who:
    """Whoever holds one of the roles in the committee of the pages."""
    return Who(label, lambda user, obj: holds(user, *roles))


nobody = Who(gettext_lazy("nobody"), lambda user, obj: False)
