"""Reviews and the figures frozen with them."""

from luzhi.reports.models.frozen import FrozenFigure
from luzhi.reports.models.reviews import Review, ReviewState

__all__ = ["FrozenFigure", "Review", "ReviewState"]
