"""The tail of a page: where its story ends, and what stands below.

Where the story ends is weighed, as no single line tells: paragraphs speak for the story, lines
known as furniture against it, and the cut is where what is below it weighs least.
"""

import re
from collections.abc import Sequence

from newsroom.cleaning.page import Row
from newsroom.cleaning.phrases import NOTES, SALES
from newsroom.cleaning.shapes import is_address, is_bio, prompt_marks, weak_kind

_NOTE = re.compile(NOTES)
_SALES = re.compile(SALES)
_ABOUT = re.compile(
    r"about (?:the )?(?:authors?|writers?|contributors?|reporters?|journalists?|columnists?)\s*:?"
    r"|about [\w&' .-]{2,40}|この記事を書いた人|著者(?:紹介|プロフィール)?|筆者紹介"
    r"|(?:關於|关于)(?:作者|我們|我们)|作者(?:簡介|简介)"
    r"|기자 소개|tentang penulis|về tác giả|who we are|media contacts?:?|(?:notes to|for) editors:?"
)
_ITEM = re.compile(r"(?:[-–—•·*▪●◦‣]|\(?\d{1,3}[.)]|[a-z]\))\s")
_PAIR = re.compile(r"[^:：]{2,40}[:：]\s?\S")
# How much may follow "About Kite Bank": more is the story.
_LONGEST_BOX = 6
# What furniture weighs that no story has in its midst; other kinds may stand between paragraphs.
_WEIGHTS = {
    **dict.fromkeys(("copyright", "comments", "tags", "footer", "disclaimer", "syndication"), -2.5),
    **dict.fromkeys(("about", "newsletter", "account", "cookies", "link", "end-mark"), -1.5),
    **dict.fromkeys(("promo", "navigation", "label", "number", "follow", "source"), -1.0),
    **dict.fromkeys(("share", "listen", "reading-time", "age", "date", "byline"), -0.5),
}
# A sentence below one of these is its blurb.
_HEADINGS = frozenset({"newsletter", "account", "prompt", "promo", "follow", "about"})
# A cut takes more than one label.
_EVIDENCE = -1.4
# So much of the story on end, and no cut is looked for any higher.
_ENOUGH = 12.0


def drop_tail(rows: Sequence[Row], *, byline: str) -> None:
    """Drop what looks like furniture below the last line of the body."""
    kept = [index for index, row in enumerate(rows) if not row.reason]
    body = kept[2:]
    if not body:
        return
    _drop_boxes(rows, body)
    cut = _cut(rows, body[0], byline)
    _drop_below(rows, cut)
    last = _drop_upwards(rows, [index for index in body if index < cut], byline)
    _drop_undecided(rows, last if last is not None else body[0] - 1)


def _drop_boxes(rows: Sequence[Row], body: Sequence[int]) -> None:
    """Drop "About the author" or "About Kite Bank" and the little that follows it."""
    for place in range(max(1, len(body) - 1 - _LONGEST_BOX), len(body)):
        index, below = body[place], body[place + 1 :]
        if len(rows[index].text) > 60 or rows[index].is_body or rows[index].reason:
            continue
        if _ABOUT.fullmatch(rows[index].folded):
            rows[index].drop("about", confidence=0.8)
            for inner in below:
                if not _NOTE.match(rows[inner].folded):
                    rows[inner].drop("about", confidence=0.75)


def _cut(rows: Sequence[Row], first: int, byline: str) -> int:
    """Return the index from which on the lines are the page's and no longer the story's."""
    cut, least, sum_ = len(rows), _EVIDENCE, 0.0
    for index in range(len(rows) - 1, first - 1, -1):
        sum_ += _weight(rows[index], rows[index - 1], byline)
        if sum_ < least:
            cut, least = index, sum_
        elif sum_ > least + _ENOUGH:
            break
    return cut


def _weight(row: Row, above: Row, byline: str) -> float:
    """Return how much a line speaks for the story, below zero against it."""
    if row.reason not in ("", "foreign-headline"):
        return _WEIGHTS.get(row.reason, 0.0)
    if not row.is_body:
        kind = _kind(row)
        return min(_WEIGHTS.get(kind, -1.0), -1.0) if kind else 0.0
    if _NOTE.match(row.folded):
        return 4.0
    if prompt_marks(row) or is_bio(row, byline):
        return -1.5
    if row.is_long and row.is_statement:
        return 4.0
    if is_address(row):
        return 0.5
    if not row.is_statement:
        return 1.0
    if not above.is_body and {above.reason, _kind(above)} & _HEADINGS:
        return 0.0
    return 0.5 if above.reason == "foreign-headline" and row.width < 90 else 2.4


def _kind(row: Row) -> str:
    """Return the kind of a line without a stop that may speak to the reader, "" for none."""
    return weak_kind(row) or ("prompt" if prompt_marks(row) else "")


def _drop_below(rows: Sequence[Row], cut: int) -> None:
    """Drop the lines below the cut that a story may hold; a correction stays.

    A line without a stop that is no known label is left for now.
    """
    for row in rows[cut:]:
        if row.reason or _NOTE.match(row.folded):
            continue
        if kind := _kind(row):
            row.drop(kind, confidence=0.75)
        elif row.is_body:
            is_plain = row.is_statement and not is_address(row)
            row.drop("tail", confidence=0.65 if is_plain else 0.75)


def _drop_upwards(rows: Sequence[Row], body: Sequence[int], byline: str) -> int | None:
    """Drop from the bottom up what is furniture by itself; return the index of the body's last."""
    for index in reversed(body):
        row = rows[index]
        if row.reason or _is_item(rows, index):
            continue
        if not row.is_body and (kind := _kind(row)):
            row.drop(kind, confidence=0.8)
        elif _opens_items(rows, index) or (row.is_body and not _drop_sentence(rows, index, byline)):
            return index
    return None


def _is_item(rows: Sequence[Row], index: int) -> bool:
    """Whether the line is one of a list: alone, "- AFP" is the story's source."""
    if rows[index].is_body or not _ITEM.match(rows[index].text):
        return False
    near = (rows[n] for n in (index - 1, index + 1) if n < len(rows))
    return rows[index].words > 5 or any(
        _ITEM.match(row.text) or row.text.endswith(":") for row in near
    )


def _opens_items(rows: Sequence[Row], index: int) -> bool:
    """Whether the line is the story's own and a list follows: "Bidders must show:"."""
    is_open = rows[index].text.endswith((":", "：")) and index + 1 < len(rows)
    return is_open and bool(_ITEM.match(rows[index + 1].text))


def _drop_sentence(rows: Sequence[Row], index: int, byline: str) -> bool:
    """Drop a sentence on the writer or to the reader; pass by a correction, which stays."""
    row = rows[index]
    if _NOTE.match(row.folded):
        return True
    if is_bio(row, byline):
        row.drop("about", confidence=0.75)
    elif marks := prompt_marks(row):
        below = rows[index + 1] if index + 1 < len(rows) else None
        is_beside = bool(rows[index - 1].reason or (below and below.reason))
        row.drop("prompt", confidence=0.75 if is_beside or marks > 2 else 0.65)
    elif row.sentences < 4 and _SALES.fullmatch(row.folded):
        row.drop("promo", confidence=0.65)
    return bool(row.reason)


def _drop_undecided(rows: Sequence[Row], last: int) -> None:
    """Drop the lines without a stop below the body, where the page shows that they are its own.

    One stands below furniture, or is a short label on a page that had furniture; a list that the
    body began stays, and so does a row of credits ("Client: …").
    """
    is_page = any(row.reason for row in rows)
    below = rows[last + 1 :]
    is_tail = bool(rows[last].reason)
    is_list = rows[last].text.endswith((":", "："))
    if _is_credits(below):
        return
    for index, row in enumerate(below, last + 1):
        if row.reason:
            is_tail = True
        elif row.is_body or (not is_tail and (is_list or _is_item(rows, index))):
            continue
        elif is_tail or (is_page and row.words <= 5):
            row.drop(weak_kind(row) or "tail", confidence=0.75)
            is_tail = True


def _is_credits(rows: Sequence[Row]) -> bool:
    """Whether three lines or more of "Client: Kite Bank" come first."""
    run = 0
    for row in rows[1 if rows and rows[0].words <= 3 else 0 :]:
        if row.reason or not _PAIR.match(row.text):
            break
        run += 1
    return run > 2
