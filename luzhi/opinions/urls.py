from luzhi.core.pages import ledger_urls
from luzhi.opinions.views import PAPERS

app_name = "opinions"
urlpatterns = ledger_urls(PAPERS)
