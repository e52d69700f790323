"""Who reads a committee's months, and who reads those of the committees beneath."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from luzhi.core.access import holder
from luzhi.reports.models.monthly import FROM_ABOVE, MONTHLY_READERS

monthly_reader = holder(_("the office and leaders"), *MONTHLY_READERS)
tree_reader = holder(_("the research office and leaders"), *FROM_ABOVE)
