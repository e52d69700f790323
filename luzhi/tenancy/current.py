"""Which committees' rows the database shows to this transaction; none set means no rows.

The setting is local to the transaction, so a pooled connection never carries it to the next request.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, transaction

TENANTS = "luzhi.tenants"
SIGNED_IN = "luzhi.user"


def _read(using: str) -> tuple[str, str]:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true), current_setting(%s, true)", [TENANTS, SIGNED_IN])
        tenants, user = cursor.fetchone()
    return tenants or "", user or ""


def _write(using: str, tenants: str, user: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT set_config(%s, %s, true), set_config(%s, %s, true)", [TENANTS, tenants, SIGNED_IN, user]
        )


def show(committees: Iterable[UUID], user: UUID | None = None, using: str = DEFAULT_DB_ALIAS) -> None:
    """Show these committees' rows for the rest of the transaction (and `user`'s own appointments)."""
    _write(using, "{" + ",".join(map(str, committees)) + "}", str(user or ""))


@contextmanager
def tenants(*committees: UUID, user: UUID | None = None, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """A transaction that sees these committees; nested, the outer ones come back at its end."""
    with transaction.atomic(using=using):
        before = _read(using)
        show(committees, user, using)
        yield
        _write(using, *before)
