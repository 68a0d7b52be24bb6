"""Sanitised HTML taken apart into text and tags, and put together again."""

import html
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

# Blocks that hold text themselves; text outside of them gets a <p>.
LEAVES = frozenset(
    {"p", "h2", "h3", "li", "blockquote", "aside", "figcaption", "caption", "th", "td"}
)
GROUPS = frozenset({"ul", "ol", "figure", "table", "thead", "tbody", "tr"})
VOID = frozenset({"br", "img"})

# Elements that mean nothing when empty. Cells stay: they keep the columns of a table in place.
_HOLLOW = re.compile(
    r"<(p|h2|h3|ul|ol|li|blockquote|aside|figure|figcaption|table|caption|thead|tbody|tr"
    r"|a|strong|em|sub|sup)(?: [^<>]*)?>\s*</\1>"
)
# A run of breaks is looked at once, from its beginning: thousands may be left by removed text.
_EDGE_BREAK = re.compile(
    r"(?<=<p>)(?:<br>)++|(?<!<br>)(?:<br>)++(?=</(?:p|h2|h3|li|blockquote|aside|td|th)>)"
)
_SPACES = re.compile(r"[ \t\n\r\f]+")
# Sanitised: neither stands in an attribute.
_TAG = re.compile(r"(<[^<>]*>)")
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


class Writer:
    """Puts text and tags together again, every line in a block of its own."""

    def __init__(self, text: str, tags: Sequence[Tag]) -> None:
        self._text = text
        self._tags = tags
        self._out: list[str] = []
        self._open: list[str] = []  # the markup of the tags open now, outermost first
        self._again: list[str] = []  # closed at a line end, to be opened if the text goes on

    def write(self) -> str:
        done = 0
        for tag in self._tags:
            self._lines(self._text[done : tag.offset])
            done = tag.offset
            self._tag(tag)
        self._lines(self._text[done:])
        self._end_line()
        return _without_hollow("".join(self._out)).strip()

    def _tag(self, tag: Tag) -> None:
        if tag.is_close:
            self._close(tag)
            return
        if tag.name in LEAVES or tag.name in GROUPS:
            if self._open and self._open[-1] == "<p>" and tag.name != "p":
                self._end_line()
            self._again = []
        else:
            self._begin()
        if tag.name == "br" and self._out:
            self._out[-1] = self._out[-1].rstrip(" ")
        self._out.append(tag.markup)
        if tag.name not in VOID:
            self._open.append(tag.markup)

    def _close(self, tag: Tag) -> None:
        if self._again and tag_name(self._again[-1]) == tag.name:
            self._again.pop()
        elif self._open and tag_name(self._open[-1]) == tag.name:
            self._open.pop()
            self._out.append(tag.markup)

    def _lines(self, text: str) -> None:
        first, *rest = text.split("\n")
        self._words(first)
        for line in rest:
            self._end_line()
            self._words(line)

    def _words(self, text: str) -> None:
        if self._out and self._out[-1].startswith("<br"):
            text = text.removeprefix(" ")  # it stands for the break in the plain text
        if text.strip() or (text and self._in_leaf()):
            self._begin()
            self._out.append(escape_text(text))

    def _begin(self) -> None:
        for markup in self._again:
            self._out.append(markup)
            self._open.append(markup)
        self._again = []
        if not self._in_leaf() and not (self._open and tag_name(self._open[-1]) == "figure"):
            self._out.append("<p>")
            self._open.append("<p>")

    def _in_leaf(self) -> bool:
        return any(tag_name(markup) in LEAVES for markup in self._open)

    def _end_line(self) -> None:
        """Close what is open down to the leaf, and remember it."""
        if not self._in_leaf():
            self._out.append("\n")
            return
        while self._open:
            markup = self._open.pop()
            name = tag_name(markup)
            self._out.append(f"</{name}>")
            self._again.insert(0, markup)
            if name in LEAVES:
                break
        self._out.append("\n")


def escape_text(text: str) -> str:
    """Escape text for HTML; a "<" that `protect_tags` wrote as its entity is escaped already."""
    return html.escape(text, quote=False).replace("&amp;lt;", "&lt;")


def _without_hollow(markup: str) -> str:
    while True:
        emptied = _HOLLOW.sub("", _EDGE_BREAK.sub("", markup))
        if emptied == markup:
            return re.sub(r"\n{2,}", "\n", markup)
        markup = emptied
