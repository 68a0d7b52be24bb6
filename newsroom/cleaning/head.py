"""The head of a page: what stands above the headline, and between it and the story."""

import re
from collections.abc import Sequence

from newsroom.cleaning.headline import find_title, shared_words, split_title
from newsroom.cleaning.page import Row
from newsroom.cleaning.shapes import is_address, opens_list, prompt_marks, weak_kind

# A page with more lines above its first statement has no head: it is a list, or a poem.
_LONGEST_HEAD = 80
# Kinds of lines that say something about the story, and so stand between headline and body.
_ABOUT_STORY = frozenset(
    {
        "date",
        "byline",
        "share",
        "reading-time",
        "listen",
        "age",
        "account",
        "follow",
        "caption",
        "head-label",
    }
)
# "A stall in Mapo-gu, Seoul. (Haneul Mart)"
_CAPTION = re.compile(
    r"[.!?] ?[(\[][^()\[\].]{2,40}[)\]]$|[^。.!?]（[^（）]{2,30}）$"
    r"|^[A-Z][A-Z' -]{3,40}\. [A-Z]|^[A-Z][\w.' -]{2,40}/[A-Z][\w.' -]{2,40}$"
    r"|^[A-Z][\w&' -]{1,30}: [a-z].*[^.!?]$"
)


def drop_head(rows: list[Row], shares: Sequence[Row]) -> None:
    """Drop what stands above the headline, its copies, and the labels between it and the body."""
    _drop_notices(rows)
    first_body = _first_statement(rows)
    head = [index for index in range(first_body) if not rows[index].reason]
    if len(head) > _LONGEST_HEAD:
        return
    title = _title_below(rows, head, first_body)
    if title is None:
        title = find_title(rows, head, shares)
    if title is None:
        return
    for row in rows[:title]:
        if not row.reason:
            row.drop(weak_kind(row) or "above-title", confidence=0.65 if row.is_statement else 0.8)
    length = len(rows)
    sites = [row.folded for row in rows if row.reason and len(row.text) < 120]
    title = split_title(rows, title, sites)
    first_body += len(rows) - length
    for row in rows[title + 1 :]:
        if row.folded == rows[title].folded:
            row.drop("repeated-title", confidence=1.0)
    _drop_copies(rows, title, first_body)
    end = _end_of_head(rows, first_body)
    _drop_repeated([row for row in rows[title + 1 : end + 6] if not row.reason])
    _drop_labels(rows[title + 1 : end + 1])


def _drop_notices(rows: Sequence[Row]) -> None:
    """Drop the sentences of a cookie notice or of a call to subscribe above the story."""
    for index, row in enumerate(rows[:_LONGEST_HEAD]):
        if row.reason or not row.is_body:
            continue
        marks = prompt_marks(row)
        if not marks:
            return
        below = rows[index + 1] if index + 1 < len(rows) else None
        if below is None or (below.is_body and not below.reason):
            return
        row.drop("notice", confidence=0.8)


def _title_below(rows: Sequence[Row], head: Sequence[int], first_body: int) -> int | None:
    """Return the headline below a summary ("At a glance"), where nothing above it can be one."""
    below = range(first_body + 1, _end_of_head(rows, first_body))
    found = (n for n in below if not (rows[n].reason or rows[n].is_body) and rows[n].words > 3)
    title = next(found, None)
    if title is None:
        return None
    shared = shared_words(rows, [*head, title])
    is_above = any(shared[index] and not rows[index].text.isupper() for index in head)
    return title if shared[title] > 1 and not is_above else None


def _first_statement(rows: Sequence[Row]) -> int:
    """Return the index of the first line that can be no headline."""
    kept = [index for index, row in enumerate(rows) if not row.reason]
    statements = (index for index in kept if rows[index].is_statement)
    loud = (index for index in kept[1:] if rows[index].is_body)
    return next(statements, next(loud, len(rows)))


def _end_of_head(rows: Sequence[Row], first_body: int) -> int:
    """Return where the head ends: below its last line of furniture above the second statement.

    The first may be a standfirst, with writer and date below it.
    """
    end, seen = first_body, 0
    for index in range(first_body, min(first_body + 30, len(rows))):
        if rows[index].reason in _ABOUT_STORY:
            end = index + 1
        row = rows[index]
        is_story = not row.reason and row.is_statement
        seen += is_story and not (is_address(row) and prompt_marks(row))
        if seen > 1:
            break
    return end


def _drop_copies(rows: Sequence[Row], title: int, first_body: int) -> None:
    """Drop the lines that are the headline with the site's name, or the path to it."""
    folded = rows[title].folded
    for row in rows[title + 1 : first_body]:
        if len(folded) > 19 and (row.folded.startswith(folded) or row.folded.endswith(folded)):
            row.drop("repeated-title")


def _drop_labels(rows: Sequence[Row]) -> None:
    """Drop the labels between headline and story; a short line only among other furniture.

    A standfirst stays: it is a paragraph, though it may have no stop. Below a standfirst a line
    without a stop is a caption.
    """
    for row, below in zip(rows, [*rows[1:], None], strict=False):
        if not row.reason and not row.is_statement and (kind := weak_kind(row)):
            row.drop(kind, confidence=0.8)
        elif not row.reason and _CAPTION.search(row.text):
            row.drop("caption", confidence=0.75)
        elif not row.reason and below and is_address(row) and prompt_marks(row):
            row.drop("prompt", confidence=0.75)
    _drop_lists(rows)
    seen = False
    for above, row in zip(rows, rows[1:], strict=False):
        seen = seen or (above.is_statement and not above.reason)
        if seen and above.reason in _ABOUT_STORY and not (row.is_body or row.reason):
            row.drop("caption", confidence=0.75)
    for row, below in reversed(list(zip(rows, rows[1:], strict=False))):
        is_short = not row.is_body and row.words <= 5
        if is_short and below.reason in _ABOUT_STORY:
            row.drop("head-label", confidence=0.75)


def _drop_lists(rows: Sequence[Row]) -> None:
    """Drop "Related news" and the headlines under it that stand above the story."""
    is_list = False
    for row in rows:
        is_list = (is_list or opens_list(row)) and not row.is_statement
        if is_list:
            row.drop("foreign-headline", confidence=0.75)


def _drop_repeated(rows: Sequence[Row]) -> None:
    """Drop both copies of a caption that is printed as the picture's text as well."""
    for one, other in zip(rows, rows[1:], strict=False):
        if one.folded == other.folded and not (one.is_statement or one.reason):
            one.drop("caption", confidence=0.8)
            other.drop("caption", confidence=0.8)
