"""Addresses of the departments' side: assignments with their editor, opinions, promises, talks, ratings, sheets."""

from django.urls import path

from luzhi.core.pages import ledger_urls
from luzhi.handling.bulk_pages import bulk_urls
from luzhi.proposals import answer_pages
from luzhi.proposals.answersheets import pages
from luzhi.proposals.assignment_page import assignment_page
from luzhi.proposals.bulk import HANDLING
from luzhi.proposals.contacts import RATINGS, TALKS
from luzhi.proposals.ledgers import ASSIGNMENTS, FEEDBACK
from luzhi.proposals.opinion_pages import feedback_page
from luzhi.proposals.promising import PROMISES

OF_ONE = {"ledger": ASSIGNMENTS}
HANDLED = [
    path("handling/sheets/", pages.sheets_page, name="answer_sheets"),
    path("handling/sheets/template/", pages.template_sheet, name="answer_template"),
    path("handling/sheets/<uuid:pk>/", pages.sheet_page, name="answer_sheet"),
    path("handling/sheets/<uuid:pk>/take/", pages.take_sheet, name="take_answers"),
    path("handling/sheets/<uuid:pk>/result/", pages.result_sheet, name="answer_result"),
    path("handling/<uuid:pk>/draft/", answer_pages.answer_page, OF_ONE, name="assignment_draft"),
    path("handling/<uuid:pk>/draft/kept/", answer_pages.keep_answer, name="assignment_kept"),
    path("handling/<uuid:pk>/draft/discard/", answer_pages.discard_answer, name="assignment_discard"),
    path("handling/<uuid:pk>/versions/", answer_pages.versions_page, OF_ONE, name="assignment_versions"),
    *bulk_urls(ASSIGNMENTS, HANDLING, "handling/", detail=assignment_page),
    *ledger_urls(FEEDBACK, "opinions/", detail=feedback_page),
    *ledger_urls(PROMISES, "promises/"),
    *ledger_urls(TALKS, "talks/"),
    *ledger_urls(RATINGS, "ratings/"),
]
