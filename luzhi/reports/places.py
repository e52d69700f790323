"""Places that a template leaves for the writer, because no record says what stands there: 【待写：下一年的重点任务】."""

from __future__ import annotations

import re
from typing import Final

from django.utils.translation import gettext as _

from luzhi.core.access import Text

PLACE: Final = re.compile(r"【待写[^】\n]*】?")


def open_places(text: str) -> list[tuple[int, str]]:
    """Line and words of each place that nobody has written yet."""
    return [
        (line, found[0]) for line, words in enumerate(text.splitlines(), 1) for found in PLACE.finditer(words)
    ]


def unwritten(text: str) -> Text:
    """The first of them in words; "" where all are written."""
    for line, place in open_places(text):
        return _("Line %(line)s is still to be written: %(place)s") % {"line": line, "place": place}
    return ""
