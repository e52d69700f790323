"""Topics set by the Party committee, documents sent up, suggestions answered."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from luzhi.consultations import forms
from luzhi.consultations.access import writer
from luzhi.consultations.funnel import funnel
from luzhi.consultations.models import OutcomeDocument, Suggestion, Topic
from luzhi.core.pages import Ledger, Related
from luzhi.core.showing import Column, table

STAGES = (Column("label", _("stage")), Column("number", _("suggestions"), kind="num", unit="条"))
ITEMS = (
    Column("text", _("suggestion")),
    Column("number", _("item"), kind="num", phone=False),
    Column("department", _("department")),
    Column("state", _("adoption"), kind="fit"),
)

SUGGESTIONS = Ledger(
    code="suggestions",
    label=_("Suggestions"),
    purpose=_("Every single recommendation of the documents sent up, and what became of it."),
    model=Suggestion,
    namespace="consultations",
    columns=(
        ITEMS[0],
        Column("document.topic", _("consultation topic")),
        Column("department", _("department"), phone=False),
        Column("document.sent_on", _("sent on"), kind="fit", sort="document__sent_on", phone=False),
        Column("state", _("adoption"), kind="fit", sort="state"),
    ),
    facts=(
        Column("state", _("adoption")),
        Column("number", _("item")),
        Column("document.topic.title", _("consultation topic")),
        Column("document.title", _("outcome document")),
        Column("document.sent_on", _("sent on")),
        Column("raised_by", _("raised by")),
        Column("department", _("department")),
        Column("duplicate_of", _("repeats")),
    ),
    texts=(Column("text", _("suggestion")), Column("result", _("result"))),
    form=forms.SuggestionForm,
    create=writer,
    edit=writer,
    filters=forms.SuggestionFilter,
    search=("text", "raised_by", "document__title"),
    related=("document__topic", "department", "duplicate_of__document"),
    related_tables=lambda suggestion, user: documents_of(user, pk=suggestion.document_id),
    exchange="suggestions",
    empty=_("No suggestions yet: they are entered with the document that carries them, or imported."),
)


def items(document: OutcomeDocument, user: Any) -> list[Related]:
    rows = SUGGESTIONS.rows(user).filter(document=document).order_by("number")
    new = f"{SUGGESTIONS.new_url}?document={document.pk}" if writer(user, None) else ""
    empty = _("No suggestion is entered yet.")
    return [Related(_("Suggestions"), ITEMS, table(ITEMS, rows), new, _("Add a suggestion"), empty)]


DOCUMENTS = Ledger(
    code="documents",
    label=_("Outcome documents"),
    purpose=_(
        "Minutes, formal suggestions and reports that a consultation sent to the Party committee and the government."
    ),
    model=OutcomeDocument,
    namespace="consultations",
    columns=(
        Column("title", _("title")),
        Column("kind", _("kind"), kind="fit", phone=False),
        Column("topic", _("consultation topic")),
        Column("number", _("document number"), phone=False),
        Column("sent_on", _("sent on"), kind="fit", sort="sent_on"),
    ),
    facts=(
        Column("kind", _("kind")),
        Column("number", _("document number")),
        Column("topic", _("consultation topic")),
        Column("sent_on", _("sent on")),
        Column("activity", _("forum")),
    ),
    form=forms.OutcomeDocumentForm,
    create=writer,
    edit=writer,
    filters=forms.OutcomeDocumentFilter,
    search=("title", "number"),
    related=("topic", "activity"),
    related_tables=items,
    empty=_("No document has been entered yet."),
)


def documents_of(user: Any, **filtered: Any) -> list[Related]:
    """Documents as a related table, for those who may open them."""
    rows = list(DOCUMENTS.rows(user).filter(**filtered))
    return [Related(_("Outcome document"), DOCUMENTS.columns, table(DOCUMENTS.columns, rows))] if rows else []


def of_topic(topic: Topic, user: Any) -> list[Related]:
    rows = DOCUMENTS.rows(user).filter(topic=topic)
    new = f"{DOCUMENTS.new_url}?topic={topic.pk}" if writer(user, None) else ""
    columns = tuple(column for column in DOCUMENTS.columns if column.name != "topic")
    empty = _("No document has been entered yet.")
    return [
        Related(_("From suggestion to result"), STAGES, table(STAGES, funnel(topic, user))),
        Related(_("Outcome documents"), columns, table(columns, rows), new, _("Add a document"), empty),
    ]


TOPICS = Ledger(
    code="topics",
    label=_("Consultation topics"),
    purpose=_(
        "Questions that the Party committee set for consultation, each with its documents and suggestions."
    ),
    model=Topic,
    namespace="consultations",
    columns=(
        Column("title", _("consultation topic")),
        Column("year", _("year"), kind="fit", sort="year"),
        Column("lead", _("lead unit")),
        Column("decided_by", _("decided by"), phone=False),
        Column("decided_on", _("decided on"), kind="fit", sort="decided_on", phone=False),
    ),
    facts=(
        Column("year", _("year")),
        Column("lead", _("lead unit")),
        Column("decided_by", _("decided by")),
        Column("decided_on", _("decided on")),
    ),
    form=forms.TopicForm,
    create=writer,
    edit=writer,
    filters=forms.TopicFilter,
    search=("title", "decided_by"),
    related=("lead",),
    related_tables=of_topic,
    empty=_("No topic yet: enter the first that the Party committee set."),
)
