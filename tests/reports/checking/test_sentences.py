"""Sentences in the style of reports: all of those that the rules were made with, nearly all of those they never saw."""

from __future__ import annotations

import pytest

from tests.reports.checking.sentences import Score, Sentence, compared, score, sentences


@pytest.mark.parametrize("sentence", [*sentences("tuned")], ids=lambda each: each.text[:20])
def test_figures_and_relations_of_a_sentence_are_right(sentence: Sentence) -> None:
    wanted = Score(right=sentence.figures.total(), decided=sentence.relations.total())
    assert compared(sentence) == wanted


def test_sentences_never_tuned_on_are_read_as_well() -> None:
    unseen = score("heldout")
    assert unseen.f1 >= 0.98
    assert unseen.decided >= 0.9 * (unseen.decided + unseen.undecided)
    assert unseen.alarms == 0
