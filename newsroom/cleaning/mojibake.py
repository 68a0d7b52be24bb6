"""Repair of text that was UTF-8 and has been read as something else.

ftfy repairs a line that one pure code page explains as a whole. Archives hold lines that are
half repaired, hybrid code pages and lost bytes. So we look for each image of a UTF-8 character
by itself, under every table of `charmaps`, and let the tables compete for the text. `prose` is
the judge: a reading must be much more like prose than what stands there, by itself or together
with its neighbours. What only might be damage is left as it stands.
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from newsroom.cleaning.charmaps import CHARMAPS, Charmap
from newsroom.cleaning.decoding import STRANGE, Run, decode_match
from newsroom.cleaning.encoding import badness, ftfy_repair
from newsroom.cleaning.prose import alphabet_of, unlikeness
from newsroom.cleaning.report import Edit

# By how much a stretch must be more like prose to be repaired on its own evidence, and on that
# of the rest of the text. An unlucky pair costs 3 to 5; see `prose`.
ALONE, IN_COMPANY = 5.0, 0.3
# Tables so close together are told apart by the letters that they find.
_CLOSE = 5.0
# By how much ftfy's plan for a line must be more like prose, if it takes away a letter.
_OF_FTFY = 1.5
# What byte C2 looks like in Western and Baltic pages: capitals that end no word in small letters.
_HALF_SPACE = re.compile(r"(?<=[a-z0-9.,;:!?)”’])[ÂĀ](?= )")
# With less of a lead over the next best reading, an editor should look.
_CLEAR_LEAD = 1.0
# Nearly all archives were misread as Western European: between near equals it was that.
_USUAL, _USUAL_BONUS = ("cp1252", "iso8859-1"), 1.5
# What a table loses that leaves a choice between readings: it explains too much too easily.
_DOUBT = 0.8

# A text is shown to every table as it is up to this length and so many different stretches that
# are not ASCII; of a longer one, so many of them, each up to so many characters.
_SHORT, _SAMPLE, _STRETCH = 2_000, 80, 60
# A character of UTF-8 leaves at least two: all that is alone among ASCII is passed over.
_CLUSTER = re.compile(r"[^\x00-\x7f]{2,}")


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
        return tuple(_half_spaces(text)) or tuple(_ftfy_edits(text))
    most = max(explanation.gain for explanation in explanations)
    close = [each for each in explanations if each.gain >= most - _CLOSE]
    best = max(close, key=lambda each: each.score)
    best = next((each for each in close if each.is_likelier_than(best)), best)
    contested = best.contested_by(each for each in close if each.score > best.score - _CLEAR_LEAD)
    alphabet = alphabet_of(best.letters) if best.has_choices else frozenset()
    runs = _accepted(_segments(text, best.charmap, alphabet))
    return tuple(_edit(run, best.charmap, contested) for run in runs)


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
    ranked = sorted(clusters, key=_oddity, reverse=True)
    spans = sorted(clusters[cluster] for cluster in ranked[:_SAMPLE])
    return "\n".join(
        text[max(0, start - 3) : min(end, start + _STRETCH) + 3] for start, end in spans
    )


def _oddity(cluster: str) -> float:
    return unlikeness(cluster[:_STRETCH]) / len(cluster[:_STRETCH])


@dataclass(frozen=True)
class _Explanation:
    """What one table makes of a text."""

    charmap: Charmap
    runs: list[Run]

    @cached_property
    def gain(self) -> float:
        return sum(run.gain for run in self.runs) - _DOUBT * self.has_choices

    @property
    def score(self) -> float:
        """What it explains, less what is strange about it."""
        return self.gain - self.strangeness

    def is_likelier_than(self, other: "_Explanation") -> bool:
        """Whether it is a usual culprit that explains as much as `other`, and nearly as well."""
        is_usual = self.charmap.page.removesuffix("-filled") in _USUAL
        is_near = self.score > other.score - _USUAL_BONUS
        return is_usual and is_near and self._covered >= other._covered

    @cached_property
    def _covered(self) -> int:
        return sum(len(run.before) for run in self.runs)

    def contested_by(self, rivals: Iterable["_Explanation"]) -> frozenset[str]:
        """Return the stretches that a rival reads otherwise."""
        mine = {run.before: run.decoded for run in self.runs}
        theirs = (run for rival in rivals for run in rival.runs)
        return frozenset(
            run.before for run in theirs if mine.get(run.before, run.decoded) != run.decoded
        )

    @property
    def has_choices(self) -> bool:
        return any(run.lead < math.inf for run in self.runs)

    @cached_property
    def letters(self) -> str:
        return "".join(char for run in self.runs for char in run.decoded if char.isalpha())

    @cached_property
    def strangeness(self) -> float:
        """What the letters cost that are not of the language of the others."""
        alphabet = alphabet_of(self.letters)
        return STRANGE * sum(char not in alphabet for char in self.letters.lower())


def _edit(run: Run, charmap: Charmap, contested: frozenset[str]) -> Edit:
    confidence = 0.95 if run.gain >= ALONE else 0.8
    if run.lead < _CLEAR_LEAD or run.before in contested:
        confidence = 0.6
    return Edit(f"utf-8-as-{charmap.page}", run.start, run.before, run.decoded, confidence)


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
    seen: dict[str, list[Run]] = {}  # with offsets from the start of the match
    done = 0
    for found in _matches(text, charmap):
        if runs and not text[done : found.start()].isascii():
            segments.append(_segment(text, runs))
            runs = []
        # Most damage is a few marks over and over: read each but once.
        start = found.start()
        place = text[max(0, start - 3) : found.end() + 1]
        read = seen.get(place)
        if read is None or len(place) < len(found[0]) + 4:
            read = seen[place] = list(decode_match(text, charmap, found, alphabet))
        runs += [Run(start + run.start, *run[1:]) for run in read]
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


def _half_spaces(text: str) -> Iterator[Edit]:
    """Yield what is left of no-break spaces whose second byte, A0, has become a plain space."""
    for found in _HALF_SPACE.finditer(text):
        yield Edit("half-no-break-space", found.start(), found[0], "", 0.9)


def _ftfy_edits(text: str) -> Iterator[Edit]:
    """Yield the lines that only ftfy's own plan repairs, where `prose` is of the same opinion."""
    offset = 0
    for line in text.split("\n"):
        if not line.isascii() and len(line) < 20_000 and badness(line):
            fixed = ftfy_repair(line)
            # "Å°" may be what it says; the letter in "Â©" means nothing.
            least = _OF_FTFY if _foreign_letters(fixed) < _foreign_letters(line) else 2 * _OF_FTFY
            if unlikeness(line) - unlikeness(fixed) >= least:
                yield Edit("ftfy", offset, line, fixed, 0.9)
        offset += len(line) + 1


def _foreign_letters(line: str) -> int:
    return sum(map(_is_foreign, line))
