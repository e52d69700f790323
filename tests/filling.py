"""Rows of any tenant model with every required field filled and a canary in every text: for tests over all models."""

from __future__ import annotations

import datetime
import itertools
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import models

from luzhi.organisation.models import Committee
from luzhi.reports.wording import templates
from luzhi.tenancy.ids import new_id
from luzhi.tenancy.models import TenantModel

CANARY = "邻市秘"
_serial = itertools.count(1)
_templates = itertools.cycle(template.code for template in templates)  # a committee has one wording of each
CONSISTENT: dict[str, dict[str, Any]] = {
    "outreach.gift": {"amount": lambda committee: Decimal(100), "goods": lambda committee: ""},
    "outreach.pairing": {"helper": lambda committee: filled(apps.get_model("members", "Person"), committee)},
    "reports.monthlyreport": {"month": lambda committee: datetime.date(2000 + next(_serial) % 900, 5, 1)},
    "reports.wording": {"template": lambda committee: next(_templates)},
    "proposals.rating": {"points": lambda committee: 80},
}
"""Values that the check constraints of a model ask for together."""


def tenant_models() -> list[type[TenantModel]]:
    """All concrete tenant models, without the tables of former versions."""
    return [m for m in apps.get_models() if issubclass(m, TenantModel) and not hasattr(m, "pgh_id")]


def filled(model: type[TenantModel], committee: Committee, **values: Any) -> Any:
    """A saved row of `committee`; foreign keys get rows of the same committee unless given."""
    for name, value in CONSISTENT.get(model._meta.label_lower, {}).items():
        values.setdefault(name, value(committee))
    for field in model._meta.concrete_fields:
        given = field.primary_key or field.name in values or field.attname in values
        if not given and (value := _value(field, committee)) is not None:
            values[field.name] = value
    values["committee"] = committee
    return model._base_manager.create(**values)


def _value(field: models.Field[Any, Any], committee: Committee) -> Any:
    if isinstance(field, models.ForeignKey):
        return None if field.null or field.name == "committee" else _related(field, committee)
    if field.has_default() and field.choices:
        return field.get_default()
    if field.choices:
        return next(iter(dict(field.flatchoices)))
    for kind, make in MAKERS:
        if isinstance(field, kind):
            return make(field)
    return None


def _related(field: Any, committee: Committee) -> Any:
    model = field.related_model
    if issubclass(model, TenantModel):
        return filled(model, committee)
    return model._base_manager.create(**{model.USERNAME_FIELD: f"{CANARY}{next(_serial)}", "name": CANARY})


def _text(field: Any) -> Any:
    return f"{CANARY}{next(_serial)}"[: field.max_length or 100]


MAKERS: tuple[tuple[Any, Any], ...] = (
    (models.EmailField, lambda field: f"canary{next(_serial)}@example.org"),
    (models.URLField, lambda field: "https://example.org/"),
    (models.SlugField, lambda field: f"canary-{next(_serial)}"),
    (models.UUIDField, lambda field: None if field.null or field.has_default() else new_id()),
    (models.CharField, _text),
    (models.TextField, _text),
    (
        models.DateTimeField,
        lambda field: None if field.null or field.has_default() else datetime.datetime.now(datetime.UTC),
    ),
    (
        models.DateField,
        lambda field: None if field.null or field.has_default() else datetime.date(2018, 5, 4),
    ),
    (models.DecimalField, lambda field: None if field.null else Decimal(1)),
    (models.FloatField, lambda field: None if field.null or field.has_default() else 1.0),
    (models.BooleanField, lambda field: None if field.has_default() else False),
    (models.IntegerField, lambda field: None if field.null or field.has_default() else next(_serial)),
    (models.JSONField, lambda field: None if field.has_default() else 1),
)
