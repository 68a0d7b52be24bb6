"""Names that a story gives with a capital letter, as proposals for new tags."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from newsroom.cleaning.gazetteer import is_place
from newsroom.cleaning.tagwords import COMPANY_WORDS, NO_TAG, ROLES, SENTENCE_WORDS, SPEECH

_WORD = re.compile(r"[^\W_]+(?:[&+'’./-][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?:^|[.!?:…][\"”’')\]]*\s+|[“\"(‘•–—]\s?|\s-\s)$")
_LAST_WORD = re.compile(r"([^\W_]+)\s$")
_ROLE = re.compile(r",\s(?:its\s|the\s|a\s|an\s)?([^\W_]+(?:-[^\W_]+)?)")
# "said Ana Cruz" introduces a person, "told Harbour Weekly" does not.
_INTRODUCTIONS = SPEECH - {"told"} | ROLES - {"who", "whose"}
_POSSESSIVE = re.compile(r"['’]s$|['’]$")


@dataclass(frozen=True)
class Run:
    """Capitalised words in a row. ``is_sure`` where the capital is not just a sentence's first."""

    words: tuple[str, ...]
    paragraph: int
    is_sure: bool
    is_person: bool

    @property
    def text(self) -> str:
        return " ".join(self.words)


@dataclass(frozen=True)
class Candidate:
    name: str
    paragraphs: tuple[int, ...]
    """Where it is named, each paragraph once; the title is number -1."""
    mentions: int


def candidates(title: str, paragraphs: Sequence[str]) -> list[Candidate]:
    """Names said at least twice (the title counts), places and people who are quoted left out."""
    runs = [run for number, text in enumerate(paragraphs) for run in _runs(text, number)]
    if not _is_title_case(title):
        runs += _runs(title, -1)
    people = _people(runs)
    found = [_candidate(name, runs, title) for name in _names(runs) if name not in people]
    return _without_longer_forms([each for each in found if each.mentions > 1])


def _candidate(name: str, runs: Iterable[Run], title: str) -> Candidate:
    where = [run.paragraph for run in runs if _opens_with(run.text, name)]
    if -1 not in where and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", title):
        where.append(-1)
    return Candidate(name, tuple(sorted(set(where))), len(where))


def _opens_with(text: str, name: str) -> bool:
    return text == name or text.startswith(name + " ")


def _names(runs: Iterable[Run]) -> list[str]:
    """What may be a name: capitalised for its own sake at least once, and no place or month."""
    names = dict.fromkeys(run.text for run in runs if run.is_sure and _may_be_tag(run.words))
    return list(names)


def _may_be_tag(words: tuple[str, ...]) -> bool:
    text = " ".join(words)
    if is_place(text) or len(text) < 2 or text.lower() in SENTENCE_WORDS:
        return False
    return not all(word.lower() in NO_TAG or is_place(word) for word in words)


def _people(runs: Sequence[Run]) -> frozenset[str]:
    """Full names of those who are quoted or introduced by a role, and each of their parts."""
    full = {run.text for run in runs if run.is_person}
    return frozenset(full | {part for name in full for part in (name.split()[0], name.split()[-1])})


def _without_longer_forms(found: list[Candidate]) -> list[Candidate]:
    """Of "Ford" and "Ford Motor" only the one said more often."""
    kept: list[Candidate] = []
    for each in sorted(found, key=lambda each: (-each.mentions, len(each.name))):
        if not any(_opens_with(each.name, other.name) for other in kept):
            kept.append(each)
    return kept


def _is_title_case(title: str) -> bool:
    """Whether the headline Sets Its Words Like This, so that its capitals say nothing."""
    words = [word for word in _WORD.findall(title)[1:] if word.lower() not in SENTENCE_WORDS]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) > 2 and capitals > 0.7 * len(words)


def _runs(text: str, paragraph: int) -> Iterator[Run]:
    """The runs of one paragraph."""
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        if run and not (_is_capital(word.group()) and _joins(text, run[-1], word)):
            yield from _finished(text, run, paragraph)
            run = []
        if _is_capital(word.group()):
            run.append(word)
    yield from _finished(text, run, paragraph)


def _is_capital(word: str) -> bool:
    return any(letter.isupper() for letter in word) and not word[0].isdigit()


def _joins(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    if _POSSESSIVE.search(left.group()):
        return False
    return text[left.end() : right.start()] in {" ", "\xa0", " & "}


def _finished(text: str, run: list[re.Match[str]], paragraph: int) -> Iterator[Run]:
    begins = bool(run) and _begins_sentence(text, run[0].start())
    while run and begins and run[0].group().lower() in SENTENCE_WORDS:
        del run[0]
        begins = False
    while run and run[0].group().lower() in NO_TAG:
        del run[0]
    while run and run[-1].group().lower() in NO_TAG - COMPANY_WORDS:
        del run[-1]
    if run and len(run) <= 5:
        words = tuple(_POSSESSIVE.sub("", word.group()) for word in run)
        is_sure = not begins or len(run) > 1
        yield Run(words, paragraph, is_sure, _is_person(text, run))


def _begins_sentence(text: str, start: int) -> bool:
    return start == 0 or _SENTENCE_END.search(text[max(0, start - 4) : start]) is not None


def _is_person(text: str, run: list[re.Match[str]]) -> bool:
    words = [word.group() for word in run]
    if not 2 <= len(words) <= 4 or any(word.lower() in COMPANY_WORDS for word in words):
        return False
    before = _LAST_WORD.search(text, max(0, run[0].start() - 24), run[0].start())
    if before and before.group(1).lower() in _INTRODUCTIONS:
        return True
    after = _ROLE.match(text, run[-1].end())
    return after is not None and after.group(1).lower() in ROLES
