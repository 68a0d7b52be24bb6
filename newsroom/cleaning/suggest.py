"""Regions and tags that a cleaned article may belong to, each with the words that say so.

Suggestions only: an editor confirms them. They are made after the page furniture is gone, since a
banner for an event in another market must not vote.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from newsroom.cleaning.candidates import Candidate, candidates
from newsroom.cleaning.gazetteer import mentions
from newsroom.cleaning.tagwords import COMPANY_ENDINGS

#: What a mention weighs by where it stands.
TITLE, DATELINE, FIRST, BODY = 3.0, 3.0, 2.0, 1.0
#: A region is suggested from this score on, and from this part of the best one's score.
LEAST_SCORE, LEAST_SHARE = 1.0, 0.25
MOST_REGIONS, MOST_TAGS = 6, 8
#: Said at the top of a story, this is about no one market.
_WORLD = re.compile(
    r"\b(?:[Ww]orldwide|[Gg]lobally|[Gg]lobal (?:ad|advertising|marketing|media)\b)"
)
#: Two names are the same tag from this likeness on.
LEAST_LIKENESS = 0.92


@dataclass(frozen=True)
class Suggestion:
    """A region or tag, how strongly the text speaks for it, and its words that do."""

    name: str
    score: float
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class VocabularyTag:
    """A tag that the site already has; ``kind`` is topic, company or person."""

    name: str
    kind: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """The site's tags; keep one and use it for many articles, since its index is made once."""

    tags: tuple[VocabularyTag, ...] = ()

    @cached_property
    def index(self) -> "_VocabularyIndex":
        return _VocabularyIndex(self.tags)


class _Tally:
    """Adds up what speaks for each name; the same words count once in a paragraph."""

    def __init__(self) -> None:
        self._weights: dict[str, dict[tuple[int, str], float]] = defaultdict(dict)

    def add(self, name: str, words: str, *, part: int, weight: float) -> None:
        self._weights[name][part, words] = weight

    def beginnings(self) -> set[str]:
        """What the words so far begin with: "Ampersand" where "Ampersand 9" was found."""
        found = (words.split() for parts in self._weights.values() for _, words in parts)
        return {" ".join(words[:length]) for words in found for length in range(1, len(words))}

    def suggestions(self) -> list[Suggestion]:
        """Best first; of equals, the one that was named first."""
        made = [
            Suggestion(
                name, round(sum(parts.values()), 2), tuple(dict.fromkeys(w for _, w in parts))
            )
            for name, parts in self._weights.items()
        ]
        return sorted(made, key=lambda suggestion: -suggestion.score)


def suggest_regions(
    title: str, paragraphs: Sequence[str], *, place: str = ""
) -> tuple[Suggestion, ...]:
    """Regions named by the title, the dateline (``place``) and the body, best first, six at most.

    A region group is suggested only when it is named itself.

    >>> [each.name for each in suggest_regions("Ferry fares frozen in Cebu", ["A relief."])]
    ['Philippines']
    """
    tally = _Tally()
    for part, (text, weight) in enumerate(_parts(title, paragraphs, place)):
        for mention in mentions(text):
            tally.add(mention.place, mention.words, part=part, weight=weight * mention.weight)
    if world := _WORLD.search(f"{title} {paragraphs[0] if paragraphs else ''}"):
        tally.add("World", world[0], part=0, weight=LEAST_SCORE)
    found = tally.suggestions()
    least = max(LEAST_SCORE, LEAST_SHARE * found[0].score) if found else 0
    return tuple(each for each in found if each.score >= least)[:MOST_REGIONS]


def suggest_tags(
    title: str,
    paragraphs: Sequence[str],
    *,
    vocabulary: Vocabulary,
    regions: Sequence[Suggestion] = (),
) -> tuple[Suggestion, ...]:
    """Existing tags that the text names, then proposals of new ones, each group best first."""
    index = vocabulary.index
    known = _Tally()
    for part, (text, weight) in enumerate(_parts(title, paragraphs)):
        for name, words in index.found(text):
            known.add(name, words, part=part, weight=weight)
    fresh = _Tally()
    covered = {region.name for region in regions} | known.beginnings()
    for candidate in candidates(title, paragraphs):
        tag = index.like(candidate.name)
        if tag is not None:
            _add(known, tag, candidate)
        elif candidate.name not in covered:
            _add(fresh, candidate.name, candidate)
    existing = [each for each in known.suggestions() if each.score >= LEAST_SCORE]
    return tuple(existing + fresh.suggestions())[:MOST_TAGS]


def _parts(title: str, paragraphs: Sequence[str], place: str = "") -> Iterator[tuple[str, float]]:
    yield title, TITLE
    yield place, DATELINE
    for number, text in enumerate(paragraphs):
        yield text, BODY if number else FIRST


def _add(tally: _Tally, name: str, candidate: Candidate) -> None:
    for part in candidate.paragraphs:
        weight = {-1: TITLE, 0: FIRST}.get(part, BODY)
        tally.add(name, candidate.name, part=part, weight=weight)


class _VocabularyIndex:
    """The site's tags by first word, for exact matches, and by bare form, for likenesses."""

    def __init__(self, tags: Iterable[VocabularyTag]) -> None:
        self.by_word: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.by_bare: dict[str, str] = {}
        self.by_start: dict[str, list[str]] = defaultdict(list)
        for tag in tags:
            for form in (tag.name, *tag.aliases):
                self._add(form, tag)
        for forms in self.by_word.values():
            forms.sort(key=lambda form: -len(form[0]))

    def _add(self, form: str, tag: VocabularyTag) -> None:
        written = {form}
        if tag.kind == "topic" and not form.isupper():
            # A topic is no name: "retail" in running text means Retail.
            written |= {form[:1].lower() + form[1:], form.lower()}
        for text in written:
            if first := _WORD.search(text):
                self.by_word[first.group()].append((text, tag.name))
        bare = _bare(form)
        if bare:
            self.by_bare.setdefault(bare, tag.name)
            self.by_start[bare[:2]].append(bare)

    def found(self, text: str) -> Iterator[tuple[str, str]]:
        """(tag, words) for each tag named in the text; the longest name first, none overlapping."""
        end = 0
        for word in _WORD.finditer(text) if self.by_word else ():
            if word.start() < end:
                continue
            for form, name in self.by_word.get(word.group(), ()):
                stop = word.start() + len(form)
                if text.startswith(form, word.start()) and not text[stop : stop + 1].isalnum():
                    end = stop
                    yield name, form
                    break

    def like(self, name: str) -> str | None:
        """The tag that this name is another spelling of: WPP plc is WPP."""
        bare = _bare(name)
        if bare in self.by_bare:
            return self.by_bare[bare]
        if len(bare) < 6:
            return None
        matcher = SequenceMatcher(b=bare, autojunk=False)
        for other in self.by_start.get(bare[:2], ()):
            if abs(len(other) - len(bare)) <= 2 and _digits(other) == _digits(bare):
                matcher.set_seq1(other)
                if matcher.quick_ratio() >= LEAST_LIKENESS <= matcher.ratio():
                    return self.by_bare[other]
        return None


_WORD = re.compile(r"[^\W_]+")


def _digits(name: str) -> str:
    """A number is never a slip of the pen: last year's festival is not this year's."""
    return "".join(letter for letter in name if letter.isdigit())


def _bare(name: str) -> str:
    """A name without capitals, punctuation and company endings.

    >>> _bare("Kite Bank Pte. Ltd.") == _bare("KiteBank")
    True
    """
    words = _WORD.findall(name.casefold())
    while len(words) > 1 and words[-1] in COMPANY_ENDINGS:
        words.pop()
    return "".join(words)
