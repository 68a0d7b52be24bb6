"""Page furniture out: banners, mastheads, share bars, promos, other stories' headlines.

A page is read in three zones. In the head, above the first line of the body, and in the tail,
below its last, a line may go because it looks like furniture; inside the body only a phrase
that matches the whole line takes it. What the head says about the story (who wrote it, when,
where) is kept as data.
"""

import re
from collections.abc import Iterator, Sequence

from newsroom.cleaning.headline import find_title, read_facts, read_place, weak_kind
from newsroom.cleaning.page import Row, line_key, read_rows
from newsroom.cleaning.phrases import FOREIGN_HEADINGS, PLATFORM, SALES, STRONG
from newsroom.cleaning.report import Edit, Outcome

_STRONG = tuple((kind, re.compile(pattern)) for kind, pattern in STRONG)
_ANY_STRONG = re.compile("|".join(f"(?:{pattern})" for _, pattern in STRONG))
_FOREIGN = re.compile(FOREIGN_HEADINGS)
_PLATFORM = re.compile(PLATFORM)
_SALES = re.compile(SALES)
# Kinds whose phrases are sentences; a line of any other kind with two of them stays.
_WORDY = frozenset(
    {"promo", "newsletter", "cookies", "comments", "copyright", "disclaimer", "syndication"}
)
# No phrase is longer.
_LONGEST = 320


def find_furniture(text: str, *, patterns: Sequence[str] = ()) -> Outcome:
    """Return the edits that take the furniture out, and what the head says of the story.

    `patterns` are the line keys that an editor confirmed as furniture of this source.
    """
    rows = read_rows(text)
    _drop_phrases(rows, frozenset(patterns))
    shares = [index for index, row in enumerate(rows) if row.reason == "share"]
    _drop_share_bars(rows)
    _drop_promo_boxes(rows)
    _drop_foreign(rows)
    facts = read_facts(rows)
    _drop_head(rows, shares)
    _drop_tail(rows)
    edits = tuple(_edits(text, rows))
    return Outcome(edits, facts=facts | read_place(rows) if edits else read_place(rows))


def _drop_phrases(rows: Sequence[Row], patterns: frozenset[str]) -> None:
    for row in rows:
        if patterns and line_key(row.text) in patterns:
            row.drop("source-pattern", confidence=1.0)
        elif len(row.text) <= _LONGEST and (kind := _strong_kind(row)):
            row.drop(kind)


def _strong_kind(row: Row) -> str:
    folded = row.folded
    if not _ANY_STRONG.fullmatch(folded):
        return ""
    kinds = (kind for kind, pattern in _STRONG if pattern.fullmatch(folded))
    return next((kind for kind in kinds if kind in _WORDY or row.sentences < 2), "")


def _drop_share_bars(rows: Sequence[Row]) -> None:
    """Drop the names of platforms that stand below "share", or beside one another."""
    names = [bool(_PLATFORM.fullmatch(row.folded)) for row in rows]
    for index, row in enumerate(rows):
        above = index > 0 and (names[index - 1] or rows[index - 1].reason == "share")
        below = index + 1 < len(rows) and names[index + 1]
        if names[index] and (above or below):
            row.drop("share")


def _drop_promo_boxes(rows: Sequence[Row]) -> None:
    """Drop the few lines between the heading of a newsletter box and its button."""
    for index, row in enumerate(rows):
        if row.reason != "newsletter" or len(row.text) > 40:
            continue
        for last in range(index + 1, min(index + 5, len(rows))):
            if _is_button(rows[last]):
                for inner in rows[index + 1 : last]:
                    inner.drop("newsletter", confidence=0.8)
                break


def _is_button(row: Row) -> bool:
    starts = row.folded.startswith(("subscribe", "sign up", "register"))
    return row.reason == "newsletter" and starts


def _drop_foreign(rows: Sequence[Row]) -> None:
    """Drop "Related articles" and the headlines under it, until a statement comes."""
    seen_body = is_foreign = False
    for row in rows:
        if seen_body and row.reason in ("", "related") and _FOREIGN.fullmatch(row.folded):
            row.reason, row.confidence = "related", 0.9
            is_foreign = True
        elif not row.reason:
            is_foreign = is_foreign and not row.is_statement
            if is_foreign:
                row.drop("foreign-headline", confidence=0.8)
            seen_body = seen_body or (row.is_body and not row.reason)


def _drop_head(rows: Sequence[Row], shares: Sequence[int]) -> None:
    """Drop what stands above the headline, its copies, and the labels between it and the body."""
    first_body = next(
        (n for n, row in enumerate(rows) if not row.reason and row.is_body), len(rows)
    )
    head = [index for index in range(first_body) if not rows[index].reason]
    title = find_title(rows, head, shares)
    if title is None:
        return
    for index in head:
        if index < title:
            rows[index].drop(weak_kind(rows[index]) or "above-title", confidence=0.8)
        elif index > title and (kind := weak_kind(rows[index])):
            rows[index].drop(kind, confidence=0.8)
    for row in rows[title + 1 :]:
        if row.folded == rows[title].folded:
            row.drop("repeated-title", confidence=1.0)
    _drop_repeated([rows[index] for index in head if index > title])


def _drop_repeated(rows: Sequence[Row]) -> None:
    """Drop both copies of a caption that is printed as the picture's text as well."""
    for one, other in zip(rows, rows[1:], strict=False):
        if one.folded == other.folded and not one.reason:
            one.drop("caption", confidence=0.8)
            other.drop("caption", confidence=0.8)


def _drop_tail(rows: Sequence[Row]) -> None:
    """Drop what looks like furniture below the last line of the body."""
    kept = [index for index, row in enumerate(rows) if not row.reason]
    for index in reversed(kept[2:]):
        row = rows[index]
        if kind := weak_kind(row):
            row.drop(kind, confidence=0.8)
        elif row.is_body and row.sentences < 4 and _SALES.fullmatch(row.folded):
            row.drop("promo", confidence=0.65)
        elif row.is_body or not _follows_furniture(rows, index):
            break
        else:
            row.drop("tail", confidence=0.7)


def _follows_furniture(rows: Sequence[Row], index: int) -> bool:
    """Whether furniture stands between the body and this short line, which then is part of it."""
    is_short = len(rows[index].text.split()) <= 5
    above = next((row for row in reversed(rows[:index]) if row.reason or row.is_body), rows[0])
    is_between = rows[index - 1].reason and index + 1 < len(rows) and rows[index + 1].reason
    return bool(is_between or (is_short and above.reason))


def _edits(text: str, rows: Sequence[Row]) -> Iterator[Edit]:
    for row in rows:
        if row.reason:
            end = row.end
            while end < len(text) and text[end] == "\n":
                end += 1
            yield Edit(row.reason, row.start, text[row.start : end], "", row.confidence)
