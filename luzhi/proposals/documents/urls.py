from django.urls import path

from luzhi.proposals.documents.downloads import (
    ANSWER,
    FORM,
    HAND_OVER,
    OPINION,
    PROPOSAL,
    catalogue_download,
    download,
)

PAPERS = [
    path("papers/catalogue/", catalogue_download, name="catalogue"),
    path("papers/proposal/<uuid:pk>/", download, {"paper": PROPOSAL}, name=PROPOSAL.code),
    path("papers/hand-over/<uuid:pk>/", download, {"paper": HAND_OVER}, name=HAND_OVER.code),
    path("papers/answer/<uuid:pk>/", download, {"paper": ANSWER}, name=ANSWER.code),
    path("papers/joint-opinion/<uuid:pk>/", download, {"paper": OPINION}, name=OPINION.code),
    path("papers/opinion-form/<uuid:pk>/", download, {"paper": FORM}, name=FORM.code),
]
