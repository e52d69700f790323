"""What stands around every public page: the site's name and slogan, its channels, where the reader is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luzhi.portal.models import Channel


@dataclass
class Tree:
    """The channels that a reader may see, in one query; their order is the committee's."""

    channels: list[Channel]
    by_id: dict[UUID, Channel] = field(init=False)

    def __post_init__(self) -> None:
        self.by_id = {channel.pk: channel for channel in self.channels}

    @classmethod
    def of(cls, committee: Any, user: Any) -> Tree:
        return cls(list(Channel.objects.visible_to(user).filter(committee=committee)))

    def children(self, channel: Channel | None) -> list[Channel]:
        """The channels right beneath one; of None those of the first level."""
        above = channel.pk if channel else None
        return [one for one in self.channels if one.parent_id == above]

    def beneath(self, channel: Channel) -> list[UUID]:
        """The ids of a channel and of all beneath it."""
        lower = [pk for child in self.children(channel) for pk in self.beneath(child)]
        return [channel.pk, *lower]

    def chain(self, channel: Channel) -> list[Channel]:
        """From the first level down to the channel itself."""
        above = self.by_id.get(channel.parent_id) if channel.parent_id else None
        return [*(self.chain(above) if above else []), channel]

    def siblings(self, channel: Channel) -> list[Channel]:
        """相关分类: those beside it."""
        return [one for one in self.channels if one.parent_id == channel.parent_id and one.pk != channel.pk]


def channel_url(division: str, channel: Channel) -> str:
    return reverse("portal:channel", args=[division, channel.slug])


def links(division: str, channels: list[Channel]) -> list[dict[str, str]]:
    return [{"label": one.name, "url": channel_url(division, one)} for one in channels]


def frame(request: HttpRequest, tree: Tree, here: Channel | None = None, leaf: str = "") -> dict[str, Any]:
    """The context of portal_base.html. `here` is the channel of the page, `leaf` the last crumb below it."""
    committee: Any = request.committee  # type: ignore[attr-defined]
    front = reverse("portal:front", args=[committee.code])
    chain = tree.chain(here) if here else []
    nav = [{"label": _("Front page"), "url": front, "current": not chain and not leaf}]
    nav += [
        {"label": one.name, "url": channel_url(committee.code, one), "current": one in chain}
        for one in tree.children(None)
        if one.shown_in_nav
    ]
    crumbs = [{"label": _("Portal"), "url": front}, *links(committee.code, chain)] if chain or leaf else []
    if leaf:
        crumbs.append({"label": leaf})
    elif crumbs:
        crumbs[-1].pop("url")
    return {
        "site": {
            "name": committee.site_name or committee.name,
            "slogan": committee.slogan,
            "url": front,
            "operator": committee.name,
        },
        "site_title": committee.site_name or committee.name,
        "channels": nav,
        "crumbs": crumbs,
        "feed_url": reverse("portal:feed", args=[committee.code]),
        **strangers(request),
    }


def strangers(request: HttpRequest) -> dict[str, Any]:
    """A page for everybody is the same for everybody: it carries no token and sets no cookie."""
    if request.user.is_authenticated:
        return {}
    other = "en" if (get_language() or "").startswith("zh") else "zh-hans"
    language = reverse("portal:language", args=[other])
    return {
        "csrf_token": "",
        "language_url": f"{language}?{urlencode({'next': request.path})}",
        "sign_in_url": f"{reverse('account_login')}?{urlencode({'next': request.path})}",
    }
