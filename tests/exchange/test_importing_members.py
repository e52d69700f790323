"""The roster: who is meant, where members sit, accounts opened by codes."""

from datetime import date

import pytest
from django.utils import timezone

from luzhi.accounts.models import OneTimeCode, Role, User
from luzhi.exchange.issuing import issue
from luzhi.exchange.undoing import NotUndone
from luzhi.members.models import Member, Membership, Person
from luzhi.organisation.models import Appointment, Term, Unit, UnitKind
from tests.exchange.driving import export_file, import_file, undo_batch
from tests.exchange.sheets_of import Importing, counts, reasons

LI = {
    "姓名": "李伟",
    "性别": "男",
    "党派": "民盟",
    "出生年月": "1970.05",
    "手机": "13800000001",
    "编号": "",
    "界别": "教育界",
}


@pytest.fixture
def load(world, tmp_path):
    return Importing("members", world.city, tmp_path)


def sectors(name: str) -> list[tuple[str, date, date | None, bool]]:
    rows = Membership.objects.filter(person__name=name, kind=UnitKind.SECTOR).order_by("since", "recorded_at")
    return [(row.unit.name, row.since, row.until, row.retracted_at is None) for row in rows]


def test_member_comes_with_person_and_seat(load, world):
    load({**LI, "专委会": "经济委员会", "任职起": "2018-03-01", "委员职务": "常委"})
    member = Member.objects.select_related("person", "term").get(person__name="李伟")
    assert (member.post, member.since, member.term.number) == ("standing", date(2018, 3, 1), 13)
    assert (member.person.born_on, member.person.party) == (date(1970, 5, 1), "05")
    assert sectors("李伟") == [("教育界", date(2018, 3, 1), None, True)]


def test_same_person_is_known_by_one_common_mark(load):
    load(LI)
    assert counts(load({**LI, "手机": "13900000002"})) == (0, 1, 0, 0)
    assert Person.objects.get(name="李伟").mobile == "13900000002"


def test_other_marks_make_a_namesake(load):
    load(LI)
    assert counts(load({**LI, "出生年月": "1982.01", "手机": "13700000003"})) == (1, 0, 0, 0)
    assert Person.objects.filter(name="李伟").count() == 2


def test_name_alone_is_no_key_beside_a_namesake(load):
    load(LI)
    result = load({**LI, "出生年月": "", "手机": ""})
    assert reasons(result) == [
        (
            2,
            "姓名",
            "A namesake stands in the roster or in this sheet (born in 1970-05、mobile 13800000001): "
            "give the month of birth, mobile or member number that tells who is meant",
        )
    ]


def test_marks_that_cannot_be_compared_are_asked_about(load):
    load({**LI, "手机": ""})
    assert counts(load({**LI, "出生年月": ""}))[3] == 1


def test_namesakes_within_a_sheet_are_told_apart_or_refused(load):
    assert counts(load(LI, {**LI, "出生年月": "1980.01", "手机": "13700000003"})) == (2, 0, 0, 0)
    blank = {**LI, "姓名": "王芳", "出生年月": "", "手机": ""}
    assert [row for row, _column, _reason in reasons(load(blank, blank))] == [3]


def test_repeated_member_is_refused(load):
    assert reasons(load(LI, LI)) == [(3, "姓名", "It repeats row 2")]


def test_name_with_blanks_is_the_same_name(load):
    load(LI)
    assert counts(load({**LI, "姓名": "李　伟"})) == (0, 0, 1, 0)


def test_moved_member_closes_one_seat_and_opens_the_next(load, world):
    Unit.objects.create(committee=world.city, kind=UnitKind.SECTOR, name="经济界")
    load({**LI, "任职起": "2018-01-10"})
    result = load({**LI, "界别": "经济界", "调整日期": "2019-03-01"})
    assert sectors("李伟") == [
        ("教育界", date(2018, 1, 10), date(2019, 2, 28), True),
        ("经济界", date(2019, 3, 1), None, True),
    ]
    undo_batch(result.batch.pk)
    assert sectors("李伟") == [("教育界", date(2018, 1, 10), None, True)]


def test_seat_of_the_same_day_is_corrected(load, world):
    Unit.objects.create(committee=world.city, kind=UnitKind.SECTOR, name="经济界")
    load({**LI, "任职起": "2018-01-10"})
    load({**LI, "界别": "经济界", "调整日期": "2018-01-10"})
    assert sectors("李伟") == [
        ("教育界", date(2018, 1, 10), None, False),
        ("经济界", date(2018, 1, 10), None, True),
    ]


def test_unknown_sector_is_refused_with_what_may_be_meant(load):
    assert reasons(load({**LI, "界别": "教育届"})) == [(2, "界别", "No such unit; did you mean: 教育界?")]


def test_first_roster_of_a_committee_brings_its_units(world, load):
    result = load({**LI, "小组": "第一小组、第二小组"})
    assert list(Unit.objects.filter(kind=UnitKind.GROUP).values_list("name", flat=True)) == [
        "第一小组",
        "第二小组",
    ]
    undo_batch(result.batch.pk)
    assert not Unit.objects.filter(kind=UnitKind.GROUP).exists()


def test_new_term_is_made_by_its_name(load):
    result = load({**LI, "届次": "十四届", "任职起": "2021-12-01"})
    assert Term.objects.get(number=14).starts_on == date(2021, 12, 1)
    assert counts(load({**LI, "届次": "十四届", "任职起": "2021-12-01"})) == (0, 0, 1, 0)
    undo_batch(result.batch.pk)
    assert not Term.objects.filter(number=14).exists()


def test_somebody_new_needs_sex_and_party(load):
    assert reasons(load({"姓名": "赵六", "出生年月": "1990.01"})) == [(2, "sex", "Needed for somebody new")]


def test_accounts_open_by_a_code_once(load, world):
    batch = load(LI, {**LI, "出生年月": "1980.01", "手机": "13700000003"}, accounts=True).batch
    slips = issue(batch, world.acting("wen"))
    assert [slip.username for slip in slips] == ["liwei", "liwei2"]
    user = OneTimeCode.redeem("liwei", slips[0].code)
    assert (user.people.get().born_on, user.has_usable_password()) == (date(1970, 5, 1), False)
    held = Appointment.objects.get(user=user)
    assert (held.role, held.since, held.committee) == (Role.MEMBER, timezone.localdate(), world.city)


def test_accounts_go_with_their_batch_unless_entered(load, world):
    batch = load(LI, accounts=True).batch
    issue(batch, world.acting("wen"))
    User.objects.filter(username="liwei").update(last_login=timezone.now())
    with pytest.raises(NotUndone, match="李伟"):
        undo_batch(batch.pk)
    User.objects.filter(username="liwei").update(last_login=None)
    undo_batch(batch.pk)
    assert not User.objects.filter(username="liwei").exists()


def test_later_rows_that_build_on_a_batch_keep_it(load, world):
    batch = load(LI).batch
    person = Person.objects.get(name="李伟")
    later = Membership.objects.create(
        committee=world.city, person=person, unit=world.branch, kind=world.branch.kind, since=date(2018, 5, 1)
    )
    with pytest.raises(NotUndone) as refused:
        undo_batch(batch.pk)
    assert refused.value.rows == [str(later)]


def test_member_of_two_terms_is_one_person(load):
    two = [{**LI, "届次": "十二届", "任职起": "2013-01-01", "任职止": "2017-12-31"}, {**LI, "届次": "十三届"}]
    assert counts(load(*two)) == (2, 0, 0, 0)
    assert (
        Person.objects.filter(name="李伟").count(),
        Member.objects.filter(person__name="李伟").count(),
    ) == (1, 2)
    assert counts(load(*two)) == (0, 0, 2, 0)


def test_former_and_future_seats_come_back_unchanged(load, world, tmp_path):
    Unit.objects.create(committee=world.city, kind=UnitKind.SECTOR, name="经济界")
    load({**LI, "届次": "十二届", "任职起": "2013-01-01", "任职止": "2017-12-31"})
    load({**LI, "界别": "经济界", "任职起": "2018-01-01", "调整日期": "2018-01-01"})
    load({**LI, "姓名": "王芳", "界别": "经济界", "任职起": "2099-01-01"})
    lines = export_file("members", world.city, tmp_path / "out.csv")
    assert counts(import_file("members", tmp_path / "out.csv", world.city)) == (0, 0, lines, 0)
    assert sectors("李伟") == [
        ("教育界", date(2013, 1, 1), date(2017, 12, 31), True),
        ("经济界", date(2018, 1, 1), None, True),
    ]
