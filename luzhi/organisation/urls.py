from django.urls import path

from luzhi.core.pages import ledger_urls
from luzhi.organisation import views

app_name = "organisation"
urlpatterns = [
    path("choose/", views.choose, name="choose"),
    *ledger_urls(views.UNITS, "units/"),
]
