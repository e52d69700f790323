"""The year's review, written from the demonstration's records, approved and published by its named people."""

from __future__ import annotations

from typing import Any

from luzhi.accounts.models import User
from luzhi.audit.models import record
from luzhi.core.access import Holding
from luzhi.core.flow import flows
from luzhi.core.models import Flowing
from luzhi.demo.comparison import DATE
from luzhi.demo.material import words
from luzhi.demo.scene import YEAR, moment
from luzhi.organisation.models import Appointment, Committee
from luzhi.portal.models import Article, Channel, Comment
from luzhi.portal.publishing import article_of
from luzhi.portal.reacting import react
from luzhi.reports.models import READERS, Review
from luzhi.reports.writing import review

TEMPLATE = "party_work"
READINGS = (
    ("pass_first", "organiser"),
    ("pass_second", "head"),
    ("clear", "secrecy"),
    ("approve", "leader"),
)


def published(city: Committee) -> Article | None:
    """The article that prints the review of the year, if it is there."""
    found = Article.objects.filter(committee=city, review__year=YEAR, review__template=TEMPLATE)
    return found.select_related("review__committee").first()


def publish(city: Committee) -> Article:
    """Write, check, approve and publish the review, with the portal around it. Within the city's tenants."""
    people = _People(city)
    draft = review(city, YEAR, TEMPLATE, people["research"], DATE)
    people.sign(draft)
    told = words("portal")
    channels = _channels(city, told["channel"])
    for row in told["article"]:
        people.take_online(_news(city, channels, people["editor"], row))
    said = told["review"]
    article = article_of(
        draft,
        channels[said["channel"]],
        people["editor"],
        published_at=said["published_at"],
        source=said["source"],
    )
    people.take_online(article)
    _answer(article, people, said)
    return article


class _People:
    """The named users with what they hold in the city, as a page would have them."""

    def __init__(self, city: Committee) -> None:
        self.city = city
        self._known: dict[str, User] = {}

    def __getitem__(self, username: str) -> User:
        if username not in self._known:
            user = User.objects.get(username=username)
            held = Appointment.objects.today().filter(committee=self.city, user=user)
            user.committee_id = self.city.pk
            user.holdings = tuple(Holding(row.role, row.unit_id) for row in held)
            self._known[username] = user
        return self._known[username]

    def take(self, obj: Flowing, step: str, username: str, **data: Any) -> None:
        flows.of(obj).take(step, obj, self[username], **data)

    def sign(self, draft: Review) -> None:
        """Three readings, the secrecy review before the last."""
        named = dict(zip(READERS.values(), (name for _step, name in READINGS), strict=True))
        self.take(draft, "submit", "research", **{post: self[name] for post, name in named.items()})
        for step, name in READINGS:
            self.take(draft, step, name)

    def take_online(self, article: Article) -> None:
        self.take(article, "submit", "editor")
        self.take(article, "publish", "leader")


def _channels(city: Committee, rows: list[dict[str, Any]]) -> dict[str, Channel]:
    made: dict[str, Channel] = {}
    for order, row in enumerate(rows, 1):
        above = made.get(row.get("parent", ""))
        fields = {name: row[name] for name in ("slug", "name", "purpose")}
        made[row["slug"]] = Channel.objects.create(committee=city, parent=above, order=order, **fields)
    record(None, "demo.channels", city, {"channels": len(made)})
    return made


def _news(city: Committee, channels: dict[str, Channel], editor: User, row: dict[str, Any]) -> Article:
    fields = {name: row[name] for name in ("title", "summary", "body", "published_at")}
    article = Article.objects.create(
        committee=city, entered_by=editor, channel=channels[row["channel"]], source=city.short_name, **fields
    )
    record(editor, "article.create", article)
    return article


def _answer(article: Article, people: _People, said: dict[str, Any]) -> None:
    for row in said["reaction"]:
        react(article, people[row["username"]], row["kind"])
    for row in said["comment"]:
        author = people[row["username"]]
        comment = Comment.objects.create(
            committee=article.committee,
            article=article,
            author=author,
            entered_by=author,
            signed=row["signed"],
            text=row["text"],
            entered_at=moment(DATE, 19),
        )
        record(author, "comment.create", comment)
        if row["shown"]:
            people.take(comment, "show", "moderator")
