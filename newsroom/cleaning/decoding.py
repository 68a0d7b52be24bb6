"""One stretch of images of UTF-8 under one table, read character by character.

Where a table leaves a choice, `prose` and the case of letters decide, and the lead over the next
best reading says how sure that is.
"""

import math
import re
from collections.abc import Iterator
from typing import NamedTuple

from newsroom.cleaning.charmaps import Charmap
from newsroom.cleaning.prose import pair_cost, unlikeness

# Beyond this many readings of a run, only the best so far are followed.
_BEAM = 6
# The marks of U+20xx that are ever missed, and their last bytes.
_LAST_BYTES = {"\u2018": 0x98, "\u2019": 0x99, "\u201c": 0x9C, "\u201d": 0x9D}

# "â€Â" is nothing but what two misreadings leave of a mark that lost its last byte.
_TELLING = 2.0
# A page that has a character for a byte is not the one that lost it.
_NO_GAP = 0.5
# What speaks against a reading, where there are several: a letter of another language, a capital
# after a small letter, a capital in mid-sentence or a small letter that starts one.
STRANGE, _WRONG_CASE, _UNUSUAL_CASE = 1.5, 2.0, 0.6
_STARTS = re.compile(r"(?:^|[.!?\n][\s“„«]*|[“„«])$")


class Run(NamedTuple):
    """A stretch that may be the image of `decoded` under one table, and what speaks for it.

    `lead` is by how much the reading beats the next best one; infinite where it is the only one.
    """

    start: int
    before: str
    decoded: str
    gain: float
    lead: float = math.inf

    @property
    def end(self) -> int:
        return self.start + len(self.before)


class _Path(NamedTuple):
    """One way to read a run so far: its cost, its text, and by how much it beat the next best."""

    cost: float
    text: str
    lead: float = math.inf


def decode_match(
    text: str, charmap: Charmap, found: re.Match[str], alphabet: frozenset[str]
) -> Iterator[Run]:
    """Yield the parts of one match that decode, each in its most prose-like reading.

    Their offsets count from the start of the match.
    """
    base, before = found.start(), found[0]
    start = 0
    paths = [_Path(0.0, text[max(0, base - 3) : base])]
    for sequence in charmap.sequence.finditer(before):
        if sequence["lost"]:
            right = text[base + sequence.end() : base + sequence.end() + 1]
            mark = _lost_mark(charmap, paths[0].text[-1:], right)
            readings: tuple[str, ...] = (mark,)
            has_rest = len(sequence[0]) == 3 and sequence[0][-1] != "\ufffd"
            extra = _NO_GAP * (_LAST_BYTES[mark] not in charmap.gaps) - _TELLING * has_rest
            paths = [path._replace(cost=path.cost + extra) for path in paths]
        else:
            readings = charmap.readings(sequence[0])
        if readings:
            paths = _extended(paths, readings, alphabet)
            continue
        if sequence.start() > start:
            yield _weighed(text, base, start, sequence.start(), paths)
        start = sequence.end()
        paths = [_Path(0.0, text[max(0, base + start - 3) : base + start])]
    if len(before) > start:
        yield _weighed(text, base, start, len(before), paths)


def _lost_mark(charmap: Charmap, left: str, right: str) -> str:
    """Return the mark that stood here: the one whose last byte the page loses, else by place."""
    lost = [mark for mark, byte in _LAST_BYTES.items() if byte in charmap.gaps]
    if len(lost) == 1:
        return lost[0]
    # A letter that is not ASCII is as likely to be the first of another mark's image.
    if left.isalpha() and right.isascii() and right.islower():
        return "\u2019"
    is_opening = right.isalnum() and (not left or left.isspace() or left in "([\u2014\u2013")
    return "\u201c" if is_opening else "\u201d"


def _extended(
    paths: list[_Path], readings: tuple[str, ...], alphabet: frozenset[str]
) -> list[_Path]:
    """Return the best ways to read on; of those that end alike, only the better is followed."""
    if len(paths) == 1 and len(readings) == 1:
        (cost, path, lead), (char,) = paths[0], readings
        cost += _WRONG_CASE if char.isupper() and path[-1:].islower() else 0.0
        return [_Path(cost + pair_cost(path[-1:] or " ", char), path + char, lead)]
    grown = [
        _Path(
            cost + pair_cost(path[-1:] or " ", char) + _misplaced(path, char, alphabet),
            path + char,
            lead,
        )
        for cost, path, lead in paths
        for char in readings
    ]
    best: dict[str, _Path] = {}
    for entry in sorted(grown):
        ending = entry.text[-2:]
        better = best.setdefault(ending, entry)
        if better is not entry and entry.cost - better.cost < better.lead:
            best[ending] = better._replace(lead=entry.cost - better.cost)
    return list(best.values())[:_BEAM]


def _misplaced(path: str, char: str, alphabet: frozenset[str]) -> float:
    """Return what speaks against one of several readings: a strange letter, the wrong case."""
    if not char.isalpha():
        return 0.0
    cost = STRANGE if alphabet and char.lower() not in alphabet else 0.0
    if path[-1:].isalpha():
        return cost + (_WRONG_CASE if path[-1].islower() and char.isupper() else 0.0)
    starts = _STARTS.search(path) is not None
    return cost + (
        _UNUSUAL_CASE if char.isupper() != starts and char.lower() != char.upper() else 0.0
    )


def _weighed(text: str, base: int, start: int, end: int, paths: list[_Path]) -> Run:
    """Return the run in its cheapest reading, with what that gains over the text as it stands."""
    first, last = base + start, base + end
    before, right = text[first:last], text[last : last + 1] or " "
    cost, path, lead = paths[0]
    if len(paths) == 1:
        cost += pair_cost(path[-1], right)
    else:
        ended = sorted(p._replace(cost=p.cost + pair_cost(p.text[-1], right)) for p in paths)
        cost, path, lead = ended[0]
        lead = min(lead, ended[1].cost - cost)
    gain = unlikeness((text[first - 1 : first] or " ") + before + right) - cost
    return Run(start, before, path[first - max(0, first - 3) :], gain, lead)
