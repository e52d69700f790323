from luzhi.core.pages import ledger_urls
from luzhi.outreach.views import GIFTS, PAIRINGS, VISITS

app_name = "outreach"
urlpatterns = [
    *ledger_urls(GIFTS, "gifts/"),
    *ledger_urls(PAIRINGS, "pairings/"),
    *ledger_urls(VISITS, "visits/"),
]
