"""Suggestions: learnt from the committee's own past, with what speaks for each; nothing from too little."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from luzhi.organisation.models import Unit, UnitKind
from luzhi.proposals.models import ProposalState
from luzhi.proposals.suggesting import TOPIC, UNIT, suggested_topics, suggested_units
from luzhi.search.models import Learnt
from luzhi.search.suggesting.keeping import due, keep
from luzhi.search.suggesting.learning import learn
from luzhi.search.suggesting.sources import Example
from luzhi.search.suggesting.training import trained
from luzhi.search.suggesting.weights import Weights
from luzhi.tenancy.current import tenants
from tests.proposals.samples import proposal
from tests.world import World

SUBJECTS = {
    "教育事业": ("幼儿园", "中小学", "教师培训", "课后托管"),
    "资源环境": ("垃圾分类", "河道治理", "扬尘污染", "湿地保护"),
    "交通旅游": ("公交站点", "停车泊位", "景区道路", "客运线路"),
}
CHECKOUT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {**os.environ, "DJANGO_SETTINGS_MODULE": "luzhi.config.settings"}
PLACES = ("城南", "城北", "开发区", "老街")
EXAMPLES = [
    Example(
        f"关于加强{place}{thing}工作的提案",
        f"{place}{thing}问题较多。建议：完善{thing}措施，安排{thing}资金。",
        topic,
    )
    for topic, things in SUBJECTS.items()
    for thing in things
    for place in PLACES
]


def learnt() -> Weights:
    weights = trained(EXAMPLES)
    assert weights is not None
    return weights


WEIGHTS = learnt()


def fill(world: World) -> None:
    """The examples as filed proposals of the city, education's and the others' handled by two units."""
    transport = Unit.objects.create(committee=world.city, kind=UnitKind.DEPARTMENT, name="市交通局")
    for number, example in enumerate(EXAMPLES, 1):
        unit = world.units["department"] if example.label == "教育事业" else transport
        values: dict[str, Any] = {"title": example.title, "body": example.body, "topic": example.label}
        proposal(world, **values, number=f"{number:04}", state=ProposalState.FILED, handler=unit)


def test_label_is_learnt_from_words_and_told_with_them() -> None:
    label, share, words = WEIGHTS.scores("关于增加课后托管经费的提案", "课后托管需求大，教师培训不足。")[0]
    assert (label, share > 0.5, "课后" in "".join(words)) == ("教育事业", True, True)


def test_shares_make_up_one_and_fall() -> None:
    shares = [share for _label, share, _words in WEIGHTS.scores("关于公交的提案", "公交站点不足。")]
    assert (len(shares), round(sum(shares), 6), shares == sorted(shares, reverse=True)) == (3, 1.0, True)


def test_two_labels_are_told_apart_too() -> None:
    weights = trained([each for each in EXAMPLES if each.label != "教育事业"])
    assert weights is not None
    assert [weights.scores("", text)[0][0] for text in ("垃圾分类", "停车泊位")] == ["资源环境", "交通旅游"]


def test_one_label_alone_teaches_nothing() -> None:
    assert trained([each for each in EXAMPLES if each.label == "教育事业"]) is None


@given(st.text(max_size=60), st.text("幼儿园河道公交站点，。", max_size=60))
def test_packed_weights_score_alike(title: str, body: str) -> None:
    assert Weights.unpacked(WEIGHTS.packed()).scores(title, body) == WEIGHTS.scores(title, body)


def test_topics_are_suggested_from_the_committees_past(world: World) -> None:
    fill(world)
    assert learn(world.city.pk, TOPIC)
    first = suggested_topics(world.city.pk, "关于老街幼儿园扩建的提案", "幼儿园学位不足，建议扩建。")[0]
    assert (first.label, first.value) == ("教育事业", "教育事业")
    assert "幼儿园" in first.because
    assert {each.label for each in first.past} == {"教育事业"}


def test_units_are_suggested_by_name_unless_dissolved(world: World) -> None:
    fill(world)
    learn(world.city.pk, UNIT)
    text = ("关于中小学教师培训的提案", "教师培训不足。")
    first = suggested_units(world.city.pk, *text)[0]
    assert (first.label, first.value) == ("市教育局", str(world.units["department"].pk))
    Unit.objects.filter(pk=world.units["department"].pk).update(dissolved_on="2018-06-01")
    assert [each.label for each in suggested_units(world.city.pk, *text)] == ["市交通局"]


def test_too_small_a_past_suggests_nothing(world: World) -> None:
    proposal(world, topic="教育事业", state=ProposalState.FILED)
    assert (learn(world.city.pk, TOPIC), suggested_topics(world.city.pk, "关于幼儿园的提案", "")) == (
        False,
        [],
    )


def test_what_one_committee_learnt_helps_no_other(world: World) -> None:
    fill(world)
    learn(world.city.pk, TOPIC)
    with tenants(world.twin.pk):
        assert suggested_topics(world.twin.pk, "关于幼儿园的提案", "幼儿园") == []


def test_learning_again_waits_until_the_past_has_grown(world: World) -> None:
    keep(world.city.pk, "topic", 100, b"")
    assert [due(world.city.pk, "topic", texts) for texts in (100, 101, 103)] == [False, False, True]
    Learnt.objects.update(at=timezone.now() - timedelta(days=31))
    assert [due(world.city.pk, "topic", texts) for texts in (100, 101)] == [False, True]


def test_no_web_process_loads_the_trainer() -> None:
    script = (
        "import django, sys; django.setup(); import luzhi.config.urls, luzhi.config.wsgi, luzhi.proposals.tasks;"
        "print([name for name in ('numpy', 'scipy', 'sklearn') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env=ENVIRONMENT,
        cwd=CHECKOUT,
    )
    assert done.stdout.strip() == "[]"
