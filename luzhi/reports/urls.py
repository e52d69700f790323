from django.urls import path

from luzhi.core.pages import ledger_urls
from luzhi.reports.checking.pages import check_page
from luzhi.reports.editing.pages import beside, figures_listed, tokens_told, versions_page
from luzhi.reports.rollups.urls import ROLLUPS
from luzhi.reports.views import (
    REVIEWS,
    figure_list,
    figure_page,
    frozen_page,
    review_cards,
    review_docx,
    review_page,
    review_pdf,
)
from luzhi.reports.wordings import WORDINGS, wording_page

app_name = "reports"
urlpatterns = [
    path("check/", check_page, name="check"),
    path("figures/", figure_list, name="figures"),
    path("figures/frozen/<uuid:pk>/", frozen_page, name="frozen"),
    path("figures/<str:code>/", figure_page, name="figure"),
    path("reviews/<uuid:pk>/cards/", review_cards, {"ledger": REVIEWS}, name="review_cards"),
    path("reviews/<uuid:pk>/docx/", review_docx, {"ledger": REVIEWS}, name="review_docx"),
    path("reviews/<uuid:pk>/pdf/", review_pdf, {"ledger": REVIEWS}, name="review_pdf"),
    *ROLLUPS,
    path("reviews/<uuid:pk>/editing/figures/", figures_listed, name="review_figures"),
    path("reviews/<uuid:pk>/editing/tokens/", tokens_told, name="review_tokens"),
    path("reviews/<uuid:pk>/editing/beside/", beside, name="review_beside"),
    path("reviews/<uuid:pk>/versions/", versions_page, name="review_versions"),
    *ledger_urls(REVIEWS, "reviews/", detail=review_page),
    *ledger_urls(WORDINGS, "wordings/", detail=wording_page),
]
