"""Stored files against the rows that name them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import FileField, Model
from django.utils.translation import gettext as _

from luzhi.cli.verifying.problem import Problem
from luzhi.organisation.models import Committee


def stored(committee: Committee) -> Iterator[Problem]:
    for model in apps.get_models():
        names = [field.name for field in model._meta.fields if isinstance(field, FileField)]
        if names and any(field.name == "committee" for field in model._meta.fields):
            for row in model._base_manager.filter(committee=committee).iterator():
                yield from (problem for name in names if (problem := _file(row, name)))


def _file(row: Model, name: str) -> Problem | None:
    """A stored file that is gone, or is not the one whose digest the row holds."""
    file: Any = getattr(row, name)
    where = f"{row._meta.label_lower} {row.pk}"
    if not file:
        return None
    if not file.storage.exists(file.name):
        return Problem(_("file is missing: %(name)s") % {"name": file.name}, where)
    noted = getattr(row, "sha256", None)
    if noted and _sha256(file) != noted:
        return Problem(_("file was changed: %(name)s") % {"name": file.name}, where)
    return None


def _sha256(file: Any) -> str:
    with file.storage.open(file.name) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
