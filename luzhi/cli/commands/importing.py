"""A spreadsheet into a ledger: read, resolved, and written all or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import click
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luzhi.cli import options
from luzhi.cli.failing import FOUND, Refused
from luzhi.cli.output import Output, exact, with_output
from luzhi.cli.preparing import in_site, patient
from luzhi.exchange.bringing import bring
from luzhi.exchange.committing import NotCommitted
from luzhi.exchange.issuing import issue
from luzhi.exchange.limits import Unreadable
from luzhi.exchange.marking import marked_sheet
from luzhi.exchange.models import Batch
from luzhi.exchange.preview import Preview, Request
from luzhi.exchange.registry import importers
from luzhi.exchange.undoing import undo
from luzhi.organisation.divisions import ensure_committee
from luzhi.organisation.models import Committee

HELP: Any = gettext_lazy(
    "Import the spreadsheet FILE (.xlsx, .xls, .csv) into the ledger KIND: all rows or none. Twice changes nothing."
    " `--undo BATCH` takes an import back; KIND and FILE are left out then."
)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW = click.Path(dir_okay=False, path_type=Path)


@dataclass(frozen=True)
class Wish:
    """How to import, as the options say."""

    maps: tuple[str, ...] = ()
    dry_run: bool = False
    keep_good: bool = False
    sets: tuple[str, ...] = ()
    accounts: bool = False
    refused_to: Path | None = None


@click.command("import", help=HELP)
@click.argument(
    "kind", type=click.Choice([importer.code for importer in importers]), required=False, metavar="KIND"
)
@click.argument("file", type=FILE, required=False)
@options.committee()
@click.option(
    "--map", "maps", multiple=True, metavar="THEIRS=ours", help=gettext_lazy("which heading is which column")
)
@click.option(
    "--set", "sets", multiple=True, metavar="ours=VALUE",
    help=gettext_lazy("one value for all rows of a column that the file does not have: --set state=submitted"),
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help=gettext_lazy("only say what would be done"))
@click.option(
    "--keep-good", is_flag=True, help=gettext_lazy("import the good rows though others are refused")
)
@click.option(
    "--accounts", is_flag=True, help=gettext_lazy("open accounts for new members, with one-time codes")
)
@click.option(
    "--refused-to", type=NEW, metavar="F.xlsx", help=gettext_lazy("the sheet with refused cells marked")
)
@click.option("--undo", "batch", type=click.UUID, metavar="BATCH", help=gettext_lazy("take this import back"))
@with_output
@in_site
def command(
    output: Output, kind: str | None, file: Path | None, code: str, batch: UUID | None, **wishes: Any
) -> int:  # fmt: skip
    if batch is not None:
        return take_back(output, code, batch)
    if kind is None or file is None:
        raise click.UsageError(_("KIND and FILE are needed."))
    wish = Wish(**wishes)
    committee = ensure_committee(code)
    with patient(committee.pk):
        seen, written = brought(Request(
            importers[kind], committee, None, file.name, mapped(kind, wish.maps), accounts=wish.accounts,
            constants=constants(wish.sets),
        ), file, wish)  # fmt: skip
        codes = [vars(slip) for slip in issue(written, None)] if written and wish.accounts else []
    if wish.refused_to:
        marked_sheet(wish.refused_to, seen.table.matched, seen.refusals)
    tell(output, seen, written, wish)
    for slip in codes:
        output.text(f"{slip['name']}  {slip['username']}  {slip['code']}")
    output.document(document(seen, written, wish) | ({"codes": codes} if wish.accounts else {}))
    return FOUND if seen.refusals else 0


def mapped(kind: str, maps: Iterable[str]) -> dict[str, str]:
    """Their heading → our column."""
    ours = {column.name for column in importers[kind].columns}
    pairs = dict(text.rpartition("=")[::2] for text in maps)
    for theirs, name in pairs.items():
        if not theirs or name not in ours:
            known = ", ".join(column.name for column in importers[kind].columns)
            raise click.BadParameter(
                _("THEIRS=ours, where ours is one of %(known)s") % {"known": known}, param_hint="--map"
            )
    return pairs


def constants(sets: Iterable[str]) -> dict[str, str]:
    """Our column → the text of all its cells."""
    pairs = [text.partition("=") for text in sets]
    if any(not name or not equals or not value for name, equals, value in pairs):
        raise click.BadParameter(_("ours=VALUE, such as state=submitted"), param_hint="--set")
    return {name: value for name, _equals, value in pairs}


def brought(asked: Request, file: Path, wish: Wish) -> tuple[Preview, Batch | None]:
    """What the file says, and the batch that was written of it, if one was."""
    try:
        return bring(asked, file, keep_good=wish.keep_good, dry_run=wish.dry_run)
    except (Unreadable, NotCommitted) as error:
        raise Refused(str(error)) from error


def document(seen: Preview, written: Batch | None, wish: Wish) -> dict[str, Any]:
    """Counts are of what was written; of what would be, for a dry run."""
    counts = seen.counts
    idle = not wish.dry_run and written is None
    return {
        "kind": seen.asked.importer.code,
        "file": seen.asked.file,
        "rows": len(seen.lines),
        "created": 0 if idle else counts["new"],
        "updated": 0 if idle else counts["changed"],
        "unchanged": counts["same"],
        "refused": [
            {"row": r.row, "column": r.column, "cell": r.cell, "value": r.value, "reason": r.reason}
            for r in seen.refusals
        ],
        "totals": {name: exact(total) for name, total in seen.totals.items()},
        "checks": [str(check) for check in seen.table.checks if not check.agrees],
        "batch": str(written.pk) if written else None,
    }


def tell(output: Output, seen: Preview, written: Batch | None, wish: Wish) -> None:
    counts = seen.counts
    if seen.refusals:
        output.table(
            [_("row"), _("column"), _("value"), _("reason")],
            [[r.row, r.column, r.value[:40], r.reason] for r in seen.refusals],
        )
    words = {
        "new": counts["new"],
        "changed": counts["changed"],
        "same": counts["same"],
        "refused": counts["refused"],
    }
    output.say(_("%(new)s new, %(changed)s changed, %(same)s same, %(refused)s refused.") % words)
    for check in seen.table.checks:
        if not check.agrees:
            output.say(check)
    if written:
        output.say(_("Imported; `--undo %(batch)s` takes it back.") % {"batch": written.pk})
    elif wish.dry_run:
        output.say(_("Nothing was written: this was a dry run."))
    elif seen.refusals and not wish.keep_good:
        output.say(_("Nothing was imported: mend the refused rows, or import the others with --keep-good."))


def take_back(output: Output, code: str, key: UUID) -> int:
    committee: Committee = ensure_committee(code)
    with patient(committee.pk):
        batch = Batch.objects.filter(pk=key, committee=committee).select_related("committee").first()
        if batch is None:
            raise Refused(_("This committee has no import %(batch)s.") % {"batch": key})
        try:
            undo(batch, None)
        except NotCommitted as error:
            raise Refused(str(error)) from error
    output.say(_("The import was taken back: every row is again what it was before."))
    output.document({"batch": str(key), "kind": batch.kind, "file": batch.file, "undone": True})
    return 0
