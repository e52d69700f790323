from django.urls import path

from luzhi.proposals.statistics.views import counted, statistics, statistics_xlsx

STATISTICS = [
    path("statistics/", statistics, name="statistics"),
    path("statistics/sheet/", statistics_xlsx, name="statistics_xlsx"),
    path("statistics/<slug:name>/", counted, name="counted"),
]
