"""Who is helped stays unnamed: what may not stand in a record of them (PIPL; docs/field.md, voices)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from luzhi.documents.personal import personal


def refuse_personal(text: str) -> None:
    """Raises ValidationError with what was found, the rule and the way that is open instead."""
    kinds = dict.fromkeys(found.kind for found in personal(text))
    if not kinds:
        return
    raise ValidationError(
        _(
            "This holds personal data (%(kinds)s). Of those who are helped only what the purpose needs is kept "
            "(Personal Information Protection Law, article 6): leave it out. What somebody asks for goes on as "
            "social-conditions information or a member's letter."
        )
        % {"kinds": " / ".join(str(kind.label) for kind in kinds)},
        code="personal",
    )
