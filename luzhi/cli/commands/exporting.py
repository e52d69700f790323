"""The rows of a ledger as a file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luzhi.cli import options
from luzhi.cli.failing import Refused
from luzhi.cli.output import Output, with_output
from luzhi.cli.preparing import in_site, patient
from luzhi.exchange.exporting import export, form_of
from luzhi.exchange.registry import importers
from luzhi.exchange.writing import Unwritable, Written
from luzhi.organisation.divisions import ensure_committee
from luzhi.organisation.models import Committee

HELP: Any = gettext_lazy("Write all rows of a KIND to a file that `luzhi import` reads again.")


@click.command("export", help=HELP)
@click.argument("kind", type=click.Choice([importer.code for importer in importers]), metavar="KIND")
@options.committee()
@click.option(
    "--out", "file", type=click.Path(dir_okay=False, path_type=Path), required=True, metavar="FILE",
    help=gettext_lazy(".xlsx, .csv or .json"),
)  # fmt: skip
@with_output
@in_site
def command(output: Output, kind: str, code: str, file: Path) -> None:
    committee = ensure_committee(code)
    with patient(committee.pk):
        done = written(kind, committee, file)
    output.say(_("%(rows)s rows written to %(file)s.") % {"rows": done.rows, "file": file})
    if done.replaced:
        output.say(_("%(count)s characters that no file can hold were replaced.") % {"count": done.replaced})
    output.document({"rows": done.rows, "file": str(file), "replaced": done.replaced})


def written(kind: str, committee: Committee, file: Path) -> Written:
    """Write beside the file first: one that is there stays whole until the new one is."""
    importer = importers[kind]
    rows = importer.model._default_manager.filter(committee=committee)
    fresh = file.with_name(f".{os.getpid()}.{file.name}")
    try:
        done = export(importer, rows, fresh, form_of(file))
        fresh.replace(file)
    except Unwritable as error:
        raise Refused(str(error)) from error
    except OSError as error:
        raise click.FileError(str(file), error.strerror) from error
    finally:
        fresh.unlink(missing_ok=True)
    return done
