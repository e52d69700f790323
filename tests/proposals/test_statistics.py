"""Statistics of proposals: what each figure counts, and that every number has its rows."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from luzhi.core.figures import Scope, figures, ratios
from luzhi.core.periods import month
from luzhi.core.periods import year as year_window
from luzhi.organisation.models import Session
from luzhi.proposals.figures.counts import COUNTS
from luzhi.proposals.models import FeedbackState, Proposal, ProposalState, ProposerKind
from luzhi.proposals.statistics.reading import CUTS, Whose, behind, parts, totals
from luzhi.proposals.statistics.tables import OF_CUT, SECTIONS, full, printed
from tests.proposals.counted import examined, handled, value, xiangtan
from tests.proposals.handled import DAY, answered, asked, assigned, filed
from tests.world import World

S = ProposalState
MAY = datetime(2018, 5, 3, 4, tzinfo=UTC)


def test_a_session_adds_up_as_published(world: World) -> None:
    xiangtan(world)
    names = ("received", "filed", "merged", "not_filed", "converted", "letters", "withdrawn")
    assert [value(world, name) for name in names] == [268, 226, 44, 30, 10, 2, 3]
    assert ratios["proposals.filing_rate"].printed_of(Scope(world.city.pk, year_window(2018))) == "84.3%"


def test_what_was_submitted_for_the_coming_plenary_counts_in_its_year(world: World) -> None:
    examined(world, 1, S.FILED)
    early = examined(world, 2, S.FILED)
    Proposal.objects.filter(pk=early.pk).update(submitted_at=datetime(2017, 11, 20, tzinfo=UTC))
    assert [
        value(world, "filed", window) for window in (year_window(2017), year_window(2018), month(2018, 1))
    ] == [
        0,
        2,
        1,
    ]


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("answered", 4),
        ("to_answer", 5),
        ("sole", 2),
        ("separate", 2),
        ("main_unit", 1),
        ("joint", 1),
        ("unit_answered", 4),
        ("unit_in_time", 3),
        ("talked", 1),
        ("talks", 2),
        ("answers", 4),
        ("class_a", 1),
        ("class_b", 1),
        ("class_c", 2),
        ("asked", 4),
        ("opinions", 3),
        ("satisfied", 1),
        ("basic", 1),
        ("unsatisfied", 1),
        ("content", 2),
        ("promises", 2),
        ("promises_kept", 1),
        ("promises_open", 1),
        ("key", 1),
    ],
)
def test_each_figure_of_handling_counts_its_own_rows(world: World, name: str, number: int) -> None:
    handled(world)
    assert value(world, name) == number


def test_an_answer_whose_promises_were_kept_counts_as_solved(world: World) -> None:
    answered(world, assigned(world, examined(world, 1, S.ASSIGNED)), "B", solved_on=DAY)
    assert (value(world, "class_a"), value(world, "class_b")) == (1, 0)


def test_only_the_answer_in_force_counts(world: World) -> None:
    given = assigned(world, examined(world, 1, S.ASSIGNED))
    former = answered(world, given, "C", is_current=False)
    asked(world, former, state=FeedbackState.UNSATISFIED)
    asked(world, answered(world, given, "A", round=2), state=FeedbackState.SATISFIED)
    assert [value(world, name) for name in ("answers", "class_c", "opinions", "unsatisfied")] == [1, 0, 1, 0]


def test_the_grouped_query_agrees_with_every_figure(world: World) -> None:
    xiangtan(world)
    later = Session.objects.create(committee=world.city, term=world.session.term, number=3, year=2019)
    filed(world, "0001", session=later)
    found = totals(Whose(world.city.pk), [2018, 2019])
    values = {
        (code, year): int(figures[code].value(Scope(world.city.pk, year_window(year))))
        for code in COUNTS
        for year in (2018, 2019)
    }
    assert found == values


def test_the_grouped_query_of_handling_agrees_with_every_figure(world: World) -> None:
    handled(world)
    found = totals(Whose(world.city.pk), [2018])
    assert found == {(code, 2018): value(world, code.partition(".")[2]) for code in COUNTS}


@pytest.mark.parametrize("cut", CUTS)
def test_every_number_of_a_table_is_the_number_of_its_rows(world: World, cut: str) -> None:
    (handled if cut == "unit" else xiangtan)(world)
    whose = Whose(world.city.pk)
    found = parts(whose, 2018, CUTS[cut], map(full, OF_CUT[cut]))
    for part, line in found.items():
        for code, number in line.items():
            assert behind(figures[code], whose, 2018, CUTS[cut], part).count() == number, (part, code)
    assert found


def test_a_department_counts_its_own_alone(world: World) -> None:
    handled(world)
    whose = Whose.of(world.acting("cheng"))
    found = totals(whose, [2018])
    names = ("to_answer", "joint", "unit_answered", "filed")
    assert whose.units == (world.department.pk,)
    assert [found[full(name), 2018] for name in names] == [4, 0, 3, 5]


def test_rates_print_their_denominator_and_nothing_over_nothing(world: World) -> None:
    xiangtan(world)
    found = totals(Whose(world.city.pk), [2018])
    assert (printed("filing_rate", 2018, found), printed("satisfied_rate", 2018, found)) == (
        "84.3% (226/268)",
        "–",
    )


def test_every_figure_of_the_sections_is_declared_once() -> None:
    names = [name for _title, names in SECTIONS for name in names]
    unknown = [name for name in names if full(name) not in figures and full(name) not in ratios]
    assert (unknown, len(names)) == ([], len(set(names)))


def test_collective_and_individual_make_up_what_was_filed(world: World) -> None:
    for number, kind in enumerate(ProposerKind, 1):
        examined(world, number, S.FILED, proposer_kind=kind)
    assert (
        value(world, "collective") + value(world, "individual") == value(world, "filed") == len(ProposerKind)
    )
