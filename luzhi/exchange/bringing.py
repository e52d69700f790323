"""A file brought in at one go, without the page's preview between: for whoever imports by command."""

from __future__ import annotations

import hashlib
from pathlib import Path

from luzhi.exchange.committing import commit, one_at_a_time
from luzhi.exchange.models import Batch
from luzhi.exchange.preview import Preview, Request, preview


def bring(asked: Request, file: Path, *, keep_good: bool, dry_run: bool) -> tuple[Preview, Batch | None]:
    """What the file says, and the batch that was written of it, if one was: all or nothing unless `keep_good`.

    Within the committee's tenants. Raises Unreadable or NotCommitted for the file as a whole.
    """
    one_at_a_time(asked.committee, asked.importer.code)
    seen = preview(asked, file)
    if dry_run or (seen.refusals and not keep_good):
        return seen, None
    with file.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    return seen, commit(seen, sha256, keep_good=keep_good)
