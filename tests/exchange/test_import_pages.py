"""The pages of an import: file, preview, commit, batch, undo, and the export of a list."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from luzhi.core.pages import ledgers
from luzhi.exchange import limits
from luzhi.exchange.models import Batch, Upload
from luzhi.exchange.registry import importers
from luzhi.exchange.sheets import read
from luzhi.exchange.uploads import KEPT, sweep
from luzhi.members.models import Member, Person
from luzhi.organisation.models import Unit, UnitKind
from luzhi.outreach.models import Gift
from luzhi.proposals.models import Proposal
from luzhi.tenancy.current import show

ROSTER = "姓名,性别,党派,出生年月,界别\n李伟,男,民盟,1970.05,教育界\n王芳,女,群众,1981.12,教育界\n"
BAD = "捐赠人,捐赠日期,金额\n王五,2018-02-01,100\n赵六,2018-02-30,200\n"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def office(world, sign_in, settings):
    client = sign_in(world.wen)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def send(client, kind, text, name="sheet.csv", **data):
    """Upload a sheet; the response after the redirect to its preview."""
    file = SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)
    return client.post(reverse("exchange:import", args=[kind]), {"file": file, **data}, follow=True)


def download(client, name, *args, **query):
    """The bytes of a file that a page sends."""
    response = client.get(reverse(name, args=args), query)
    data = response.getvalue()
    for close in response._resource_closers:  # response.close() would end the test's own connection
        close()
    return data


@pytest.mark.parametrize(
    "kind", ["units", "members", "activities", "gifts", "pairings", "suggestions", "voices"]
)
def test_import_page_and_empty_sheet_open(office, kind):
    assert office.get(reverse("exchange:import", args=[kind])).status_code == 200
    sheet = read(BytesIO(download(office, "exchange:template", kind)), "a.xlsx")[0]
    assert [str(column.label) for column in importers[kind].columns] in [
        list(row.cells) for row in sheet.rows()
    ]


def test_roster_goes_from_file_to_batch_and_back(office, world):
    preview = send(office, "members", ROSTER)
    assert preview.context["counts"][0]["number"] == 2
    upload = Upload.objects.get()
    batch_page = office.post(reverse("exchange:commit", args=[upload.pk]), follow=True)
    batch = Batch.objects.get()
    assert (batch_page.context["object"], batch.created, batch.entered_by) == (batch, 2, world.wen)
    assert Member.objects.filter(person__name="李伟").exists()
    office.post(reverse("exchange:undo", args=[batch.pk]))
    batch.refresh_from_db()
    assert (batch.undone_at is None, Person.objects.filter(name="李伟").exists()) == (False, False)


def test_slips_are_printed_for_new_accounts(office):
    send(office, "members", ROSTER, accounts="on")
    office.post(reverse("exchange:commit", args=[Upload.objects.get().pk]))
    slips = office.post(reverse("exchange:slips", args=[Batch.objects.get().pk])).content.decode()
    assert len(re.findall(r"[2-9A-HJKMNP-Z]{4}(?:-[2-9A-HJKMNP-Z]{4}){2}", slips)) == 2


def test_refused_cells_are_shown_and_given_back_marked(office):
    preview = send(office, "gifts", BAD)
    assert [(line.number, line.mark) for line in preview.context["lines"]] == [(3, "late"), (2, "done")]
    assert b"2018-02-30" in preview.content
    upload = Upload.objects.get()
    office.post(reverse("exchange:commit", args=[upload.pk]))
    assert not Gift.objects.exists()
    marked = read(BytesIO(download(office, "exchange:refused", upload.pk)), "a.xlsx")
    assert "There is no such date" in str(list(marked[0].rows())[2].cells[-1])
    office.post(reverse("exchange:commit", args=[upload.pk]), {"keep_good": "1"})
    assert Gift.objects.get().donor == "王五"


def test_unknown_headings_can_be_mapped(office):
    page = send(office, "gifts", "善人,金额\n王五,100\n")
    assert page.status_code == 422
    assert ("善人", "善人") in page.context["form"].fields["donor"].choices
    upload = Upload.objects.get()
    mapped = office.post(upload.get_absolute_url(), {"donor": "善人"}, follow=True)
    assert mapped.context["to_write"] == 1


def test_file_that_is_no_sheet_is_told(office):
    page = send(office, "gifts", b"\x89PNG\r\n\x1a\n", name="a.png")
    assert (page.status_code, "form" in page.context) == (422, False)


def test_too_large_file_is_told(office, monkeypatch):
    monkeypatch.setattr(limits, "FILE_BYTES", 10)
    page = send(office, "gifts", BAD)
    assert (page.status_code, Upload.objects.count()) == (413, 0)


def test_same_file_again_is_told(office):
    send(office, "members", ROSTER)
    office.post(reverse("exchange:commit", args=[Upload.objects.get().pk]))
    again = send(office, "members", ROSTER)
    assert (again.context["earlier"], again.context["to_write"]) == (Batch.objects.get(), 0)


def test_export_keeps_the_filters_of_the_list(office, world):
    Unit.objects.create(committee=world.city, kind=UnitKind.SECTOR, name="经济界")
    file = download(office, "exchange:export", "units", kind="sector", format="csv")
    names = [row.cells[0] for row in read(BytesIO(file), "a.csv")[0].rows()][1:]
    assert sorted(names) == ["教育界", "经济界"]


@pytest.mark.parametrize(("form", "begins"), [("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf"), ("json", b"[")])
def test_export_has_every_form(office, form, begins):
    assert download(office, "exchange:export", "members", format=form).startswith(begins)


def test_unknown_kinds_and_forms_are_not_found(office):
    assert office.get(reverse("exchange:export", args=["nothing"])).status_code == 404
    assert office.get(reverse("exchange:export", args=["units"]), {"format": "exe"}).status_code == 404


def test_personal_data_are_exported_to_the_office_alone(world, sign_in):
    Person.objects.filter(name="贺昇").update(mobile="13800000001")
    Person.objects.filter(name="刘 敏").update(mobile="13800000002")
    texts = {
        who: download(sign_in(world.users[who]), "exchange:export", "members", format="csv")
        for who in ("wen", "liu")
    }
    assert [b"13800000001" in texts[who] for who in ("wen", "liu")] == [True, False]
    assert b"13800000002" in texts["liu"]


@pytest.mark.parametrize(
    ("who", "kind"), [("liu", "proposals"), ("liu", "opinions"), ("he", "members"), ("yan", "units")]
)
def test_only_the_keepers_import(world, sign_in, who, kind):
    assert sign_in(world.users[who]).get(reverse("exchange:import", args=[kind])).status_code == 403


def test_branch_imports_its_own_activities_only(world, sign_in):
    heading = "类型,标题,组织单位,日期\n"
    own, other = (
        "party_lecture,党课,机关第一党支部,2018-05-04\n",
        "party_lecture,党课,机关第二党支部,2018-05-04\n",
    )
    page = send(sign_in(world.shu), "activities", heading + own + other)
    assert [count["number"] for count in page.context["counts"]] == [1, 0, 0, 1]


def test_upload_of_another_is_not_found(world, sign_in, office):
    send(office, "gifts", BAD)
    upload = Upload.objects.get()
    assert sign_in(world.shu).get(upload.get_absolute_url()).status_code == 404
    assert sign_in(world.users["stranger"]).get(upload.get_absolute_url()).status_code == 404


def test_batch_of_another_committee_is_not_found(world, sign_in, office):
    send(office, "members", ROSTER)
    office.post(reverse("exchange:commit", args=[Upload.objects.get().pk]))
    batch = Batch.objects.get()
    stranger = sign_in(world.users["stranger"])
    assert stranger.get(batch.get_absolute_url()).status_code == 404
    assert stranger.post(reverse("exchange:undo", args=[batch.pk])).status_code == 404


def test_old_uploads_are_swept(office, world, tmp_path):
    send(office, "gifts", BAD)
    show([world.city.pk])
    Upload.objects.update(at=timezone.now() - 2 * KEPT)
    assert sweep() == 1
    assert (Upload.objects.count(), [path for path in tmp_path.rglob("*") if path.is_file()]) == (0, [])


def test_list_of_batches_opens(office):
    assert office.get(reverse("exchange:batches")).status_code == 200


def test_every_importer_belongs_to_a_list():
    reverse("exchange:batches")  # lists are declared where routes are
    assert {ledger.exchange: ledger.model for ledger in ledgers if ledger.exchange} == {
        importer.code: importer.model for importer in importers
    }
    assert Proposal in {importer.model for importer in importers}
