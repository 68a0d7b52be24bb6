"""The places where an edit was left out, kept in sight while the text around them changes."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import accumulate

from newsroom.cleaning.report import Edit, Outcome


class HeldPlaces:
    """Stretches of the text as it is now, by the step whose edits may not touch them.

    The stretches of a step are in order and apart from one another, as the edits of one run are.
    """

    def __init__(self) -> None:
        self._by_step: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)

    def hold(self, step: str, edit: Edit) -> None:
        """Keep what the edit would have changed."""
        places = self._by_step[step]
        place = (edit.offset, _end(edit))
        places.insert(bisect_left(places, place), place)

    def touches(self, step: str, edit: Edit) -> bool:
        """Whether the edit shares a character with a place, or puts something in at its start."""
        places = self._by_step[step]
        at = bisect_left(places, (edit.offset, edit.offset))
        return any(
            (edit.offset < stop and start < _end(edit)) or start == edit.offset == _end(edit)
            for start, stop in places[max(0, at - 1) : at + 1]
        )

    def follow(self, outcome: Outcome) -> None:
        """Move the places to where the edits put them. A page that is read anew has none."""
        if outcome.document is not None:
            self._by_step.clear()
        if not self._by_step or not outcome.edits:
            return
        growth = [0, *accumulate(len(edit.after) - len(edit.before) for edit in outcome.edits)]
        starts, ends = [e.offset for e in outcome.edits], [_end(e) for e in outcome.edits]
        for places in self._by_step.values():
            for number, (start, stop) in enumerate(places):
                before = growth[bisect_right(ends, start)]
                within = growth[bisect_left(starts, stop)] if stop > start else before
                places[number] = (start + before, stop + within)


def _end(edit: Edit) -> int:
    return edit.offset + len(edit.before)
