from luzhi.core.pages import ledger_urls
from luzhi.outreach.views import GIFTS, PAIRINGS, VISITS, VOICES

app_name = "outreach"
urlpatterns = [
    *ledger_urls(GIFTS, "gifts/"),
    *ledger_urls(PAIRINGS, "pairings/"),
    *ledger_urls(VISITS, "visits/"),
    *ledger_urls(VOICES, "voices/"),
]
