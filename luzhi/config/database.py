"""The two ways into the database: the web role's, and the owner's for migrations."""

import os
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from luzhi.site.home import Home
from luzhi.site.postgres import Cluster, Role


def _from_url(url: str) -> dict[str, Any]:
    """A server's address as libpq reads it, socket folders and options included."""
    given = conninfo_to_dict(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": given.pop("host", ""),
        "PORT": str(given.pop("port", "")),
        "NAME": given.pop("dbname", ""),
        "USER": given.pop("user", ""),
        "PASSWORD": given.pop("password", ""),
        "OPTIONS": given,
    }


def _embedded(home: Home, role: Role) -> dict[str, Any]:
    dsn = Cluster(home).dsn(role)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": dsn["host"],
        "PORT": dsn["port"],
        "NAME": dsn["dbname"],
        "USER": dsn["user"],
        "PASSWORD": dsn["password"],
    }


def databases(home: Home) -> dict[str, Any]:
    """`default` is the web role; `owner` migrates. DATABASE_URL and LUZHI_OWNER_URL name a server's."""
    url = os.environ.get("DATABASE_URL")
    web = _from_url(url) if url else _embedded(home, "web")
    owner = _from_url(os.environ.get("LUZHI_OWNER_URL") or url) if url else _embedded(home, "owner")
    life = {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
    return {"default": {**web, **life}, "owner": owner}


class Router:
    """Only the owner may change tables; every read and write of the work goes through the web role."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == "owner"
