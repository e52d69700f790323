"""The printed papers of a proposal: what stands on them, for whom, and what does not."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import docx
import pytest
from django.urls import reverse
from django.utils.translation import override

from luzhi.documents.official.builder import build
from luzhi.handling.models import HandlingRole
from luzhi.members.codes import Party, Sex
from luzhi.members.models import Person
from luzhi.organisation.models import Setting
from luzhi.proposals.documents import catalogue, hand_over, letter, opinion_form, paper
from luzhi.proposals.documents.naming import answer_title, own_name, place, session_title
from luzhi.proposals.models import FeedbackState, Proposal, ProposalState
from tests.proposals.handled import DAY, answered, asked, assigned, department, filed
from tests.proposals.samples import proposal
from tests.world import World

RARE = "赟昇喆堃犇翀玥垚祎𬱖"


@pytest.fixture
def chinese() -> Any:
    with override("zh-hans"):
        yield


pytestmark = pytest.mark.usefixtures("chinese")


def boxes(document: Any) -> dict[str, str]:
    """Label → text of every box of the printed form."""
    opened = docx.Document(io.BytesIO(build(document)))
    found: dict[str, str] = {}
    for row in opened.tables[0].rows:
        cells = list(dict.fromkeys(cell._tc for cell in row.cells))
        texts = ["\n".join(p.text for p in docx.table._Cell(cell, row).paragraphs) for cell in cells]
        found |= dict(zip(texts[::2], texts[1::2], strict=True))
    return found


def words(document: Any) -> list[str]:
    return [p.text for p in docx.Document(io.BytesIO(build(document))).paragraphs if p.text]


def person(world: World, name: str) -> Person:
    made = Person(committee=world.city, name=name, sex=Sex.MALE, party=Party.MASSES)
    made.set_keys()
    made.save()
    return made


def reached(world: World) -> None:
    Person.objects.filter(pk=world.persons["liu"].pk).update(
        address="试验市教育路1号 369900", mobile="13900000001", email="liu@example.cn"
    )
    world.persons["liu"].refresh_from_db()


def test_committee_place_and_session_are_named_as_papers_do(world: World) -> None:
    assert (place(world.city), own_name(world.city)) == ("试验市", "市政协")
    assert session_title(world.session) == "第十三届委员会第二次会议"


def test_printed_proposal_fills_every_field_of_the_form(world: World) -> None:
    reached(world)
    liu, he = world.persons["liu"], world.persons["he"]
    row = filed(world, "0012", liu, he, subtitle="以老城区为例", suggested_units="市交通局", may_publish=True)
    row.opinion = "建议由市交通局办理。"
    document = paper.document(row, world.acting("ti"))
    assert boxes(document) == {
        "案　由": "关于增设公交站点的提案",
        "副　题": "以老城区为例",
        "提案人": "刘 敏",
        "提交日期": boxes(document)["提交日期"],
        "联系地址": "试验市教育路1号",
        "邮政编码": "369900",
        "联系电话": "13900000001",
        "电子邮箱": "liu@example.cn",
        "附议提案人": "贺昇",
        "是否同意公开": "是",
        "提案者": "委员",
        "建议办理单位": "市交通局",
        "审查意见": "立案。建议由市交通局办理。\n2018年3月1日",
        "内　容": "（见下）",
    }
    assert words(document)[0] == "中国人民政治协商会议\n试验市第十三届委员会第二次会议提案"
    assert words(document)[1:] == ["总编（2018）第0012号\t城乡建设类012号", "情况、分析、建议。"]


@pytest.mark.parametrize(
    ("reader", "shown"),
    [("ti", True), ("liu", True), ("cheng", True), ("he", False), ("yan", False), ("ling", False)],
)
def test_contacts_are_printed_for_office_proposer_and_handling_unit_alone(
    world: World, reader: str, shown: bool
) -> None:
    reached(world)
    row = filed(world)
    assigned(world, row)
    printed = boxes(paper.document(row, world.acting(reader)))
    assert (printed["联系电话"], printed["联系地址"] != "") == ("13900000001" if shown else "", shown)


def test_an_unexamined_proposal_leaves_number_and_opinion_open(world: World) -> None:
    row = proposal(world, world.persons["liu"])
    document = paper.document(row, world.acting("ti"))
    assert (boxes(document)["审查意见"], words(document)[1]) == ("", f"未编号（{row.number}）\t")


def test_merged_and_refused_proposals_print_their_result(world: World) -> None:
    main = filed(world)
    merged = filed(world, "0002", main=main, state=ProposalState.MERGED)
    refused = proposal(
        world, world.persons["he"], state=ProposalState.NOT_FILED, ground="10", examined_on=DAY
    )
    printed = [boxes(paper.document(row, world.acting("ti")))["审查意见"] for row in (merged, refused)]
    assert printed == [
        "并入第0001号提案\n2018年3月1日",
        "不予立案：（10）内容空泛、没有具体建议\n2018年3月1日",
    ]


def test_thirty_signers_with_rare_names_are_all_printed(world: World) -> None:
    people = [person(world, f"某{RARE[number % 10]}{number}") for number in range(30)]
    row = filed(world, "0001", world.persons["liu"], *people)
    assert boxes(paper.document(row, world.acting("ti")))["附议提案人"] == "、".join(p.name for p in people)


def test_hand_over_sheet_shows_what_is_known_and_ticks_the_class(world: World) -> None:
    row = filed(world, office_opinion="请市教育局研办。", instructions="请认真办理。")
    answer = answered(world, given := assigned(world, row), "B")
    asked(world, answer, state=FeedbackState.BASIC)
    printed = boxes(hand_over.document(given, world.acting("ti")))
    assert printed["分处意见"] == "请市教育局研办。"
    assert printed["领导批示"] == "请认真办理。"
    assert [line[-3:] for line in printed["办理情况"].split("\n")] == ["（　）", "（√）", "（　）"]
    assert printed["征求提案人意见情况"].startswith(
        "满意（　）　　基本满意（√）　　不满意（　）\n提案人签字："
    )
    assert printed["答复件送出时间"] == "2018年5月1日"


@pytest.mark.parametrize(("reader", "shown"), [("ti", True), ("ling", True), ("cheng", True), ("liu", False)])
def test_instructions_are_printed_for_those_who_may_read_them(world: World, reader: str, shown: bool) -> None:
    given = assigned(world, filed(world, instructions="请认真办理。"))
    printed = boxes(hand_over.document(given, world.acting(reader)))
    assert printed["领导批示"] == ("请认真办理。" if shown else "")


def test_hand_over_classes_follow_the_dated_scheme(world: World) -> None:
    Setting.objects.create(committee=world.city, name="answer_classes", value="ABCD", since=date(2018, 1, 1))
    given = assigned(world, filed(world))
    assert len(boxes(hand_over.document(given, world.acting("ti")))["办理情况"].split("\n")) == 4


def test_requirements_name_the_committees_own_deadlines(world: World) -> None:
    given = assigned(world, filed(world))
    ours = words(hand_over.document(given, world.acting("ti")))
    assert ours[-6] == "3．请在90日内书面答复提案人。确需延期的，请在到期前提出申请，一般可延长30日。"
    Setting.objects.create(committee=world.city, name="handling_notes", value=["按时答复。"], since=DAY)
    assert words(hand_over.document(given, world.acting("ti")))[-1] == "1．按时答复。"


def test_opinion_form_asks_one_proposer_until_the_due_day(world: World) -> None:
    feedback = asked(world, answered(world, assigned(world, filed(world))), manner="telephone")
    document = opinion_form.document(feedback, world.acting("ti"))
    assert boxes(document)["对答复的意见"] == "满意（　）　基本满意（　）　不满意（　）"
    assert (
        boxes(document)["沟通方式"]
        == "面谈（　）　座谈会（　）　电话（√）　邮件（　）　书信（　）　其他（　）"
    )
    assert words(document)[-1].startswith("注：请于2018年5月22日前填好交回试验市政协提案委员会。")


def test_answer_letter_names_session_number_and_every_first_proposer(world: World) -> None:
    main = filed(world, "0012")
    filed(world, "0015", world.persons["he"], main=main, state=ProposalState.MERGED)
    answer = answered(world, assigned(world, main))
    document = letter.answer_letter(answer, world.acting("ti"))
    assert document.title.text == "关于市政协十三届二次会议第0012号（并第0015号）提案的答复"
    assert (document.to, document.mark) == ("刘 敏委员、贺昇委员", "A类")
    assert (document.signed_by, document.number, document.note) == (
        "市教育局",
        "试教函〔2018〕7号",
        "联系人：程办",
    )
    assert document.copies_to == ("市委督查室", "市政府督查室", "市政协提案委员会")
    assert build(document) == build(document)


def test_class_stands_in_the_header_of_the_letters_first_page(world: World) -> None:
    answer = answered(world, assigned(world, filed(world)), "C")
    opened = docx.Document(io.BytesIO(build(letter.answer_letter(answer, world.acting("ti")))))
    header = opened.sections[0].first_page_header.paragraphs
    assert (header[0].text, header[0].alignment, header[1].text) == ("C类", None, "市教育局")


def test_unsent_answer_is_marked_as_a_draft(world: World) -> None:
    answer = answered(world, assigned(world, filed(world)), sent_on=None)
    assert letter.answer_letter(answer, world.acting("ti")).mark == "A类　送审稿"


def test_joint_opinion_goes_to_the_main_unit(world: World) -> None:
    row = filed(world)
    assigned(world, row, role=HandlingRole.MAIN)
    joint = assigned(
        world,
        row,
        department(world, "市财政局"),
        role=HandlingRole.JOINT,
        opinion="已列入预算。",
        opinion_on=DAY,
    )
    document = letter.opinion_letter(joint, world.acting("ti"))
    assert (document.title.text, document.to) == (
        "关于市政协十三届二次会议第0001号提案的会办意见",
        "市教育局",
    )


def test_session_of_an_unknown_term_is_named_by_its_year(world: World) -> None:
    row = filed(world)
    row.session.term.number = 0
    assert answer_title(row, []) == "关于市政协2018年第0001号提案的答复"


def test_catalogue_lists_a_session_by_class_with_units(world: World) -> None:
    main = filed(world, "0002")
    assigned(world, main)
    filed(world, "0003", main=main, state=ProposalState.MERGED)
    filed(world, "0001", topic="教育", handler=department(world, "市财政局"))
    rows = Proposal.objects.filed().order_by("topic", "number")
    document = catalogue.document(world.session, rows)
    tables = [
        [[c.text for c in row.cells] for row in t.rows[1:]]
        for t in docx.Document(io.BytesIO(build(document))).tables
    ]
    assert words(document)[0] == "政协试验市第十三届委员会第二次会议\n提案目录"
    assert tables == [
        [
            ["0002", "关于增设公交站点的提案", "刘 敏", "市教育局"],
            ["0003", "关于增设公交站点的提案（并入第0002号）", "刘 敏", "市教育局"],
        ],
        [["0001", "关于增设公交站点的提案", "刘 敏", "市财政局"]],
    ]


PAPERS = {
    "paper": lambda made: made.assignment.proposal,
    "hand_over": lambda made: made.assignment,
    "answer_letter": lambda made: made,
}


@pytest.mark.parametrize("code", PAPERS)
@pytest.mark.parametrize(
    ("reader", "status"),
    [("ti", 200), ("cheng", 200), ("liu", 200), ("yan", 200), ("du", 404), ("shen", 404)],
)
def test_papers_open_with_their_rows_and_never_for_the_public(
    world: World, sign_in: Any, code: str, reader: str, status: int
) -> None:
    row = PAPERS[code](answered(world, assigned(world, filed(world))))
    answer = sign_in(world.users[reader]).get(reverse(f"proposals:{code}", args=[row.pk]))
    assert answer.status_code == status


def test_catalogue_opens_the_latest_session_and_refuses_odd_keys(world: World, sign_in: Any) -> None:
    filed(world)
    client = sign_in(world.ti)
    address = reverse("proposals:catalogue")
    keys = ("", f"?session={world.session.pk}", "?session=x", f"?session={world.city.pk}")
    assert [client.get(address + key).status_code for key in keys] == [200, 200, 404, 404]


def test_papers_are_chinese_in_every_language_of_the_pages(world: World, sign_in: Any) -> None:
    row = filed(world)
    client = sign_in(world.ti)
    client.cookies["django_language"] = "en"
    answer = client.get(reverse("proposals:paper", args=[row.pk]))
    opened = docx.Document(io.BytesIO(b"".join(answer.streaming_content)))
    assert opened.tables[0].rows[5].cells[3].text == "委员"
