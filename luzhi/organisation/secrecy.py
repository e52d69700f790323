"""涉密不上网: a text that bears a classification mark is refused before anything of it is kept."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LEVEL = r"(?:绝\s*密|机\s*密|秘\s*密)"
TERM = r"(?:长期|解密前|[\d一二三四五六七八九十]+\s*(?:年|个月|月))"
MARKED = re.compile(rf"{LEVEL}\s*[★☆]|[★☆]\s*{LEVEL}|密\s*级\s*[:：]\s*{LEVEL}")
ALONE = re.compile(rf"[【\[(（]?\s*{LEVEL}\s*{TERM}?\s*[】\])）]?")
HEAD = 8  # filled lines in which a mark may stand alone: above the title of a document


def is_marked(text: str) -> bool:
    """Does it bear 秘密, 机密 or 绝密 as a mark: with a star, after 密级, or alone on a line at its head?"""
    head = [line.strip() for line in text.splitlines() if line.strip()][:HEAD]
    return bool(MARKED.search(text)) or any(ALONE.fullmatch(line) for line in head)


def refuse_marked(*texts: str) -> None:
    """Raises ValidationError with the rule and the way that is open instead."""
    if any(is_marked(text) for text in texts):
        raise ValidationError(
            _(
                "This text bears a classification mark. State secrets may not be entered on a network: hand it in "
                "through the office's confidential channel. Nothing of it has been stored."
            ),
            code="classified",
        )
