"""Names that a story gives with a capital letter, as proposals for new tags."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from newsroom.cleaning.characters import CAPITALS
from newsroom.cleaning.gazetteer import is_place
from newsroom.cleaning.tagwords import (
    COMPANY_ENDINGS,
    COMPANY_WORDS,
    HONORIFICS,
    NO_TAG,
    PERSONS,
    ROLES,
    SENTENCE_WORDS,
    SPEECH,
)

# A word with a capital letter, also after one small one (iPhone), with what is joined to it.
_CAPITALISED = re.compile(rf"(?<![^\W_])[a-z]?[{CAPITALS}][^\W_]*(?:[.&+'’/-][^\W_]+)*")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?:^|[.!?:…][\"”’')\]]*\s+|[“\"(‘•–—]\s?|\s-\s)$")
_LAST_WORD = re.compile(r"([^\W_]+)\s$")
_ROLE = re.compile(r",\s(?:its\s|the\s|a\s|an\s)?([^\W_]+(?:-[^\W_]+)?)")
# "said Ana Cruz" introduces a person, "told Harbour Weekly" does not.
_INTRODUCTIONS = SPEECH - {"told"} | PERSONS
_NO_ENDING = NO_TAG - COMPANY_ENDINGS
_POSSESSIVE = re.compile(r"['’]s$|['’]$")
# "Nusatel has", "Nusatel, a": a common noun would have an article before it there.
_SUBJECT = re.compile(
    r"['’]s\s|\s(?:ha[sd]|will|is|was|sa(?:id|ys))\s|,\s(?:an?|the|which|whose)\s"
)
# A currency glued to an amount.
_AMOUNT = re.compile(r"\D{1,3}\d[\d.,]*[a-z]{0,3}")

#: The number that stands for the title among the paragraphs.
TITLE = -1
#: More capitalised words in a row are a headline or a list, no name.
MOST_WORDS = 5


@dataclass(frozen=True)
class Candidate:
    """A name, and the paragraphs where it stands, each once; the title is number -1."""

    name: str
    paragraphs: tuple[int, ...]
    mentions: int


@dataclass(frozen=True)
class _Run:
    """Capitalised words in a row; at the beginning of a sentence the first proves nothing."""

    words: tuple[str, ...]
    paragraph: int
    begins: bool
    is_subject: bool = False
    is_person: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.words)

    @property
    def is_sure(self) -> bool:
        return not self.begins or len(self.words) > 1 or self.is_subject


def candidates(title: str, paragraphs: Sequence[str]) -> list[Candidate]:
    """Names said at least twice (the title counts), places and people who are quoted left out."""
    found = [run for number, text in enumerate(paragraphs) for run in _runs(text, number)]
    if not _is_title_case(title):
        found += _runs(title, TITLE)
    runs = _settled(found)
    where, people = _where(runs), _people(runs)
    sure = dict.fromkeys(run.text for run in runs if run.is_sure and _may_be_tag(run.words))
    made = []
    for name in _without_common_nouns(sure, runs, paragraphs):
        parts = where[name]
        if TITLE not in parts and _is_in(title, name):
            parts = [TITLE, *parts]
        if len(parts) > 1 and name not in people:
            made.append(Candidate(name, tuple(dict.fromkeys(parts)), len(parts)))
    return _without_longer_forms(made)


# Runs


def _runs(text: str, paragraph: int) -> Iterator[_Run]:
    """The runs of one paragraph, amounts of money left out."""
    run: list[re.Match[str]] = []
    for word in _CAPITALISED.finditer(text):
        if run and not _joins(text, run[-1], word):
            yield from _finished(text, run, paragraph)
            run = []
        if _is_name(text, word):
            run.append(word)
    yield from _finished(text, run, paragraph)


def _is_name(text: str, word: re.Match[str]) -> bool:
    """Whether it may be part of a name: no sum of money, and no small letter beyond ASCII."""
    is_amount = _AMOUNT.fullmatch(word.group()) or text.startswith("$", word.end())
    return not is_amount and not word.group().islower()


def _joins(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    if _POSSESSIVE.search(left.group()):
        return False
    return text[left.end() : right.start()] in {" ", "\xa0", " & "}


def _finished(text: str, run: list[re.Match[str]], paragraph: int) -> Iterator[_Run]:
    if run and len(run) <= MOST_WORDS:
        start = run[0].start()
        words = tuple(_POSSESSIVE.sub("", text[start : run[-1].end()]).split())
        begins = start == 0 or _SENTENCE_END.search(text, max(0, start - 4), start) is not None
        is_subject = _SUBJECT.match(text, start + len(words[0])) is not None
        yield _Run(words, paragraph, begins, is_subject, _is_person(text, run))


def _is_person(text: str, run: list[re.Match[str]]) -> bool:
    words = [word.group().lower() for word in run]
    if not 2 <= len(words) <= 4 or not COMPANY_WORDS.isdisjoint(words):
        return False
    before = _LAST_WORD.search(text, max(0, run[0].start() - 24), run[0].start())
    if before and before.group(1).lower() in _INTRODUCTIONS:
        return True
    after = _ROLE.match(text, run[-1].end())
    return after is not None and after.group(1).lower() in ROLES


def _settled(runs: Sequence[_Run]) -> list[_Run]:
    """The runs without words that only begin a sentence, and without titles at either end.

    "Old Teak sells" is Old Teak where that is said within a sentence, and Teak where it is not.
    """
    known = {run.text for run in runs if not run.begins}
    times = Counter(run.text for run in runs)
    known |= {name for name in times if times[name] > 1}
    known |= {run.text for run in runs if len(run.words) == 1 and not _is_small(run.words[0])}
    settled = []
    for run in runs:
        words, rest = run.words, run.words[1:]
        if run.begins and run.text not in known:
            begins = not _is_small(words[0]) and " ".join(rest) not in known
            words = words if begins else rest
        is_person = run.is_person or (len(words) > 1 and words[0].lower() in HONORIFICS)
        words = _trimmed(words)
        if words:
            begins = run.begins and words == run.words
            settled.append(replace(run, words=words, begins=begins, is_person=is_person))
    return settled


def _is_small(word: str) -> bool:
    return word.lower() in SENTENCE_WORDS


def _trimmed(words: tuple[str, ...]) -> tuple[str, ...]:
    while words and not is_place(" ".join(words)) and words[0].lower() in NO_TAG:
        words = words[1:]
    while words and words[-1].lower() in _NO_ENDING:
        words = words[:-1]
    return words


# Names


def _where(runs: Iterable[_Run]) -> dict[str, list[int]]:
    """Each run, and what it begins with, and the paragraphs where that is said."""
    where: dict[str, list[int]] = defaultdict(list)
    for run in runs:
        for length in range(1, len(run.words) + 1):
            where[" ".join(run.words[:length])].append(run.paragraph)
    return where


def _people(runs: Sequence[_Run]) -> frozenset[str]:
    """Those who are quoted or introduced by a role, and surnames that follow a full name."""
    full = [run.words for run in runs if run.is_person]
    names = {part for words in full for part in (words[0], words[-1], " ".join(words))}
    seen: dict[str, bool] = {}
    for run in sorted(runs, key=lambda run: run.paragraph):
        seen.setdefault(run.words[-1], 2 <= len(run.words) <= 3)
    return frozenset(names.union(word for word, is_surname in seen.items() if is_surname))


def _without_common_nouns(
    names: Iterable[str], runs: Sequence[_Run], paragraphs: Sequence[str]
) -> list[str]:
    """The names but those that only ever begin sentences, and are words in small letters too."""
    within = {run.text for run in runs if not run.begins or len(run.words) > 1}
    doubtful = {name.lower() for name in names if name not in within}
    if doubtful:
        doubtful &= {word for text in paragraphs for word in _WORD.findall(text)}
    return [name for name in names if name in within or name.lower() not in doubtful]


def _is_in(text: str, name: str) -> bool:
    return name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _may_be_tag(words: tuple[str, ...]) -> bool:
    """Whether the words name something that is no place, month or title."""
    text = " ".join(words)
    if len(text) < 2 or is_place(text) or _is_small(text):
        return False
    small = [word.lower() for word in words]
    if len(words) == 1 and small[0] in COMPANY_WORDS:
        return False
    return not all(low in NO_TAG or is_place(word) for low, word in zip(small, words, strict=True))


def _without_longer_forms(found: list[Candidate]) -> list[Candidate]:
    """Of "Ford" and "Ford Motor" only the one said more often."""
    kept: list[Candidate] = []
    for each in sorted(found, key=lambda each: (-each.mentions, len(each.name))):
        if not any(each.name.startswith(f"{other.name} ") for other in kept):
            kept.append(each)
    return kept


def _is_title_case(title: str) -> bool:
    """Whether the headline Sets Its Words Like This, so that its capitals say nothing."""
    words = [word for word in _WORD.findall(title) if len(word) > 3 and not _is_small(word)]
    return len(words) > 2 and all(word[0].isupper() for word in words)
