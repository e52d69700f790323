"""What is published is counted a second way: by rules in plain SQL that know nothing of the figures' code."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from luzhi.activities.registry import kinds
from luzhi.cli.second_path import Asked, Rule, count, rule_of, rules
from luzhi.core.figures import Figure, Scope, figures, ratios
from luzhi.core.periods import year
from luzhi.members.models import Member
from luzhi.organisation.models import Term
from luzhi.reports import wording
from tests.reports.work import gift
from tests.world import World

TOKEN = re.compile(r"\{\{\s*([a-z0-9_.]+)")


def printed_by_templates() -> set[str]:
    """The codes of the figures that stand in the text of a template."""
    texts = [file.read_text("utf-8") for file in sorted(Path(wording.__file__).parent.glob("*.txt"))]
    return {code for text in texts for code in TOKEN.findall(text)}


def publishable() -> list[Figure]:
    """Public figures, those of public ratios, and those that a template prints."""
    printed = printed_by_templates()
    shares = [ratio for ratio in ratios if ratio.public or ratio.code in printed]
    halves = [half for ratio in shares for half in (ratio.numerator, ratio.denominator)]
    own = [figure for figure in figures if figure.public or figure.code in printed]
    return own + halves


def test_every_publishable_figure_has_a_second_path() -> None:
    missing = sorted({figure.code for figure in publishable() if rule_of(figure.code) is None})
    assert missing == [], f"add the rule of {missing} in SQL: luzhi/cli/second_path/*.sql"


def test_every_figure_has_one_rule_at_most() -> None:
    counted = {figure.code: [rule.name for rule in rules() if rule.counts(figure.code)] for figure in figures}
    assert {code: names for code, names in counted.items() if len(names) > 1} == {}


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_rule_is_said_first(rule: Rule) -> None:
    """A file begins with its figures and its rule, in a comment."""
    comment = rule.sql.partition("\nWITH ")[0].partition("\nSELECT ")[0].splitlines()
    assert comment[0].startswith("-- Figures: ")
    assert any(line.startswith("-- Rule: ") for line in comment)
    assert all(line.startswith("-- ") for line in comment)


def test_kinds_are_counted_by_their_families() -> None:
    kind = next(kind for kind in kinds if kind.measures)
    found = [
        rule_of(f"{kind.code}.{what}") for what in ("held", "person_times", "persons", kind.measures[0].code)
    ]
    names = ["activities_held", "activities_present", "activities_present", "activities_measures"]
    assert [rule.name if rule else None for rule in found] == names
    assert rule_of("nowhere.held") is None


def test_member_of_two_terms_is_one(world: World) -> None:
    """Memberships of two terms may overlap; members (委员) are people."""
    term = Term.objects.create(committee=world.city, number=12, starts_on=date(2013, 1, 1))
    Member.objects.create(committee=world.city, person=world.persons["liu"], term=term, since=term.starts_on)
    window = year(2018)
    asked = Asked((world.city.pk,), window.start, window.end)
    assert count(["members.serving"], [asked]) == {("members.serving", asked): Decimal(2)}
    assert figures["members.serving"].value(Scope(world.city.pk, window)) == 2


def test_both_ends_of_a_window_count(world: World) -> None:
    for day in (date(2018, 2, 28), date(2018, 3, 1), date(2018, 3, 31), date(2018, 4, 1)):
        gift(world, "10", given_on=day)
    asked = Asked((world.city.pk,), date(2018, 3, 1), date(2018, 3, 31))
    assert count(["gifts.money"], [asked]) == {("gifts.money", asked): Decimal(20)}
