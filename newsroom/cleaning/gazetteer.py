"""Finding the names of places in text: one look at each word, the longest phrase first.

The table of :mod:`newsroom.cleaning.places` is turned once into an index by the first word with a
capital letter. Phrases that hold a place's name and are about something else (Indian Ocean, beef
Wellington) are in the same index, so they are consumed before the shorter name inside them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from newsroom.cleaning.characters import CAPITALS
from newsroom.cleaning.places import MASTHEADS, PLACES, Place
from newsroom.cleaning.tagwords import COMPANY_WORDS

#: What a mention weighs by its kind.
NAME, CITY, DEMONYM, CURRENCY = 1.0, 0.8, 0.7, 0.6


@dataclass(frozen=True)
class Mention:
    """A place named in a text: the words as written, and how much they weigh."""

    place: str
    words: str
    weight: float


@dataclass(frozen=True)
class _Phrase:
    text: str
    place: str = ""
    weight: float = 0.0
    is_cautious: bool = False
    is_given: bool = False

    @property
    def key(self) -> str:
        """Its first word with a capital letter."""
        found = _CAPITAL.search(self.text)
        return found.group() if found else ""

    @property
    def offset(self) -> int:
        """How many characters stand before that word, as in "beef Wellington"."""
        return self.text.index(self.key)


_CAPITAL = re.compile(rf"[{CAPITALS}][^\W_]*")

# "in Cork", "from Hue": a place is meant, not a stopper or a colour.
_LOCATIVE = re.compile(
    r"\b(?:in|from|to|across|at|near|outside|around|into|via|throughout|within|over)\s(?:the\s)?$"
)
_BELONGING = re.compile(r",\s[A-Z]|'s\s")
_DATELINE = re.compile(r"(?:,\s[A-Z][\w ]{2,30})?\s?(?:[–—:]|\s-\s|\([A-Z])")

# "Kenya Adams joins": one more capitalised word, then none. "Kenya Power Lines" goes on.
_SURNAME = re.compile(r"\s([A-Z][a-z][\w'-]+)(?!\s[A-Z])")
# "Grace Washington": a capitalised word before that is no sentence's first and no "West".
_FIRST_NAME = re.compile(
    r"(?:^|\s)(?!North|South|East|West|Greater|Central|New|In|From|The)[A-Z][a-z]+\s$"
)

# Food, speech and manner named for a country say nothing of where the story is; nor does the
# place where a firm's shares are listed or a person was born.
_NOT_ABOUT = re.compile(
    r"[ -](?:food|foods|cuisine|cuisines|restaurants?|cooking|dish|dishes|curry|curries|noodles?|"
    r"takeaways?|dumplings?|pastry|pastries|tea|massage|language|speakers?|speaking|style|inspired|"
    r"lessons?|translation|translations|subtitles?|grammar|born|listed)\b"
)

_NUMBER = re.compile(r"(?<![\d.,])\d[\d.,]*(?:\s?(?:m|bn|mn|k|million|billion|trillion|mil)\b)?")
_BEFORE_NUMBER = 6


def mentions(text: str) -> Iterator[Mention]:
    """Each place that the text names, blockers and mastheads left out, amounts of money last.

    >>> [mention.words for mention in mentions("Bone China from Jakarta, by the Indian Ocean")]
    ['Jakarta']
    """
    text = text.replace("\u00a0", " ").replace("’", "'").replace("‑", "-")
    table = _table()
    end = 0
    for word in _CAPITAL.finditer(text):
        for phrase, offset in table.phrases.get(word.group(), ()):
            start = word.start() - offset
            stop = start + len(phrase.text)
            if start < end or not text.startswith(phrase.text, start):
                continue
            if _is_whole(text, start, stop):
                end = stop
                if phrase.place and _is_meant(text, start, end, phrase):
                    yield Mention(phrase.place, phrase.text, phrase.weight)
                break
    yield from _amounts(text, table)


def is_place(words: str) -> bool:
    """Whether the words are the name, people or city of a place, or a paper named for one."""
    return words in _table().names


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether the phrase stands as words of its own; "US$" is not the US."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isalnum() or after == "$":
        return False
    return not (after.isalnum() and text[end - 1].isalnum())


def _is_meant(text: str, start: int, end: int, phrase: _Phrase) -> bool:
    if phrase.weight < NAME or phrase.is_given:
        if _NOT_ABOUT.match(text, end):
            return False
        if phrase.is_given and _is_person(text, start, end):
            return False
    if len(phrase.text) == 2 and text.isupper():
        # "JOIN US" in a headline set in capitals.
        return False
    return not phrase.is_cautious or _is_located(text, start, end)


def _is_person(text: str, start: int, end: int) -> bool:
    surname = _SURNAME.match(text, end)
    if surname and surname.group(1).lower() not in COMPANY_WORDS:
        return True
    return _FIRST_NAME.search(text, max(0, start - 24), start) is not None


def _is_located(text: str, start: int, end: int) -> bool:
    if start == 0 and (end == len(text) or _DATELINE.match(text, end)):
        return True
    before = _LOCATIVE.search(text, max(0, start - 24), start)
    return before is not None or _BELONGING.match(text, end) is not None


def _amounts(text: str, table: "_Table") -> Iterator[Mention]:
    """Sums of money: "RM40 million", "3 billion won"."""
    for number in _NUMBER.finditer(text):
        start, end = number.span()
        unit = table.leading.search(text, max(0, start - _BEFORE_NUMBER), start)
        unit = unit or table.trailing.match(text, end)
        if unit:
            yield Mention(table.units[unit.group(1)], unit.group(1), CURRENCY)


@dataclass(frozen=True)
class _Table:
    """The gazetteer, compiled."""

    phrases: dict[str, tuple[tuple[_Phrase, int], ...]]
    """By key, the longest first, each with its offset."""
    names: frozenset[str]
    units: dict[str, str]
    leading: re.Pattern[str]
    trailing: re.Pattern[str]


@cache
def _table() -> _Table:
    phrases = {blocker: _Phrase(blocker) for place in PLACES for blocker in place.blockers}
    phrases |= {masthead: _Phrase(masthead) for masthead in MASTHEADS}
    phrases |= {phrase.text: phrase for place in PLACES for phrase in _phrases(place)}
    by_key: dict[str, list[tuple[_Phrase, int]]] = {}
    for text in sorted(phrases, key=len, reverse=True):
        phrase = phrases[text]
        by_key.setdefault(phrase.key, []).append((phrase, phrase.offset))
    units = {unit: place.name for place in PLACES for unit in place.currencies}
    either = "|".join(re.escape(unit) for unit in sorted(units, key=len, reverse=True))
    return _Table(
        phrases={key: tuple(found) for key, found in by_key.items()},
        names=frozenset(text for text, found in phrases.items() if found.place) | {*MASTHEADS},
        units=units,
        leading=re.compile(rf"(?<![\w$])({either})\s?$"),
        trailing=re.compile(rf"\s({either})(?!\w)"),
    )


def _phrases(place: Place) -> Iterator[_Phrase]:
    """The place's names in each of their forms; capitals too, since datelines are set in them."""
    own = (place.name, *place.aliases) if place.is_named else place.aliases
    for weight, names in ((DEMONYM, place.demonyms), (CITY, place.cities), (NAME, own)):
        for name in names:
            traits = name in place.cautious, name in place.given
            yield _Phrase(name, place.name, weight, *traits)
            if len(name) > 3 and not name.isupper():
                yield _Phrase(name.upper(), place.name, weight, *traits)
