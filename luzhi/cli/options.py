"""Options that several commands share."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

F = TypeVar("F", bound=Callable[..., Any])


class Division(click.ParamType[str]):
    """A GB/T 2260 code: six digits. Whether there is such a division, the table of divisions says."""

    name = "code"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not re.fullmatch(r"[0-9]{6}", value):
            self.fail(_("A division code has six digits, like 360300."), param, ctx)
        return str(value)


class Day(click.ParamType[date]):
    """2018-12-31."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(_("“%(value)s” is no date; write it like 2018-12-31.") % {"value": value}, param, ctx)


def committee(*, required: bool = True) -> Callable[[F], F]:
    """--committee CODE, as `code`."""
    label: Any = gettext_lazy("division code of the committee, like 360300")
    return click.option("--committee", "code", type=Division(), metavar="CODE", required=required, help=label)


def port() -> Callable[[F], F]:
    label: Any = gettext_lazy("port to listen on")
    return click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help=label)
