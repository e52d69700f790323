from django.urls import path

from luzhi.core.pages import ledger_urls
from luzhi.exchange import views

app_name = "exchange"
urlpatterns = [
    path("import/<slug:kind>/", views.upload_page, name="import"),
    path("import/<slug:kind>/empty-sheet/", views.template, name="template"),
    path("export/<slug:kind>/", views.export_page, name="export"),
    path("uploads/<uuid:pk>/", views.preview_page, name="upload"),
    path("uploads/<uuid:pk>/commit/", views.commit_upload, name="commit"),
    path("uploads/<uuid:pk>/refused/", views.marked, name="refused"),
    *ledger_urls(views.BATCHES, "batches/", detail=views.batch_page),
    path("batches/<uuid:pk>/undo/", views.undo_page, name="undo"),
    path("batches/<uuid:pk>/slips/", views.slips, name="slips"),
]
