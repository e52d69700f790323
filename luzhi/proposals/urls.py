from django.urls import path

from luzhi.core.pages import ledger_urls
from luzhi.handling.bulk_pages import bulk_urls
from luzhi.proposals.bulk import PROPOSING
from luzhi.proposals.documents.urls import PAPERS
from luzhi.proposals.handling_urls import HANDLED
from luzhi.proposals.ledgers import INVITATIONS
from luzhi.proposals.queue_pages import examine_page, mains_offered, queue_page
from luzhi.proposals.release_pages import publication_page
from luzhi.proposals.signing_page import changes_page, proposal_page
from luzhi.proposals.similar_views import SIMILAR
from luzhi.proposals.statistics.urls import STATISTICS
from luzhi.proposals.views import PROPOSALS

app_name = "proposals"
urlpatterns = [
    *PAPERS,
    *STATISTICS,
    *SIMILAR,
    path("queue/", queue_page, name="queue"),
    path("queue/mains/", mains_offered, name="mains"),
    path("queue/<uuid:pk>/", examine_page, name="examine"),
    *HANDLED,
    *ledger_urls(INVITATIONS, "invitations/"),
    path("<uuid:pk>/publication/", publication_page, name="publication"),
    path("<uuid:pk>/since-signing/", changes_page, name="since_signing"),
    *bulk_urls(PROPOSALS, PROPOSING, detail=proposal_page),
]
