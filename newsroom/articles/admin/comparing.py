"""Two texts beside one another, with what differs marked as closely as a reader can take it in."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from os.path import commonprefix

from newsroom.articles.admin.provenance import MOST_SHOWN, visible
from newsroom.articles.diffs import Kind, Piece, word_diff

# Characters of both texts that are compared while an editor waits: half a second's work.
MOST_COMPARED = 120_000


@dataclass(frozen=True)
class Comparison:
    """Both texts as far as they are shown; `pieces` is None where they are too long to compare."""

    before: str
    after: str
    pieces: list[Piece] | None


def compare(before: str, after: str) -> Comparison:
    """Mark what differs. White space that went or came is shown by a sign."""
    pieces = None
    if len(before) + len(after) <= MOST_COMPARED:
        pieces = [
            piece if piece.kind == Kind.SAME else Piece(piece.kind, visible(piece.text))
            for piece in _tightened(word_diff(before, after))
        ]
    return Comparison(before[:MOST_SHOWN], after[:MOST_SHOWN], pieces)


def _tightened(pieces: list[Piece]) -> Iterator[Piece]:
    """Leave unmarked what both sides of a change share, so that a full stop is not its new line."""
    end = Piece(Kind.SAME, "")
    is_done = False
    for piece, following in pairwise([*pieces, end]):
        if is_done:
            is_done = False
        elif (piece.kind, following.kind) == (Kind.REMOVED, Kind.ADDED):
            yield from _told_apart(piece.text, following.text)
            is_done = True
        else:
            yield piece


def _told_apart(gone: str, come: str) -> Iterator[Piece]:
    start = _shared(gone, come)
    gone, come, head = gone[start:], come[start:], gone[:start]
    end = _shared(gone[::-1], come[::-1])
    tail = gone[len(gone) - end :]
    found = (
        Piece(Kind.SAME, head),
        Piece(Kind.REMOVED, gone[: len(gone) - end]),
        Piece(Kind.ADDED, come[: len(come) - end]),
        Piece(Kind.SAME, tail),
    )
    yield from (piece for piece in found if piece.text)


def _shared(one: str, other: str) -> int:
    """How long both begin alike, in whole words."""
    length = len(commonprefix([one, other]))
    while (
        length and one[length - 1].isalnum() and (_goes_on(one, length) or _goes_on(other, length))
    ):
        length -= 1
    return length


def _goes_on(text: str, length: int) -> bool:
    return text[length : length + 1].isalnum()
