"""What changed between two texts, by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# A tag of HTML whole; a character of a script without spaces; a word; any other sign. The space
# behind belongs to each: by itself it would be the most frequent of all, and match anywhere.
TOKEN = re.compile(
    r"(?:<[^<>]*>|[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]|\w+|\W)\s*"
)
# The exact comparison takes the square of this, a second here; beyond it difflib is told to pass
# over the most frequent words.
LONG = 6_000


class Kind(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Piece:
    """A stretch of text that stands in both, or in one of the two."""

    kind: Kind
    text: str


def word_diff(before: str, after: str) -> list[Piece]:
    """Both texts as one sequence; what was removed stands before what was added in its place.

    >>> [(str(piece.kind), piece.text) for piece in word_diff("A red kite", "A blue kite")]
    [('same', 'A '), ('removed', 'red '), ('added', 'blue '), ('same', 'kite')]
    """
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    is_long = max(len(old), len(new)) > LONG
    matcher = SequenceMatcher(None, old, new, autojunk=is_long)
    pieces = []
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        gone, come = "".join(old[old_start:old_end]), "".join(new[new_start:new_end])
        if tag == "equal":
            pieces.append(Piece(Kind.SAME, gone))
        else:
            both = (Piece(Kind.REMOVED, gone), Piece(Kind.ADDED, come))
            pieces += [piece for piece in both if piece.text]
    return pieces


def excerpts(pieces: list[Piece], *, around: int = 40, longest: int = 400) -> Iterator[Piece]:
    """The changes with some characters around them; an ellipsis stands for what is left out."""
    last = len(pieces) - 1
    for place, piece in enumerate(pieces):
        head = tail = longest // 2
        if piece.kind == Kind.SAME:
            head, tail = (0 if place == 0 else around), (0 if place == last else around)
        yield Piece(piece.kind, _cut(piece.text, head=head, tail=tail))


def _cut(text: str, *, head: int, tail: int) -> str:
    if len(text) <= head + tail:
        return text
    return f"{text[:head]} … {text[len(text) - tail :]}"
