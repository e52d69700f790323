"""Which reactions the portal offers is a dated rule of the committee."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from luzhi.organisation.rules import Rule, as_json, from_json, rules
from luzhi.portal.models import ReactionKind
from luzhi.portal.reacting import SETTING


def reactions(text: str) -> Any:
    """{"egg": false, "flower": "点赞"}: kinds that are switched off or named otherwise."""
    value = from_json(text)
    known = isinstance(value, dict) and set(value) <= set(ReactionKind.values)
    if not known or not all(each is False or isinstance(each, str) for each in value.values()):
        raise ValidationError(
            _("Write the reactions as JSON, with the names %(names)s.")
            % {"names": "、".join(ReactionKind.values)}
        )
    return value


rules.add(
    Rule(
        SETTING,
        _("reactions shown on the portal"),
        None,
        reactions,
        as_json,
        help=_('JSON: false switches a reaction off, a text renames it, as {"egg": false}'),
        otherwise=_("all five, as named"),
    )
)
