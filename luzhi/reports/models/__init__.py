"""Reviews, who read them, the figures frozen with them, and a committee's own words for the templates."""

from luzhi.reports.models.frozen import FrozenFigure
from luzhi.reports.models.monthly import (
    TOLD,
    CountedYear,
    MonthlyEdition,
    MonthlyReport,
    MonthState,
    TreeState,
    TreeYear,
)
from luzhi.reports.models.readings import READING, Outcome, Reading
from luzhi.reports.models.reviews import READERS, Form, Review, ReviewState
from luzhi.reports.models.wordings import Wording

__all__ = [
    "READERS",
    "READING",
    "TOLD",
    "CountedYear",
    "Form",
    "FrozenFigure",
    "MonthState",
    "MonthlyEdition",
    "MonthlyReport",
    "Outcome",
    "Reading",
    "Review",
    "ReviewState",
    "TreeState",
    "TreeYear",
    "Wording",
]
