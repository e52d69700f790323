"""Sending a job to the press and saying in plain words when it can't be printed."""

import json
import logging
import subprocess
import sys
from pathlib import Path
from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from luzhi.documents.typesetting.faces import all_faces

_PRESS = Path(__file__).with_name("press.py")
_MISSING = 3  # the press's exit code
_LONGEST = 30  # seconds
_LARGEST = (
    4_000_000  # bytes of a job: a million characters, some 1,500 pages, for which the press takes 330 MB
)
_NAMED = 20  # characters listed in a message
_log = logging.getLogger(__name__)


def typeset(
    layout: str, sheet: dict[str, Any], form: Literal["pdf", "png"] = "pdf", *, moment: int = 0
) -> bytes:
    """The sheet printed by a layout; `moment` (seconds since 1970) is the file's date. Equal sheets give equal bytes.

    ValidationError when no font has some character, when it is too long, or when the page can't be set at all.
    """
    given = {"layout": layout, "sheet": sheet, "faces": all_faces(), "format": form, "moment": moment}
    job = json.dumps(given, ensure_ascii=False).encode()
    if len(job) > _LARGEST:
        raise ValidationError(
            _("The document is too long to be printed as PDF: print it in parts."), code="too_long"
        )
    try:
        done = subprocess.run(  # noqa: S603 (our own command line; -I: nothing from the surroundings)
            [sys.executable, "-I", str(_PRESS)],
            input=job,
            capture_output=True,
            timeout=_LONGEST,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _refused(f"{_LONGEST} s were not enough") from error
    if done.returncode == 0:
        return done.stdout
    if done.returncode == _MISSING:
        raise _unknown_characters(json.loads(done.stderr))
    raise _refused(done.stderr.decode(errors="replace"))


def _unknown_characters(characters: list[str]) -> ValidationError:
    named = " ".join(
        f"{character if character.isprintable() else ''}（U+{ord(character):04X}）"
        for character in characters[:_NAMED]
    )
    return ValidationError(
        _("No font on this machine has: %(characters)s. Install a font that has them, or change the text."),
        code="missing_glyph",
        params={"characters": named},
    )


def _refused(reason: str) -> ValidationError:
    _log.error("The press failed: %s", reason)
    return ValidationError(
        _("The document can't be printed as PDF. Download it as .docx."), code="unprintable"
    )
