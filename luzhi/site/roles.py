"""The database's accounts and what each may do. Every statement may be run again without harm."""

from collections.abc import Mapping
from typing import Any

from psycopg import Connection, sql

from luzhi.site.errors import SiteError

OWNER = "luzhi_owner"  # migrates; owns the database and the tables
WEB = "luzhi_web"  # serves pages and runs jobs; row-level security holds for it
REPORT = "luzhi_report"  # reads

PLAIN = "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB NOREPLICATION"
# Jobs that need longer set their own limit inside their transaction.
LIMITS: Mapping[str, Mapping[str, str]] = {
    OWNER: {"lock_timeout": "60s"},
    WEB: {"statement_timeout": "30s", "lock_timeout": "10s", "idle_in_transaction_session_timeout": "60s"},
    REPORT: {
        "statement_timeout": "30s",
        "lock_timeout": "10s",
        "idle_in_transaction_session_timeout": "60s",
        "default_transaction_read_only": "on",
    },
}
RIGHTS = (
    "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
    "GRANT CONNECT ON DATABASE {database} TO luzhi_web, luzhi_report",
    "ALTER SCHEMA public OWNER TO luzhi_owner",
    "REVOKE ALL ON SCHEMA public FROM PUBLIC",
    "GRANT USAGE ON SCHEMA public TO luzhi_web, luzhi_report",
    "ALTER DEFAULT PRIVILEGES FOR ROLE luzhi_owner IN SCHEMA public"
    " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO luzhi_web",
    "ALTER DEFAULT PRIVILEGES FOR ROLE luzhi_owner IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO luzhi_web",
    "ALTER DEFAULT PRIVILEGES FOR ROLE luzhi_owner IN SCHEMA public GRANT SELECT ON TABLES TO luzhi_report",
)
NEEDED, WELCOME = "pg_trgm", "btree_gin"


def make_roles(connection: Connection[Any], passwords: Mapping[str, str]) -> None:
    """Make or correct the three roles; `passwords` by role. The connection is a superuser's, in autocommit."""
    there = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
    for role, limits in LIMITS.items():
        verb = "ALTER" if role in there else "CREATE"
        connection.execute(
            sql.SQL(f"{verb} ROLE {{}} {PLAIN} PASSWORD {{}}").format(sql.Identifier(role), passwords[role])
        )
        for name, value in limits.items():
            connection.execute(
                sql.SQL("ALTER ROLE {} SET {} = {}").format(sql.Identifier(role), sql.Identifier(name), value)
            )
    for name in ("postgres", "template1"):
        connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(name)))


def make_database(connection: Connection[Any], name: str, template: str = "template0") -> None:
    """Make the database `name`, owned by the owner role, unless it is there."""
    if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
        command = sql.SQL("CREATE DATABASE {} OWNER luzhi_owner TEMPLATE {}")
        connection.execute(command.format(sql.Identifier(name), sql.Identifier(template)))


def grant(connection: Connection[Any]) -> None:
    """Give the roles their rights in the connection's database, and its extensions."""
    for statement in RIGHTS:
        connection.execute(sql.SQL(statement).format(database=sql.Identifier(connection.info.dbname)))
    there = {name for (name,) in connection.execute("SELECT name FROM pg_available_extensions")}
    for extension in (NEEDED, *({WELCOME} & there)):
        command = sql.SQL("CREATE EXTENSION IF NOT EXISTS {} SCHEMA public")
        connection.execute(command.format(sql.Identifier(extension)))


def check_trigrams(connection: Connection[Any]) -> None:
    """Raise SiteError where trigrams of Chinese are empty: searches would silently find nothing."""
    row = connection.execute("SELECT show_trgm('政协') <> '{}'").fetchone()
    if row is None or not row[0]:
        raise SiteError("The database cannot index Chinese words: its locale must be C.UTF-8 (libc).")
