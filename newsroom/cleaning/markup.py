"""Sanitised HTML taken apart into text and tags, and put together again."""

import html
import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from newsroom.cleaning.blocks import tidy

# Blocks that hold text themselves; text outside of them gets a <p>.
LEAVES = frozenset(
    {"p", "h2", "h3", "li", "blockquote", "aside", "figcaption", "caption", "th", "td"}
)
GROUPS = frozenset({"ul", "ol", "figure", "table", "thead", "tbody", "tr"})
VOID = frozenset({"br", "img"})
# Blocks that hold no other block: parted, each becomes two.
PLAIN = frozenset({"p", "h2", "h3", "figcaption", "caption"})

_SPACES = re.compile(r"[ \t\n\r\f]+")
# Sanitised: neither stands in an attribute.
_TAG = re.compile(r"(<[^<>]*>)")
_SOURCE = re.compile(r' src="([^"]*)/[^/"]*"')
_TAG_LIKE = re.compile(r"<(?=[A-Za-z/!?])")
_NAME = re.compile(r"</?([a-z0-9]+)")


class Tag(NamedTuple):
    """A tag as it will be written, and the offset in the text at which it stands."""

    offset: int
    markup: str

    @property
    def name(self) -> str:
        return tag_name(self.markup)

    @property
    def is_close(self) -> bool:
        return self.markup.startswith("</")


@lru_cache(maxsize=1000)
def tag_name(markup: str) -> str:
    """Return the element's name.

    >>> tag_name('</p>')
    'p'
    """
    found = _NAME.match(markup)
    return found[1] if found else ""


def protect_tags(text: str) -> str:
    """Return text in which no "<" could open a tag: it is written as its entity there.

    >>> protect_tags("a < b, <b>")
    'a < b, &lt;b>'
    """
    return _TAG_LIKE.sub("&lt;", text)


class Reader:
    """Takes sanitised HTML apart into lines of text and the tags beside them."""

    def __init__(self, fragment: str) -> None:
        self.pieces: list[str] = []
        self.tags: list[Tag] = []
        self._length = 0
        self._at_start = True
        self._space = False
        for part in _TAG.split(fragment):
            if part.startswith("</"):
                self._end(part)
            elif part.startswith("<"):
                self._start(part)
            elif part:
                self._words(html.unescape(part))

    def _start(self, markup: str) -> None:
        name = tag_name(markup)
        if name in LEAVES or name in GROUPS:
            self._break_line()
        elif self._space and name not in VOID:
            self._add(" ")
        self.tags.append(Tag(self._length, markup))
        if name == "br":
            self._space = not self._at_start

    def _end(self, markup: str) -> None:
        name = tag_name(markup)
        self.tags.append(Tag(self._length, markup))
        if name in LEAVES or name in GROUPS:
            self._break_line()

    def _words(self, data: str) -> None:
        text = _SPACES.sub(" ", data)
        if text.startswith(" "):
            self._space = not self._at_start
        if words := text.strip(" "):
            self._add(" " + protect_tags(words) if self._space else protect_tags(words))
            self._space = text.endswith(" ")

    def _add(self, text: str) -> None:
        self.pieces.append(text)
        self._length += len(text)
        self._at_start = self._space = False

    def _break_line(self) -> None:
        if not self._at_start:
            self._add("\n")
        self._at_start, self._space = True, False


def write_html(text: str, tags: Sequence[Tag]) -> str:
    """Return sanitised tags and text as HTML in its one form, every line in a block of its own."""
    # The pictures that are there were let in when the page was sanitised.
    sources = (_SOURCE.search(tag.markup) for tag in tags if tag.name == "img")
    folders = tuple({source[1] for source in sources if source})
    written = _Writer(text, tags).written()
    # Breaks that meet because the text between them is gone part nothing.
    return tidy(written, media_prefixes=folders, parting_breaks=len(tags) + 1).html


class _Writer:
    """Puts text and tags together again.

    What it writes is for `tidy` to finish: elements that have lost their text are still there, and
    a block that a line end has parted is not closed where a parser closes it by itself.
    """

    def __init__(self, text: str, tags: Sequence[Tag]) -> None:
        self._out: list[str] = []
        self._open: list[Tag] = []
        self._is_broken = False  # by a line end that no block's edge has followed
        done = 0
        for tag in tags:
            self._lines(text[done : tag.offset])
            done = tag.offset
            self._tag(tag)
        self._lines(text[done:])

    def written(self) -> str:
        return "".join(self._out)

    def _tag(self, tag: Tag) -> None:
        if _is_block(tag):
            self._is_broken = False
        if tag.is_close:
            self._open.pop()
        elif tag.name not in VOID:
            self._open.append(tag)
        self._out.append(tag.markup)

    def _lines(self, text: str) -> None:
        first, *rest = text.split("\n")
        self._words(first)
        for line in rest:
            self._is_broken = True
            self._words(line)

    def _words(self, text: str) -> None:
        if self._is_broken and text.strip():
            self._part()
        self._out.append(escape_text(text))

    def _part(self) -> None:
        """End the block that the text stands in and begin another like it."""
        inside = list(takewhile(lambda tag: not _is_block(tag), reversed(self._open)))
        block = self._open[-len(inside) - 1] if len(self._open) > len(inside) else None
        self._out += (f"</{tag.name}>" for tag in inside)
        is_plain = block is not None and block.name in PLAIN
        self._out.append(f"</{block.name}>{block.markup}" if block and is_plain else "<p>")
        self._out += (tag.markup for tag in reversed(inside))
        self._is_broken = False


def _is_block(tag: Tag) -> bool:
    return tag.name in LEAVES or tag.name in GROUPS


def escape_text(text: str) -> str:
    """Escape text for HTML; a "<" that `protect_tags` wrote as its entity is escaped already."""
    return html.escape(text, quote=False).replace("&amp;lt;", "&lt;")
