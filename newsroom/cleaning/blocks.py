"""Markup of any kind to a short list of well-formed blocks.

The parser's events are turned straight into output, without a tree between: nothing recurses, ten
thousand nested tags cost what ten thousand flat ones do, and each rule has one place. What comes
out holds only the elements below, nested in one way only, with all text escaped; running it again
changes nothing. It is *not* the guard: :mod:`newsroom.cleaning.sanitise` hands this output to
bleach, which has the last word.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from urllib.parse import urljoin

from lxml import etree

from newsroom.cleaning.characters import CONTROLS, SPACES
from newsroom.cleaning.links import safe_image, safe_link


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Gone with everything inside: code, other documents, form controls, drawings, media.
DROPPED = _words(
    """
    applet area audio base basefont bgsound button canvas datalist dialog embed frame frameset head
    iframe input keygen link map math meta meter noembed noframes noscript object optgroup option
    param portal progress rp script select slot source style svg template textarea title track
    video
    """
)
#: Left by the first paragraph inside, as browsers leave them: an unclosed one eats no article.
_FOREIGN = frozenset({"svg", "math"})

#: What an inline element becomes.
INLINE = {
    "a": "a",
    "b": "strong",
    "cite": "em",
    "dfn": "em",
    "em": "em",
    "i": "em",
    "strong": "strong",
    "sub": "sub",
    "sup": "sup",
}
#: What a block of plain running text becomes.
LEAF = {
    "caption": "caption",
    "figcaption": "figcaption",
    "h1": "h2",
    "h2": "h2",
    "h3": "h3",
    "h4": "h3",
    "h5": "h3",
    "h6": "h3",
    "p": "p",
}
#: What an element that holds other blocks becomes.
CONTAINER = {
    "aside": "aside",
    "blockquote": "blockquote",
    "dir": "ul",
    "figure": "figure",
    "li": "li",
    "menu": "ul",
    "ol": "ol",
    "table": "table",
    "tbody": "tbody",
    "td": "td",
    "tfoot": "tbody",
    "th": "th",
    "thead": "thead",
    "tr": "tr",
    "ul": "ul",
}
#: Elements that only end the paragraph before them and after them.
BREAKS = _words(
    """
    address article body center dd details div dl dt fieldset footer form header hgroup hr html
    legend listing main nav plaintext pre search section summary xmp
    """
)
_PREFORMATTED = frozenset({"pre", "listing", "plaintext", "xmp"})

#: Which containers may stand directly in which; a missing one in between is supplied.
_PARENTS = {
    "li": ("ul", "ol"),
    "thead": ("table",),
    "tbody": ("table",),
    "tr": ("thead", "tbody"),
    "td": ("tr",),
    "th": ("tr",),
}
_IMPLIED_PARENT = {"tr": "tbody", "td": "tr", "th": "tr"}
_IMPLIED_CHILD = {
    "ul": "li",
    "ol": "li",
    "table": "tbody",
    "thead": "tr",
    "tbody": "tr",
    "tr": "td",
}
_LEAF_PARENT = {"caption": "table", "figcaption": "figure"}
_BARE = frozenset({"li", "td", "th", "figure"})

#: Deeper nesting than any story has is flattened, which bounds the work on hostile input.
MAX_DEPTH = 12

_SPACES = re.compile(f"[{SPACES}]+")
_CONTROLS = re.compile(f"[{CONTROLS}]")
_SURROGATES = re.compile("[\\ud800-\\udfff]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}")
_SCOPES = frozenset({"row", "col", "rowgroup", "colgroup"})
_RELATIONS = ("nofollow", "noopener", "noreferrer", "sponsored", "ugc")


@dataclass(frozen=True)
class Removed:
    """Something that did not survive: the element's name, and its address or first words."""

    element: str
    value: str = ""


@dataclass(frozen=True)
class Tidied:
    html: str
    removed: tuple[Removed, ...] = ()


@dataclass(eq=False)
class _Node:
    tag: str
    attributes: str = ""
    children: list["_Node | str"] = field(default_factory=list)

    def render(self) -> str:
        inside = "".join(_rendered(self))
        return f"<{self.tag}{self.attributes}>{inside}</{self.tag}>"


def _rendered(node: _Node) -> Iterator[str]:
    """A single plain paragraph in a list item, cell or figure needs no element of its own."""
    paragraphs = [child for child in node.children if isinstance(child, _Node) and child.tag == "p"]
    bare = node.tag in _BARE and len(paragraphs) == 1 and not paragraphs[0].attributes
    for child in node.children:
        if isinstance(child, str):
            yield child
        elif bare and child.tag == "p":
            yield from _rendered(child)
        else:
            yield child.render()


@dataclass(frozen=True, eq=False)
class _Inline:
    tag: str
    attributes: str = ""


class _Leaf:
    """One run of text with its inline elements, being written."""

    def __init__(self, tag: str, attributes: str) -> None:
        self.tag = tag
        self.attributes = attributes
        self.pieces: list[str] = []
        self.open: list[_Inline] = []
        self.is_spaced = False
        self.breaks = 0

    def write(self, piece: str, *, inside: Sequence[_Inline]) -> None:
        """Add text or an image; a waiting space or break goes between the elements, not inside."""
        shared = 0
        while shared < min(len(self.open), len(inside)) and self.open[shared] is inside[shared]:
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

    def finish(self) -> _Node | None:
        self._close_to(0)
        return _Node(self.tag, self.attributes, ["".join(self.pieces)]) if self.pieces else None

    def _close_to(self, depth: int) -> None:
        while len(self.open) > depth:
            self.pieces.append(f"</{self.open.pop().tag}>")


class _Writer:
    """The parser's target: takes its events, keeps the open containers and the current leaf."""

    def __init__(self, media_prefixes: Sequence[str], base_url: str | None) -> None:
        self.media_prefixes = media_prefixes
        self.base_url = base_url
        self.root = _Node("")
        self.stack = [self.root]
        self.leaf: _Leaf | None = None
        self.leaf_tag, self.leaf_attributes = "p", ""
        self.inlines: list[_Inline] = []
        self.ends: list[Callable[[], None]] = []
        self.skipping: list[str] = []
        self.preformatted = 0
        self.removed: list[Removed] = []

    # The four events of lxml's target interface.

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self.skipping and self._breaks_out(tag):
            self.ends[-len(self.skipping) :] = [_nothing] * len(self.skipping)
            self.skipping = []
        if self.skipping or tag in DROPPED or ":" in tag:
            self._skip(tag, attributes)
        else:
            self.ends.append(self._begin(tag, attributes))

    def end(self, tag: str) -> None:
        self.ends.pop()()

    def data(self, text: str) -> None:
        if self.skipping:
            return
        if self.preformatted:
            for number, line in enumerate(text.split("\n")):
                if number:
                    self._break()
                self._text(line)
        else:
            self._text(text)

    def close(self) -> Tidied:
        self._boundary()
        blocks = [child.render() for child in self.root.children if isinstance(child, _Node)]
        return Tidied("\n".join(blocks), tuple(self.removed))

    # What an element does when it begins; each returns what to do when it ends.

    def _begin(self, tag: str, attributes: dict[str, str]) -> Callable[[], None]:
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

    def _begin_inline(self, tag: str, attributes: dict[str, str]) -> Callable[[], None]:
        # A paste from a word processor wraps everything in <b style="font-weight:normal">.
        plain = tag == "strong" and "font-weight:normal" in attributes.get("style", "")
        if plain or any(inline.tag == tag for inline in self.inlines):
            return _nothing
        text = self._link(attributes) if tag == "a" else _language(attributes)
        if text is None:
            return _nothing
        inline = _Inline(tag, text)
        self.inlines.append(inline)
        return lambda: self.inlines.remove(inline)

    def _begin_leaf(self, tag: str, attributes: dict[str, str]) -> Callable[[], None]:
        self._boundary()
        home = _LEAF_PARENT.get(tag)
        if home and not self._pop_to((home,)):
            tag = "p"
        before = self.leaf_tag, self.leaf_attributes
        self.leaf_tag, self.leaf_attributes = tag, _language(attributes)
        return lambda: self._end_leaf(before)

    def _end_leaf(self, before: tuple[str, str]) -> None:
        self._boundary()
        self.leaf_tag, self.leaf_attributes = before

    def _begin_container(self, tag: str, attributes: dict[str, str]) -> Callable[[], None]:
        self._boundary()
        before = self.leaf_tag, self.leaf_attributes
        self.leaf_tag, self.leaf_attributes = "p", ""
        node = self._open(tag, _language(attributes) + _cell(tag, attributes))
        return lambda: self._end_container(node, before)

    def _end_container(self, node: _Node | None, before: tuple[str, str]) -> None:
        self._boundary()
        self.leaf_tag, self.leaf_attributes = before
        if node is not None and node in self.stack:
            self._shut(self.stack.index(node))

    def _begin_break(self, tag: str) -> Callable[[], None]:
        self._boundary()
        self.preformatted += tag in _PREFORMATTED
        return lambda: self._end_break(tag)

    def _end_break(self, tag: str) -> None:
        self._boundary()
        self.preformatted -= tag in _PREFORMATTED

    # Containers.

    def _open(self, tag: str, attributes: str) -> _Node | None:
        """Push a container where it may stand, supplying what is missing; None if it may not."""
        parents = _PARENTS.get(tag)
        if parents is None:
            self._to_flow()
        elif not self._pop_to(parents) and not self._imply(tag):
            return None
        if len(self.stack) > MAX_DEPTH:
            return None
        return self._push(_Node(tag, attributes))

    def _imply(self, tag: str) -> bool:
        """Open the row or table body that a cell or row was written without."""
        parent = _IMPLIED_PARENT.get(tag)
        return parent is not None and self._open(parent, "") is not None

    def _to_flow(self) -> None:
        """Open list items or cells until text may stand; a stray list joins the item before."""
        while (tag := self.stack[-1].tag) in _IMPLIED_CHILD:
            last = self.stack[-1].children[-1] if self.stack[-1].children else None
            if isinstance(last, _Node) and last.tag == "li":
                self.stack.append(last)
            else:
                self._push(_Node(_IMPLIED_CHILD[tag]))

    def _push(self, node: _Node) -> _Node:
        self.stack[-1].children.append(node)
        self.stack.append(node)
        return node

    def _pop_to(self, tags: tuple[str, ...]) -> bool:
        """Close containers up to the nearest of these, but never out of the table they are in."""
        for index in range(len(self.stack) - 1, 0, -1):
            tag = self.stack[index].tag
            if tag in tags:
                self._shut(index + 1)
                return True
            if tag in {"table", "td", "th"} and not (tag != "table" and _is_row_part(tags)):
                return False
        return False

    def _shut(self, index: int) -> None:
        """Close the containers from this place of the stack on; empty ones leave no trace."""
        while len(self.stack) > index:
            node = self.stack.pop()
            siblings = self.stack[-1].children
            if node.tag in {"td", "th"}:
                continue
            if not _has_content(node):
                siblings.remove(node)
            elif node.tag == "table" and (cell := _only_cell(node)) is not None:
                place = siblings.index(node)
                siblings[place : place + 1] = cell.children

    # Text.

    def _text(self, text: str) -> None:
        words = _plain(text)
        if words.strip(" "):
            leaf = self._ready_leaf()
            leaf.is_spaced |= words.startswith(" ")
            leaf.write(escape(words.strip(" "), quote=False), inside=self.inlines)
            leaf.is_spaced = words.endswith(" ")
        elif words and self.leaf:
            self.leaf.is_spaced = True

    def _ready_leaf(self) -> _Leaf:
        if self.leaf and self.leaf.breaks > 1:
            self._boundary()
        if self.leaf is None:
            if self.leaf_tag != "caption":
                self._to_flow()
            self.leaf = _Leaf(self.leaf_tag, self.leaf_attributes)
        return self.leaf

    def _break(self) -> None:
        if self.leaf:
            self.leaf.breaks += 1

    def _boundary(self) -> None:
        if self.leaf and (node := self.leaf.finish()):
            self.stack[-1].children.append(node)
        self.leaf = None

    # Elements with an address.

    def _link(self, attributes: dict[str, str]) -> str | None:
        written = attributes.get("href", "")
        address = safe_link(written) if self.base_url is None else self._resolved(written)
        if address is None:
            if written:
                self.removed.append(Removed("a", written))
            return None
        relations = set(attributes.get("rel", "").lower().split())
        if not address.startswith(("/", "mailto:")):
            relations.add("noopener")
        rel = " ".join(name for name in _RELATIONS if name in relations)
        return _attributes(href=address, rel=rel) + _language(attributes)

    def _resolved(self, written: str) -> str | None:
        """A link of another site's page: absolute, or nothing."""
        try:
            address = safe_link(urljoin(self.base_url or "", written.strip()))
        except ValueError:
            return None
        return None if address is None or address.startswith("/") else address

    def _image(self, attributes: dict[str, str]) -> None:
        written = attributes.get("src", "")
        address = safe_image(written, media_prefixes=self.media_prefixes)
        if address is None:
            self.removed.append(Removed("img", written))
            return
        sizes = {name: _number(attributes.get(name, ""), most=9999) for name in ("width", "height")}
        alt = _plain(attributes.get("alt", "")).strip(" ")
        image = f'<img src="{escape(address)}" alt="{escape(alt)}"{_attributes(**sizes)}>'
        self._ready_leaf().write(image, inside=self.inlines)

    # Dropped elements.

    def _skip(self, tag: str, attributes: dict[str, str]) -> None:
        if not self.skipping and tag not in {"head", "title", "meta", "link"}:
            value = attributes.get("src") or attributes.get("data") or ""
            self.removed.append(Removed(tag, value))
        self.skipping.append(tag)
        self.ends.append(self._unskip)

    def _unskip(self) -> None:
        if self.skipping:
            self.skipping.pop()

    def _breaks_out(self, tag: str) -> bool:
        is_block = tag in LEAF or tag in CONTAINER or tag in BREAKS
        return is_block and self.skipping[0] in _FOREIGN


def _nothing() -> None:
    pass


def _is_row_part(tags: tuple[str, ...]) -> bool:
    return not {"ul", "ol", "figure"} & set(tags)


def _has_content(node: _Node) -> bool:
    if node.tag in {"", "table", "thead", "tbody", "tr"}:
        return any(_has_content(child) for child in node.children if isinstance(child, _Node))
    return bool(node.children)


def _only_cell(table: _Node) -> _Node | None:
    """The cell of a table that has one only: a frame for layout, not data."""
    node, tags = table, []
    while node.tag not in {"td", "th"}:
        tags.append(node.tag)
        if len(node.children) != 1 or not isinstance(node.children[0], _Node):
            return None
        node = node.children[0]
        if node.tag == "caption":
            return None
    return node


def _plain(text: str) -> str:
    """Text without control characters, all white space but no-break spaces as one space."""
    if text.isprintable() and "  " not in text:
        return text
    return _SPACES.sub(" ", _CONTROLS.sub("", text))


def _attributes(**values: str) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in values.items() if value)


def _language(attributes: dict[str, str]) -> str:
    language = attributes.get("lang", "").strip()
    return _attributes(lang=language) if _LANGUAGE.fullmatch(language) else ""


def _cell(tag: str, attributes: dict[str, str]) -> str:
    if tag not in {"td", "th"}:
        return ""
    scope = attributes.get("scope", "").lower()
    return _attributes(
        scope=scope if scope in _SCOPES else "",
        colspan=_number(attributes.get("colspan", ""), most=100),
        rowspan=_number(attributes.get("rowspan", ""), most=100),
    )


def _number(text: str, *, most: int) -> str:
    text = text.strip()
    is_number = text.isascii() and text.isdigit() and len(text) < 6
    return str(int(text)) if is_number and 0 < int(text) <= most else ""


def tidy(html: str, *, media_prefixes: Sequence[str] = (), base_url: str | None = None) -> Tidied:
    """Blocks in their one form, a line each, and what was removed on the way.

    >>> tidy("Rain fell.<br><br>Then <b>sun<div>Snow").html
    '<p>Rain fell.</p>\\n<p>Then <strong>sun</strong></p>\\n<p><strong>Snow</strong></p>'
    """
    if not html.strip():
        return Tidied("")
    source = _SURROGATES.sub("\ufffd", html).replace("\0", "")
    parser = etree.HTMLParser(
        target=_Writer(media_prefixes, base_url), encoding="utf-8", no_network=True, huge_tree=True
    )
    parser.feed(source.encode())
    tidied: Tidied = parser.close()
    return tidied
