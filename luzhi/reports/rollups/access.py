"""Who reads a committee's own months."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from luzhi.core.access import holder
from luzhi.reports.models.monthly import MONTHLY_READERS

monthly_reader = holder(_("the office and leaders"), *MONTHLY_READERS)
