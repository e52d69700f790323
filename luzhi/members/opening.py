"""Accounts for new members: opened without a password, entered by a one-time code."""

from __future__ import annotations

import re

from django.contrib.auth.hashers import make_password
from django.db.models import F, Func, Value
from django.utils import timezone

from luzhi.accounts.models import Role, User
from luzhi.core.names import pinyin_key
from luzhi.exchange.lines import Line
from luzhi.exchange.registry import Reader
from luzhi.members.models import Person
from luzhi.organisation.models import Appointment

LONGEST = 40


class Accounts:
    """User names are the name in pinyin with a number behind it where it is taken: liming, liming2."""

    def __init__(self, reader: Reader, names: set[str]) -> None:
        """`names` are all names of the sheet; one query tells which user names they make are taken."""
        self._reader = reader
        stem = Func(F("username"), Value(r"\d+$"), Value(""), function="regexp_replace")
        bases = {base(name) for name in names}
        taken = User.objects.annotate(stem=stem).filter(stem__in=bases).values_list("username", flat=True)
        self._taken = set(taken)

    def open(self, line: Line, person: Person) -> None:
        user = User(name=person.name, username=self._free(base(person.name)), password=make_password(None))
        line.put(user, {"name": person.name, "email": person.email})
        line.put(person, {"user": user})
        role: Appointment = self._reader.new(Appointment)
        line.put(role, {"user": user, "role": Role.MEMBER, "since": timezone.localdate()})

    def _free(self, stem: str) -> str:
        number, name = 1, stem
        while name in self._taken:
            number += 1
            name = f"{stem}{number}"
        self._taken.add(name)
        return name


def base(name: str) -> str:
    """li ming of 李明: the syllables of its sort key without tones and ranks."""
    sounds = re.findall(r"[a-zü]+", pinyin_key(name))
    return ("".join(sounds).replace("ü", "v") or "member")[:LONGEST]
