"""Repair of text that was UTF-8 and has been read as something else.

ftfy repairs a line that one pure code page explains as a whole. Archives hold lines that are
half repaired, hybrid code pages and lost bytes. So we look for each image of a UTF-8 character
by itself, under every table of `charmaps`, and let the tables compete for the text. `prose` is
the judge: a reading must be much more like prose than what stands there, by itself or together
with its neighbours. What only might be damage is left as it stands.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from newsroom.cleaning.charmaps import CHARMAPS, Charmap
from newsroom.cleaning.encoding import badness, ftfy_repair
from newsroom.cleaning.prose import alphabet_of, pair_cost, unlikeness
from newsroom.cleaning.report import Edit

# By how much a stretch must be more like prose to be repaired on its own evidence, and on that
# of the rest of the text. An unlucky pair costs 3 to 5; see `prose`.
ALONE, IN_COMPANY = 5.0, 0.3
# Beyond this many readings of a run, only the best so far are followed.
_BEAM = 6
# Tables so close together are told apart by the letters that they find.
_CLOSE = 5.0
# What a table loses that leaves a choice between readings: it explains too much too easily.
_DOUBT = 0.8
# The marks of U+20xx that are ever missed, and their last bytes.
_LAST_BYTES = {"\u2018": 0x98, "\u2019": 0x99, "\u201c": 0x9C, "\u201d": 0x9D}

# What speaks against a reading, where there are several: a letter of another language, a capital
# after a small letter, a capital in mid-sentence or a small letter that starts one.
_STRANGE, _WRONG_CASE, _UNUSUAL_CASE = 1.5, 2.0, 0.6
_STARTS = re.compile(r"(?:^|[.!?\n][\s“„«]*|[“„«])$")

# A text is shown to every table as it is up to this length and so many different stretches that
# are not ASCII; of a longer one, so many of them.
_SHORT, _SAMPLE = 2_000, 200
# A character of UTF-8 leaves at least two: all that is alone among ASCII is passed over.
_CLUSTER = re.compile(r"[^\x00-\x7f]{2,}")


class Run(NamedTuple):
    """A stretch that may be the image of `decoded` under one table, and what speaks for it."""

    start: int
    before: str
    decoded: str
    gain: float
    choices: int = 0  # how many of its characters had more than one reading
    rule: str = "utf-8"

    @property
    def end(self) -> int:
        return self.start + len(self.before)


@dataclass(frozen=True)
class _Segment:
    """Runs with nothing between them but ASCII, or what a table leaves as it is."""

    runs: tuple[Run, ...]
    is_whole: bool  # no letter of the text around it touches it

    @property
    def gain(self) -> float:
        return sum(run.gain for run in self.runs)


def repair(text: str) -> str:
    """Return `text` repaired as far as there is evidence.

    >>> repair("itâ€™s the cafÃ©â€™s kopi")
    'it’s the café’s kopi'
    """
    for _ in range(8):
        edits = find_mojibake(text)
        for edit in reversed(edits):
            text = text[: edit.offset] + edit.after + text[edit.offset + len(edit.before) :]
        if not edits:
            break
    return text


def find_mojibake(text: str) -> tuple[Edit, ...]:
    """Return the edits of one pass of repair: those of the table that explains most.

    Run it again on the result until it returns nothing: a text damaged twice, or by two
    tables, takes one pass for each.
    """
    if text.isascii():
        return ()
    explanations = [_Explanation(charmap, runs) for charmap, runs in _explained(text) if runs]
    if not explanations:
        return tuple(_ftfy_edits(text))
    most = max(explanation.gain for explanation in explanations)
    close = [each for each in explanations if each.gain >= most - _CLOSE]
    best = max(close, key=lambda each: each.gain - each.strangeness)
    alphabet = alphabet_of(best.letters) if best.has_choices else frozenset()
    runs = _accepted(_segments(text, best.charmap, alphabet))
    return tuple(_edit(run, best.charmap) for run in runs)


def _explained(text: str) -> Iterator[tuple[Charmap, list[Run]]]:
    """Yield each table that may have been at work, with the runs that it explains."""
    sample = _oddest(text)
    present = frozenset(sample)
    for charmap in CHARMAPS:
        if charmap.may_occur(present) and charmap.sequence.search(sample):
            yield charmap, _accepted(_segments(sample, charmap))


def _oddest(text: str) -> str:
    """Return the places of a long text that are least like prose: what the tables compete for."""
    clusters: dict[str, tuple[int, int]] = {}
    for found in _CLUSTER.finditer(text):
        clusters.setdefault(found[0], found.span())
    if len(text) < _SHORT and len(clusters) <= _SAMPLE:
        return text
    ranked = sorted(clusters, key=lambda cluster: -unlikeness(cluster[:200]) / len(cluster[:200]))
    spans = sorted(clusters[cluster] for cluster in ranked[:_SAMPLE])
    return "\n".join(text[max(0, start - 3) : min(end, start + 200) + 3] for start, end in spans)


@dataclass(frozen=True)
class _Explanation:
    """What one table makes of a text."""

    charmap: Charmap
    runs: list[Run]

    @cached_property
    def gain(self) -> float:
        return sum(run.gain for run in self.runs) - _DOUBT * self.has_choices

    @property
    def has_choices(self) -> bool:
        return any(run.choices for run in self.runs)

    @cached_property
    def letters(self) -> str:
        return "".join(char for run in self.runs for char in run.decoded if char.isalpha())

    @cached_property
    def strangeness(self) -> float:
        """What the letters cost that are not of the language of the others."""
        alphabet = alphabet_of(self.letters)
        return _STRANGE * sum(char not in alphabet for char in self.letters.lower())


def _edit(run: Run, charmap: Charmap) -> Edit:
    confidence = 0.95 if run.gain >= ALONE else 0.8
    return Edit(f"{run.rule}-as-{charmap.page}", run.start, run.before, run.decoded, confidence)


def _accepted(segments: Sequence[_Segment]) -> list[Run]:
    """Return the runs to repair: those of segments that speak for themselves, and company."""
    strong = [segment for segment in segments if segment.gain >= ALONE and segment.is_whole]
    strong_ids = set(map(id, strong))
    if not strong:
        return []
    accepted: list[Run] = []
    for segment in segments:
        if id(segment) in strong_ids:
            accepted += segment.runs
        else:
            accepted += [run for run in segment.runs if segment.is_whole and run.gain > IN_COMPANY]
    return accepted


def _segments(
    text: str, charmap: Charmap, alphabet: frozenset[str] = frozenset()
) -> list[_Segment]:
    segments: list[_Segment] = []
    runs: list[Run] = []
    seen: dict[str, list[Run]] = {}
    done = 0
    for found in _matches(text, charmap):
        if runs and not text[done : found.start()].isascii():
            segments.append(_segment(text, runs))
            runs = []
        # Most damage is a few marks over and over: read each but once.
        place = text[max(0, found.start() - 3) : found.end() + 1]
        read = seen.get(place)
        if read is None or len(place) < len(found[0]) + 4:
            read = seen[place] = [
                run._replace(start=run.start - found.start())
                for run in _decode(text, charmap, found, alphabet)
            ]
        runs += [run._replace(start=found.start() + run.start) for run in read]
        done = found.end()
    if runs:
        segments.append(_segment(text, runs))
    return segments


def _matches(text: str, charmap: Charmap) -> Iterator[re.Match[str]]:
    for cluster in _CLUSTER.finditer(text):
        yield from charmap.run.finditer(text, cluster.start(), cluster.end())


def _segment(text: str, runs: list[Run]) -> _Segment:
    left, right = text[runs[0].start - 1 : runs[0].start], text[runs[-1].end : runs[-1].end + 1]
    touched = _is_foreign(left) or _is_foreign(right)
    return _Segment(tuple(runs), not touched)


def _is_foreign(char: str) -> bool:
    return char > "\x7f" and char.isalpha()


def _decode(
    text: str, charmap: Charmap, found: re.Match[str], alphabet: frozenset[str]
) -> Iterator[Run]:
    """Yield the parts of one match that decode, each in its most prose-like reading."""
    start, choices = found.start(), 0
    paths: list[tuple[float, str]] = [(0.0, text[max(0, start - 3) : start])]
    for sequence in charmap.sequence.finditer(found[0]):
        if sequence["lost"]:
            end = found.start() + sequence.end()
            readings: tuple[str, ...] = (
                _lost_mark(charmap, paths[0][1][-1:], text[end : end + 1]),
            )
        else:
            readings = charmap.readings(sequence[0])
        if readings:
            paths = _extended(paths, readings, alphabet)
            choices += len(readings) > 1
            continue
        here = found.start() + sequence.start()
        if here > start:
            yield _weighed(text, start, here, paths, choices)
        start, choices = found.start() + sequence.end(), 0
        paths = [(0.0, text[max(0, start - 3) : start])]
    if found.end() > start:
        yield _weighed(text, start, found.end(), paths, choices)


def _lost_mark(charmap: Charmap, left: str, right: str) -> str:
    """Return the mark that stood here: the one whose last byte the page loses, else by place."""
    lost = [mark for mark, byte in _LAST_BYTES.items() if byte in charmap.gaps]
    if len(lost) == 1:
        return lost[0]
    if left.isalpha() and right.isalpha() and right.islower():
        return "\u2019"
    is_opening = right.isalnum() and (not left or left.isspace() or left in "([\u2014\u2013")
    return "\u201c" if is_opening else "\u201d"


def _extended(
    paths: list[tuple[float, str]], readings: tuple[str, ...], alphabet: frozenset[str]
) -> list[tuple[float, str]]:
    if len(paths) == 1 and len(readings) == 1:
        (cost, path), (char,) = paths[0], readings
        cost += _WRONG_CASE if char.isupper() and path[-1:].islower() else 0.0
        return [(cost + pair_cost(path[-1:] or " ", char), path + char)]
    grown = [
        (cost + pair_cost(path[-1:] or " ", char) + _misplaced(path, char, alphabet), path + char)
        for cost, path in paths
        for char in readings
    ]
    best: dict[str, tuple[float, str]] = {}
    for entry in sorted(grown):
        best.setdefault(entry[1][-2:], entry)
    return list(best.values())[:_BEAM]


def _misplaced(path: str, char: str, alphabet: frozenset[str]) -> float:
    """Return what speaks against one of several readings: a strange letter, the wrong case."""
    if not char.isalpha():
        return 0.0
    cost = _STRANGE if alphabet and char.lower() not in alphabet else 0.0
    if path[-1:].isalpha():
        return cost + (_WRONG_CASE if path[-1].islower() and char.isupper() else 0.0)
    starts = _STARTS.search(path) is not None
    return cost + (
        _UNUSUAL_CASE if char.isupper() != starts and char.lower() != char.upper() else 0.0
    )


def _weighed(text: str, start: int, end: int, paths: list[tuple[float, str]], choices: int) -> Run:
    """Return the run in its cheapest reading, with what that gains over the text as it stands."""
    left, right = text[start - 1 : start] or " ", text[end : end + 1] or " "
    cost, path = min((cost + pair_cost(path[-1], right), path) for cost, path in paths)
    decoded = path[start - max(0, start - 3) :]
    gain = unlikeness(left + text[start:end] + right) - cost
    return Run(start, text[start:end], decoded, gain, choices)


def _ftfy_edits(text: str) -> Iterator[Edit]:
    """Yield the lines that only ftfy's own plan repairs, where the plan leaves nothing odd."""
    offset = 0
    for line in text.split("\n"):
        if not line.isascii() and len(line) < 20_000 and (bad := badness(line)):
            fixed = ftfy_repair(line)
            invents = {"\u2020", "\ufffd"} & (set(fixed) - set(line))
            if fixed != line and badness(fixed) < bad and not invents:
                yield Edit("ftfy", offset, line, fixed, 0.9)
        offset += len(line) + 1
