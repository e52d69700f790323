from django.urls import path

from luzhi.reports.rollups.views import month_page, months_page, tree_page, tree_xlsx

ROLLUPS = [
    path("months/", months_page, name="months"),
    path("months/<int:of_year>/<int:number>/", month_page, name="month"),
    path("tree/", tree_page, name="tree"),
    path("tree/sheet/", tree_xlsx, name="tree_xlsx"),
]
