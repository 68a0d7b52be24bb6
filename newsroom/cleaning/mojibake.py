"""Repair of text that was UTF-8 and has been read as something else.

ftfy repairs a line that one pure code page explains as a whole. Archives hold lines that are
half repaired, hybrid code pages and lost bytes. So we look for each image of a UTF-8 character
by itself, under every table of `charmaps`, and let the tables compete for the text: a table is
used only where something that cannot be chance speaks for it, and what only might be damage is
left as it stands.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from newsroom.cleaning.charmaps import CHARMAPS, Charmap
from newsroom.cleaning.encoding import badness, ftfy_repair, is_bad
from newsroom.cleaning.report import Edit

# Characters of prose that are not letters, and come up in any language.
_MARKS = frozenset(
    "\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u2022\u20ac\u2122\u201e\u201a«»\xa0·°£¥§®©±²³×½¼¾‹›¿¡¢÷µ‰′″№←→↑↓−≈≤≥\u200b\u200c\u200d\u202f\ufe0f"
)
_ALPHABETS = (
    (0xC0, 0x17F), (0x18F, 0x18F), (0x1A0, 0x1B0), (0x218, 0x21B), (0x300, 0x36F), (0x386, 0x3CE),
    (0x400, 0x45F), (0x490, 0x4E9), (0x531, 0x587), (0x5B0, 0x5EA), (0x60C, 0x6D5), (0x6F0, 0x6F9),
    (0x900, 0xDF4), (0xE01, 0xEDD), (0xF00, 0xFBC), (0x1000, 0x104F), (0x10D0, 0x10FF),
    (0x1780, 0x17E9),
    (0x1E02, 0x1EF9), (0x3001, 0x3011), (0x3041, 0x30FE), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3),
    (0xFF01, 0xFF5E),
    (0x2600, 0x27BF), (0x1F1E6, 0x1F1FF), (0x1F300, 0x1FAFF),
)  # fmt: skip
_IS_TYPOGRAPHY = re.compile(
    "[\u2010-\u2026\u2030-\u203a\u20a0-\u20bf\u2122\u2600-\u27bf\U0001f1e6-\U0001faff]"
)


@dataclass(frozen=True)
class Run:
    """A stretch of text that may be the image of `decoded` under one table."""

    start: int
    before: str
    decoded: str
    gain: float
    is_strong: bool
    rule: str = "utf-8"

    @property
    def end(self) -> int:
        return self.start + len(self.before)


def find_mojibake(text: str) -> tuple[Edit, ...]:
    """Return the edits of one pass of repair: those of the table that explains most.

    Run it again on the result until it returns nothing: a text damaged twice, or by two
    tables, takes one pass for each.
    """
    if text.isascii():
        return ()
    best: list[Run] = []
    best_gain, best_map = 0.0, CHARMAPS[0]
    present = frozenset(text)
    for charmap in CHARMAPS:
        if charmap.leads.isdisjoint(present) or charmap.continuations.isdisjoint(present):
            continue
        runs = list(_runs(text, charmap))
        gain = sum(run.gain for run in runs if run.is_strong)
        if gain > best_gain:
            best, best_gain, best_map = runs, gain, charmap
    if best:
        taken = list(_acceptable(text, best))
        return tuple(
            Edit(
                f"{run.rule}-read-as-{best_map.name}",
                run.start,
                run.before,
                run.decoded,
                0.95 if run.is_strong else 0.8,
            )
            for run in taken
        )
    return tuple(_ftfy_edits(text))


def _runs(text: str, charmap: Charmap) -> Iterator[Run]:
    done = 0
    for found in charmap.run.finditer(text):
        yield from _lost(text, charmap, done, found.start())
        yield from _decode(text, charmap, found)
        done = found.end()
    yield from _lost(text, charmap, done, len(text))


def _decode(text: str, charmap: Charmap, found: re.Match[str]) -> Iterator[Run]:
    """Yield the parts of one match that decode to plausible text."""
    start = found.start()
    pieces: list[str] = []
    previous = text[start - 1 : start]
    for sequence in charmap.sequence.finditer(found[0]):
        char = _best_reading(charmap.readings(sequence[0]), previous)
        if char is None:
            if pieces:
                yield _weighed(text, start, found.start() + sequence.start(), "".join(pieces))
            start, pieces, previous = found.start() + sequence.end(), [], ""
            continue
        pieces.append(char)
        previous = char
    if pieces:
        yield _weighed(text, start, found.end(), "".join(pieces))


def _best_reading(readings: tuple[str, ...], previous: str) -> str | None:
    plausible = [char for char in readings if rarity(char) < 5]
    if len(plausible) < 2:
        return plausible[0] if plausible else None
    return min(
        plausible, key=lambda char: (rarity(char) + (previous.islower() and char.isupper()), char)
    )


@lru_cache(maxsize=20_000)
def rarity(char: str) -> float:
    """Return how little `char` is at home in prose: 0 for a quotation mark, 9 for nonsense."""
    if char in _MARKS:
        return 0
    code = ord(char)
    if unicodedata.category(char) in ("Cn", "Co", "Cc", "Cs"):
        return 9
    if any(first <= code <= last for first, last in _ALPHABETS):
        return 1
    return 3


@lru_cache(maxsize=20_000)
def _script(char: str) -> str:
    """Return the script of a letter, and "" for what is not one."""
    if not char.isalpha():
        return ""
    return unicodedata.name(char, "").partition(" ")[0]


def _weighed(text: str, start: int, end: int, decoded: str) -> Run:
    """Return the run with the weight of what speaks for it."""
    left, right = text[max(0, start - 12) : start], text[end : end + 12]
    before = text[start:end]
    odd, odd_after = _oddness(left + before + right), _oddness(left + decoded + right)
    gain = odd - odd_after
    return Run(start, before, decoded, gain, gain > 0 and _is_strong(left, before, decoded, right))


def _oddness(text: str) -> float:
    """Return how unlike prose `text` is."""
    odd = 3.0 * badness(text)
    previous = ""
    for char in text:
        if not char.isascii():
            odd += 0.2 + (1.5 if rarity(char) > 1 else 0)
        script = _script(char)
        if script and previous:
            odd += 2 * (script != _script(previous)) + (
                previous.islower() and char.isupper() and not char.isascii()
            )
        previous = char if script else ""
    return odd


def _is_strong(left: str, before: str, decoded: str, right: str) -> bool:
    """Whether this cannot be chance: typography, a word of one script, a letter out of place."""
    scripts = {_script(char) for char in decoded} - {""}
    if len(scripts) > 1:
        return False
    if any(len(char.encode()) >= 3 and _IS_TYPOGRAPHY.match(char) for char in decoded):
        return True
    bad = is_bad(left[-2:] + before + right[:2])
    if not scripts:
        return bad and len(before) > 2
    if len(decoded) >= 2 and bad:
        return True
    whole = not _is_foreign(left[-1:]) and not _is_foreign(right[:1])
    if len(decoded) >= 3 and scripts.isdisjoint({"LATIN"}) and whole:
        return True
    glued = left[-1:].isalpha() and left[-1:].isascii() and _script(before[0]) != "LATIN"
    return scripts == {"LATIN"} and (glued or bad)


def _is_foreign(char: str) -> bool:
    return char.isalpha() and not char.isascii()


def _lost(text: str, charmap: Charmap, start: int, end: int) -> Iterator[Run]:
    """Yield marks whose last byte is gone: the E2 and 80 of a mark of U+2000, and then nothing."""
    pattern = _lost_pattern(charmap.name)
    for found in pattern.finditer(text, start, end) if pattern else ():
        left, right = (
            text[max(0, found.start() - 1) : found.start()],
            text[found.end() : found.end() + 1],
        )
        mark = _missing_mark(left, right)
        yield Run(
            found.start(),
            found[0],
            mark,
            3.0,
            is_bad(found[0] + " ") or "\u20ac" in found[0],
            "lost-byte",
        )


@lru_cache
def _lost_pattern(name: str) -> re.Pattern[str] | None:
    charmap = next(charmap for charmap in CHARMAPS if charmap.name == name)
    lead, follow = charmap.chars(0xE2, 0xE2), charmap.chars(0x80, 0x80)
    return re.compile(f"[{lead}][{follow}](?:\ufffd|(?=[\\s\\x00-\\x7f]|$))")


def _missing_mark(left: str, right: str) -> str:
    if left.isalpha() and right.islower():
        return "\u2019"
    if right.isalnum() and (not left or left.isspace() or left in "([-\u2014"):
        return "\u201c"
    return "\u201d"


def _acceptable(text: str, runs: list[Run]) -> Iterator[Run]:
    """Yield the runs to repair: the strong ones, and the weak ones that they speak for."""
    strong_lines = {text.count("\n", 0, run.start) for run in runs if run.is_strong}
    for run in runs:
        if run.is_strong or (
            run.gain >= 0 and _may_follow(text, run, text.count("\n", 0, run.start) in strong_lines)
        ):
            yield run


def _may_follow(text: str, run: Run, in_strong_line: bool) -> bool:
    left, right = text[run.start - 1 : run.start], text[run.end : run.end + 1]
    if run.decoded.strip("\xa0") == "":
        return True
    if _is_foreign(left) or _is_foreign(right):
        return False
    return in_strong_line or is_bad(left + run.before + right)


def _ftfy_edits(text: str) -> Iterator[Edit]:
    """Yield the lines that only ftfy's own plan repairs, where the plan leaves nothing odd."""
    offset = 0
    for line in text.split("\n"):
        if not line.isascii() and len(line) < 20_000 and (bad := badness(line)):
            fixed = ftfy_repair(line)
            if (
                fixed != line
                and badness(fixed) < bad
                and not set("\u2020\ufffd") & (set(fixed) - set(line))
            ):
                yield Edit("ftfy", offset, line, fixed, 0.9)
        offset += len(line) + 1
