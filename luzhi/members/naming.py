"""People by their names as somebody typed or pasted them: an unknown or ambiguous name is refused, never guessed."""

from __future__ import annotations

import re
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from luzhi.core.names import stroke_key
from luzhi.members.models import Person

INITIALS = re.compile(r"[A-Za-z]{2,8}")
APART = re.compile(r"[,，、;；\n]+")


def _bare(name: str) -> str:
    """Without blanks: printed rolls set two-character names apart (张　三)."""
    return "".join(name.split())


def people_named(text: str, committee: UUID) -> list[Person]:
    """The people of the roster in the order of `text`, each once, by their names or the initials of the pinyin (lm).

    Raises ValidationError with every bad name.
    """
    names = list(dict.fromkeys(filter(None, map(_bare, APART.split(text)))))
    keys = {stroke_key(name) for name in names}
    found: dict[str, list[Person]] = {name: [] for name in names}
    for person in Person.objects.filter(committee=committee, stroke_key__in=keys, merged_into=None):
        found.setdefault(_bare(person.name), []).append(person)
    short = [name.lower() for name in names if INITIALS.fullmatch(name)]
    for person in Person.objects.filter(committee=committee, initials__in=short, merged_into=None):
        for name in (name for name in names if name.lower() == person.initials):
            found[name].append(person)
    unknown = [_("“%(name)s” is not in the roster.") % {"name": name} for name in names if not found[name]]
    several = [_("Namesakes: “%(name)s”.") % {"name": name} for name in names if len(found[name]) > 1]
    if unknown or several:
        raise ValidationError(unknown + several)
    return list(dict.fromkeys(found[name][0] for name in names))
