"""Figures of consultation (field.md 1.6): suggestions sent, adopted, implemented."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from luzhi.consultations.models import ACCEPTED, Adoption, Suggestion
from luzhi.core.figures import Figure, Ratio, figures, ratios

sent = Figure(
    "suggestions.sent",
    _("Opinions and suggestions"),
    "条",
    lambda scope: scope.rows(Suggestion.objects.counted(), "document__sent_on"),
    _(
        "Single recommendations in outcome documents, by the day the document was sent; repetitions count once."
    ),
    public=True,
)
adopted = Figure(
    "suggestions.adopted",
    _("Suggestions adopted"),
    "条",
    lambda scope: scope.rows(Suggestion.objects.counted().filter(state__in=ACCEPTED), "document__sent_on"),
    _("Of the suggestions sent in the window, those adopted wholly or partly or already implemented."),
    public=True,
)
implemented = Figure(
    "suggestions.implemented",
    _("Suggestions implemented"),
    "条",
    lambda scope: scope.rows(
        Suggestion.objects.counted().filter(state=Adoption.IMPLEMENTED), "document__sent_on"
    ),
    _("Of the suggestions sent in the window, those that a department has carried out."),
    public=True,
)
figures.add(sent, adopted, implemented)
ratios.add(
    Ratio("suggestions.adoption_rate", _("Adoption rate"), adopted, sent, _("Adopted ÷ sent."), public=True)
)
