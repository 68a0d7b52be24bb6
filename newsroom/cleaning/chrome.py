"""Page furniture out: banners, mastheads, share bars, promos, other stories' headlines.

A page is read in three zones. In the head, above the first line of the body, and in the tail,
below its last, a line may go because it looks like furniture; inside the body only a phrase
that matches the whole line takes it. What the head says about the story (who wrote it, when,
where) is kept as data.
"""

from collections.abc import Iterator, Sequence

from newsroom.cleaning.datelines import read_place
from newsroom.cleaning.facts import read_dates_below, read_facts
from newsroom.cleaning.head import drop_head
from newsroom.cleaning.headline import split_date
from newsroom.cleaning.page import Row, line_key, mark_tables, mark_wrapped, read_rows
from newsroom.cleaning.report import Edit, Outcome
from newsroom.cleaning.shapes import is_platform, opens_list, strong_kind
from newsroom.cleaning.tail import drop_tail


def find_furniture(
    text: str, *, patterns: Sequence[str] = (), held: Sequence[tuple[int, int]] = ()
) -> Outcome:
    """Return the edits that take the furniture out, and what the head says of the story.

    `patterns` are the line keys that an editor confirmed as furniture of this source; `held` is
    where the markup says that lines belong to the story, in order: only phrases go there.
    """
    rows = read_rows(text)
    split_date(rows)
    _drop_phrases(rows, frozenset(patterns))
    mark_wrapped(rows)
    mark_tables(rows)
    _mark_held(rows, held)
    shares = [row for row in rows if row.reason == "share"]
    _drop_share_bars(rows)
    _drop_promo_boxes(rows)
    _drop_foreign(rows)
    facts = read_facts(rows)
    drop_head(rows, shares)
    drop_tail(rows, byline=facts.get("byline", ""))
    facts = read_dates_below(rows) | facts
    edits = tuple(_edits(text, rows))
    place = read_place(rows)
    return Outcome(edits, facts=place | facts if edits else place)


def _drop_phrases(rows: Sequence[Row], patterns: frozenset[str]) -> None:
    for row in rows:
        if patterns and line_key(row.text) in patterns:
            row.drop("source-pattern", confidence=1.0)
        elif kind := strong_kind(row):
            row.drop(kind)


def _mark_held(rows: Sequence[Row], held: Sequence[tuple[int, int]]) -> None:
    """Mark the lines of the story's own tables and lists, but not those below "Related"."""
    spans = iter(held)
    span, is_foreign = next(spans, None), False
    for above, row in zip([None, *rows], rows, strict=False):
        while span and row.start >= span[1]:
            span, is_foreign = next(spans, None), False
        if span and row.start >= span[0]:
            is_first = above is None or above.start < span[0]
            is_foreign = opens_list(above) if above and is_first else is_foreign
            row.is_wrapped = row.is_wrapped or not (row.reason or is_foreign)


def _drop_share_bars(rows: Sequence[Row]) -> None:
    """Drop the names of platforms that stand below "share", or beside one another."""
    names = [is_platform(row) for row in rows]
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
    """Drop "Related articles" and the headlines under it, until a statement comes.

    A list that is set as one block ("Don't miss:" and two lines) ends with its block.
    """
    seen_body = is_foreign = is_block = is_feed = False
    for index, row in enumerate(rows):
        if seen_body and row.reason in ("", "related") and opens_list(row):
            row.reason, row.confidence = "related", 0.9
            is_foreign = True
            is_feed = is_feed or _is_feed(rows, index)
            is_block = index + 1 < len(rows) and not rows[index + 1].is_apart
        elif not row.reason:
            ends = row.is_statement and not is_feed and not _is_teaser(rows, index)
            is_foreign = is_foreign and not ends and not (is_block and row.is_apart and not is_feed)
            if is_foreign:
                row.drop("foreign-headline", confidence=0.8)
            seen_body = seen_body or (row.is_body and not row.reason)


def _is_feed(rows: Sequence[Row], index: int) -> bool:
    """Whether a heading has headlines with a sentence each under it, and so to the page's end.

    Of a story that goes on below a list, two sentences follow one another, or one is long.
    """
    below = rows[index + 1 : index + 60]
    count = 0
    for above, row in zip(below, below[1:], strict=False):
        if row.is_statement and not row.reason:
            count += 1
            if row.is_long or above.is_body or above.reason not in ("", "age"):
                return False
    return count > 1


def _is_teaser(rows: Sequence[Row], index: int) -> bool:
    """Whether a sentence is the teaser of a feed's entry: a headline above, an age below."""
    above = rows[index - 1].reason if index else ""
    below = rows[index + 1].reason if index + 1 < len(rows) else ""
    return above == "foreign-headline" and below == "age"


def _edits(text: str, rows: Sequence[Row]) -> Iterator[Edit]:
    for row in rows:
        if row.reason:
            end = row.end
            # The rest of a line leaves its end to the part that stays.
            while end < len(text) and text[end] == "\n" and _starts_line(text, row):
                end += 1
            yield Edit(row.reason, row.start, text[row.start : end], "", row.confidence)


def _starts_line(text: str, row: Row) -> bool:
    return row.start == 0 or text[row.start - 1] == "\n"
