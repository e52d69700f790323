from luzhi.core.pages import ledger_urls
from luzhi.proposals.documents.urls import PAPERS
from luzhi.proposals.ledgers import ASSIGNMENTS, FEEDBACK, INVITATIONS, PROMISES
from luzhi.proposals.views import PROPOSALS

app_name = "proposals"
urlpatterns = [
    *PAPERS,
    *ledger_urls(ASSIGNMENTS, "handling/"),
    *ledger_urls(FEEDBACK, "opinions/"),
    *ledger_urls(PROMISES, "promises/"),
    *ledger_urls(INVITATIONS, "invitations/"),
    *ledger_urls(PROPOSALS),
]
