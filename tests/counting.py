"""How much work something is, counted and not timed: the same on any machine, at any hour."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

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
