"""Many answers from one sheet: what is refused and why, what is taken, by whom, and nothing before it is confirmed."""

from __future__ import annotations

import zipfile
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from luzhi.core.flow import flows
from luzhi.exchange.limits import Unreadable
from luzhi.exchange.models import Upload
from luzhi.exchange.sheets import read
from luzhi.exchange.writing import write_xlsx
from luzhi.handling.models import HandlingState
from luzhi.organisation.models import Session
from luzhi.proposals.answersheets.columns import key_of, promised
from luzhi.proposals.answersheets.looking import Line, look
from luzhi.proposals.answersheets.papers import papers
from luzhi.proposals.answersheets.taking import take as take_lines
from luzhi.proposals.models import Answer, Assignment, Proposal
from tests.proposals.handled import department
from tests.proposals.lives import drafted, filed, handed, jointly, passed, take
from tests.world import World
from tests.writing.samples import document, paragraph

HEADINGS = ["提案编号", "承办单位", "类别", "答复内容", "文号", "签发人", "答复日期", "承诺事项", "承诺期限"]
TODAY = timezone.localdate


def sheet(*rows: list[Any], headings: list[str] | None = None) -> BytesIO:
    stream = BytesIO()
    write_xlsx(stream, headings or HEADINGS, [[*row, *[""] * (len(HEADINGS) - len(row))] for row in rows])
    stream.seek(0)
    return stream


def looked(world: World, *rows: list[Any], who: str = "cheng", **more: Any) -> list[Line]:
    return look(sheet(*rows), "答复.xlsx", world.acting(who), **more).lines


class OfWindows(zipfile.ZipInfo):
    """A name as Windows packs it: in GBK, without saying so."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode("gb18030"), self.flag_bits


def packed(files: dict[str, bytes], info: type[zipfile.ZipInfo] = zipfile.ZipInfo) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, content in files.items():
            made.writestr(info(name), content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2019-0001", (2019, 1)),
        ("0001", (None, 1)),
        ("第12号", (None, 12)),
        ("2019年第3号", (2019, 3)),
        ("总编(2016)第001号", (2016, 1)),
        ("总编（2021）第0001号", (2021, 1)),
        ("2016001", (2016, 1)),
        ("2019-0001关于公交的答复", (2019, 1)),
        ("0007-2", (None, 7)),
        ("1999", (None, 1999)),
        ("关于12345热线", None),
        ("无", None),
        ("", None),
    ],
)
def test_number_is_read_in_the_ways_offices_write_it(text: str, key: Any) -> None:
    assert key_of(text) == key


@given(st.text(max_size=30))
def test_number_of_any_text_is_a_key_or_none(text: str) -> None:
    key = key_of(text)
    assert key is None or key[1] >= 0


def test_promises_of_one_cell_are_parted() -> None:
    both = [("开工", date(2019, 1, 2)), ("完工", date(2019, 3, 4))]
    assert promised("开工；完工", "2019-01-02；2019-03-04") == both
    assert promised("开工\n完工", "2019-01-02") == [(text, date(2019, 1, 2)) for text in ("开工", "完工")]
    assert promised("", "") == []


def test_good_lines_are_drafted_for_the_unit(world: World) -> None:
    row = handed(world)
    lines = looked(world, [row.proposal.reference, "", "B类", "拟办。", "", "", "", "年内开工", "2099-12-31"])
    outcome = take_lines(lines, world.acting("cheng"), "答复.xlsx")
    row.refresh_from_db()
    answer = Answer.objects.get(assignment=row)
    assert (outcome[0].done, row.state, answer.answer_class) == (True, HandlingState.DRAFTED, "B")
    assert answer.promises.get().text == "年内开工"


def test_good_lines_are_sent_by_the_office_for_a_unit_on_paper(world: World) -> None:
    proposal = filed(world)
    unit = department(world, "市档案局")
    flows["proposal"].take("assign", proposal, world.acting("ti"), mode="sole", units=[unit])
    line = [proposal.number, "市档案局", "A", "已办。", "档函〔2018〕1号", "钱某", TODAY()]
    take_lines(looked(world, line, who="ti"), world.acting("ti"), "答复.xlsx")
    answer = Answer.objects.get()
    assert (answer.assignment.state, answer.number, answer.signed_by) == (
        "answered",
        "档函〔2018〕1号",
        "钱某",
    )


def refusals(world: World, *cells: Any, who: str = "cheng") -> str:
    return " ".join(str(each) for each in looked(world, list(cells), who=who)[0].refusals)


def test_lines_name_their_fault(world: World) -> None:
    number = handed(world).proposal.reference
    assert "没有此编号" in refusals(world, "2018-0099", "", "A", "已办。")
    assert "不是提案编号" in refusals(world, "公交", "", "A", "已办。")
    assert "答复类别应为" in refusals(world, number, "", "Z", "已办。")
    assert "须写明承诺事项" in refusals(world, number, "", "B", "拟办。")
    assert "须同时填写" in refusals(world, number, "", "B", "拟办。", "", "", "", "开工", "")
    assert "没有答复内容" in refusals(world, number, "", "A", "", "1号")
    assert "涉密" in refusals(world, number, "", "A", "机密★一年\n内容")
    assert "文号、签发人、答复日期" in refusals(world, number, "", "A", "已办。", "1号", who="ti")
    late = TODAY() + timedelta(9)
    assert "交办日期之后" in refusals(world, number, "", "A", "已办。", "1号", "袁正", late, who="ti")


def test_line_of_another_unit_is_refused(world: World) -> None:
    row = filed(world)
    flows["proposal"].take(
        "assign", row, world.acting("ti"), mode="sole", units=[department(world, "市财政局")]
    )
    assert "未交由本单位" in refusals(world, row.reference, "", "A", "已办。")


def test_line_of_a_withdrawn_proposal_is_refused(world: World) -> None:
    row = handed(world)
    flows["proposal"].take("withdraw_filed", row.proposal, world.acting("ti"))
    assert "撤案" in refusals(world, row.proposal.reference, "", "A", "已办。") or "撤回" in refusals(
        world, row.proposal.reference, "", "A", "已办。"
    )


@pytest.mark.parametrize(
    ("state", "words"),
    [("passed", "已答复"), ("drafted", "待审核"), ("joint", "会办意见"), ("returned", "不再由")],
)
def test_line_that_cannot_be_answered_now_is_refused(world: World, state: str, words: str) -> None:
    if state == "joint":
        row = jointly(world, department(world, "市财政局"), world.units["department"])[1]
    else:
        row = handed(world)
    if state == "passed":
        passed(world, row)
    if state == "drafted":
        drafted(world, row)
    if state == "returned":
        take(world, row, "object", "cheng", objection="不属本单位职责")
        take(world, row, "grant_objection")
    assert words in refusals(world, row.proposal.reference, "", "A", "已办。")


def test_repeated_lines_are_refused_and_blank_ones_left_out(world: World) -> None:
    number = handed(world).proposal.reference
    lines = looked(world, [number, "", "A", "一"], [number, "", "A", "二"], [number])
    assert [line.state for line in lines] == ["good", "refused", "blank"]


def test_number_of_several_sessions_asks_for_the_year(world: World) -> None:
    first = handed(world)
    later = Session.objects.create(committee=world.city, term=world.session.term, number=3, year=2019)
    second = filed(world)
    Proposal.objects.filter(pk=second.pk).update(session=later, number=first.proposal.number)
    second.refresh_from_db()
    handed(world, second)
    assert "写明年度" in refusals(world, first.proposal.number, "", "A", "已办。")
    assert refusals(world, f"2019-{first.proposal.number}", "", "A", "已办。") == ""


def test_texts_come_from_a_zip_named_by_number(world: World) -> None:
    row = handed(world)
    files = {f"答复/{row.proposal.reference}关于公交.docx": document(paragraph("您好。")), "说明.txt": b"x"}
    for info in (zipfile.ZipInfo, OfWindows):
        texts, odd = papers(packed(files, info))
        line = looked(world, [row.proposal.reference, "", "A"], texts=texts)[0]
        assert (line.state, line.body, odd) == ("good", "您好。", ["说明.txt"])


def test_file_of_the_zip_that_cannot_be_read_refuses_its_line(world: World) -> None:
    number = handed(world).proposal.reference
    texts, _odd = papers(packed({f"{number}.docx": b"PK\x03\x04broken"}))
    line = looked(world, [number, "", "A"], texts=texts)[0]
    assert (line.state, "损坏" in str(line.refusals[0])) == ("refused", True)


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04"])
def test_odd_zips_are_refused_in_words(data: bytes) -> None:
    with pytest.raises(Unreadable):
        papers(data)


def sent(client: Any, *rows: list[Any], **more: Any) -> Any:
    file = SimpleUploadedFile("答复.xlsx", sheet(*rows).getvalue())
    return client.post(reverse("proposals:answer_sheets"), {"sheet": file, **more})


def test_nothing_is_taken_before_it_is_confirmed(world: World, sign_in: Any) -> None:
    row = handed(world)
    client = sign_in(world.cheng)
    preview = sent(client, [row.proposal.reference, "", "A", "已办。"]).url
    assert "已办" in row.proposal.title or client.get(preview).status_code == 200
    assert not Answer.objects.exists()
    done = client.post(f"{preview}take/").content.decode()
    row.refresh_from_db()
    assert (row.state, "待审核" in done) == (HandlingState.DRAFTED, True)
    again = client.post(f"{preview}take/")
    assert (again.status_code, Answer.objects.count()) == (200, 1)


def test_result_sheet_says_what_became_of_each_line(world: World, sign_in: Any) -> None:
    row = handed(world)
    client = sign_in(world.cheng)
    preview = sent(client, [row.proposal.reference, "", "A", "已办。"], ["2018-0099", "", "A", "已办。"]).url
    client.post(f"{preview}take/")
    answer = client.get(f"{preview}result/")
    table = read(BytesIO(b"".join(answer.streaming_content)), "x.xlsx")[0]
    assert [row.cells[-1] for row in table.rows()] == ["结果", "待审核", "没有此编号的提案。"]


def test_template_holds_the_open_proposals_of_the_unit(world: World, sign_in: Any) -> None:
    row = handed(world)
    passed(world, handed(world))
    answer = sign_in(world.cheng).get(reverse("proposals:answer_template"))
    stream = BytesIO(b"".join(answer.streaming_content))
    cells = [list(each.cells[:3]) for each in read(stream, "x.xlsx")[0].rows()][1:]
    assert cells == [[row.proposal.reference, row.proposal.title, "市教育局"]]
    assert [line.state for line in look(stream, "x.xlsx", world.acting("cheng")).lines] == ["blank"]


def test_kept_sheet_is_its_senders_alone(world: World, sign_in: Any) -> None:
    preview = sent(sign_in(world.cheng), [handed(world).proposal.reference, "", "A", "已办。"]).url
    statuses = {
        short: sign_in(world.users[short]).get(preview).status_code for short in ("yuan", "ti", "liu")
    }
    assert statuses == {"yuan": 404, "ti": 404, "liu": 403}


def test_file_that_is_no_sheet_is_refused_in_words(world: World, sign_in: Any) -> None:
    client = sign_in(world.cheng)
    file = SimpleUploadedFile("答复.xlsx", b"not a sheet \x00\x01")
    preview = client.post(reverse("proposals:answer_sheets"), {"sheet": file}).url
    assert client.get(preview).url == reverse("proposals:answer_sheets")
    assert Upload.objects.count() == 1


def test_step_refused_meanwhile_leaves_the_other_lines(world: World) -> None:
    first, second = handed(world), handed(world)
    lines = looked(world, *([row.proposal.reference, "", "A", "已办。"] for row in (first, second)))
    flows["proposal"].take("withdraw_filed", first.proposal, world.acting("ti"))
    outcomes = take_lines(lines, world.acting("cheng"), "答复.xlsx")
    assert [each.done for each in outcomes] == [False, True]
    assert Assignment.objects.get(pk=second.pk).state == HandlingState.DRAFTED
