from django.urls import path

from luzhi.writing import views

app_name = "writing"
urlpatterns = [
    path("drafts/<str:form>/", views.draft, name="draft"),
    path("drafts/<str:form>/discard/", views.discard, name="discard"),
    path("import/", views.import_file, name="import"),
    path("arrange/", views.arrange, name="arrange"),
    path("hints/", views.hints_fragment, name="hints"),
]
