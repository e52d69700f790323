"""What members wrote: 社情民意, 政协信息, 大会发言, the yearly 履职报告 and letters (委员来信)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from luzhi.demo.attendance import Dealer
from luzhi.demo.material import words
from luzhi.demo.scene import BEGIN, TODAY, Delegate, Scene
from luzhi.demo.texts import matters, place
from luzhi.opinions.models import Paper, PaperKind, PaperState

# kind, how many, first and last day, how many of a hundred were used
PLAN = (
    (PaperKind.OPINION, 12, BEGIN, date(2017, 12, 29), 24),
    (PaperKind.OPINION, 258, date(2018, 1, 3), date(2018, 12, 28), 24),
    (PaperKind.OPINION, 34, date(2019, 1, 2), TODAY, 8),
    (PaperKind.INFORMATION, 9, BEGIN, date(2017, 12, 29), 38),
    (PaperKind.INFORMATION, 246, date(2018, 1, 5), date(2018, 12, 27), 38),
    (PaperKind.INFORMATION, 30, date(2019, 1, 2), TODAY, 12),
    (PaperKind.SPEECH, 214, date(2018, 1, 8), date(2018, 1, 31), 23),
    (PaperKind.SPEECH, 96, date(2019, 1, 14), date(2019, 2, 12), 20),
    (PaperKind.DUTY_REPORT, 291, date(2018, 11, 20), date(2018, 12, 31), 100),
    (PaperKind.LETTER, 14, date(2018, 2, 12), date(2018, 12, 20), 86),
)
OUTLETS = {
    PaperKind.OPINION: "outlets",
    PaperKind.INFORMATION: "media",
    PaperKind.SPEECH: "stages",
    PaperKind.DUTY_REPORT: "archive",
    PaperKind.LETTER: "offices",
}
UNREAD = date(2019, 2, 11)  # what came since then nobody has read yet


def write(scene: Scene, dealer: Dealer) -> None:
    """Write the papers; social-conditions information is numbered by year in the order in which it came."""
    lots = scene.lots("papers")
    made: dict[tuple[str, str, str, date], Paper] = {}
    for paper in _papers(dealer, lots):
        made.setdefault((paper.kind, paper.source, paper.title, paper.submitted_on), paper)
    papers = sorted(made.values(), key=lambda paper: paper.submitted_on)
    numbers: Counter[int] = Counter()
    for paper in papers:
        if paper.kind == PaperKind.OPINION:
            numbers[paper.submitted_on.year] += 1
            paper.number = f"{paper.submitted_on.year}-{numbers[paper.submitted_on.year]:03}"
    scene.add(papers, on=lambda paper: paper.submitted_on, by_clerk=False)


def _papers(dealer: Dealer, lots: Random) -> Iterator[Paper]:
    for kind, number, start, end, share in PLAN:
        for _ in range(number):
            day = start + timedelta(days=lots.randint(0, (end - start).days))
            (author,) = dealer.deal(kind, day, 1)
            paper = _paper(author, lots, kind, day, share)
            paper.entered_by = dealer.scene.writer(author.person, lots)
            yield paper


def _paper(author: Delegate, lots: Random, kind: PaperKind, day: date, share: int) -> Paper:
    facts = {"m": lots.choice(matters()).name, "s": author.sector, "p": place(lots)}
    used = day < UNREAD and lots.randrange(100) < share
    return Paper(
        kind=kind,
        title=lots.choice(words("papers")[kind]).format(**facts),
        author=author.person,
        source=author.person.name,
        body=_body(lots, kind, facts),
        submitted_on=day,
        state=PaperState.USED if used else PaperState.NOT_USED if day < UNREAD else PaperState.SUBMITTED,
        used_by=lots.choice(words("papers")[OUTLETS[kind]]) if used else "",
        used_on=min(day + timedelta(days=lots.randint(3, 25)), TODAY) if used else None,
    )


def _body(lots: Random, kind: PaperKind, facts: dict[str, str]) -> str:
    """Some of the sentences of its kind, in their order."""
    sentences = words("papers")["reports" if kind == PaperKind.DUTY_REPORT else "sentences"]
    chosen = sorted(lots.sample(range(len(sentences)), 4))
    return "".join(sentences[place] for place in chosen).format(**facts)
