"""The lines of a page as the furniture stage sees them, and how they are compared."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from newsroom.cleaning.phrases import ABBREVIATIONS, TITLES

_STOPS = ".!?…。！？।။។؟۔"
_CLOSERS = "\"'”’»)\\]」』）】"
SENTENCE_END = re.compile(rf"[.!?…।။។؟۔]+[{_CLOSERS}]*(?=\s|$)|[。！？]+[{_CLOSERS}]*")
_LAST_STOP = re.compile(rf"[{_STOPS}][{_CLOSERS}]*$")
_STATEMENT = re.compile(rf"[.…。।။។۔][{_CLOSERS}]*$")
# Scripts that say in one character what takes Latin three, and those without spaces at all.
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_ASIAN = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\ufaff]")
# A line wider than this is a paragraph, whatever it ends with.
_PARAGRAPH = 160


@dataclass
class Row:
    """A line of the page with its place in the text, and why it goes (if it does).

    `is_apart` says that a blank line is above it; `is_wrapped` that it is one line of several
    which are a paragraph or a table together.
    """

    start: int
    end: int
    text: str
    indent: int = 0
    is_apart: bool = False
    is_wrapped: bool = False
    reason: str = ""
    confidence: float = 0.9
    #: What `shapes.weak_kind` said of the line, which head and tail ask in turn.
    weak: str | None = None

    def drop(self, reason: str, *, confidence: float = 0.9) -> None:
        """Mark the line as furniture; the first reason given stands."""
        if not self.reason:
            self.reason, self.confidence = reason, confidence

    def parted(self, length: int) -> tuple["Row", "Row"]:
        """Return the two rows of a line cut after so many characters of its text."""
        middle = self.start + self.indent + length
        one = Row(self.start, middle, self.text[:length].strip(), self.indent, self.is_apart)
        return one, Row(middle, self.end, self.text[length:].strip())

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @cached_property
    def sentences(self) -> int:
        ends = SENTENCE_END.finditer(self.text)
        return sum(not _is_abbreviation(self.text, found) for found in ends)

    @cached_property
    def width(self) -> int:
        """How long the line would be in Latin letters."""
        if not _ASIAN.search(self.text):
            return len(self.text)
        wide, unspaced = _WIDE.findall(self.text), _UNSPACED.findall(self.text)
        return len(self.text) + 2 * len(wide) + len(unspaced) // 2

    @cached_property
    def words(self) -> int:
        """How many words the line has; in scripts without spaces, about how many."""
        if not _ASIAN.search(self.text):
            return len(self.text.split())
        wide, unspaced = _WIDE.findall(self.text), _UNSPACED.findall(self.text)
        return max(len(self.text.split()), len(wide) // 2 + len(unspaced) // 5)

    @property
    def is_body(self) -> bool:
        """Whether the line reads as part of a story: it has a stop, or is long."""
        return self.is_wrapped or bool(self.sentences) or self.width > _PARAGRAPH

    @property
    def is_statement(self) -> bool:
        """Whether it ends as sentences do, and no headline does."""
        return self.is_wrapped or self.width > _PARAGRAPH or bool(_STATEMENT.search(self.text))

    @property
    def is_long(self) -> bool:
        """Whether it is a paragraph that no standfirst or caption is likely to be."""
        is_wide = self.width > 100 or (self.sentences > 1 and self.width > 60)
        return self.is_body and is_wide


def read_rows(text: str) -> list[Row]:
    """Return the lines of `text` that hold anything."""
    rows: list[Row] = []
    # A long run of spaces is read once, from its beginning.
    for line in re.finditer(r"^[^\S\n]*+\S[^\n]*", text, re.MULTILINE):
        is_apart = not rows or line.start() - rows[-1].end > 1
        indent = len(line[0]) - len(line[0].lstrip())
        rows.append(Row(line.start(), line.end(), line[0].strip(), indent, is_apart))
    return rows


def has_stop(line: str) -> bool:
    """Whether a line ends as a sentence does.

    >>> has_stop("“It squeaks.”"), has_stop("The bank, which")
    (True, False)
    """
    return bool(_LAST_STOP.search(line))


def mark_wrapped(rows: Sequence[Row]) -> None:
    """Mark the lines that are one sentence together, broken at a column."""
    for above, below in zip(rows, rows[1:], strict=False):
        is_broken = not (below.is_apart or above.reason or below.reason) and len(above.text) >= 40
        if is_broken and not has_stop(above.text) and _goes_on(above, below):
            above.is_wrapped = below.is_wrapped = True


def mark_tables(rows: Sequence[Row]) -> None:
    """Mark three lines or more in a row that are parted into as many cells."""
    run: list[Row] = []
    for row in rows:
        cells = row.text.count("|")
        if run and (row.reason or cells != run[0].text.count("|")):
            run = []
        if cells and not row.reason:
            run.append(row)
        if len(run) > 2:
            for each in run[-3:]:
                each.is_wrapped = True


def _goes_on(above: Row, below: Row) -> bool:
    """Whether a line is the rest of the one above, which has no stop.

    A small letter says so ("…an account of" / "the deal."), or a line above that cannot end so.
    """
    if len(below.text) < 40 and not has_stop(below.text):
        return False
    is_whole = has_stop(below.text) or len(below.text) >= 60
    return below.text[0].islower() or (is_whole and bool(_OPEN_END.search(above.text)))


# No line that is whole ends in these.
_OPEN_END = re.compile(
    r"(?:,| (?:a|an|the|of|in|on|at|to|by|for|from|with|and|or|but|as|that|which|who|is|are|was"
    r"|were|its|their|his|her|than|into|has|have|had|be|not|dan|di|yang|untuk|dengan|ke|dari))$"
)


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


def _is_abbreviation(text: str, stop: re.Match[str]) -> bool:
    """Whether a stop inside a line ends no sentence: "on Aug. 28", "Sdn. Bhd.", "J. Tan"."""
    if stop[0] != "." or stop.end() == len(text):
        return False
    word = text[max(0, stop.start() - 12) : stop.start()].rpartition(" ")[2].lstrip("(\"'“‘")
    return len(word) == 1 or "." in word or word in ABBREVIATIONS or word in TITLES
