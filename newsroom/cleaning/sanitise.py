"""The allowlist, and the only door to it: ``sanitise``.

bleach is no longer maintained, so this file is thin: the markup is first brought into one plain
form (:mod:`newsroom.cleaning.blocks`), and bleach then enforces the allowlist on that. Another
enforcer can take its place here without anybody noticing.
"""

import threading
from collections.abc import Iterator
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element

import bleach

from newsroom.cleaning.blocks import Tidied, tidy
from newsroom.cleaning.characters import RESERVED
from newsroom.cleaning.links import ALLOWED_PROTOCOLS, safe_image, safe_link
from newsroom.cleaning.markup import VOID

#: The elements that a stored article may hold: what the editor can make.
BLOCKS = {"p", "h2", "h3", "ul", "ol", "li", "blockquote", "aside", "figure", "figcaption", "img"}
TABLES = {"table", "caption", "thead", "tbody", "tr", "th", "td"}
INLINES = {"a", "strong", "em", "br", "sub", "sup"}
ALLOWED_TAGS = frozenset(BLOCKS | TABLES | INLINES)
#: Attributes by element; ``*`` is any of them. No class, no id, no style.
ALLOWED_ATTRIBUTES = {
    "*": frozenset({"lang"}),
    "a": frozenset({"href", "rel"}),
    "img": frozenset({"src", "alt", "width", "height"}),
    "td": frozenset({"scope", "colspan", "rowspan"}),
    "th": frozenset({"scope", "colspan", "rowspan"}),
}

# Every ampersand here begins an entity of our own making, and bleach takes 80 µs over each: they
# step aside as a character that tidied text never holds.
_AMPERSAND = RESERVED

# bleach's Cleaner keeps its parser, and the parser its state: one for each thread.
_own = threading.local()


def sanitise(html: str, *, media_prefixes: tuple[str, ...] = ()) -> str:
    """HTML that is safe to serve: blocks of the allowlist and nothing else.

    Dangerous elements go with their content, other unknown ones leave theirs; text outside a
    block becomes a paragraph. Links keep ``http``, ``https``, ``mailto`` and paths from the root
    of this site; an image stays only with a source under one of ``media_prefixes``. The result
    parses to itself, and sanitising it again changes nothing.

    >>> sanitise('Fine.<script>alert(1)</script><div onclick="x()">Also <b>fine</b>.</div>')
    '<p>Fine.</p>\\n<p>Also <strong>fine</strong>.</p>'
    """
    return sanitise_and_explain(html, media_prefixes=media_prefixes).html


def sanitise_and_explain(
    html: str, *, media_prefixes: tuple[str, ...] = (), base_url: str | None = None
) -> Tidied:
    """The same, with the elements, links and images that had to go.

    ``base_url`` is the address of the page that the markup came from: relative links are resolved
    against it, and go where it is not known (an empty string), since they would lead into our own
    site.
    """
    tidied = tidy(html, media_prefixes=media_prefixes, base_url=base_url)
    return Tidied(enforce(tidied.html, media_prefixes=media_prefixes), tidied.removed)


def enforce(blocks: str, *, media_prefixes: tuple[str, ...] = ()) -> str:
    """Blocks that ``tidy`` wrote, after bleach: the last word on every piece of markup."""
    enforced: str = _cleaner(media_prefixes).clean(blocks.replace("&", _AMPERSAND))
    return enforced.replace(_AMPERSAND, "&")


def _cleaner(media_prefixes: tuple[str, ...]) -> bleach.Cleaner:
    cleaners: dict[tuple[str, ...], bleach.Cleaner] = _own.__dict__.setdefault("cleaners", {})
    if media_prefixes not in cleaners:
        cleaners.clear()
        cleaners[media_prefixes] = _new_cleaner(media_prefixes)
    return cleaners[media_prefixes]


def _decoded(value: str) -> str:
    return unescape(value.replace(_AMPERSAND, "&"))


def _new_cleaner(media_prefixes: tuple[str, ...]) -> bleach.Cleaner:
    def is_allowed(tag: str, name: str, value: str) -> bool:
        # bleach itself keeps <a href="javascript:123">: it reads digits after a colon as a port.
        if name not in ALLOWED_ATTRIBUTES["*"] | ALLOWED_ATTRIBUTES.get(tag, frozenset()):
            return False
        if name == "href":
            return safe_link(_decoded(value)) is not None
        if name == "src":
            return safe_image(_decoded(value), media_prefixes=media_prefixes) is not None
        return True

    cleaner = bleach.Cleaner(
        tags=ALLOWED_TAGS,
        attributes=is_allowed,
        protocols=ALLOWED_PROTOCOLS,
        strip=True,
        strip_comments=True,
    )
    cleaner.walker = _walked  # type: ignore[assignment]
    return cleaner


def _walked(tree: Element) -> Iterator[dict[str, Any]]:
    """The tokens of bleach's tree, in order, for its filter to judge.

    The walker that comes with it counts through all siblings of an element when that ends, which
    makes a long table cost the square of its rows. This one decides nothing either: what is not of
    HTML keeps its namespace in its name, which no allowlist knows. Only comments are not shown.
    """
    if tree.text:
        yield {"type": "Characters", "data": tree.text}
    for element in tree:
        if isinstance(element.tag, str):
            yield from _element(element)
        if element.tail:
            yield {"type": "Characters", "data": element.tail}


def _element(element: Element) -> Iterator[dict[str, Any]]:
    name = {"name": element.tag, "namespace": None}
    attributes = {(None, key): value for key, value in element.items()}
    if element.tag in VOID:
        yield {"type": "EmptyTag", "data": attributes, **name}
        return
    yield {"type": "StartTag", "data": attributes, **name}
    yield from _walked(element)
    yield {"type": "EndTag", **name}
