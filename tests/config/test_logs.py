"""A fault is told with its place and kind, never with the values that people typed."""

from __future__ import annotations

import logging
import sys

from luzhi.config.logs import Frames

TYPED = ("身份证号", "贺昇的电话")


def told() -> str:
    try:
        try:
            raise KeyError(TYPED[0])
        except KeyError as below:
            raise ValueError(TYPED[1]) from below
    except ValueError:
        record = logging.LogRecord(
            "luzhi", logging.ERROR, __file__, 1, "%s failed", ("页面",), sys.exc_info()
        )
    return Frames("%(message)s").format(record)


def test_a_fault_names_place_and_kinds() -> None:
    text = told()
    assert text.startswith("页面 failed\n")
    assert (text.count("in told"), "ValueError" in text, "KeyError" in text) == (2, True, True)


def test_a_fault_tells_nothing_that_was_typed() -> None:
    assert [words for words in TYPED if words in told()] == []
