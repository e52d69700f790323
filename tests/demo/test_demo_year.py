"""The year has everything that the product shows: every kind, sheets, calendars, sessions, accounts, counties."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from luzhi.accounts.models import Role, User
from luzhi.activities.models import Activity, Attendance, Claim, Participation
from luzhi.activities.registry import kinds
from luzhi.audit.models import Entry
from luzhi.core.figures import Scope, figures
from luzhi.core.periods import since, year
from luzhi.demo.accounts import accounts
from luzhi.demo.year import is_empty, load
from luzhi.duties.registry import of_group
from luzhi.duties.sheets import calendar, sheets
from luzhi.learning.models import Regulation
from luzhi.members.models import Member, Membership, Person
from luzhi.opinions.models import Paper, PaperKind, PaperState
from luzhi.organisation.models import Appointment, Committee, Session, Unit, UnitKind
from luzhi.outreach.models import Pairing, PairingKind, Voice
from luzhi.proposals.models import (
    Answer,
    Feedback,
    Promise,
    Proposal,
    ProposalState,
    ProposerKind,
    Signature,
)

TODAY = date(2019, 2, 25)
NOT_SHOWN: dict[str, str] = {}  # a kind without an activity here, and why


def of_city(loaded: Any, start: date = date(2018, 1, 1)) -> Scope:
    return Scope(loaded.city.pk, since(start, TODAY))


def test_every_kind_has_an_activity(year_of_city: Any) -> None:
    held = set(Activity.objects.confirmed().values_list("kind", flat=True))
    assert {kind.code for kind in kinds} - held == set(NOT_SHOWN)


def test_activities_have_organisers_of_their_kind(whole_year: Any) -> None:
    rows = Activity.objects.values_list("kind", "organiser__kind").distinct()
    assert [(kind, unit) for kind, unit in rows if unit not in kinds[kind].organisers] == []


def test_confirmed_activities_are_complete(whole_year: Any) -> None:
    confirmed = Activity.objects.confirmed()
    assert not confirmed.filter(result="").exists()
    assert not confirmed.filter(participations__attendance=Attendance.DUE).exists()
    assert not confirmed.filter(held_on__gt=TODAY).exists()
    assert Activity.objects.filter(held_on__gt=TODAY).count() > 3


def test_absence_on_leave_has_a_reason(whole_year: Any) -> None:
    on_leave = Participation.objects.filter(attendance=Attendance.LEAVE)
    assert on_leave.count() > 100
    assert not on_leave.filter(leave_reason="").exists()


def test_lines_in_dispute_wait(year_of_city: Any) -> None:
    claims = Participation.objects.exclude(state=Claim.STATED).values_list("state", flat=True)
    assert sorted(claims) == [Claim.AMENDED, Claim.DISPUTED, Claim.UPHELD]


@pytest.mark.parametrize("number", [2018, 2019])
def test_plenary_has_all_members_due(year_of_city: Any, number: int) -> None:
    lines = Participation.objects.filter(activity__kind="plenary", activity__held_on__year=number)
    present = lines.filter(attendance=Attendance.PRESENT).count()
    assert lines.count() == 305
    assert 0.93 <= present / 305 <= 0.95


def test_every_member_has_a_sheet(year_of_city: Any) -> None:
    people = Person.objects.filter(members__in=Member.objects.serving_on(date(2018, 12, 31)))
    joined = Member.objects.filter(since__year=2018).values_list("person", flat=True)
    found = sheets(of_group("ten-ones"), Scope(year_of_city.city.pk, year(2018)), people)
    assert len(found) == 305
    done = Counter(sheet.done for owner, sheet in found.items() if owner not in set(joined))
    assert min(done) >= 4
    assert sum(done[number] for number in (7, 8, 9, 10)) >= 0.85 * 305
    assert done[10] < 0.5 * 305


def test_member_who_signs_in_has_one_line_open(year_of_city: Any) -> None:
    person = Person.objects.get(user__username="member")
    (sheet,) = sheets(of_group("ten-ones"), Scope(year_of_city.city.pk, year(2018)), [person]).values()
    assert [line.duty.code for line in sheet.lines if not line.done] == ["speech"]


def test_calendars_show_late_and_missing(year_of_city: Any) -> None:
    branches = list(Unit.objects.filter(kind=UnitKind.PARTY_BRANCH))
    states: Counter[str] = Counter()
    for duty in of_group("party-life"):
        found = calendar(duty, Scope(year_of_city.city.pk, year(2018)), branches, TODAY)
        states.update(slot.state for slots in found.values() for slot in slots)
    assert states["held"] > 200
    assert states["late"] >= 3
    assert states["missing"] >= 5


def test_programmes_are_held_in_every_period(year_of_city: Any) -> None:
    scope = Scope(year_of_city.city.pk, year(2018))
    for duty in of_group("programmes"):
        (slots,) = calendar(duty, scope, [year_of_city.city], TODAY).values()
        assert {slot.state for slot in slots} == {"held"}, duty.code


def test_study_day_is_the_fixed_one_but_for_few(year_of_city: Any) -> None:
    days = Counter(
        day.day for day in Activity.objects.filter(kind="study_day").values_list("held_on", flat=True)
    )
    assert days.most_common(1)[0][0] == 15
    assert len(days) > 1


def test_sessions_are_named_so_that_2021_is_the_sixth(year_of_city: Any) -> None:
    assert {session.year: str(session) for session in Session.objects.all()} == {
        2016: "十三届一次",
        2017: "十三届二次",
        2018: "十三届三次",
        2019: "十三届四次",
    }


@pytest.mark.parametrize(("number", "least"), [(2018, 250), (2019, 115)])
def test_proposals_of_a_session_have_gaps_in_their_numbers(
    year_of_city: Any, number: int, least: int
) -> None:
    rows = Proposal.objects.filter(session__year=number)
    numbers = sorted(int(text) for text in rows.filed().values_list("number", flat=True))
    assert rows.count() >= least
    assert numbers[-1] > len(numbers)
    assert {ProposalState.NOT_FILED, ProposalState.CONVERTED} <= set(rows.values_list("state", flat=True))


def test_proposals_have_a_row_for_every_signer(year_of_city: Any) -> None:
    members = Proposal.objects.filter(proposer_kind__in=(ProposerKind.MEMBER, ProposerKind.JOINT))
    assert Signature.objects.count() == sum(members.values_list("signers", flat=True))
    assert not members.filter(lead=None).exists()
    collective = Proposal.objects.exclude(proposer_kind__in=(ProposerKind.MEMBER, ProposerKind.JOINT))
    assert not collective.filter(lead_unit=None).exists()
    assert collective.count() > 40


def test_proposals_have_three_parts(year_of_city: Any) -> None:
    for body in Proposal.objects.values_list("body", flat=True):
        assert [part in body for part in ("调研情况", "问题分析", "具体建议")] == [True, True, True]


def test_papers_are_of_all_kinds(year_of_city: Any) -> None:
    assert set(Paper.objects.values_list("kind", flat=True)) == set(PaperKind.values)
    assert not Paper.objects.filter(author=None).exists()
    assert 0 < Paper.objects.filter(state=PaperState.SUBMITTED).count() < 60


def test_pairings_hold_codes_only(year_of_city: Any) -> None:
    assert set(Pairing.objects.values_list("kind", flat=True)) == set(PairingKind.values)
    assert not Pairing.objects.exclude(code__regex=r"^[A-Z]{2}-[0-9]{3}(-[0-9]{3})?$").exists()
    assert not Pairing.objects.filter(visits=None).exists()


def test_voices_name_nobody_and_one_was_not_asked(year_of_city: Any) -> None:
    rows = Voice.objects.select_related("activity", "asked_by")
    assert sorted(rows.values_list("consent", flat=True)) == ["given", "given", "not_asked"]
    for row in rows:
        row.full_clean()


def test_regulations_hold_the_named_document(year_of_city: Any) -> None:
    assert Regulation.objects.filter(title="关于加强新形势下政协委员队伍建设的实施意见").count() == 1
    assert Regulation.objects.exclude(replaces=None).count() == 1


def test_every_role_has_an_account(year_of_city: Any) -> None:
    """Two members: one proposes, the other co-signs; two in the research office and the office: one writes, others read."""
    roles = sorted([*Role.values, Role.MEMBER, Role.RESEARCH, Role.ORGANISER])
    assert sorted(row["role"] for row in accounts()) == roles
    assert sorted(Appointment.objects.values_list("role", flat=True)) == roles


@pytest.mark.parametrize("row", accounts(), ids=lambda row: row["role"])
def test_account_opens_with_its_password(year_of_city: Any, row: dict[str, str]) -> None:
    user = User.objects.get(username=row["username"])
    validate_password(row["password"], user)
    assert user.is_demo
    assert user.check_password(row["password"])


def test_accounts_are_bound_to_their_units(year_of_city: Any) -> None:
    units = {
        row.role: row.unit.kind
        for row in Appointment.objects.exclude(unit=None).select_related("unit")
        if row.unit
    }
    assert units == {
        Role.PROPOSALS: UnitKind.SPECIAL_COMMITTEE,
        Role.RESEARCH: UnitKind.OFFICE,
        Role.BRANCH_SECRETARY: UnitKind.PARTY_BRANCH,
        Role.HANDLER: UnitKind.DEPARTMENT,
        Role.DEPARTMENT_LEADER: UnitKind.DEPARTMENT,
    }
    handler = Appointment.objects.get(role=Role.HANDLER).unit
    assert handler is not None
    assert handler.suggestions.count() > 10
    assert handler.handled_proposals.count() > 10


def test_secretary_heads_the_branch(year_of_city: Any) -> None:
    branch = Appointment.objects.get(role=Role.BRANCH_SECRETARY).unit
    seat = Membership.objects.get(unit=branch, post="secretary")
    assert seat.person.user is not None
    assert seat.person.user.username == "branch"


def test_counties_are_rooms_of_their_own(whole_year: Any) -> None:
    city, counties = whole_year.city, tuple(county.pk for county in whole_year.counties)
    assert [county.path for county in whole_year.counties] == [
        f"100000/360000/360300/{county.code}/" for county in whole_year.counties
    ]
    assert set(Committee.objects.beneath(city).values_list("pk", flat=True)) == set(counties)
    for pk in counties:
        assert 20 <= Member.objects.filter(committee=pk).count() <= 40
        assert Activity.objects.filter(committee=pk).count() >= 2
        assert Proposal.objects.filter(committee=pk).count() >= 5
    for code in ("heart.activities", "gifts.money", "clinic.patient_visits", "proposals.filed"):
        own = figures[code].value(Scope(city.pk, year(2018)))
        assert figures[code].value(Scope(city.pk, year(2018), counties)) > own


def test_counties_stay_hidden_from_the_city(year_of_city: Any) -> None:
    assert set(Activity.objects.values_list("committee", flat=True)) == {year_of_city.city.pk}
    assert Member.objects.count() == 308


def test_rows_were_entered_after_what_they_tell(year_of_city: Any) -> None:
    rows = Activity.objects.filter(held_on__lt=TODAY).values_list("held_on", "entered_at")
    assert [on for on, at in rows if at.date() <= on] == []
    assert set(Activity.objects.values_list("entered_by__username", flat=True)) == {"organiser"}


def test_load_is_audited_once_for_each_committee(whole_year: Any) -> None:
    assert Entry.objects.filter(verb="demo.load").count() == 6


def test_load_refuses_a_site_with_data(year_of_city: Any) -> None:
    assert not is_empty()
    with pytest.raises(ValidationError):
        load()


def test_load_marks_the_site(year_of_city: Any) -> None:
    assert settings.HOME.demo_marker.exists()


def test_filed_proposals_have_a_life(year_of_city: Any) -> None:
    settled = Proposal.objects.filter(session__year=2018, state=ProposalState.CLOSED)
    assert settled.count() > 150
    assert not settled.filter(assignments=None).exists()
    assert set(Answer.objects.sent().values_list("answer_class", flat=True)) == {"A", "B", "C"}
    assert set(Feedback.objects.values_list("state", flat=True)) >= {"satisfied", "basic", "awaited"}
    assert set(Promise.objects.values_list("state", flat=True)) == {"open", "kept", "ended"}
    assert Proposal.objects.filter(state=ProposalState.MERGED, main__state=ProposalState.CLOSED).exists()


def test_merged_proposals_are_a_few_of_a_hundred(year_of_city: Any) -> None:
    filed = Proposal.objects.filed()
    share = filed.filter(state=ProposalState.MERGED).count() / filed.count()
    assert 0.03 < share < 0.2
