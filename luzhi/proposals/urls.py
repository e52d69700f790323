from luzhi.core.pages import ledger_urls
from luzhi.proposals.views import PROPOSALS

app_name = "proposals"
urlpatterns = ledger_urls(PROPOSALS)
