"""Uploaded sheets between preview and commit: kept in a private folder for a day, then swept."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from pathlib import PurePath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from luzhi.exchange.forms import ConstantsForm
from luzhi.exchange.models import Upload
from luzhi.exchange.preview import Preview, Request, preview
from luzhi.exchange.registry import importers
from luzhi.organisation.models import Committee

KEPT = timedelta(days=1)


def keep(file: UploadedFile[Any], kind: str, actor: Any, accounts: bool) -> Upload:
    """Store the file of a request for the actor's committee; earlier ones that are too old go away."""
    sweep()
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    name = PurePath(str(file.name)).name[-200:]
    upload = Upload(committee_id=actor.committee_id, kind=kind, actor=actor, name=name, accounts=accounts)
    upload.sha256 = digest.hexdigest()
    upload.file.save(name, file, save=False)
    upload.save(force_insert=True)
    return upload


def change(upload: Upload, posted: Mapping[str, Any]) -> None:
    """What the preview's page asked to be read otherwise: fixed values, or which heading is which column."""
    if "fixed" not in posted:
        remap(upload, posted)
        return
    form = ConstantsForm(posted, columns=importers[upload.kind].columns)
    form.is_valid()  # what a column does not take is told with the preview, where the whole file is
    set_constants(upload, form.cleaned_data)


def remap(upload: Upload, chosen: Mapping[str, object]) -> None:
    """Keep which of their headings is which of our columns; a column chosen as "" is found by itself again."""
    kept = {theirs: ours for theirs, ours in upload.mapping.items() if ours not in chosen}
    columns = (column.name for column in importers[upload.kind].columns)
    upload.mapping = kept | {str(theirs): name for name in columns if (theirs := chosen.get(name))}
    upload.save(update_fields=["mapping"])


def set_constants(upload: Upload, chosen: Mapping[str, object]) -> None:
    """Keep which columns get one value for all rows: the filled ones."""
    upload.constants = {name: str(text) for name, text in chosen.items() if text}
    upload.save(update_fields=["constants"])


def look(upload: Upload, committee: Committee, actor: Any) -> Preview:
    """The preview of a kept file, made anew: rows may have changed since. Raises Unreadable."""
    asked = Request(
        importers[upload.kind],
        committee,
        actor,
        upload.name,
        upload.mapping,
        accounts=upload.accounts,
        constants=upload.constants,
    )
    with upload.file.open("rb") as stream:
        return preview(asked, stream)


def sweep() -> int:
    """Remove uploads older than a day, of the committees whose rows are shown; returns how many."""
    old = list(Upload.objects.filter(at__lt=timezone.now() - KEPT))
    for upload in old:
        upload.file.delete(save=False)
        upload.delete()
    return len(old)
