"""Measure the roll-up of the whole country: 60 figures of 3,351 committees and twelve months, beside one GROUP BY a figure.

    LUZHI_HOME=/somewhere/empty python scripts/measure_rollup.py

Fills a site of its own with every committee of the bundled divisions and some five million invented rows (3 GB, ten minutes),
or measures again in a site that it filled before. The floor is the statement that somebody would write by hand for each
figure, over all committees at once and without policies; its result stays in the database.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luzhi.config.settings")
django.setup()

import psycopg  # noqa: E402
from django.conf import settings  # noqa: E402

from luzhi.activities.registry import kinds  # noqa: E402
from luzhi.cli.benching import backend, cpu_seconds  # noqa: E402
from luzhi.cli.preparing import site  # noqa: E402
from luzhi.core.figures import figures  # noqa: E402
from luzhi.organisation.divisions import divisions, ensure_committee  # noqa: E402
from luzhi.organisation.models import Committee  # noqa: E402
from luzhi.reports.rollups.running import Step, steps  # noqa: E402
from luzhi.site.postgres import Cluster  # noqa: E402

YEAR = 2018
KINDS = [*[kind.code for kind in kinds if kind.code != "bring_medicine"][:17], "bring_medicine"]
OTHERS = (
    "bring_medicine.patient_visits",
    "gifts.money",
    "heart.activities",
    "members.serving",
    "members.women",
    "gifts.books",
)
CODES = [f"{kind}.{what}" for kind in KINDS for what in ("held", "person_times", "persons")] + list(OTHERS)
TIMES = 3

FILL = """
INSERT INTO organisation_unit (id, committee_id, entered_at, version, kind, name, approval_number, address, "order")
    SELECT c.id, c.id, now(), 1, 'office', '办公室', '', '', 1 FROM organisation_committee c;
INSERT INTO organisation_term (id, committee_id, number, starts_on)
    SELECT c.id, c.id, 13, '2016-01-01' FROM organisation_committee c;
INSERT INTO members_person ({person}) SELECT {person_values} FROM organisation_committee c, generate_series(1, 20) n;
INSERT INTO members_member ({member}) SELECT {member_values}
    FROM members_person p;
INSERT INTO activities_activity (id, committee_id, entered_at, version, kind, title, organiser_id, held_on, place,
        destination, host, topic, summary, result, state)
    SELECT gen_random_uuid(), c.id, now(), 1, k, k || m || '-' || n, c.id, make_date({year}, m, n * 9), '', '', '', '', '', '',
        'confirmed'
    FROM organisation_committee c, generate_series(1, 12) m, generate_series(1, 2) n, unnest(%(kinds)s::text[]) k;
INSERT INTO activities_participation (id, committee_id, entered_at, version, activity_id, person_id, attendance, part,
        leave_reason, state)
    SELECT gen_random_uuid(), a.committee_id, now(), 1, a.id, p.id, 'present', 'attendee', '', 'stated'
    FROM activities_activity a JOIN LATERAL (
        SELECT id FROM members_person p WHERE p.committee_id = a.committee_id
        ORDER BY hashtext(p.id::text || a.title) LIMIT 2) p ON true;
INSERT INTO activities_outcome (id, committee_id, entered_at, version, activity_id, measure, value)
    SELECT gen_random_uuid(), committee_id, now(), 1, id, 'patient_visits', 30 FROM activities_activity
    WHERE kind = 'bring_medicine';
INSERT INTO outreach_gift ({gift}) SELECT {gift_values}
    FROM organisation_committee c, generate_series(1, 12) m, generate_series(1, 2) n;
ANALYZE"""
CONFIRM = """
INSERT INTO reports_monthlyreport (id, committee_id, entered_at, version, month, state, edition)
    SELECT gen_random_uuid(), c.id, now(), 1, make_date({year}, m, 1), 'confirmed', 1
    FROM organisation_committee c, generate_series(1, 12) m;
INSERT INTO reports_monthlyedition (id, committee_id, report_id, edition, confirmed_at, reason, figures)
    SELECT gen_random_uuid(), r.committee_id, r.id, 1, now(), '', (
        SELECT coalesce(jsonb_object_agg(y.code, jsonb_build_object('value', y.months[date_part('month', r.month)]::text,
            'records', y.records[date_part('month', r.month)])), '{{}}')
        FROM reports_countedyear y WHERE y.committee_id = r.committee_id AND y.year = {year})
    FROM reports_monthlyreport r;
ANALYZE reports_monthlyreport; ANALYZE reports_monthlyedition"""
FLOOR = "SELECT count(*), sum(value) FROM ({sql}) found"
BY_MONTH = "SELECT {committee}, date_part('month', {day}), {value} AS value FROM {rows} AND {day} BETWEEN %(from)s AND %(to)s GROUP BY 1, 2"
PRESENT = """activities_participation p JOIN activities_activity a ON a.id = p.activity_id
    WHERE p.attendance = 'present' AND a.state = 'confirmed' AND a.kind = '{kind}'"""
SERVING = """SELECT m.committee_id, n, count(*) AS value FROM members_member m {join}, generate_series(1, 12) n
    WHERE {more} m.since <= (make_date({year}, n, 1) + interval '1 month - 1 day')
    AND (m.until IS NULL OR m.until >= (make_date({year}, n, 1) + interval '1 month - 1 day')) GROUP BY 1, 2"""


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def by_hand(code: str) -> str:
    """What somebody would write for this figure."""
    own = {
        "bring_medicine.patient_visits": ("o.committee_id", "a.held_on", "sum(o.value)", """activities_outcome o
            JOIN activities_activity a ON a.id = o.activity_id
            WHERE o.measure = 'patient_visits' AND a.state = 'confirmed' AND a.kind = 'bring_medicine'"""),
        "gifts.money": ("committee_id", "given_on", "sum(amount)", "outreach_gift WHERE kind = 'money' AND standing = 'received'"),
        "gifts.books": ("committee_id", "given_on", "sum(quantity)",
            "outreach_gift WHERE kind = 'goods' AND standing = 'received' AND unit = '册'"),
        "heart.activities": ("committee_id", "held_on", "count(*)", """activities_activity WHERE state = 'confirmed'
            AND kind IN ('bring_culture', 'bring_medicine', 'bring_science', 'bring_law')"""),
    }  # fmt: skip
    if code == "members.serving":
        return SERVING.format(join="", more="", year=YEAR)
    if code == "members.women":
        return SERVING.format(
            join="JOIN members_person p ON p.id = m.person_id", more="p.sex = '2' AND", year=YEAR
        )
    if code in own:
        committee, day, value, rows = own[code]
    else:
        kind, _, what = code.partition(".")
        committee, day = "a.committee_id", "a.held_on"
        value = "count(DISTINCT p.person_id)" if what == "persons" else "count(*)"
        held = f"activities_activity a WHERE a.state = 'confirmed' AND a.kind = '{kind}'"
        rows = held if what == "held" else PRESENT.format(kind=kind)
    return BY_MONTH.format(committee=committee, day=day, value=value, rows=rows)


def timed(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def spent(run: Callable[[], object], pids: list[int]) -> tuple[float, float]:
    """Seconds by the clock, and of these processes' processor time."""
    before = cpu_seconds(pids)
    took = timed(run)
    return took, sum(cpu_seconds(pids)[pid] - before[pid] for pid in pids)


def root() -> psycopg.Connection[Any]:
    return psycopg.connect(**Cluster(settings.HOME).dsn("root"), autocommit=True)


def floor(connection: psycopg.Connection[Any]) -> tuple[float, float]:
    """In one process, as the roll-up is: it leaves the other processors to the pages."""
    connection.execute("SET max_parallel_workers_per_gather = 0")
    window = {"from": f"{YEAR}-01-01", "to": f"{YEAR}-12-31"}

    def all_figures() -> None:
        for code in CODES:
            connection.execute(FLOOR.format(sql=by_hand(code)), window).fetchall()

    runs = [spent(all_figures, [connection.info.backend_pid]) for _ in range(TIMES)]
    return statistics.median(took for took, _ in runs), statistics.median(cpu for _, cpu in runs)


def fill(connection: psycopg.Connection[Any]) -> None:
    for place, code in enumerate(divisions(), 1):
        ensure_committee(code)
        if not place % 500:
            say(place, "committees")
    columns = dict(columns_of(connection))
    text = FILL.format(year=YEAR, **columns)
    # what a run that broke off left
    connection.execute("TRUNCATE organisation_unit, organisation_term, members_person CASCADE")
    connection.execute(
        "SET session_replication_role = replica"
    )  # keys are known to fit; no search index is wanted
    for statement in text.split(";\n"):
        took = timed(lambda sql=statement: psycopg.ClientCursor(connection).execute(sql, {"kinds": KINDS}))  # type: ignore[misc]
        say(f"{took:.1f} s", statement.split()[2] if "INTO" in statement else statement)


MADE = {
    "person": {
        "id": "gen_random_uuid()", "committee_id": "c.id", "name": "'人' || n", "sex": "(n %% 2 + 1)::text",
    },
    "member": {"id": "gen_random_uuid()", "committee_id": "p.committee_id", "person_id": "p.id",
        "term_id": "p.committee_id", "since": "'2016-01-01'"},
    "gift": {"id": "gen_random_uuid()", "committee_id": "c.id", "kind": "(ARRAY['money','goods'])[n]",
        "standing": "'received'", "given_on": f"make_date({YEAR}, m, n * 9)", "amount": "1000.5", "quantity": "20",
        "unit": "'册'", "donor": "'某企业'", "goods": "CASE n WHEN 2 THEN '图书' ELSE '' END"},
}  # fmt: skip
TABLES = {"person": "members_person", "member": "members_member", "gift": "outreach_gift"}


def columns_of(connection: psycopg.Connection[Any]) -> Iterator[tuple[str, str]]:
    """Every column that must be filled, with what is made up for it or nothing."""
    asked = """SELECT column_name, data_type FROM information_schema.columns
        WHERE table_name = %s AND table_schema = 'public' AND is_nullable = 'NO'"""
    empty = {
        "character varying": "''",
        "text": "''",
        "boolean": "false",
        "timestamp with time zone": "now()",
        "jsonb": "'{}'",
    }
    for name, table in TABLES.items():
        rows = connection.execute(asked, [table]).fetchall()
        values = {column: empty.get(kind, "1") for column, kind in rows} | MADE[name]
        yield name, ", ".join(f'"{column}"' for column in values)
        yield f"{name}_values", ", ".join(values.values())


def rolled(label: str, planned: list[Step], bare: tuple[float, float]) -> None:
    changed: list[int] = []
    took, cpu = spent(lambda: changed.extend(step.do() for step in planned), [os.getpid(), backend()])
    ratios = f"{took / bare[0]:.2f} by the clock, {cpu / bare[1]:.2f} of processor time"
    say(f"{label}: {took:.1f} s, processor {cpu:.1f} s, {sum(changed)} lines changed; to the floor {ratios}")


def main() -> None:
    with site(), root() as connection:
        if not connection.execute("SELECT 1 FROM activities_activity LIMIT 1").fetchone():
            fill(connection)
        rows = connection.execute("SELECT count(*) FROM activities_participation").fetchone()
        chosen = [figures[code] for code in CODES]
        say(Committee.objects.count(), "committees,", len(chosen), "figures,", rows, "participations")
        bare = floor(connection)
        say(f"floor: {bare[0]:.1f} s, processor {bare[1]:.1f} s")
        connection.execute("TRUNCATE reports_countedyear, reports_treeyear, reports_treestate")
        counting = [step for step in steps([YEAR], chosen) if step.counted]
        rolled("counted for the first time", counting, bare)
        connection.execute("ANALYZE reports_countedyear")
        rolled("counted again", counting, bare)
        if not connection.execute("SELECT 1 FROM reports_monthlyreport LIMIT 1").fetchone():
            connection.execute("SET session_replication_role = replica")
            for statement in CONFIRM.format(year=YEAR).split(";\n"):
                connection.execute(statement)
        adding = [step for step in steps([YEAR], chosen) if not step.counted]
        rolled("added up for the first time", adding, bare)
        connection.execute("ANALYZE reports_treeyear")
        rolled("added up again", adding, bare)


if __name__ == "__main__":
    main()
