"""From a web page, or a piece of one, to its story: metadata, and a body in our own blocks.

Full pages go through trafilatura, which finds the story among the furniture; but not on trust. When
it keeps too little of what the page marks as its text, the page's own article element is taken.
Nothing is fetched, and no entity is expanded beyond HTML's own.
"""

import datetime
import re
from dataclasses import dataclass, replace
from html import unescape

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from newsroom.cleaning.blocks import Removed
from newsroom.cleaning.metadata import Metadata, read_metadata
from newsroom.cleaning.sanitise import sanitise_and_explain

#: Trafilatura's text must be at least this part of the page's own paragraphs.
LEAST_KEPT = 0.6

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

#: Around the story, on nearly every site.
_FURNITURE = ("nav", "header", "footer", "aside", "form", "script", "style", "noscript", "template")
_TEXT = re.compile(r"<[^<>]*>")


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
    lowered = text.lower()
    closed = {tag: lowered.rfind(f"</{tag}>") for tag in _TAGS.split("|")}
    for match in _OPENING.finditer(text):
        tag, rest = match.group(1).lower(), match.group(2)
        if _ATTRIBUTE.match(rest) or closed[tag] >= match.end():
            return True
        if tag in _VOID | {"p"} and not _is_named(text, match):
            return True
    return False


def _is_named(text: str, match: re.Match[str]) -> bool:
    """Whether the tag stands like a word in a sentence: "the <br> tag"."""
    before, after = text[: match.start()][-1:], text[match.end() :][:1]
    return before in {" ", "(", '"', "“", "‘", "`"} and after in set(' .,;:?!)"”’`')


def extract(html: str) -> Extracted:
    """Metadata and body of a full page; of a fragment, its blocks. Never give it plain text."""
    if not _PAGE.search(html):
        return _from_fragment(html)
    page = _parsed(html)
    if page is None:
        return _from_fragment(html)
    metadata = read_metadata(page)
    tidied = sanitise_and_explain(
        _found_body(html, page, metadata), base_url=metadata.canonical_url
    )
    return _assembled(metadata, tidied.html, tidied.removed)


def _from_fragment(html: str) -> Extracted:
    tidied = sanitise_and_explain(html, base_url="")
    title = ""
    if heading := re.search(r"<h1\b[^<>]*>(.*?)</h1>", html, re.IGNORECASE | re.DOTALL):
        title = _plain(heading.group(1))
    return _assembled(Metadata(title=title), tidied.html, tidied.removed)


def _assembled(metadata: Metadata, html: str, removed: tuple[Removed, ...]) -> Extracted:
    """The result, without the headline and the standfirst repeated in the body."""
    blocks = html.split("\n") if html else []
    for place, block in enumerate(blocks[:3]):
        if metadata.title and _same(_plain(block), metadata.title):
            del blocks[place]
            break
    captions = [block for block in blocks if _is_orphan(block)]
    kept = [block for block in blocks if not _is_orphan(block)]
    lost = tuple(Removed("figcaption", _plain(block)) for block in captions)
    if kept and _opens_with(_plain(kept[0]), metadata.standfirst):
        metadata = replace(metadata, standfirst="")
    return Extracted(**vars(metadata), html="\n".join(kept), removed=removed + lost)


def _is_orphan(block: str) -> bool:
    """A figure of which only the caption is left, its image having been a foreign one."""
    return block.startswith("<figure><figcaption>") and block.count("<fig") == 2


def _opens_with(paragraph: str, standfirst: str) -> bool:
    start = standfirst.rstrip(".… ").casefold()
    return bool(start) and paragraph.casefold().startswith(start)


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _plain(block: str) -> str:
    return " ".join(unescape(_TEXT.sub("", block)).split())


# The body of a full page


def _parsed(html: str) -> HtmlElement | None:
    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_pis=True)
    try:
        source = html.replace("\0", "").encode("utf-8", "replace")
        return document_fromstring(source, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _found_body(html: str, page: HtmlElement, metadata: Metadata) -> str:
    found = trafilatura.extract(
        html,
        url=metadata.canonical_url or None,
        output_format="html",
        include_comments=False,
        include_formatting=True,
        include_links=True,
        include_tables=True,
    )
    own = _own_body(page)
    if own is None:
        return str(found or html)
    if found and _length(_plain(found)) >= LEAST_KEPT * _text_length(own):
        return str(found)
    return str(etree.tostring(own, encoding="unicode", method="html", with_tail=False))


def _own_body(page: HtmlElement) -> HtmlElement | None:
    """What the page itself marks as its story: the longest article, the main part, or its body."""
    for name in ("article", "main", "body"):
        parts = sorted(page.iter(name), key=lambda part: -_length(part.text_content()))
        if parts and _length(parts[0].text_content()):
            _drop_furniture(parts[0])
            return parts[0]
    return None


def _drop_furniture(part: HtmlElement) -> None:
    for name in _FURNITURE:
        for element in list(part.iter(name)):
            # The header of an article holds its headline and standfirst: those stay.
            if element is not part and not (name == "header" and part.tag == "article"):
                element.drop_tree()


def _text_length(part: HtmlElement) -> int:
    paragraphs = sum(_length(each.text_content()) for each in part.iter("p"))
    return paragraphs or _length(part.text_content())


def _length(text: str) -> int:
    return len("".join(text.split()))
