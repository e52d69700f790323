from django.urls import path

from luzhi.handling import views

app_name = "handling"
urlpatterns = [
    path("", views.queue_page, name="queue"),
    path("export/", views.export_page, name="export"),
    path("units/", views.units_page, name="units"),
]
