"""What the editor's page brings with it, so that every figure of the text is shown at once."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from luzhi.reports.access import may_roll_up
from luzhi.reports.editing.listing import windows
from luzhi.reports.editing.telling import told, written_tokens
from luzhi.reports.models import Review


def brought(review: Review, text: str, user: Any) -> dict[str, Any]:
    """For the page's script: addresses, the windows offered first, and what each token of the text shows."""
    return {
        "review": str(review.pk),
        "user": str(user.pk),
        "year": review.year,
        "windows": windows(review),
        "told": told(review, written_tokens(text)),
        "tokens": reverse("reports:review_tokens", args=[review.pk]),
        "figures": reverse("reports:review_figures", args=[review.pk]),
        "levels": may_roll_up(user, review.committee),
    }
