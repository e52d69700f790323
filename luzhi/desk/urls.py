from django.urls import path

from luzhi.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("submit/", views.submit, name="submit"),
    path("year/", views.glance, name="glance"),
]
