"""What holds for every kind: exported rows come back unchanged, twice changes nothing, undo restores exactly."""

from collections.abc import Callable
from typing import Any

import pytest

from luzhi.activities.models import Activity, CoOrganiser, Outcome, Participation
from luzhi.consultations.models import OutcomeDocument, Suggestion, Topic
from luzhi.exchange.models import Batch
from luzhi.exchange.registry import importers
from luzhi.exchange.undoing import NotUndone
from luzhi.members.models import Member, Membership, Person
from luzhi.opinions.models import Paper
from luzhi.organisation.models import Appointment, Session, Term, Unit
from luzhi.outreach.models import Gift, Pairing, Visit, Voice
from luzhi.proposals.models import Proposal, Signature
from tests.exchange.driving import export_file, import_file, undo_batch
from tests.exchange.sheets_of import Importing, counts, sheet, stored
from tests.outreach.samples import clinic

TABLES = (
    Activity, CoOrganiser, Outcome, Participation, OutcomeDocument, Suggestion, Topic, Member, Membership, Person,
    Paper, Appointment, Session, Term, Unit, Gift, Pairing, Voice, Visit, Proposal, Signature,
)  # fmt: skip
Rows = list[dict[str, Any]]
SAMPLES: dict[str, Rows] = {
    "units": [
        {"名称": "机关党组", "类型": "机关党组", "上级": "政协党组", "批准单位": "市委", "批准文号": "萍办〔2017〕3号", "成立日期": "2017年3月1日"},
        {"名称": "政协党组", "类型": "政协党组", "上级": "", "批准单位": "市委", "批准文号": "", "成立日期": ""},
        {"名称": "市委", "类型": "党委", "上级": "", "批准单位": "", "批准文号": "", "成立日期": ""},
    ],
    "members": [
        {"姓名": "张 三", "性别": "男", "民族": "回", "出生年月": "1970.05", "党派": "民盟", "界别": "教育界", "专委会": "经济委员会", "手机": "13800000001", "任职起": "2018-01-10"},
        {"姓名": "李四", "性别": "女", "民族": "汉族", "出生年月": "1981年12月", "党派": "中共党员", "界别": "教育界", "专委会": "", "手机": "", "任职起": ""},
    ],
    "activities": [
        {
            "类型": "bring_medicine", "标题": "送医药下乡", "组织单位": "机关第一党支部", "日期": "2018/5/4", "地点": "  上栗县 ",
            "成效": "看了病\n拿了药", "状态": "已确认", "参加人员": "刘敏、贺昇", "联合单位": "教育界", "measure_patient_visits": "131",
        },
        {"类型": "bring_medicine", "标题": "义诊", "组织单位": "机关第一党支部", "日期": "2018/6/4", "请假": "刘 敏"},
    ],
    "proposals": [
        {"编号": "0007", "年度": "2018", "案由": " 关于公厕的建议 ", "提案人": "贺昇等3人", "提交时间": "2018-01-12 16:04:48", "正文": " 正文\n二行 ", "附议人": "刘敏", "类别": "城乡建设"},
        {"编号": "12", "年度": "2025", "案由": "关于桥的建议", "提案人": "民革萍乡市委", "提交时间": "2025-01-12", "正文": "桥", "审查结果": "不立案"},
    ],
    "opinions": [
        {"类型": "社情民意", "标题": "路灯不亮", "作者": "刘敏", "报送日期": "2018-03-01", "内容": " 路灯 ", "采用单位": "市委办", "采用日期": "2018-04-01"},
        {"类型": "大会发言", "标题": "办好学校", "作者": "民盟萍乡市委会", "报送日期": "2018-01-05"},
    ],
    "suggestions": [
        {"议题": "发展实体经济", "成果文件": "协商纪要", "文件类型": "协商纪要", "报送日期": "2018-06-30", "序号": 1, "建议": "降成本", "承办部门": "市教育局", "采纳情况": "已采纳"},
        {"议题": "发展实体经济", "成果文件": "协商纪要", "文件类型": "协商纪要", "报送日期": "2018-06-30", "序号": 2, "建议": "减手续"},
    ],
    "gifts": [
        {"捐赠日期": "2018-02-01", "捐赠单位": "王*", "捐赠金额（万元）": "0.01", "品名": "", "数量": "", "计量单位": ""},
        {"捐赠日期": "2018-02-01", "捐赠单位": "王*", "捐赠金额（万元）": "0.01", "品名": "", "数量": "", "计量单位": ""},
        {"捐赠日期": "2018-02-03", "捐赠单位": "书店", "捐赠金额（万元）": "", "品名": "图书", "数量": "500", "计量单位": "册"},
    ],
    "pairings": [
        {"类型": "学子", "编号": "A-01", "帮扶委员": "刘敏", "结对日期": "2018-01-01", "走访日期": "2018-03-01", "帮扶内容": "送书", "成效": ""},
        {"类型": "学子", "编号": "A-01", "帮扶委员": "刘敏", "结对日期": "2018-01-01", "走访日期": "2018-06-01", "帮扶内容": "家访", "成效": "复学"},
        {"类型": "村党支部", "编号": "V-1", "帮扶单位": "机关第一党支部", "结对日期": "2018-01-01"},
    ],
    "voices": [
        {"活动日期": "2018-05-03", "活动名称": "义诊进村", "原话": "真是及时雨！", "反馈人": "某村村民", "是否同意引用": "同意", "征询日期": "2018-05-03", "征询人": "刘敏"},
        {"活动日期": "2018-05-03", "活动名称": "义诊进村", "原话": "看了病", "反馈人": "社区居民"},
    ],
}  # fmt: skip


@pytest.fixture(params=SAMPLES)
def kind(request: Any) -> str:
    return request.param


@pytest.fixture
def load(world: Any, tmp_path: Any, kind: str) -> Callable[..., Any]:
    if kind == "voices":
        clinic(world)
    return Importing(kind, world.city, tmp_path)


def test_every_kind_has_a_sample():
    assert {importer.code for importer in importers} == set(SAMPLES)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_kind_is_imported_once_only(load, kind, form):
    assert counts(load(*SAMPLES[kind], name=f"a.{form}")) == (len(SAMPLES[kind]), 0, 0, 0)
    assert counts(load(*SAMPLES[kind], name=f"a.{form}")) == (0, 0, len(SAMPLES[kind]), 0)
    assert Batch.objects.count() == 1


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_exported_kind_comes_back_unchanged(world, load, tmp_path, kind, form):
    load(*SAMPLES[kind])
    before = stored(*TABLES)
    lines = export_file(kind, world.city, tmp_path / f"out.{form}")
    again = import_file(kind, tmp_path / f"out.{form}", world.city)
    assert (counts(again), lines >= len(SAMPLES[kind])) == ((0, 0, lines, 0), True)
    assert stored(*TABLES) == before


def test_dry_run_writes_nothing(load, kind):
    before = stored(*TABLES)
    assert counts(load(*SAMPLES[kind], dry_run=True))[0] == len(SAMPLES[kind])
    assert (stored(*TABLES), Batch.objects.count()) == (before, 0)


def test_undo_restores_every_table(load, kind):
    before = stored(*TABLES)
    batch = load(*SAMPLES[kind]).batch
    assert stored(*TABLES) != before
    undo_batch(batch.pk)
    assert stored(*TABLES) == before
    with pytest.raises(NotUndone):
        undo_batch(batch.pk)


CHANGES = {
    "units": ("批准文号", "另一号", Unit),
    "members": ("手机", "13900000009", Person),
    "activities": ("成效", "全村受益", Activity),
    "proposals": ("正文", "改写", Proposal),
    "opinions": ("内容", "改写", Paper),
    "suggestions": ("建议", "改写", Suggestion),
    "gifts": ("用途", "助学", Gift),
    "pairings": ("成效", "升学", Visit),
    "voices": ("反馈人", "镇上居民", Voice),
}


def test_changed_rows_are_told_and_restored(load, kind):
    heading, value, table = CHANGES[kind]
    load(*SAMPLES[kind])
    before = stored(*TABLES)
    first = load(
        {**SAMPLES[kind][0], heading: value},
        *({heading: row.get(heading, ""), **row} for row in SAMPLES[kind][1:]),
    )
    assert counts(first)[:2] == (0, 1)
    changed = stored(table)[table.__name__]
    assert changed != before[table.__name__]
    undo_batch(first.batch.pk)
    assert stored(*TABLES) == before


def test_undo_is_refused_after_an_edit(load, kind):
    table: Any = CHANGES[kind][2]
    result = load(*SAMPLES[kind])
    row = table._base_manager.filter(pk__in=result.batch.rows.values("subject_id")).first()
    table._base_manager.filter(pk=row.pk).update(version=row.version + 1)
    before = stored(*TABLES)
    with pytest.raises(NotUndone, match="edited since") as refused:
        undo_batch(result.batch.pk)
    assert (refused.value.rows, stored(*TABLES)) == ([str(row)], before)
    assert Batch.objects.get().undone_at is None


def test_one_refused_row_stops_all_others(load, kind):
    before = stored(*TABLES)
    bad = dict.fromkeys(SAMPLES[kind][0], "") | {next(iter(SAMPLES[kind][0])): "不存在的"}
    result = load(*SAMPLES[kind], bad)
    assert (result.as_json()["created"], result.refused != []) == (0, True)
    assert stored(*TABLES) == before


def test_good_rows_are_kept_when_asked(load, kind):
    bad = dict.fromkeys(SAMPLES[kind][0], "") | {next(iter(SAMPLES[kind][0])): "不存在的"}
    result = load(*SAMPLES[kind], bad, keep_good=True)
    assert result.as_json()["created"] == len(SAMPLES[kind])
    assert counts(load(*SAMPLES[kind]))[:3] == (0, 0, len(SAMPLES[kind]))


def test_another_committee_is_never_touched(world, load, kind, tmp_path):
    load(*SAMPLES[kind])
    export_file(kind, world.twin, tmp_path / "twin.csv")
    assert (tmp_path / "twin.csv").read_bytes().count(b"\r\n") == 1
    assert not Batch.objects.exclude(committee=world.city).exists()


def test_import_of_a_whole_kind_asks_a_constant_number_of_queries(
    load, kind, django_assert_max_num_queries, world, tmp_path
):
    path = sheet(tmp_path, "many.csv", *SAMPLES[kind])
    with django_assert_max_num_queries(60):
        import_file(kind, path, world.city)
