"""One named person for each role, who may sign in to a demonstration site and nowhere else."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from django.contrib.auth.hashers import make_password

from luzhi.accounts.models import User
from luzhi.demo.material import words
from luzhi.demo.scene import Scene
from luzhi.organisation.models import Appointment

PASSWORD = "Pingxiang-2018-{username}"  # noqa: S105 (printed on purpose: a real site refuses these accounts)
SINCE = date(2018, 1, 1)


def accounts() -> list[dict[str, str]]:
    """What `luzhi demo` prints: role, user name and password of everybody who can sign in."""
    return [
        {
            "role": row["role"],
            "username": row["username"],
            "password": PASSWORD.format(username=row["username"]),
        }
        for row in words("accounts")["account"]
    ]


def open_accounts() -> dict[str, User]:
    """The users, by user name. They are no tenant's rows: what they may do is said by `appoint`."""
    with ThreadPoolExecutor() as threads:  # a hash takes a fifth of a second of one processor
        hashed = list(threads.map(make_password, [shown["password"] for shown in accounts()]))
    made = {
        row["username"]: User(username=row["username"], name=row["name"], password=password, is_demo=True)
        for row, password in zip(words("accounts")["account"], hashed, strict=True)
    }
    User.objects.bulk_create(made.values())
    return made


def appoint(scene: Scene) -> None:
    """Each role for its unit, or for the whole committee."""
    scene.add(
        Appointment(
            user=scene.users[row["username"]],
            role=row["role"],
            unit=scene.units.get(row.get("unit", "")),
            since=SINCE,
        )
        for row in words("accounts")["account"]
    )
