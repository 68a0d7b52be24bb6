"""Page furniture out: banners, mastheads, share bars, promos, other stories' headlines.

A page is read in three zones. In the head, above the first line of the body, and in the tail,
below its last, a line may go because it looks like furniture; inside the body only a phrase
that matches the whole line takes it. What the head says about the story (who wrote it, when,
where) is kept as data.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsroom.cleaning.dates import read_date
from newsroom.cleaning.phrases import EVENTS, FOREIGN_HEADINGS, STRONG, WEAK
from newsroom.cleaning.report import Edit, Outcome

_SENTENCE_END = re.compile(r"[.!?。！？][\"'”’)\]]*(?=\s|$)")
_STRONG = tuple((kind, re.compile(pattern)) for kind, pattern in STRONG)
_WEAK = tuple((kind, re.compile(pattern)) for kind, pattern in WEAK)
_FOREIGN = re.compile(FOREIGN_HEADINGS)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_EVENT = re.compile(rf"\b(?:{EVENTS})\b")
_TWICE = re.compile(r"(?:.{0,40} )?(.{4,80}) \1")
_BYLINE = re.compile(
    r"(?:by|words by|written by|text by|reporting by)[: ] ?(.{3,80})", re.IGNORECASE
)
_DATELINE = re.compile(
    r"([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2}(?:, [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2})?)"
    r"(?:,? \d{1,2} \w{3,9}(?: \d{4})?| \([A-Z][\w /]+\))? ?[–—-] (?=\S)"
)


def line_key(line: str) -> str:
    """Return what is the same in all the copies of a furniture line: folded, digits as 0.

    >>> line_key("Kopi  Awards 2024")
    'kopi awards 0000'
    """
    return re.sub(r"\d", "0", fold(line))


def fold(line: str) -> str:
    """Return `line` as the phrases of `phrases` are written."""
    straight = line.translate(str.maketrans("“”‘’", "\"\"''"))
    return " ".join(straight.casefold().split())


@dataclass
class _Row:
    """A line of the page, and why it goes (if it does)."""

    start: int
    end: int
    text: str
    reason: str = ""
    confidence: float = 0.9

    def drop(self, reason: str, *, confidence: float = 0.9) -> None:
        if not self.reason:
            self.reason, self.confidence = reason, confidence

    @property
    def sentences(self) -> int:
        return len(_SENTENCE_END.findall(self.text))

    @property
    def is_body(self) -> bool:
        """Whether the line reads as part of a story: it has a stop, or is long."""
        return bool(_SENTENCE_END.search(self.text)) or len(self.text) > 160


def find_furniture(text: str, *, patterns: Sequence[str] = ()) -> Outcome:
    """Return the edits that take the furniture out, and what the head says of the story.

    `patterns` are the line keys that an editor confirmed as furniture of this source.
    """
    rows = [
        _Row(found.start(), found.end(), found[0].strip())
        for found in re.finditer(r"[^\n]*\S[^\n]*", text)
    ]
    if not rows:
        return Outcome()
    _drop_phrases(rows, frozenset(patterns))
    shares = [index for index, row in enumerate(rows) if row.reason == "share"]
    _drop_promo_blocks(rows)
    _drop_foreign(rows)
    facts = _read_head(rows, shares)
    _drop_tail(rows)
    edits = tuple(_edits(text, rows))
    return Outcome(
        edits, facts=facts if edits else {k: v for k, v in facts.items() if k == "place"}
    )


def _drop_phrases(rows: list[_Row], patterns: frozenset[str]) -> None:
    for row in rows:
        folded = fold(row.text)
        if line_key(row.text) in patterns:
            row.drop("source-pattern", confidence=1.0)
            continue
        if len(folded) > 320:
            continue
        for kind, pattern in _STRONG:
            if pattern.fullmatch(folded) and (
                row.sentences < 2 or kind in ("promo", "newsletter", "cookies", "copyright")
            ):
                row.drop(kind)
                break


def _drop_promo_blocks(rows: list[_Row]) -> None:
    """Drop the few lines between the heading of a newsletter box and its button."""
    for index, row in enumerate(rows):
        if row.reason != "newsletter" or len(row.text) > 40:
            continue
        for last in range(index + 1, min(index + 5, len(rows))):
            if rows[last].reason == "newsletter" and fold(rows[last].text).startswith(
                ("subscribe", "sign up", "register")
            ):
                for inner in rows[index + 1 : last]:
                    inner.drop("newsletter", confidence=0.8)
                break


def _drop_foreign(rows: list[_Row]) -> None:
    """Drop "Related articles" and the headlines under it, until a body line comes."""
    for index, row in enumerate(rows):
        if (
            row.reason not in ("", "related")
            or not _FOREIGN.fullmatch(fold(row.text))
            or index == 0
        ):
            continue
        if not any(before.is_body and not before.reason for before in rows[:index]):
            continue
        row.reason, row.confidence = "related", 0.9
        for below in rows[index + 1 :]:
            if below.reason:
                continue
            if below.is_body:
                break
            below.drop("foreign-headline", confidence=0.8)


def _read_head(rows: list[_Row], shares: list[int]) -> dict[str, str]:
    """Find the headline, drop what stands above it, and read what stands below it."""
    first_body = next(
        (i for i, row in enumerate(rows) if not row.reason and row.is_body), len(rows)
    )
    head = [index for index in range(first_body) if not rows[index].reason]
    title = _find_title(rows, head, shares)
    if title is None:
        for index in head:
            _drop_weak(rows[index])
        return _read_place(rows, first_body)
    for index in head:
        if index < title:
            rows[index].drop(_weak_kind(rows[index]) or "above-title", confidence=0.8)
    facts: dict[str, str] = {}
    for index, row in enumerate(rows[title + 1 :], title + 1):
        if row.reason:
            continue
        if fold(row.text) == fold(rows[title].text):
            row.drop("repeated-title", confidence=1.0)
        elif index > first_body:
            break
        elif found := _BYLINE.fullmatch(row.text):
            row.drop("byline")
            facts.setdefault("byline", found[1].strip())
        elif read_date(row.text):
            row.drop("date")
            facts.setdefault("date", str(read_date(row.text)))
        elif index < first_body:
            _drop_weak(row)
    return facts | _read_place(rows, first_body)


def _find_title(rows: list[_Row], head: list[int], shares: list[int]) -> int | None:
    """Return the index of the headline: the line said twice, above "share on", or first of all."""
    seen = Counter(fold(rows[index].text) for index in head)
    repeated = [i for i in head if seen[fold(rows[i].text)] > 1 and not _weak_kind(rows[i])]
    if repeated:
        return repeated[0]
    if shares:
        above = [i for i in range(shares[0]) if not rows[i].reason]
        if above and above[-1] in head:
            return above[-1]
    left = [index for index in head if not _weak_kind(rows[index])]
    return left[0] if left else None


def _weak_kind(row: _Row) -> str:
    """Return the kind of furniture that a head or tail line looks like, "" for none."""
    folded = fold(row.text)
    if len(folded) > 240 or row.sentences > 1:
        return ""
    for kind, pattern in _WEAK:
        if pattern.fullmatch(folded):
            return kind
    words = len(folded.split())
    is_twice = words <= 14 and bool(_TWICE.fullmatch(folded))
    is_event = words <= 8 and not row.sentences and bool(_EVENT.search(folded))
    if _YEAR.search(folded) and (is_twice or is_event):
        return "event-banner"
    return "masthead" if is_twice else ""


def _drop_weak(row: _Row) -> None:
    if kind := _weak_kind(row):
        row.drop(kind, confidence=0.8)


def _drop_tail(rows: list[_Row]) -> None:
    """Drop what looks like furniture below the last line of the body."""
    kept = [index for index, row in enumerate(rows) if not row.reason]
    for index in reversed(kept[1:]):
        row = rows[index]
        if kind := _weak_kind(row):
            row.drop(kind, confidence=0.8)
        elif row.is_body or index == kept[1]:
            break


def _read_place(rows: list[_Row], first_body: int) -> dict[str, str]:
    """Read the dateline of the first paragraph, which stays where it is."""
    if first_body < len(rows) and (found := _DATELINE.match(rows[first_body].text)):
        return {"place": found[1]}
    return {}


def _edits(text: str, rows: list[_Row]) -> Iterator[Edit]:
    for row in rows:
        if row.reason:
            end = row.end
            while end < len(text) and text[end] == "\n":
                end += 1
            yield Edit(row.reason, row.start, text[row.start : end], "", row.confidence)
