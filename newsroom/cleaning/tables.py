"""Where the markup of a page says that short lines are part of the story: its tables and lists."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from newsroom.cleaning.document import Document
from newsroom.cleaning.markup import Tag

_LISTS = frozenset({"ul", "ol"})
_CELLS = frozenset({"td", "th"})
# A longer cell is a column of the page, whose table is there for its looks.
_LONGEST_CELL = 300


class Span(NamedTuple):
    """From one offset in the text to another."""

    start: int
    end: int


@dataclass
class _Block:
    """A table or a list, with what tells one of the story from one of the page."""

    name: str
    start: int
    rows: int = 0
    cells: list[Span] = field(default_factory=list)
    linked: int = 0  # characters

    def is_of_story(self, end: int) -> bool:
        """Whether its lines belong to the story: most of a menu, or of a feed, are links."""
        if 2 * self.linked >= end - self.start:
            return False
        if self.name in _LISTS:
            return True
        is_grid = self.rows > 1 and len(self.cells) >= 2 * self.rows
        return is_grid and all(cell.end - cell.start <= _LONGEST_CELL for cell in self.cells)


def story_spans(document: Document) -> Sequence[Span]:
    """Return where the tables of data and the lists stand that are no menus, in their order."""
    return tuple(_spans(document.tags))


def _spans(tags: Sequence[Tag]) -> Iterator[Span]:
    block: _Block | None = None
    opened: list[Tag] = []
    for tag in tags:
        if not tag.is_close:
            opened.append(tag)
            if block is None and (tag.name == "table" or tag.name in _LISTS):
                block, opened = _Block(tag.name, tag.offset), [tag]
            elif block and tag.name == "tr":
                block.rows += 1
            continue
        while opened and opened[-1].name != tag.name:
            opened.pop()
        start = opened.pop().offset if opened else tag.offset
        if block is None:
            continue
        if tag.name in _CELLS:
            block.cells.append(Span(start, tag.offset))
        elif tag.name == "a":
            block.linked += tag.offset - start
        if not opened:
            if block.is_of_story(tag.offset):
                yield Span(block.start, tag.offset)
            block = None
