"""People by lot: invented names and the facts of a roster."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from luzhi.demo.material import words
from luzhi.members.codes import Degree, Education, Sex
from luzhi.members.models import Person

PLACES = ["江西萍乡"] * 12 + [
    "江西莲花",
    "江西上栗",
    "江西芦溪",
    "江西宜春",
    "湖南醴陵",
    "湖南浏阳",
    "江西吉安",
]
SCHOOLING = [
    (Education.POSTGRADUATE, Degree.MASTER),
    (Education.POSTGRADUATE, Degree.DOCTOR),
    *[(Education.UNDERGRADUATE, Degree.BACHELOR)] * 6,
    *[(Education.COLLEGE, "")] * 3,
    (Education.HIGH, ""),
]
WOMEN = 0.31


class Names:
    """Draws people; no name twice, and none of those that nobody here may bear."""

    def __init__(self, lots: Random) -> None:
        lists = {key: value.split() for key, value in words("names").items() if isinstance(value, str)}
        self.lots, self.lists = lots, lists
        known = words("accounts")
        self.taken = {row["name"] for row in (*known["account"], *known["members"])} | set(lists["never"])
        self.codes = [code for code, share in words("names")["minorities"].items() for _ in range(share)]

    def person(self, employer: str, party: str, **known: Any) -> Person:
        """Somebody new; what is known goes before what is drawn."""
        education, degree = self.lots.choice(SCHOOLING)
        sex = Sex.FEMALE if self.lots.random() < WOMEN else Sex.MALE
        facts = {
            "name": self._name(sex),
            "sex": sex,
            "nationality": self._nationality(),
            "born_on": date(self.lots.randint(1956, 1987), self.lots.randint(1, 12), 1),
            "native_place": self.lots.choice(PLACES),
            "education": education,
            "degree": degree,
            "mobile": f"100{self.lots.randrange(10**8):08}",  # no such numbers are given out
        }
        return Person(employer=employer, party=party, **(facts | known))

    def _name(self, sex: Sex) -> str:
        while True:
            given = self.lots.choice(self.lists["men" if sex == Sex.MALE else "women"])
            name = self.lots.choice(self.lists["surnames"]) + given
            if name not in self.taken:
                self.taken.add(name)
                return name

    def _nationality(self) -> str:
        lot = self.lots.randrange(100)
        return str(self.codes[lot]) if lot < len(self.codes) else "01"
