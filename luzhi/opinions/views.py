"""The ledger of written work; the kind is a filter of its address."""

from django.utils.translation import gettext_lazy as _

from luzhi.core.pages import Ledger
from luzhi.core.showing import Column
from luzhi.opinions.access import editor, office, writer
from luzhi.opinions.forms import PaperFilter, PaperForm
from luzhi.opinions.models import Paper

PAPERS = Ledger(
    code="papers",
    label=_("Papers of members"),
    purpose=_(
        "What members write besides proposals, and who used it; internal, nothing of it is published from here."
    ),
    model=Paper,
    namespace="opinions",
    columns=(
        Column("title", _("title")),
        Column("kind", _("kind"), kind="fit", sort="kind", phone=False),
        Column("source", _("author")),
        Column("submitted_on", _("submitted on"), kind="fit", sort="submitted_on"),
        Column("used_by", _("used by"), phone=False),
        Column("state", _("state"), kind="fit", sort="state"),
    ),
    facts=(
        Column("kind", _("kind")),
        Column("state", _("state")),
        Column("number", _("reference number")),
        Column("source", _("author")),
        Column("author", _("author in the roster")),
        Column("submitted_on", _("submitted on")),
        Column("used_by", _("used by")),
        Column("used_on", _("used on")),
        Column("on_behalf", _("entered on behalf by")),
    ),
    texts=(Column("body", _("text")),),
    form=PaperForm,
    create=writer,
    edit=editor,
    filters=PaperFilter,
    search=("title", "source", "number"),
    related=("author", "entered_by"),
    exchange="opinions",
    load=office,
    empty=_("Nothing has been submitted yet: write the first piece, or import a list."),
)
