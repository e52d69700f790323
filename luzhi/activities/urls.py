from django.urls import path

from luzhi.activities import views
from luzhi.core.pages import ledger_urls

app_name = "activities"
urlpatterns = [
    *ledger_urls(views.PROGRAMMES, "programmes/"),
    *ledger_urls(views.PARTICIPATIONS, "lines/"),
    path("<uuid:pk>/attendance/", views.attendance, name="attendance"),
    path("<uuid:pk>/read-back/", views.read_back_page, name="read_back"),
    path("<uuid:pk>/sign-in-list/", views.sign_in_list, name="sign_in_list"),
    path("new/", views.new_activity, {"ledger": views.ACTIVITIES}, name="activity_new"),
    *ledger_urls(views.ACTIVITIES),
]
