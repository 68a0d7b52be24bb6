"""The lines of a page as the furniture stage sees them, and how they are compared."""

import re
from dataclasses import dataclass
from functools import cached_property

SENTENCE_END = re.compile(r"[.!?。！？][\"'”’)\]]*(?=\s|$)")


@dataclass
class Row:
    """A line of the page with its place in the text, and why it goes (if it does)."""

    start: int
    end: int
    text: str
    reason: str = ""
    confidence: float = 0.9

    def drop(self, reason: str, *, confidence: float = 0.9) -> None:
        """Mark the line as furniture; the first reason given stands."""
        if not self.reason:
            self.reason, self.confidence = reason, confidence

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @cached_property
    def sentences(self) -> int:
        return len(SENTENCE_END.findall(self.text))

    @property
    def is_body(self) -> bool:
        """Whether the line reads as part of a story: it has a stop, or is long."""
        return bool(self.sentences) or len(self.text) > 160

    @property
    def is_statement(self) -> bool:
        """Whether it ends as sentences do, and no headline does."""
        return len(self.text) > 160 or bool(re.search(r"[.。][\"'”’)\]]*$", self.text))


def read_rows(text: str) -> list[Row]:
    """Return the lines of `text` that hold anything."""
    lines = re.finditer(r"[^\n]*\S[^\n]*", text)
    return [Row(line.start(), line.end(), line[0].strip()) for line in lines]


def line_key(line: str) -> str:
    """Return what is the same in all the copies of a furniture line: folded, digits as 0.

    >>> line_key("Kopi  Awards 2024")
    'kopi awards 0000'
    """
    return re.sub(r"\d", "0", fold(line))


def fold(line: str) -> str:
    """Return `line` as the phrases of `phrases` are written.

    >>> fold("(Read  more: “Kites”)")
    'read more: "kites"'
    """
    straight = line.replace("“", '"').replace("”", '"').replace("‘", "'").replace("’", "'")
    folded = " ".join(straight.casefold().split())
    is_wrapped = folded[:1] + folded[-1:] in ("()", "[]") and folded.count(folded[0]) == 1
    return folded[1:-1].strip() if is_wrapped else folded
