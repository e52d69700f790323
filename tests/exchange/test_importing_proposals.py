"""Proposals: a real export of another committee, and the words of proposers."""

import csv
from pathlib import Path

import orjson
import pytest

from luzhi.exchange.registry import importers
from luzhi.organisation.models import Session, Unit, UnitKind
from luzhi.proposals.models import Proposal, ProposerKind, Signature
from luzhi.proposals.proposers import proposer
from luzhi.tenancy.current import tenants
from tests.exchange.driving import export_file, import_file, undo_batch
from tests.exchange.sheets_of import Importing, counts, reasons


def texts(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def real(shared: Path) -> Path:
    return shared / "proposals" / "jiangsu_2019.csv"


def test_real_proposals_are_unchanged_the_second_time(world, real):
    first = import_file("proposals", real, world.city).as_json()
    again = import_file("proposals", real, world.city).as_json()
    assert (first["created"], first["refused"]) == (436, [])
    assert (again["created"], again["updated"], again["unchanged"], again["batch"]) == (0, 0, 436, None)


def test_real_proposals_keep_every_text(world, real, tmp_path):
    import_file("proposals", real, world.city)
    wanted = {f"2019-{row['proposal_number']}": row for row in texts(real)}
    export_file("proposals", world.city, tmp_path / "out.json")
    export_file("proposals", world.city, tmp_path / "out.csv")
    by_json = {row["number"]: row for row in orjson.loads((tmp_path / "out.json").read_bytes())}
    assert by_json.keys() == wanted.keys()
    for number, row in wanted.items():
        found = by_json[number]
        assert [found[name] for name in ("body", "title", "proposer", "topic", "submitted_at")] == [
            row[name] for name in ("content", "reason", "personnel_name", "type", "publish_time")
        ]
    headings = {column.name: str(column.label) for column in importers["proposals"].columns}
    by_csv = {row[headings["number"]]: row[headings["body"]] for row in texts(tmp_path / "out.csv")}
    assert by_csv == {number: row["content"] for number, row in wanted.items()}


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_exported_proposals_come_back_unchanged(world, real, tmp_path, form):
    import_file("proposals", real, world.city)
    export_file("proposals", world.city, tmp_path / f"out.{form}")
    again = import_file("proposals", tmp_path / f"out.{form}", world.city).as_json()
    assert (again["unchanged"], again["created"], again["updated"], again["refused"]) == (436, 0, 0, [])


def test_real_proposals_are_taken_back(world, real):
    batch = import_file("proposals", real, world.city).batch
    undo_batch(batch.pk)
    assert Proposal.objects.count() == 0


ROW = {"编号": "0001", "年度": "2018", "案由": "路", "提案人": "刘敏", "提交时间": "2018-01-02", "正文": "路"}


@pytest.fixture
def load(world, tmp_path):
    return Importing("proposals", world.city, tmp_path)


@pytest.mark.parametrize(
    ("words", "kind", "names", "signers"),
    [
        ("邹正", ProposerKind.MEMBER, ("邹正",), 1),
        ("岑展平等9人", ProposerKind.JOINT, ("岑展平",), 9),
        ("张三等十二名委员", ProposerKind.JOINT, ("张三",), 12),
        ("张三、李四", ProposerKind.JOINT, ("张三", "李四"), 2),
        ("致公党江苏省委", ProposerKind.PARTY, (), 1),
        ("民革萍乡市委员会", ProposerKind.PARTY, (), 1),
        ("省工商联", ProposerKind.PARTY, (), 1),
        ("共青团萍乡市委", ProposerKind.PARTY, (), 1),
        ("省政协学习委员会", ProposerKind.SPECIAL_COMMITTEE, (), 1),
        ("教育界", ProposerKind.SECTOR, (), 1),
        ("第一小组", ProposerKind.GROUP, (), 1),
        ("安源区政协", ProposerKind.COUNTY, (), 1),
        ("阿依古丽·买买提", ProposerKind.MEMBER, ("阿依古丽·买买提",), 1),
    ],
)
def test_proposer_is_read_from_the_words(words, kind, names, signers):
    told = proposer(words)
    assert (told.kind, told.names, told.signers) == (kind, names, signers)


def test_known_proposer_signs_first(load, world):
    load({**ROW, "提案人": "贺昇等3人", "附议人": "刘敏"})
    proposal = Proposal.objects.get()
    signed = list(Signature.objects.order_by("order").values_list("person__name", "order"))
    assert (proposal.lead, proposal.signers, signed) == (world.persons["he"], 3, [("贺昇", 1), ("刘 敏", 2)])


def test_proposing_unit_is_found_by_its_name(load, world):
    load({**ROW, "提案人": "经济委员会"})
    assert (Proposal.objects.get().lead_unit, Proposal.objects.get().lead) == (world.committee, None)


def test_hand_correction_of_the_kind_stays(load):
    load({**ROW, "提案人": "李界"})
    Proposal.objects.update(proposer_kind=ProposerKind.MEMBER)
    assert counts(load({**ROW, "提案人": "李界"})) == (0, 0, 1, 0)


def test_co_signer_who_is_not_named_any_more_goes_and_comes_back(load):
    load({**ROW, "附议人": "贺昇"})
    batch = load({**ROW, "附议人": ""}).batch
    assert Signature.objects.values_list("person__name", flat=True).get() == "刘 敏"
    undo_batch(batch.pk)
    assert Signature.objects.count() == 2


def test_number_without_its_zeros_is_the_same_number(load):
    load(ROW)
    assert counts(load({**ROW, "编号": "1"})) == (0, 0, 1, 0)
    assert counts(load({**ROW, "编号": "2018-0001"})) == (0, 0, 1, 0)
    assert Proposal.objects.get().reference == "2018-0001"


def test_session_of_the_next_year_follows_the_known_one(load):
    load({**ROW, "年度": "2019"})
    assert str(Session.objects.get(year=2019)) == "十三届三次"


def test_session_may_be_named(load):
    load({**ROW, "年度": "十三届二次"})
    assert Proposal.objects.get().session.year == 2018


def test_year_of_a_committee_without_terms_is_named_by_the_year(world, tmp_path):
    with tenants(world.twin.pk):
        load = Importing("proposals", world.twin, tmp_path)
        assert counts(load(ROW)) == (1, 0, 0, 0)
        assert str(Session.objects.get(committee=world.twin)) == "2018年"


def test_contradicting_year_is_refused(load):
    assert reasons(load({**ROW, "编号": "2019-0001"})) == [(2, "年度", "The number says 2019")]


def test_missing_year_is_that_of_the_submission(load):
    load({heading: value for heading, value in ROW.items() if heading != "年度"})
    assert Proposal.objects.get().reference == "2018-0001"


def test_handling_unit_must_be_known(load, world):
    Unit.objects.create(committee=world.city, kind=UnitKind.SECTOR, name="市教育局")
    assert reasons(load({**ROW, "承办单位": "市教育局"}))[0][2].startswith("Several units have this name")
    assert counts(load({**ROW, "承办单位": "市教育局（Handling department）"})) == (1, 0, 0, 0)
