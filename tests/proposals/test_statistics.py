"""Statistics of proposals: what each figure counts, the page's numbers and the rows behind each of them."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from luzhi.core.figures import Scope, figures, ratios
from luzhi.core.periods import Window, month
from luzhi.core.periods import year as year_window
from luzhi.exchange.sheets import read
from luzhi.handling.models import HandlingRole, HandlingState
from luzhi.organisation.models import Session
from luzhi.proposals.figures.counts import COUNTS
from luzhi.proposals.models import FeedbackState, Proposal, ProposalState, ProposerKind, Talk
from luzhi.proposals.statistics.reading import CUTS, Whose, behind, parts, totals
from luzhi.proposals.statistics.tables import OF_CUT, SECTIONS, full, printed
from tests.proposals.handled import DAY, answered, asked, assigned, department, filed, promised
from tests.proposals.samples import proposal
from tests.world import World

S = ProposalState
MAY = datetime(2018, 5, 3, 4, tzinfo=UTC)


def value(world: World, code: str, window: Window | None = None) -> int:
    return int(figures[f"proposals.{code}"].value(Scope(world.city.pk, window or year_window(2018))))


def examined(world: World, number: int, state: S, **values: Any) -> Proposal:
    return filed(world, f"{number:04}", state=state, submitted_at=MAY, **values)


def many(world: World, start: int, number: int, state: S, **values: Any) -> None:
    """Rows without signatures, at once."""
    first = examined(world, start, state, **values)
    told = {field.attname: getattr(first, field.attname) for field in Proposal._meta.concrete_fields}
    del told["id"]
    Proposal.objects.bulk_create(
        Proposal(**told | {"number": f"{start + more:04}", "topic_serial": start + more})
        for more in range(1, number)
    )


def xiangtan(world: World) -> None:
    """湘潭 2020: 268 received, 226 filed of which 44 merged, 42 otherwise."""
    main = examined(world, 1, S.ASSIGNED)
    many(world, 2, 181, S.FILED)
    many(world, 200, 44, S.MERGED, main=main)
    many(world, 300, 30, S.NOT_FILED, ground="10")
    many(world, 400, 10, S.CONVERTED)
    many(world, 500, 2, S.LETTER)
    many(world, 600, 3, S.WITHDRAWN)
    proposal(world, world.persons["he"], state=S.DRAFT, submitted_at=MAY)
    proposal(world, world.persons["he"], state=S.WITHDRAWN, submitted_at=MAY)


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


def handled(world: World) -> None:
    """Four proposals: one solved, one promised, one separate between two units and late, one joint; one merged."""
    finance = department(world, "市财政局")
    first = examined(world, 1, S.ASSIGNED, topic="教育")
    one = assigned(world, first)
    asked(world, answered(world, one, "A"), state=FeedbackState.SATISFIED)
    second = examined(world, 2, S.ASSIGNED)
    two = assigned(world, second)
    answer = answered(world, two, "B")
    asked(world, answer, state=FeedbackState.BASIC)
    merged = examined(world, 3, S.MERGED, main=second)
    asked(world, answer, merged, state=FeedbackState.UNSATISFIED)
    promised(world, answer, state="kept")
    promised(world, answer, "明年再设")
    third = examined(world, 4, S.ASSIGNED)
    answered(world, assigned(world, third, role=HandlingRole.SEPARATE), "C", sent_on=date(2018, 6, 10))
    late = answered(world, assigned(world, third, finance, role=HandlingRole.SEPARATE), "C")
    asked(world, late, state=FeedbackState.LAPSED)
    fourth = examined(world, 5, S.ASSIGNED, key_on=DAY)
    main = assigned(world, fourth, role=HandlingRole.MAIN)
    assigned(world, fourth, finance, role=HandlingRole.JOINT)
    assigned(world, fourth, department(world, "市交通局"), state=HandlingState.RETURNED)
    Talk.objects.create(committee=world.city, assignment=main, people="双方", note="谈妥")
    Talk.objects.create(committee=world.city, assignment=main, people="双方", note="再谈")


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


def page(sign_in: Any, user: Any, name: str = "statistics", **asked: Any) -> str:
    args = [asked.pop("code")] if "code" in asked else []
    answer = sign_in(user).get(reverse(f"proposals:{name}", args=args), {"year": 2018} | asked)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_page_shows_tables_strip_and_charts(world: World, sign_in: Any) -> None:
    xiangtan(world)
    html = page(sign_in, world.ti)
    assert [text in html for text in ("268", "84.3%", "226/268", "data-chart", "by=topic")] == [True] * 5


@pytest.mark.parametrize(
    ("reader", "status"),
    [("ti", 200), ("wen", 200), ("ling", 200), ("cheng", 200), ("liu", 403), ("du", 403)],
)
def test_statistics_are_for_staff_leaders_and_units(
    world: World, sign_in: Any, reader: str, status: int
) -> None:
    client = sign_in(world.users[reader])
    for name in ("statistics", "statistics_xlsx"):
        assert client.get(reverse(f"proposals:{name}")).status_code == status
    assert client.get(reverse("proposals:counted", args=["filed"])).status_code == status


def test_rows_behind_a_number_are_listed_and_hidden_ones_counted(world: World, sign_in: Any) -> None:
    examined(world, 1, S.FILED, title="关于停车的提案", topic="交通")
    examined(world, 2, S.SUBMITTED, title="关于公厕的提案", topic="交通")
    seen = page(sign_in, world.ling, "counted", code="received", by="topic", value="交通")
    assert ("关于停车的提案" in seen, "关于公厕的提案" in seen) == (True, False)
    assert ["另有" in seen or "One more row" in seen] == [True]


def test_a_rate_opens_its_two_halves(world: World, sign_in: Any) -> None:
    xiangtan(world)
    html = page(sign_in, world.ti, "counted", code="filing_rate")
    assert [reverse("proposals:counted", args=[name]) in html for name in ("filed", "received")] == [
        True,
        True,
    ]


@pytest.mark.parametrize(
    "asked", [{"by": "unit", "value": "x"}, {"by": "unit", "value": "\x00"}, {"by": "topic", "value": "\x00"}]
)
def test_odd_addresses_are_not_found(world: World, sign_in: Any, asked: dict[str, str]) -> None:
    client = sign_in(world.ti)
    for name in ("filed", "to_answer"):
        assert client.get(reverse("proposals:counted", args=[name]), asked).status_code in (200, 404)
    assert client.get(reverse("proposals:counted", args=["nothing"])).status_code == 404


def test_page_takes_a_constant_number_of_queries(world: World, sign_in: Any) -> None:
    client = sign_in(world.ti)
    address = reverse("proposals:statistics") + "?year=2018"
    counts = []
    for fill in (handled, lambda world: many(world, 700, 30, S.FILED)):
        fill(world)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 30


def test_sheet_keeps_two_heading_rows_in_sight(world: World, sign_in: Any) -> None:
    xiangtan(world)
    answer = sign_in(world.ti).get(reverse("proposals:statistics_xlsx"), {"year": 2018})
    target = io.BytesIO(b"".join(answer.streaming_content))
    with zipfile.ZipFile(target) as package:
        assert '<pane ySplit="2"' in package.read("xl/worksheets/sheet1.xml").decode()
    rows = [list(row.cells) for row in read(target, "a.xlsx")[0].rows()]
    assert rows[1][2:] == ["2014", "2015", "2016", "2017", "2018"]
    assert rows[2][1:] == ["收到提案", 0, 0, 0, 0, 268]


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


def test_the_chosen_part_of_the_year_is_shown(world: World, sign_in: Any) -> None:
    xiangtan(world)
    client, address = sign_in(world.ti), reverse("proposals:statistics")
    shown = [
        client.get(address, {"year": 2018, "by": by}).context["breakdown"].code
        for by in ("ground", "x", "unit")
    ]
    assert shown == ["ground", "topic", "unit"]


def test_the_parts_leave_the_bar_of_the_phone_alone(world: World, sign_in: Any) -> None:
    context = sign_in(world.ti).get(reverse("proposals:statistics")).context
    assert [part["current"] for part in context["parts"]] == [True, False, False, False, False]
    assert all("icon" in tab for tab in context["tabs"])


def test_labels_are_chinese(world: World) -> None:
    with override("zh-hans"):
        assert str(figures["proposals.answered"].label) == "办复提案"
