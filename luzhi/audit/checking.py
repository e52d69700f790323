"""The chain checked link by link, by a second implementation of its digest (the first stands in the database)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import connection


@dataclass(frozen=True)
class Fault:
    seq: int
    what: str


SQL = """
SELECT seq, previous, digest, concat_ws(E'\\x1f', committee_id, seq, extract(epoch from at)::numeric(20,6), actor_key,
       verb, subject_type, subject_id, changes::text, remark_id) FROM audit_entry WHERE committee_id = %s ORDER BY seq
"""


def faults(committee_id: UUID) -> Iterator[Fault]:
    """Every link that was changed, removed or put in by hand. Runs within the committee's tenants."""
    expected, before = 1, b""
    with connection.chunked_cursor() as cursor:
        cursor.execute(SQL, [committee_id])
        for seq, previous, digest, text in cursor:
            if seq != expected:
                yield Fault(seq, "gap")
            if bytes(previous) != before:
                yield Fault(seq, "broken link")
            if bytes(digest) != hashlib.sha256(bytes(previous) + text.encode()).digest():
                yield Fault(seq, "changed")
            expected, before = seq + 1, bytes(digest)
