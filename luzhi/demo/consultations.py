"""The six questions of the year, the documents that went up, and the suggestions they carry with what became of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product
from random import Random

from luzhi.activities.models import Activity
from luzhi.consultations.models import Adoption, OutcomeDocument, Suggestion, Topic
from luzhi.demo.material import words
from luzhi.demo.scene import Scene, day_of
from luzhi.organisation.models import UnitKind

EARLY = date(2018, 10, 1)  # what was sent before it has mostly been dealt with
FATES = (  # adoption by how many of a hundred: of early documents, of those of the winter
    (Adoption.IMPLEMENTED, 36, 0),
    (Adoption.ADOPTED, 28, 22),
    (Adoption.PARTLY, 16, 8),
    (Adoption.DECLINED, 7, 2),
    (Adoption.SENT, 13, 68),
)
PARTY_COMMITTEE = {"市": "市委", "区": "区委", "县": "县委"}
Matter = tuple[str, str]  # what it is about, and the department


def consult(scene: Scene, forums: dict[str, Activity], source: str, rows: Sequence[dict[str, str]]) -> None:
    """Write topics (of the word list `source`), the documents of a table, and their suggestions."""
    lots = scene.lots("consultations")
    topics = {topic.title: topic for topic in scene.add(_topics(scene, source))}
    documents = scene.add(
        (_document(topics[row["topic"]], row, forums) for row in rows), on=lambda document: document.sent_on
    )
    stock = {title: _stock(title, source, lots) for title in topics}
    written: dict[str, list[Suggestion]] = {}
    for document, row in zip(documents, rows, strict=True):
        earlier = written.setdefault(row["topic"], [])
        made = [
            _suggestion(scene, document, number, next(stock[row["topic"]]), lots)
            for number in range(1, int(row["items"]) + 1)
        ]
        repeated = [
            _repetition(document, len(made) + place, first)
            for place, first in enumerate(earlier[: int(row["repeats"])], 1)
        ]
        scene.add(made, on=lambda item: item.document.sent_on)
        scene.add(repeated, on=lambda item: item.document.sent_on)
        earlier += made


def _topics(scene: Scene, source: str) -> Iterator[Topic]:
    for year, rows in ((2018, words(source)["topic"]), (2017, words(source).get("earlier", []))):
        for row in rows:
            yield Topic(
                year=year,
                title=row["title"],
                decided_by=f"{PARTY_COMMITTEE[scene.prefix]}常委会会议（研究年度协商计划）",
                decided_on=date(year, 1, 4),
                lead=scene.units[row["lead"]],
            )


def _document(topic: Topic, row: dict[str, str], forums: dict[str, Activity]) -> OutcomeDocument:
    return OutcomeDocument(
        topic=topic,
        kind=row["kind"],
        title=row["title"],
        number=row["number"],
        sent_on=day_of(row["sent_on"]),
        activity=forums.get(row["forum"]),
    )


def _stock(title: str, source: str, lots: Random) -> Iterator[tuple[Matter, str]]:
    """Every pair of a matter of the topic and something that may be asked, in a random order, none twice."""
    rows = [*words(source)["topic"], *words(source).get("earlier", [])]
    topic = next(row for row in rows if row["title"] == title)
    matters = [tuple(pair.split("=")) for pair in topic["matters"].split()]
    pairs = list(product(matters, words("topics")["asks"]))
    lots.shuffle(pairs)
    return iter(pairs)


def _suggestion(
    scene: Scene, document: OutcomeDocument, number: int, ask: tuple[Matter, str], lots: Random
) -> Suggestion:
    (matter, department), words_of_it = ask
    unit = scene.department(department, document.sent_on or date(2019, 3, 1))
    state = _fate(document.sent_on, lots)
    results = words("topics")["results"].get(state)
    return Suggestion(
        document=document,
        number=number,
        text=words_of_it.format(s=matter, d=unit.name),
        raised_by=_raiser(scene, lots),
        department=unit,
        state=state,
        result=lots.choice(results).format(d=unit.name) if results else "",
    )


def _raiser(scene: Scene, lots: Random) -> str:
    """A member, or now and then a party."""
    parties = scene.of_kind(UnitKind.DEMOCRATIC_PARTY)
    if parties and lots.random() < 0.2:
        return lots.choice(parties).name
    return str(lots.choice(scene.delegates).person.name)


def _fate(sent_on: date | None, lots: Random) -> Adoption:
    """What became of it; nothing yet where it was sent in 2019 or not at all."""
    if sent_on is None or sent_on.year > 2018:
        return Adoption.SENT if sent_on is None or lots.random() < 0.9 else Adoption.ADOPTED
    weights = [early if sent_on < EARLY else late for _, early, late in FATES]
    return lots.choices([state for state, _, _ in FATES], weights)[0]


def _repetition(document: OutcomeDocument, number: int, first: Suggestion) -> Suggestion:
    """The same item raised again in another document: kept, and counted once."""
    return Suggestion(
        document=document,
        number=number,
        text=first.text,
        raised_by=first.raised_by,
        department=first.department,
        duplicate_of=first,
        state=first.state,
    )
