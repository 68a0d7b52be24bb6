"""From a web page, or a piece of one, to its story: metadata, and a body in our own blocks.

Where the story stands on a full page is the business of :mod:`newsroom.cleaning.body`. Nothing is
fetched, and no entity is expanded beyond HTML's own.
"""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from newsroom.cleaning.blocks import Removed, Tidied, as_bytes, tidy
from newsroom.cleaning.body import LEAST_KEPT, find_body, plain, tidy_lines
from newsroom.cleaning.metadata import Metadata, read_metadata
from newsroom.cleaning.sanitise import enforce, sanitise

_TAGS = (
    "a abbr article aside b big blockquote body br caption center cite code dd del div dl dt em "
    "embed figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img "
    "input ins li link main mark math meta nav object ol p picture pre q s script section small "
    "span strike strong style sub sup svg table tbody td tfoot th thead title tr tt u ul video"
).replace(" ", "|")
_PAGE = re.compile(r"<(?:!doctype\s+html|html|body|head)\b[^<>]*>", re.IGNORECASE)
_OPENING = re.compile(rf"<({_TAGS})((?:\s[^<>]*|/)?)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\s[\w:.-]+\s*=\s*[\"'\w#/.]")
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "embed"})

# A tree takes the square of a tag's attributes to build: half a minute for 50,000 of them.
_MOST_ATTRIBUTES = 1000

_HEADING = re.compile(r"<h1\b[^<>]*>", re.IGNORECASE)
_HEADING_END = re.compile("</h1", re.IGNORECASE)


@dataclass(frozen=True)
class Extracted:
    """A page's story. ``html`` holds sanitised blocks, a line each; unknown fields are empty."""

    title: str = ""
    byline: str = ""
    date: datetime.date | None = None
    standfirst: str = ""
    html: str = ""
    canonical_url: str = ""
    language: str = ""
    removed: tuple[Removed, ...] = ()


def looks_like_html(text: str) -> bool:
    """Whether a text holds real markup, and not just an angle bracket or a tag's name.

    >>> looks_like_html("<p>Rain fell.</p>")
    True
    >>> looks_like_html("Where a < b, use the <div> element, she said.")
    False
    """
    if _PAGE.search(text):
        return True
    begin = len(text) - len(text.lstrip())
    lowered = text.lower()
    closed = {tag: lowered.rfind(f"</{tag}>") for tag in _TAGS.split("|")}
    for match in _OPENING.finditer(text):
        tag, rest = match.group(1).lower(), match.group(2)
        if _ATTRIBUTE.search(rest) or closed[tag] >= match.end():
            return True
        if tag in _VOID | {"p"} and not _is_named(text, match):
            return True
        if match.start() == begin and text[match.end() : match.end() + 1].strip():
            return True
    return False


def _is_named(text: str, match: re.Match[str]) -> bool:
    """Whether the tag stands like a word in a sentence: "the <br> tag"."""
    start, end = match.span()
    before, after = text[start - 1 : start], text[end : end + 1]
    return before in {" ", "(", '"', "“", "‘", "`"} and after in set(' .,;:?!)"”’`')


def extract(html: str, *, media_prefixes: tuple[str, ...] = ()) -> Extracted:
    """Metadata and body of a full page; of a fragment, its blocks. Never give it plain text.

    An image stays only with a source under one of ``media_prefixes``.
    """
    page = _parsed(html) if _PAGE.search(html) else None
    if page is None:
        body = tidy_lines(html, base_url="", media_prefixes=media_prefixes)
        return _assembled(Metadata(title=_heading(html)), body, media_prefixes)
    metadata = read_metadata(page)
    body = find_body(html, page, url=metadata.canonical_url, media_prefixes=media_prefixes)
    if metadata.text and not _shows(body, metadata.text):
        body = tidy(_paragraphs(metadata.text), base_url=metadata.canonical_url)
    return _assembled(metadata, body, media_prefixes)


def _heading(fragment: str) -> str:
    """The text of a fragment's first heading of the first rank."""
    start = _HEADING.search(fragment)
    end = _HEADING_END.search(fragment, start.end()) if start else None
    return plain(sanitise(fragment[start.end() : end.start()])) if start and end else ""


def _shows(body: Tidied, text: str) -> bool:
    """Whether the page itself holds what it gives to machines, in paragraphs if they have any."""
    is_lump = "\n" in text and "\n" not in body.html
    return len(plain(body.html)) >= LEAST_KEPT * len(text) and not is_lump


def _paragraphs(text: str) -> str:
    """The text that a page gives to machines: plain, or with tags of its own."""
    return text if looks_like_html(text) else "<p>".join(escape(text).split("\n"))


def _parsed(html: str) -> HtmlElement | None:
    """The page as a tree; None where there is none to be had, and only events can be read."""
    source = as_bytes(html)
    if _is_crowded(source):
        return None
    parser = HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        return document_fromstring(source, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


class _Widest:
    """The parser's target: counts the attributes of the tag that has the most."""

    attributes = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.attributes = max(self.attributes, len(attributes))

    def close(self) -> int:
        return self.attributes


def _is_crowded(source: bytes) -> bool:
    parser = etree.HTMLParser(target=_Widest(), encoding="utf-8", no_network=True, huge_tree=True)
    parser.feed(source)
    widest: int = parser.close()
    return widest > _MOST_ATTRIBUTES


def _assembled(metadata: Metadata, body: Tidied, media_prefixes: tuple[str, ...]) -> Extracted:
    """The result, without the headline, standfirst and byline repeated above the body."""
    html = enforce(body.html, media_prefixes=media_prefixes)
    blocks = html.split("\n") if html else []
    known = {_folded(text) for text in (metadata.title, metadata.standfirst, metadata.byline)}
    kept = [block for block in blocks[:4] if _folded(plain(block)) not in known] + blocks[4:]
    if kept and _opens_with(plain(kept[0]), metadata.standfirst):
        metadata = replace(metadata, standfirst="")
    return Extracted(
        title=metadata.title,
        byline=metadata.byline,
        date=metadata.date,
        standfirst=metadata.standfirst,
        html="\n".join(kept),
        canonical_url=metadata.canonical_url,
        language=metadata.language,
        removed=body.removed,
    )


def _opens_with(paragraph: str, standfirst: str) -> bool:
    start = _folded(standfirst)
    return bool(start) and _folded(paragraph).startswith(start)


def _folded(text: str) -> str:
    return text.casefold().removeprefix("by ").rstrip(".… ")
