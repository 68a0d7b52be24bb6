"""Work is counted, not timed: a page twice as long may not cost much more than twice as much."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from newsroom.cleaning import clean
from newsroom.cleaning.sanitise import sanitise
from tests.benchmarks.nasty_pages import KINDS, page

WORST = [
    "a flat table",
    "empty furniture between text",
    "foster parenting",
    "misnested",
    "nested tables",
    "one paragraph of inline tags",
    "text and br",
    "unclosed b, i and p",
    "unclosed p with text",
]
_FROM_THE_START = frozenset({"count", "index", "insert", "remove"})


def work(call: Callable[[], object]) -> int:
    """How many calls are made, and how long the lists are that a method searches from the start."""
    done = 0

    def count(frame: FrameType, event: str, function: Any) -> None:
        nonlocal done
        done += event in ("call", "c_call")
        if event == "c_call" and function.__name__ in _FROM_THE_START:
            done += len(function.__self__) if isinstance(function.__self__, list) else 0

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        call()
    finally:
        sys.setprofile(before)
    return done


@pytest.mark.parametrize("kind", WORST)
def test_sanitising_twice_as_much_is_twice_the_work(kind: str) -> None:
    once, twice = KINDS[kind](4_000), KINDS[kind](8_000)
    sanitise(once)  # what is made once is made
    assert work(lambda: sanitise(twice)) < 2.6 * work(lambda: sanitise(once))


@pytest.mark.parametrize("kind", WORST)
def test_cleaning_a_page_twice_as_long_is_twice_the_work(kind: str) -> None:
    once, twice = page(KINDS[kind](4_000)), page(KINDS[kind](8_000))
    clean(once)  # what is made once is made
    assert work(lambda: clean(twice)) < 2.6 * work(lambda: clean(once))
