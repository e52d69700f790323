from django.urls import path

from luzhi.core.pages import ledger_urls
from luzhi.members.roll import roll
from luzhi.members.views import MEMBERS, MEMBERSHIPS, PEOPLE, merge_page, new_term

app_name = "members"
urlpatterns = [
    path("people/<uuid:pk>/merge/", merge_page, name="merge"),
    path("roll/", roll, name="roll"),
    path("new-term/", new_term, name="new_term"),
    *ledger_urls(PEOPLE, "people/"),
    *ledger_urls(MEMBERSHIPS, "memberships/"),
    *ledger_urls(MEMBERS),
]
