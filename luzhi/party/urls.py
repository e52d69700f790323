from django.urls import path

from luzhi.party import views

app_name = "party"
urlpatterns = [
    path("", views.board, name="board"),
    path("organisation/", views.organisation, name="organisation"),
]
