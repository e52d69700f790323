from luzhi.core.pages import ledger_urls
from luzhi.learning.views import REGULATIONS

app_name = "learning"
urlpatterns = ledger_urls(REGULATIONS, "regulations/")
