"""Finding the names of places in text: one look at each word, the longest phrase first.

The table of :mod:`newsroom.cleaning.places` is turned into an index by first word once. Phrases
that hold a place's name and are about something else (Indian Ocean, bone China) are in the same
index, so they are consumed before the shorter name inside them is looked for.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from newsroom.cleaning.places import MASTHEADS, PLACES, Place

NAME, DEMONYM, CITY, CURRENCY = 1.0, 0.7, 0.8, 0.6


@dataclass(frozen=True)
class Mention:
    """A place named in a text: the words as written, where they begin, how much they weigh."""

    place: str
    words: str
    start: int
    weight: float


@dataclass(frozen=True)
class _Phrase:
    text: str
    place: str = ""
    weight: float = 0.0
    is_cautious: bool = False


_WORD = re.compile(r"[^\W_]+")
_FLATTEN = str.maketrans({"\u00a0": " ", "\u202f": " ", "’": "'", "‑": "-"})

# "in Austin", "from Wellington", "across Jordan": a place is meant, not a person.
_LOCATIVE = re.compile(
    r"\b(?:in|from|to|across|at|near|outside|around|into|via|throughout|within|over)\s(?:the\s)?$"
)
_SURNAME = re.compile(r"\s+[A-Z][a-z]")
_COUNTRY = re.compile(r",\s[A-Z]")
_DATELINE = re.compile(r"(?:,\s[A-Z][\w ]{2,30})?\s?(?:[–—:]|\s-\s|\([A-Z])")

# Food, speech and manner named for a country say nothing of where the story is.
_NOT_ABOUT = re.compile(
    r"[ -](?:food|foods|cuisine|cuisines|restaurants?|cooking|dish|dishes|curry|curries|noodles?|"
    r"takeaways?|dumplings?|pastry|pastries|tea|massage|language|speakers?|speaking|style|inspired|"
    r"lessons?|translation|translations|subtitles?|grammar)\b"
)

_AMOUNT = r"\d[\d.,]*(?:\s?(?:m|bn|mn|k|million|billion|trillion|mil))?"


def mentions(text: str) -> Iterator[Mention]:
    """Each place that the text names, in order, blockers and mastheads left out.

    >>> [mention.words for mention in mentions("Bone China from Jakarta, by the Indian Ocean")]
    ['Jakarta']
    """
    text = text.translate(_FLATTEN)
    index, end = _index(), 0
    for word in _WORD.finditer(text):
        phrases = index.get(word.group())
        if phrases is None or word.start() < end:
            continue
        for phrase in phrases:
            if text.startswith(phrase.text, word.start()) and _ends(text, word, phrase):
                end = word.start() + len(phrase.text)
                if phrase.place and _is_meant(text, word.start(), end, phrase):
                    yield Mention(phrase.place, phrase.text, word.start(), phrase.weight)
                break
    yield from _amounts(text)


def is_place(words: str) -> bool:
    """Whether the words are the name, people or city of a place, or a paper named for one."""
    return words in _forms()


def _ends(text: str, word: re.Match[str], phrase: _Phrase) -> bool:
    end = word.start() + len(phrase.text)
    return end >= len(text) or not (text[end].isalnum() and text[end - 1].isalnum())


def _is_meant(text: str, start: int, end: int, phrase: _Phrase) -> bool:
    if phrase.weight == DEMONYM and _NOT_ABOUT.match(text, end):
        return False
    if not phrase.is_cautious:
        return True
    before = text[max(0, start - 24) : start]
    if not before.strip():
        return bool(_DATELINE.match(text, end) or _COUNTRY.match(text, end)) or end == len(text)
    if _SURNAME.match(text, end):
        return False
    return bool(_LOCATIVE.search(before) or _COUNTRY.match(text, end))


def _amounts(text: str) -> Iterator[Mention]:
    for pattern, by_unit in _currencies():
        for match in pattern.finditer(text):
            unit = match.group("unit")
            yield Mention(by_unit[unit], unit, match.start(), CURRENCY)


@cache
def _currencies() -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    """A symbol or code before an amount, or a code or a word after one: "3 billion won"."""
    by_unit = {unit: place.name for place in PLACES for unit in place.currencies}
    units = sorted(by_unit, key=len, reverse=True)
    leading = "|".join(re.escape(unit) for unit in units if not unit.islower())
    trailing = "|".join(re.escape(unit) for unit in units if unit.isalpha())
    before = re.compile(rf"(?<![\w$])(?P<unit>{leading})\s?\d")
    after = re.compile(rf"(?<![\w.,]){_AMOUNT}\s(?P<unit>{trailing})\b")
    return (before, by_unit), (after, by_unit)


@cache
def _index() -> dict[str, tuple[_Phrase, ...]]:
    phrases: dict[str, _Phrase] = {}
    for blocker in MASTHEADS + tuple(text for place in PLACES for text in place.blockers):
        phrases[blocker] = _Phrase(blocker)
    for place in PLACES:
        for phrase in _phrases(place):
            phrases[phrase.text] = phrase
    index: dict[str, list[_Phrase]] = {}
    for text in sorted(phrases, key=len, reverse=True):
        first = _WORD.match(text)
        if first:
            index.setdefault(first.group(), []).append(phrases[text])
    return {word: tuple(found) for word, found in index.items()}


def _phrases(place: Place) -> Iterator[_Phrase]:
    """The place's names in each of their forms; capitals too, since datelines are set in them."""
    own = (place.name, *place.aliases) if place.is_named else place.aliases
    for weight, names in ((DEMONYM, place.demonyms), (CITY, place.cities), (NAME, own)):
        for name in names:
            is_cautious = name in place.cautious
            yield _Phrase(name, place.name, weight, is_cautious)
            if len(name) > 3 and not name.isupper():
                yield _Phrase(name.upper(), place.name, weight, is_cautious)


@cache
def _forms() -> frozenset[str]:
    named = (text for phrases in _index().values() for text in phrases)
    return frozenset(phrase.text for phrase in named if phrase.place) | frozenset(MASTHEADS)
