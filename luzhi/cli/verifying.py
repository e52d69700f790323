"""A site checked against itself: chains, figures counted a second way, frozen figures, files, the search index.

The second way is SQL written by hand, from the rules of docs/field.md and not from the code of the figures.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import FileField, Model
from django.utils.translation import gettext as _

from luzhi.audit.checking import faults
from luzhi.cli.preparing import patient
from luzhi.core.figures import Scope, figures
from luzhi.core.periods import year
from luzhi.organisation.models import Committee
from luzhi.reports.drift import live
from luzhi.reports.models import Review, ReviewState
from luzhi.search.checking import differing

GIVEN = "FROM outreach_gift WHERE committee_id = %s AND standing = 'received' AND kind ="
FILED = "('filed', 'merged', 'assigned', 'answered', 'closed', 'archived')"
BY_SESSION = """
        SELECT s.year, count(*) FROM proposals_proposal p JOIN organisation_session s ON s.id = p.session_id"""
BY_HAND = {
    "suggestions.sent": """
        SELECT date_part('year', d.sent_on)::int, count(*) FROM consultations_suggestion s
        JOIN consultations_outcomedocument d ON d.id = s.document_id
        WHERE s.committee_id = %s AND d.sent_on IS NOT NULL AND s.duplicate_of_id IS NULL GROUP BY 1""",
    "heart.activities": """
        SELECT date_part('year', held_on)::int, count(*) FROM activities_activity
        WHERE committee_id = %s AND state = 'confirmed'
        AND kind IN ('bring_culture', 'bring_medicine', 'bring_science', 'bring_law') GROUP BY 1""",
    "gifts.money": f"SELECT date_part('year', given_on)::int, sum(amount) {GIVEN} 'money' GROUP BY 1",
    "gifts.books": f"""
        SELECT date_part('year', given_on)::int, sum(quantity) {GIVEN} 'goods' AND unit = '册' GROUP BY 1""",
    "clinic.patient_visits": """
        SELECT date_part('year', a.held_on)::int, sum(o.value) FROM activities_outcome o
        JOIN activities_activity a ON a.id = o.activity_id
        WHERE o.committee_id = %s AND o.measure = 'patient_visits' AND a.state = 'confirmed' GROUP BY 1""",
    "proposals.received": f"""{BY_SESSION} WHERE p.committee_id = %s
        AND p.state NOT IN ('draft', 'unconfirmed', 'returned', 'withdrawn') GROUP BY 1""",
    "proposals.filed": f"{BY_SESSION} WHERE p.committee_id = %s AND p.state IN {FILED} GROUP BY 1",
    "proposals.merged": f"{BY_SESSION} WHERE p.committee_id = %s AND p.state = 'merged' GROUP BY 1",
    "proposals.answered": f"""{BY_SESSION} LEFT JOIN proposals_proposal m ON m.id = p.main_id
        WHERE p.committee_id = %s AND p.state IN {FILED}
        AND coalesce(p.answered_on, m.answered_on) IS NOT NULL GROUP BY 1""",
    "proposals.unit_in_time": f"""{BY_SESSION} JOIN proposals_assignment a ON a.proposal_id = p.id
        WHERE p.committee_id = %s AND a.role <> 'joint' AND a.state NOT IN ('returned', 'cancelled')
        AND a.answered_on <= a.answer_by GROUP BY 1""",
    "proposals.class_a": f"""{BY_SESSION} JOIN proposals_assignment a ON a.proposal_id = p.id
        JOIN proposals_answer w ON w.assignment_id = a.id
        WHERE p.committee_id = %s AND w.is_current AND w.sent_on IS NOT NULL
        AND (w.answer_class = 'A' OR w.solved_on IS NOT NULL) GROUP BY 1""",
    "proposals.satisfied": f"""{BY_SESSION} JOIN proposals_feedback f ON f.proposal_id = p.id
        JOIN proposals_answer w ON w.id = f.answer_id
        WHERE p.committee_id = %s AND w.is_current AND f.state = 'satisfied' GROUP BY 1""",
    "proposals.promises_kept": f"""{BY_SESSION} JOIN proposals_assignment a ON a.proposal_id = p.id
        JOIN proposals_answer w ON w.assignment_id = a.id JOIN proposals_promise k ON k.answer_id = w.id
        WHERE p.committee_id = %s AND w.sent_on IS NOT NULL AND k.state = 'kept' GROUP BY 1""",
    "bimonthly_forum.held": """
        SELECT date_part('year', held_on)::int, count(*) FROM activities_activity
        WHERE committee_id = %s AND state = 'confirmed' AND kind = 'bimonthly_forum' GROUP BY 1""",
}  # fmt: skip


@dataclass(frozen=True)
class Problem:
    what: str
    where: str


def problems(committee: Committee) -> Iterator[Problem]:
    """All that is wrong with one committee's records."""
    with patient(committee.pk):
        yield from _chain(committee)
        yield from _counted(committee)
        yield from _frozen(committee)
        yield from _files(committee)
        yield from _searched(committee)


def _searched(committee: Committee) -> Iterator[Problem]:
    for kind, row in differing(committee.pk):
        yield Problem(_("the search index differs from the text"), f"{committee.code} {kind} {row}")


def _chain(committee: Committee) -> Iterator[Problem]:
    for fault in faults(committee.pk):
        yield Problem(
            _("audit chain: %(fault)s") % {"fault": _fault(fault.what)}, f"{committee.code} #{fault.seq}"
        )


def _fault(what: str) -> str:
    words = {
        "gap": _("an entry is missing"),
        "broken link": _("a broken link"),
        "changed": _("an entry was changed"),
    }
    return words.get(what, what)


def _counted(committee: Committee) -> Iterator[Problem]:
    for code, sql in BY_HAND.items():
        for of_year, expected in _by_year(committee, sql).items():
            value = figures[code].value(Scope(committee.pk, year(of_year)))
            if value != expected:
                words = {
                    "figure": figures[code].label,
                    "value": value.normalize(),
                    "expected": expected.normalize(),
                }
                yield Problem(
                    _("%(figure)s: %(value)s, counted by hand %(expected)s") % words,
                    f"{committee.code} {code} {of_year}",
                )


def _by_year(committee: Committee, sql: str) -> dict[int, Decimal]:
    """By hand: every year that has rows, and the years beside them, which must have none."""
    with connection.cursor() as cursor:
        cursor.execute(sql, [committee.pk])
        found = {int(of_year): Decimal(value or 0) for of_year, value in cursor.fetchall() if of_year}
    around = range(max(min(found) - 1, 1), min(max(found) + 2, 10_000)) if found else ()
    return {of_year: found.get(of_year, Decimal(0)) for of_year in around}


def _frozen(committee: Committee) -> Iterator[Problem]:
    for review in Review.objects.filter(committee=committee, state=ReviewState.APPROVED):
        now = live(review)
        for frozen in review.figures.all():
            if not _same(now[frozen.token].value, frozen.value):
                words = {"review": review.title, "then": frozen.printed, "now": now[frozen.token].printed}
                yield Problem(
                    _("%(review)s: printed %(then)s, the records say %(now)s") % words,
                    f"{committee.code} {frozen.token}",
                )


def _same(value: Decimal | None, stored: Decimal | None) -> bool:
    """Equal as far as the column stores it: the share of a ratio may have no end."""
    if value is None or stored is None:
        return value is stored
    return abs(value - stored) < Decimal("1e-11")


def _files(committee: Committee) -> Iterator[Problem]:
    for model in apps.get_models():
        names = [field.name for field in model._meta.fields if isinstance(field, FileField)]
        if names and any(field.name == "committee" for field in model._meta.fields):
            for row in model._base_manager.filter(committee=committee).iterator():
                yield from (found for name in names if (found := _file(row, name)))


def _file(row: Model, name: str) -> Problem | None:
    """A stored file that is gone, or is not the one whose digest the row holds."""
    file: Any = getattr(row, name)
    where = f"{row._meta.label_lower} {row.pk}"
    if not file:
        return None
    if not file.storage.exists(file.name):
        return Problem(_("file is missing: %(name)s") % {"name": file.name}, where)
    noted = getattr(row, "sha256", None)
    if noted and _sha256(file) != noted:
        return Problem(_("file was changed: %(name)s") % {"name": file.name}, where)
    return None


def _sha256(file: Any) -> str:
    with file.storage.open(file.name) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
