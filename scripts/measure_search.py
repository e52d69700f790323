"""Measure the full-text search on real proposals: known items, and time at 436, 43,600 and 436,000 documents.

    LUZHI_HOME=/somewhere/empty python scripts/measure_search.py [copies …]

Needs shared data (LUZHI_SHARED, else ../shared beside the checkout) and a site of its own, which it fills: 1,000 copies take
some 6 GB and half an hour. Each size is a committee of its own. Copies are edited: sentences in another order, places renamed.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import django

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("LUZHI_SHARED", ROOT.parent / "shared"))
CORPUS = SHARED / "data" / "proposals" / "jiangsu_2019.csv"

sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luzhi.config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connections, transaction  # noqa: E402

from luzhi.cli.benching import backend, cpu_seconds  # noqa: E402
from luzhi.cli.preparing import patient, site  # noqa: E402
from luzhi.organisation.divisions import ensure_committee  # noqa: E402
from luzhi.organisation.models import Committee, Session, Term  # noqa: E402
from luzhi.proposals.models import Proposal  # noqa: E402
from luzhi.search.asking import Question  # noqa: E402
from luzhi.search.candidates import candidates  # noqa: E402
from luzhi.search.commonness import recount  # noqa: E402
from luzhi.search.searching import search  # noqa: E402
from luzhi.search.words import pairs  # noqa: E402

ORIGINAL = "320000"
SIZES = {1: ORIGINAL, 100: "330000", 1000: "340000"}
"""Copies → the committee that holds them."""

MIX = (
    "建议", "教育", "公厕", "停车难", "垃圾分类", "乡村振兴", "“高质量发展”", "“长江大保护”", "养老 社区", "民营企业 融资",
    "中小学生 近视", "水", "医", "镉", "老旧小区改造", "怎么解决农村教师不足的问题", "關於加強養老服務", "大运河文化带",
    "关于完善城市环卫公厕指引系统的建议", "关于加强基层医疗精准扶贫工作的建议",
)  # fmt: skip
ROUNDS = 10

COPY = """
INSERT INTO proposals_proposal ({columns}) SELECT {values} FROM proposals_proposal p, generate_series(1, %s) n
WHERE p.committee_id = %s"""
EDITED = {
    "id": "gen_random_uuid()",
    "committee_id": "%s",
    "session_id": "%s",
    "number": "row_number() OVER ()",
    "topic_serial": "NULL",
    "lead_id": "NULL",
    "lead_unit_id": "NULL",
    "handler_id": "NULL",
    "title": "replace(p.title, '江苏', (ARRAY['浙江','安徽','山东','河南','湖北'])[n %% 5 + 1])",
    "body": """substr(p.body, 1 + n * 37 %% length(p.body)) || '(' || n || ')' || left(
        replace(p.body, '江苏', (ARRAY['浙江','安徽','山东','河南','湖北'])[n %% 5 + 1]), n * 37 %% length(p.body))""",
    "submitted_at": "p.submitted_at - n * interval '1 day'",
}
FILL = """
INSERT INTO search_entry (id, committee_id, kind, at, title, body)
SELECT id, committee_id, 'proposals', submitted_at, search_fold(title), search_fold(body)
FROM proposals_proposal WHERE committee_id = %s"""


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def load() -> Committee:
    """The committee of the real proposals, imported by the command."""
    command = [
        sys.executable,
        "-m",
        "luzhi",
        "import",
        "proposals",
        str(CORPUS),
        "--committee",
        ORIGINAL,
        "--json",
    ]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 (our own command line)
    return Committee.objects.get(code=ORIGINAL)


def replicate(original: Committee, copies: int) -> Committee:
    """So many edited copies of each proposal under a committee of their own; the index is built behind them."""
    committee = ensure_committee(SIZES[copies])
    with patient(committee.pk):
        if Proposal.objects.filter(committee=committee).exists():
            return committee
        term = Term.objects.create(committee=committee, number=1, starts_on="2018-01-01")
        session = Session.objects.create(committee=committee, term=term, number=1, year=2019)
    columns = [field.column for field in Proposal._meta.concrete_fields]
    sql = COPY.format(
        columns=", ".join(columns), values=", ".join(EDITED.get(name, f"p.{name}") for name in columns)
    )
    given = {"committee_id": committee.pk, "session_id": session.pk}
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SELECT set_config('luzhi.tenants', %s, true)", [f"{{{original.pk},{committee.pk}}}"])
        cursor.execute("SELECT pg_get_indexdef('search_entry_vector'::regclass)")
        index = cursor.fetchone()[0]
        cursor.execute("SET LOCAL maintenance_work_mem = '1GB'; DROP INDEX search_entry_vector")
        cursor.execute("ALTER TABLE proposals_proposal DISABLE TRIGGER USER")
        cursor.execute(sql, [given[name] for name in columns if name in given] + [copies, original.pk])
        cursor.execute(FILL, [committee.pk])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE proposals_proposal ENABLE TRIGGER USER")
        cursor.execute(index)
    clean()
    return committee


def clean() -> None:
    """What the server does by itself after a while."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE search_entry")
        cursor.execute("VACUUM ANALYZE proposals_proposal")


def known_item(committee: Committee) -> dict[str, Any]:
    """Each title as a question for its own body, with all titles left out of the index."""
    with patient(committee.pk):
        rows = list(Proposal.objects.filter(committee=committee).values_list("pk", "title"))
        with transaction.atomic():
            with connections["default"].cursor() as cursor:
                cursor.execute("UPDATE search_entry SET title = '' WHERE committee_id = %s", [committee.pk])
            places = [place(committee, pk, title) for pk, title in rows]
            transaction.set_rollback(True)
    mrr = sum(1 / at for at in places if at) / len(rows)
    return {"titles": len(rows), "mrr@10": round(mrr, 4), "first": places.count(1)}


def place(committee: Committee, pk: Any, title: str) -> int:
    hits = search(None, Question(committee.pk, title, ("proposals",), limit=10)).hits
    return next((at for at, hit in enumerate(hits, 1) if hit.object.pk == pk), 0)


def timed(once: Callable[[], object]) -> float:
    began = time.perf_counter()
    once()
    return (time.perf_counter() - began) * 1000


def summary(times: Iterable[float]) -> dict[str, float]:
    times = sorted(times)
    return {"p50": round(statistics.median(times), 1), "p95": round(statistics.quantiles(times, n=20)[-1], 1)}


def bare(committee: Committee, text: str) -> Callable[[], object]:
    """The same terms asked of the index alone: how many entries hold their pairs of characters."""
    grams = " ".join(f"a{gram}" for term in Question(committee.pk, text).terms for gram in pairs(term))

    def ask() -> None:
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT entries FROM search_counts(%s, %s, 1000000000)", [committee.pk, [grams]])
            cursor.fetchall()

    return ask


def spent() -> float:
    """Processor time of this process and of its database connection's, in ms: what a busy machine does not lengthen."""
    return time.process_time() * 1000 + cpu_seconds([backend()])[backend()] * 1000


def measure(committee: Committee) -> dict[str, Any]:
    """p50 and p95 in ms over the mix, mean processor time, the slowest questions; the bare index queries beside, in the same run."""
    with patient(committee.pk):
        recount(committee.pk)
        documents = Proposal.objects.filter(committee=committee).count()
        times: dict[str, list[float]] = {text: [] for text in MIX}
        floor: dict[str, list[float]] = {text: [] for text in MIX}
        cpu: list[float] = []
        for text in MIX * (ROUNDS + 1):  # the first round warms
            question = Question(committee.pk, text, ("proposals",), limit=10)
            before = spent()
            times[text].append(timed(lambda question=question: search(None, question)))
            cpu.append(spent() - before)
            floor[text].append(timed(bare(committee, text)))
        sample = (
            Proposal.objects.filter(committee=committee).order_by("pk").values_list("body", flat=True)[:40]
        )
        alike = [timed(lambda body=body: candidates(committee.pk, "proposals", body)) for body in sample]
    medians = {text: statistics.median(times[text][1:]) for text in MIX}
    return {
        "documents": documents,
        **summary(ms for text in MIX for ms in times[text][1:]),
        "cpu": round(statistics.mean(cpu[len(MIX) :]), 1),
        "bare": summary(ms for text in MIX for ms in floor[text][1:]),
        "slowest": {text: round(medians[text], 1) for text in sorted(MIX, key=medians.__getitem__)[-4:]},
        "candidates": summary(alike),
    }


def main() -> None:
    if not CORPUS.exists():
        say(f"{CORPUS} is not there: nothing measured.")
        return
    with site():
        say(settings.HOME.path)
        original = load()
        say(json.dumps(known_item(original)))
        clean()  # of the rows that left their titles out
        for copies in [int(word) for word in sys.argv[1:]] or [1, 100, 1000]:
            began = time.perf_counter()
            committee = original if copies == 1 else replicate(original, copies)
            say(json.dumps({"copies": copies, "seconds to load": round(time.perf_counter() - began)}))
            say(json.dumps(measure(committee), ensure_ascii=False))


if __name__ == "__main__":
    main()
