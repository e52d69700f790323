from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, register_converter

from luzhi.core.pages import ledger_urls
from luzhi.portal import released, views
from luzhi.portal.feeds import ArticleFeed, ProposalFeed
from luzhi.portal.ledgers import ARTICLES, CHANNELS, COMMENTS, article_page, take_over


class Division:
    """A GB/T 2260 code."""

    regex = "[0-9]{6}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Division, "division")

newsroom = [
    *ledger_urls(CHANNELS, "channels/"),
    path("articles/of/<uuid:pk>/", take_over, name="take_over"),
    *ledger_urls(ARTICLES, "articles/", detail=article_page),
    *ledger_urls(COMMENTS, "comments/"),
]

app_name = "portal"
urlpatterns = [
    path("", views.committees, name="committees"),
    path("language/<str:code>/", views.language, name="language"),
    path("newsroom/", include((newsroom, "newsroom"))),
    path("<division:division>/", views.front, name="front"),
    path("<division:division>/feed/", login_not_required(ArticleFeed()), name="feed"),
    path("<division:division>/channels/<slug:slug>/", views.channel, name="channel"),
    path("<division:division>/articles/<uuid:pk>/", views.article, name="article"),
    path("<division:division>/articles/<uuid:pk>/since/", views.since_then, name="since"),
    path("<division:division>/articles/<uuid:pk>/reactions/", views.reaction, name="reaction"),
    path("<division:division>/articles/<uuid:pk>/comments/", views.comment, name="comment"),
    path("<division:division>/proposals/", released.released_list, name="released"),
    path("<division:division>/proposals/feed/", login_not_required(ProposalFeed()), name="released_feed"),
    path("<division:division>/proposals/<uuid:pk>/", released.released_page, name="released_proposal"),
    path("<division:division>/reviews/<uuid:pk>/charts/<int:number>.svg", views.chart, name="chart"),
    path("<division:division>/figures/<uuid:pk>/", views.figure, name="figure"),
]
