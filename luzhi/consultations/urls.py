from luzhi.consultations.views import DOCUMENTS, SUGGESTIONS, TOPICS
from luzhi.core.pages import ledger_urls

app_name = "consultations"
urlpatterns = [
    *ledger_urls(TOPICS, "topics/"),
    *ledger_urls(DOCUMENTS, "documents/"),
    *ledger_urls(SUGGESTIONS),
]
