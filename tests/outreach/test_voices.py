"""What people said of an activity: who keeps it, what may not stand in it, and when it may be quoted."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from luzhi.activities.models import ActivityState
from luzhi.audit.models import Entry
from luzhi.core.periods import year
from luzhi.outreach.models import Consent, Voice
from tests.outreach.samples import DAY, clinic, quoted, voice
from tests.world import PEOPLE, World

NEW, LIST = "/outreach/voices/new/", "/outreach/voices/"
KEEPERS = {"wen", "yan", "ling", "shu"}


def entered(world: World, **values: Any) -> dict[str, Any]:
    given = {"words": "真是及时雨！", "source": "某村村民", "consent": "given", "answered_on": DAY}
    if "activity" not in values:
        given["activity"] = clinic(world).pk
    return {"version": 1, "asked_by": world.persons["liu"].pk, **given, **values}


def unasked(world: World, **values: Any) -> dict[str, Any]:
    return entered(world, **{"consent": "not_asked", "answered_on": "", "asked_by": "", **values})


def test_a_voice_is_entered_with_a_trace(world: World, sign_in: Any) -> None:
    assert sign_in(world.wen).post(NEW, entered(world)).status_code == 302
    row = Voice.objects.get()
    assert (row.entered_by, Entry.objects.about(row).get().verb) == (world.wen, "voice.create")


@pytest.mark.parametrize("short", PEOPLE)
def test_the_keepers_of_gifts_see_it_and_nobody_else(world: World, sign_in: Any, short: str) -> None:
    row = voice(clinic(world))
    assert Voice.objects.visible_to(world.acting(short)).count() == (short in KEEPERS)
    page = sign_in(world.users[short]).get(row.get_absolute_url())
    assert page.status_code == (200 if short in KEEPERS else 404)


@pytest.mark.parametrize("short", ["yan", "ling", "liu", "ti", "cheng"])
def test_who_only_reads_enters_nothing(world: World, sign_in: Any, short: str) -> None:
    assert sign_in(world.users[short]).get(NEW).status_code == 403


def test_a_branch_records_of_what_it_organised(world: World, sign_in: Any) -> None:
    client = sign_in(world.shu)
    own = clinic(world, organiser=world.branch, title="支部义诊")
    assert client.post(NEW, unasked(world, activity=own.pk)).status_code == 302
    refused = client.post(NEW, unasked(world))
    assert list(refused.context["form"].errors) == ["activity"]
    assert client.get(f"{voice(clinic(world, title='二')).get_absolute_url()}edit/").status_code == 403


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"answered_on": ""}, ["answered_on"]),
        ({"asked_by": ""}, ["asked_by"]),
        ({"consent": "not_asked"}, ["consent"]),
        ({"answered_on": DAY - timedelta(days=1)}, ["answered_on"]),
        ({"answered_on": "2999-01-01"}, ["answered_on"]),
        ({"words": "打我电话13812345678"}, ["words"]),
        ({"source": "联系人：张三"}, ["source"]),
        ({"source": "360302195001011234"}, ["source"]),
        ({"words": "密级：秘密"}, ["words"]),
    ],
)
def test_what_may_not_stand_so_is_said_at_the_field_alone(
    world: World, sign_in: Any, values: dict[str, Any], fields: list[str]
) -> None:
    answer = sign_in(world.wen).post(NEW, entered(world, **values))
    assert (answer.status_code, list(answer.context["form"].errors)) == (400, fields)
    assert Voice.objects.count() == 0


def test_personal_data_is_refused_with_rule_and_next_route(world: World, sign_in: Any) -> None:
    answer = sign_in(world.wen).post(NEW, entered(world, words="打我电话13812345678"))
    assert answer.context["form"].errors["words"] == [
        "含有个人信息（电话号码）。按照个人信息保护法第六条，对受益群众只记录必需内容，请删去后保存；"
        "群众有具体诉求的，另转社情民意或委员来信。"
    ]


def test_only_confirmed_activities_that_are_no_party_life_are_offered(world: World, sign_in: Any) -> None:
    clinic(world, title="未确认", state=ActivityState.ANNOUNCED)
    clinic(world, title="支委会", kind="branch_committee", organiser=world.branch)
    held = clinic(world)
    form = sign_in(world.wen).get(NEW, {"activity": held.pk}).context["form"]
    assert list(form.fields["activity"].queryset) == [held]
    assert f'<option value="{held.pk}" selected>2018-05-03 义诊进村</option>' in str(form["activity"])


@pytest.mark.parametrize(
    ("consent", "answered", "asked"),
    [("given", False, True), ("given", True, False), ("not_asked", True, False)],
)
def test_the_database_keeps_consent_whole(world: World, consent: str, answered: bool, asked: bool) -> None:
    values = {"answered_on": DAY if answered else None, "asked_by": world.persons["liu"] if asked else None}
    with pytest.raises(IntegrityError, match="voice_consent"), transaction.atomic():
        voice(clinic(world), consent=consent, **values)


def test_the_same_words_of_an_activity_stand_once(world: World, sign_in: Any) -> None:
    row = voice(clinic(world))
    answer = sign_in(world.wen).post(NEW, unasked(world, activity=row.activity_id))
    assert answer.context["form"].non_field_errors() == ["该活动已记录过这句话。"]
    with pytest.raises(IntegrityError, match="voice_once"), transaction.atomic():
        voice(row.activity)


def test_consent_is_withdrawn_with_a_reason_and_a_trace(world: World, sign_in: Any) -> None:
    row = quoted(world, clinic(world))
    edit, client = f"{row.get_absolute_url()}edit/", sign_in(world.wen)
    values = entered(world, activity=row.activity_id, consent="refused")
    assert list(client.post(edit, values).context["form"].errors) == ["reason"]
    client.post(edit, {**values, "reason": "本人撤回同意"})
    row.refresh_from_db()
    assert (row.consent, Voice.objects.quotable(year(2018)).count()) == (Consent.REFUSED, 0)
    assert Entry.objects.about(row).get().verb == "voice.correct"
    assert [former.consent for former in row.events.all()] == [Consent.GIVEN]


def test_consent_is_withdrawn_also_when_the_activity_is_cancelled(world: World, sign_in: Any) -> None:
    row = quoted(world, clinic(world))
    type(row.activity).objects.update(state=ActivityState.CANCELLED)
    values = entered(world, activity=row.activity_id, consent="refused", reason="本人撤回同意")
    assert sign_in(world.wen).post(f"{row.get_absolute_url()}edit/", values).status_code == 302


def test_only_words_with_consent_of_confirmed_activities_of_the_window_are_quotable(world: World) -> None:
    held = clinic(world)
    kept = quoted(world, held)
    voice(held, "没问过")
    voice(held, "不愿意", consent=Consent.REFUSED)
    quoted(world, clinic(world, title="次年", held_on=date(2019, 1, 1)))
    quoted(world, clinic(world, title="取消", state=ActivityState.CANCELLED))
    assert list(Voice.objects.quotable(year(2018))) == [kept]


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("真是及时雨！", "“真是及时雨！”某村村民说。"),
        ("路修好了。", "“路修好了”，某村村民说。"),
        ("他们说“放心”，\n就真放心了", "“他们说‘放心’， 就真放心了”，某村村民说。"),
    ],
)
def test_a_quotation_names_nobody(world: World, words: str, printed: str) -> None:
    assert voice(clinic(world), words).quotation == printed


def test_the_list_is_filtered_and_searched(world: World, sign_in: Any) -> None:
    held = clinic(world)
    quoted(world, held, "甲")
    voice(held, "乙")
    voice(clinic(world, title="支部", organiser=world.branch, held_on=date(2018, 9, 1)), "丙")
    client = sign_in(world.wen)
    asked = (
        {"consent": "given"},
        {"organiser": world.branch.pk},
        {"since": "2018-06-01"},
        {"until": "2018-06-01"},
        {"q": "乙"},
        {"sort": "activity.held_on"},
    )
    seen = [[row.words for row in client.get(LIST, each).context["page"]] for each in asked]
    assert [sorted(words) for words in seen] == [
        ["甲"],
        ["丙"],
        ["丙"],
        ["乙", "甲"],
        ["乙"],
        ["丙", "乙", "甲"],
    ]


def test_hostile_text_is_shown_as_text(world: World, sign_in: Any) -> None:
    row = voice(clinic(world), "<script>alert(1)</script>", source="<b>村民</b>")
    for address in (LIST, row.get_absolute_url()):
        body = sign_in(world.wen).get(address).content.decode()
        assert ("<script>alert" in body, "&lt;script&gt;alert(1)" in body, "<b>村民" in body) == (
            False,
            True,
            False,
        )
