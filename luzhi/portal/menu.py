from django.utils.translation import gettext_lazy as _

from luzhi.accounts.models import Role
from luzhi.organisation.menus import Entry, menu

menu.add(
    Entry("articles", "portal", _("Articles"), "portal:newsroom:articles", (Role.EDITOR, Role.LEADER)),
    Entry("channels", "portal", _("Channels"), "portal:newsroom:channels", (Role.EDITOR,)),
    Entry(
        "comments",
        "portal",
        _("Comments that wait"),
        "portal:newsroom:comments",
        (Role.MODERATOR,),
        query="state=pending",
    ),
)
