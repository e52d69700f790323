from django.urls import path

from luzhi.core.pages import ledger_urls
from luzhi.reports.checking.pages import check_page
from luzhi.reports.views import REVIEWS, figure_list, figure_page, frozen_page, review_docx, review_page

app_name = "reports"
urlpatterns = [
    path("check/", check_page, name="check"),
    path("figures/", figure_list, name="figures"),
    path("figures/frozen/<uuid:pk>/", frozen_page, name="frozen"),
    path("figures/<str:code>/", figure_page, name="figure"),
    path("reviews/<uuid:pk>/docx/", review_docx, {"ledger": REVIEWS}, name="review_docx"),
    *ledger_urls(REVIEWS, "reviews/", detail=review_page),
]
