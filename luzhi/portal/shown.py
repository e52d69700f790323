"""Figure links inside an article's text, as the reader meets them."""

from __future__ import annotations

import re
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

FIGURE_LINK = re.compile(r'<a href="(/[0-9]{6}/figures/[0-9a-f-]{36}/)"[^>]*>')


def as_token(link: re.Match[str]) -> Any:
    """The opening tag of a link to a figure card: it opens in the drawer beside the text."""
    return format_html(
        '<a class="token" href="{}" data-drawer="{}">', link[1], _("Where this figure comes from")
    )
