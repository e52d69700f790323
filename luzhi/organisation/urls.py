from django.urls import path

from luzhi.core.pages import ledger_urls
from luzhi.organisation import administration, sessions, views

app_name = "organisation"
urlpatterns = [
    path("choose/", views.choose, name="choose"),
    path("appointments/", administration.appointments, name="appointments"),
    path("appointments/<uuid:pk>/end/", administration.end_appointment, name="end_appointment"),
    path("appointments/<uuid:pk>/slip/", administration.new_slip, name="new_slip"),
    path("rules/", administration.rules, name="rules"),
    path("sessions/", sessions.sessions_page, name="sessions"),
    path("sessions/new/", sessions.session_page, name="session_new"),
    path("sessions/<uuid:pk>/", sessions.session_page, name="session"),
    path("audit/", administration.audit, name="audit"),
    *ledger_urls(views.UNITS, "units/"),
]
