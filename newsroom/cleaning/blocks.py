"""Markup of any kind to a short list of well-formed blocks.

The parser's events are turned straight into output, without a tree between: nothing recurses, ten
thousand nested tags cost what ten thousand flat ones do, and each rule has one place. What comes
out holds only the elements of :mod:`newsroom.cleaning.elements`, nested in one way only, with all
text escaped; running it again changes nothing. It is *not* the guard:
:mod:`newsroom.cleaning.sanitise` hands this output to bleach, which has the last word.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from lxml import etree

from newsroom.cleaning.attributes import cell, collapsed, image, language, link
from newsroom.cleaning.elements import (
    BREAKS,
    CONTAINER,
    DROPPED,
    FOREIGN,
    INLINE,
    LEAF,
    PARENTS,
    PREFORMATTED,
    SILENT,
    TABLE_PARTS,
)
from newsroom.cleaning.nesting import Containers, Node

_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Removed:
    """Something that did not survive: the element's name, and its address or words."""

    element: str
    value: str = ""


@dataclass(frozen=True)
class Tidied:
    html: str
    removed: tuple[Removed, ...] = ()


def tidy(
    html: str,
    *,
    media_prefixes: Sequence[str] = (),
    base_url: str | None = None,
    parting_breaks: int = 2,
) -> Tidied:
    """Blocks in their one form, a line each, and what was removed on the way.

    So many ``parting_breaks`` in a row end a paragraph. For ``base_url`` see
    :func:`newsroom.cleaning.sanitise.sanitise_and_explain`.

    >>> tidy("Rain fell.<br><br>Then <b>sun<div>Snow").html
    '<p>Rain fell.</p>\\n<p>Then <strong>sun</strong></p>\\n<p><strong>Snow</strong></p>'
    """
    if not html.strip():
        return Tidied("")
    writer = _Writer(media_prefixes, base_url, parting_breaks)
    parser = etree.HTMLParser(target=writer, encoding="utf-8", no_network=True, huge_tree=True)
    parser.feed(as_bytes(html))
    tidied: Tidied = parser.close()
    return tidied


def as_bytes(html: str) -> bytes:
    """UTF-8 for a parser, which would take neither lone surrogates nor null characters."""
    return _SURROGATES.sub("\ufffd", html).replace("\0", "").encode()


@dataclass(frozen=True, eq=False)
class _Inline:
    tag: str
    attributes: str


class _Leaf:
    """One run of text with its inline elements, being written."""

    def __init__(self, tag: str, attributes: str) -> None:
        self.tag = tag
        self.attributes = attributes
        self.pieces: list[str] = []
        self.open: list[_Inline] = []
        self.is_spaced = False
        self.breaks = 0

    @property
    def is_fresh(self) -> bool:
        """Whether a line begins here."""
        return self.breaks > 0 or not self.pieces

    def write(self, piece: str, *, inside: Sequence[_Inline]) -> None:
        """Add text or an image; a waiting space or break goes between the elements, not inside."""
        shared = 0
        for opened, wanted in zip(self.open, inside, strict=False):
            if opened is not wanted:
                break
            shared += 1
        self._close_to(shared)
        if self.pieces and self.breaks:
            self.pieces.append("<br>")
        elif self.pieces and self.is_spaced:
            self.pieces.append(" ")
        self.is_spaced, self.breaks = False, 0
        for inline in inside[shared:]:
            self.pieces.append(f"<{inline.tag}{inline.attributes}>")
            self.open.append(inline)
        self.pieces.append(piece)

    def finished(self) -> Node | None:
        self._close_to(0)
        return Node(self.tag, self.attributes, ["".join(self.pieces)]) if self.pieces else None

    def _close_to(self, depth: int) -> None:
        while len(self.open) > depth:
            self.pieces.append(f"</{self.open.pop().tag}>")


class _Writer:
    """The parser's target: takes its events, and writes leaves into the open containers."""

    def __init__(
        self, media_prefixes: Sequence[str], base_url: str | None, parting_breaks: int
    ) -> None:
        self.media_prefixes = media_prefixes
        self.base_url = base_url
        self.parting_breaks = parting_breaks
        self.containers = Containers()
        self.leaf: _Leaf | None = None
        self.next_leaf = ("p", "")
        self.inlines: list[_Inline] = []
        self.ends: list[Callable[[], None]] = []
        self.skipping: list[str] = []
        self.waiting: list[str] = []
        self.preformatted = 0
        self.removed: list[Removed] = []

    # The four events of lxml's target interface.

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._flush()
        if self.skipping and self._breaks_out(tag):
            self.ends[-len(self.skipping) :] = [_nothing] * len(self.skipping)
            self.skipping = []
        if self.skipping or tag in DROPPED or ":" in tag:
            self.ends.append(self._begin_dropped(tag, attributes))
        else:
            self.ends.append(self._begin(tag, attributes))

    def end(self, tag: str) -> None:
        self._flush()
        self.ends.pop()()

    def data(self, text: str) -> None:
        # The parser breaks text at every entity: it waits here until it is whole.
        if not self.skipping:
            self.waiting.append(text)

    def close(self) -> Tidied:
        self._flush()
        self._boundary()
        self.containers.shut(1)
        blocks = [node.render() for node in self.containers.root.children if isinstance(node, Node)]
        return Tidied("\n".join(blocks), tuple(self.removed))

    # What an element does when it begins; each gives what to do when it ends.

    def _begin(self, tag: str, attributes: Mapping[str, str]) -> Callable[[], None]:
        if tag in INLINE:
            return self._begin_inline(INLINE[tag], attributes)
        if tag in LEAF:
            return self._begin_leaf(LEAF[tag], attributes)
        if tag in CONTAINER:
            return self._begin_container(CONTAINER[tag], attributes)
        if tag in BREAKS:
            return self._begin_break(tag)
        if tag == "br":
            self._break()
        elif tag in {"img", "image"}:
            self._image(attributes)
        elif tag == "q":
            self._text("“")
            return lambda: self._text("”")
        return _nothing

    def _begin_inline(self, tag: str, attributes: Mapping[str, str]) -> Callable[[], None]:
        # A paste from a word processor wraps everything in <b style="font-weight:normal">.
        is_plain = tag == "strong" and "font-weight:normal" in attributes.get("style", "")
        if is_plain or any(inline.tag == tag for inline in self.inlines):
            return _nothing
        written = language(attributes) if tag != "a" else self._link(attributes)
        if written is None:
            return _nothing
        inline = _Inline(tag, written)
        self.inlines.append(inline)
        return lambda: self.inlines.remove(inline)

    def _begin_leaf(self, tag: str, attributes: Mapping[str, str]) -> Callable[[], None]:
        self._boundary()
        if tag in PARENTS and not self.containers.back_to(
            PARENTS[tag], for_part=tag in TABLE_PARTS
        ):
            tag = "p"
        before, self.next_leaf = self.next_leaf, (tag, language(attributes))
        return lambda: self._end_block(before, None)

    def _begin_container(self, tag: str, attributes: Mapping[str, str]) -> Callable[[], None]:
        self._boundary()
        before, self.next_leaf = self.next_leaf, ("p", "")
        node = self.containers.open(tag, language(attributes) + cell(tag, attributes))
        return lambda: self._end_block(before, node)

    def _end_block(self, before: tuple[str, str], node: Node | None) -> None:
        self._boundary()
        self.next_leaf = before
        if node is not None:
            self.containers.close(node)

    def _begin_break(self, tag: str) -> Callable[[], None]:
        self._boundary()
        self.preformatted += tag in PREFORMATTED
        return lambda: self._end_break(tag)

    def _end_break(self, tag: str) -> None:
        self._boundary()
        self.preformatted -= tag in PREFORMATTED

    def _begin_dropped(self, tag: str, attributes: Mapping[str, str]) -> Callable[[], None]:
        if not self.skipping and tag not in SILENT:
            self.removed.append(Removed(tag, attributes.get("src") or attributes.get("data") or ""))
        self.skipping.append(tag)
        return self._end_dropped

    def _end_dropped(self) -> None:
        self.skipping.pop()

    def _breaks_out(self, tag: str) -> bool:
        is_block = tag in LEAF or tag in CONTAINER or tag in BREAKS
        return is_block and self.skipping[0] in FOREIGN

    # Text, images and links.

    def _flush(self) -> None:
        if not self.waiting:
            return
        text = "".join(self.waiting)
        self.waiting = []
        lines = text.split("\n") if self.preformatted else [text]
        self._text(lines[0])
        for line in lines[1:]:
            self._break()
            self._text(line)

    def _text(self, text: str) -> None:
        words = collapsed(text)
        if self.leaf is None or self.leaf.is_fresh:
            # No-break spaces were the legacy way to indent, and to hold a paragraph open.
            words = words.lstrip()
        if words.strip(" "):
            leaf = self._ready_leaf()
            leaf.is_spaced |= words.startswith(" ")
            leaf.write(escape(words.strip(" "), quote=False), inside=self.inlines)
            leaf.is_spaced = words.endswith(" ")
        elif words and self.leaf:
            self.leaf.is_spaced = True

    def _ready_leaf(self) -> _Leaf:
        if self.leaf and self.leaf.breaks >= self.parting_breaks:
            self._boundary()
        if self.leaf is None:
            if self.next_leaf[0] != "caption":
                self.containers.to_flow()
            self.leaf = _Leaf(*self.next_leaf)
        return self.leaf

    def _break(self) -> None:
        if self.leaf:
            self.leaf.breaks += 1

    def _boundary(self) -> None:
        if self.leaf and (node := self.leaf.finished()):
            self.containers.nodes[-1].children.append(node)
        self.leaf = None

    def _link(self, attributes: Mapping[str, str]) -> str | None:
        written = link(attributes, base_url=self.base_url)
        if written is None and attributes.get("href"):
            self.removed.append(Removed("a", attributes["href"]))
        return written

    def _image(self, attributes: Mapping[str, str]) -> None:
        written = image(attributes, media_prefixes=self.media_prefixes)
        if written is None:
            self.removed.append(Removed("img", attributes.get("src", "")))
        else:
            self._ready_leaf().write(f"<img{written}>", inside=self.inlines)


def _nothing() -> None:
    pass
