from django.urls import path

from luzhi.core.pages import ledger_urls
from luzhi.proposals.documents.urls import PAPERS
from luzhi.proposals.ledgers import ASSIGNMENTS, FEEDBACK, INVITATIONS, PROMISES
from luzhi.proposals.signing_page import changes_page, proposal_page
from luzhi.proposals.statistics.urls import STATISTICS
from luzhi.proposals.views import PROPOSALS

app_name = "proposals"
urlpatterns = [
    *PAPERS,
    *STATISTICS,
    *ledger_urls(ASSIGNMENTS, "handling/"),
    *ledger_urls(FEEDBACK, "opinions/"),
    *ledger_urls(PROMISES, "promises/"),
    *ledger_urls(INVITATIONS, "invitations/"),
    path("<uuid:pk>/since-signing/", changes_page, name="since_signing"),
    *ledger_urls(PROPOSALS, detail=proposal_page),
]
