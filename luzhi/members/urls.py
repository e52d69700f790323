from luzhi.core.pages import ledger_urls
from luzhi.members.views import MEMBERS, MEMBERSHIPS, PEOPLE

app_name = "members"
urlpatterns = [
    *ledger_urls(PEOPLE, "people/"),
    *ledger_urls(MEMBERSHIPS, "memberships/"),
    *ledger_urls(MEMBERS),
]
