"""Feeds kept as files: RSS 0.9x to 2.0, RSS 1.0, Atom 1.0 and JSON Feed 1.1.

A feed's item may hold the whole story (`content:encoded`, `content`) or its beginning only
(`description`, `summary`); where both are there, the short one is the standfirst.
"""

import json
import re
from collections.abc import Iterator
from html import escape
from typing import IO, Any
from xml.etree.ElementTree import Element, tostring

from newsroom.importing.dates import read_date
from newsroom.importing.entries import Entry
from newsroom.importing.markup import each_once, headed, pictures_in, plain
from newsroom.importing.records import (
    Failure,
    Picture,
    RawArticle,
    Unreadable,
    check_size,
    host,
    key_inside,
    web_address,
)
from newsroom.importing.tables import from_mapping
from newsroom.importing.xmlitems import Item, declared_encoding, parse, split

NAMES = ("item", "entry", "language")
# A JSON Feed is read as a whole, so it has to fit into memory several times over.
MAX_JSON_FEED = 32 * 1024**2

# <author>mei@old.example (Mei Tan)</author>, as RSS wants it and few write it
_MAIL_AUTHOR = re.compile(r"\S+@\S+\s*\((.+)\)")
_MAIL = re.compile(r"\S+@\S+")
_FEED_LANGUAGE = re.compile(rb"<feed\b[^<>]*\bxml:lang\s*=\s*[\"']([A-Za-z-]{2,20})")
# <xhtml:p>, where the feed's own namespace is Atom's
_PREFIX = re.compile(r"(</?)[A-Za-z][\w-]*:(?=[a-z])")
_LINE = re.compile(r"\n\s*\n")


def read_feed(entry: Entry, stream: IO[bytes]) -> Iterator[RawArticle | Failure]:
    """Yield the articles of a feed of any of the kinds."""
    start = entry.start(64 * 1024)
    if start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        yield from _read_json(entry, stream)
        return
    found = _FEED_LANGUAGE.search(start)
    language = found[1].decode() if found else ""
    number = 0
    for unit in split(stream, names=NAMES):
        if unit.name == "language":
            language = language or parse(unit.raw).whole()
            continue
        number += 1
        label = unit.label(f"{entry.label}, item {number}")
        try:
            if unit.reason:
                raise Unreadable(unit.reason)
            item = parse(unit.raw, declared=declared_encoding(start))
            read = _rss if unit.name == "item" else _atom
            yield read(item, entry, label, language)
        except Unreadable as error:
            yield Failure(label, str(error))


# RSS


def _rss(item: Item, entry: Entry, label: str, language: str) -> RawArticle:
    full, short = item.raw("content:encoded"), item.raw("description")
    address = item.text("feedburner:origLink") or item.text("link")
    guid = item.text("guid")
    credit = [_credited(name) for name in (*item.texts("dc:creator"), *item.texts("author"))]
    return _article(
        item,
        entry,
        label,
        title=item.raw("title"),
        markup=full if full.strip() else short,
        addresses=[address, guid],
        name=guid,
        standfirst=item.letters.words(short) if full.strip() else "",
        published=item.text("pubDate") or item.text("dc:date"),
        modified=item.text("atom:updated") or item.text("dcterms:modified"),
        authors=credit,
        tags=[*item.texts("category"), *item.texts("dc:subject")],
        lead=[*_enclosed(item), *_media(item)],
        language=item.text("dc:language") or language,
    )


def _credited(text: str) -> str:
    text = text[:200]
    if found := _MAIL_AUTHOR.fullmatch(text):
        return found[1]
    return "" if _MAIL.fullmatch(text) else text


def _enclosed(item: Item) -> list[Picture]:
    return [
        Picture(web_address(item.attribute(each, "url")))
        for each in item.element.findall("enclosure")
        if each.get("type", "").startswith("image/")
    ]


def _media(item: Item) -> list[Picture]:
    """Media RSS: <media:content>, alone or in a group, with its own description and credit."""
    found = [*item.element.iter("media:content"), *item.element.iter("media:thumbnail")]
    return [
        Picture(
            web_address(item.attribute(each, "url")),
            alt=plain(_child(item, each, "media:title")),
            caption=plain(_child(item, each, "media:description")),
            credit=plain(_child(item, each, "media:credit")),
        )
        for each in found
        if each.tag == "media:thumbnail"
        or each.get("medium") == "image"
        or each.get("type", "").startswith("image/")
    ]


def _child(item: Item, parent: Element, name: str) -> str:
    child = parent.find(name)
    return "" if child is None else item.whole(child)


# Atom


def _atom(item: Item, entry: Entry, label: str, language: str) -> RawArticle:
    full, short = _construct(item, "content"), _construct(item, "summary")
    links = {
        each.get("rel", "alternate"): each
        for each in reversed(item.element.findall("link"))
        if each.get("type", "text/html").startswith(("text/html", "application/xhtml", "image/"))
    }
    link, enclosure = links.get("alternate"), links.get("enclosure")
    identity = item.text("id")
    own = item.element.get("xml:lang", "")
    picture = [] if enclosure is None else [Picture(web_address(item.attribute(enclosure, "href")))]
    return _article(
        item,
        entry,
        label,
        title=_construct(item, "title"),
        markup=full if full.strip() else short,
        addresses=["" if link is None else item.attribute(link, "href"), identity],
        name=identity,
        standfirst=item.letters.words(short) if full.strip() else "",
        published=item.text("published") or item.text("updated"),
        modified=item.text("updated"),
        authors=[_child(item, each, "name") for each in item.element.findall("author")],
        tags=[
            item.attribute(each, "label") or item.attribute(each, "term")
            for each in item.element.findall("category")
        ],
        lead=picture + _media(item),
        language=own or language,
    )


def _construct(item: Item, name: str) -> str:
    """An Atom text as HTML: it is plain by default, escaped HTML, or XHTML in a <div>."""
    element = item.element.find(name)
    if element is None:
        return ""
    kind = element.get("type", "text")
    if kind == "xhtml":
        return _as_html(element)
    text = "".join(element.itertext())
    if kind in {"html", "text/html"}:
        return text
    if name == "content" and _LINE.search(text):
        return "".join(f"<p>{escape(part)}</p>\n" for part in _LINE.split(text.strip()))
    return escape(text, quote=False)


def _as_html(element: Element) -> str:
    try:
        inside = (tostring(child, encoding="unicode", method="html") for child in element)
        return _PREFIX.sub(r"\1", "".join(inside))
    except RecursionError as error:
        raise Unreadable("Its markup is nested too deep to be a text.") from error


# Both


def _article(
    item: Item,
    entry: Entry,
    label: str,
    *,
    title: str,
    markup: str,
    addresses: list[str],
    name: str,
    standfirst: str,
    published: str,
    modified: str,
    authors: list[str],
    tags: list[str],
    lead: list[Picture],
    language: str,
) -> RawArticle:
    """An article of what both kinds state; `title` and `markup` are HTML to be taken apart."""
    if not markup.strip():
        raise Unreadable("It has no text in this feed.")
    url, *urls = [web_address(each) for each in addresses]
    if not url:
        url, urls = next(filter(None, urls), ""), []
    lead = [picture for picture in lead if picture.url]
    body = check_size(item.letters.body(headed(title, markup)))
    return RawArticle(
        key=url or key_inside(entry.key, name=name, body=body),
        source=host(url) or entry.source,
        format="feed",
        body=body,
        declared_encoding="utf-8" if item.letters.is_utf8 else item.letters.declared,
        label=label,
        url=url,
        urls=tuple(each for each in dict.fromkeys(urls) if each and each != url),
        title=plain(item.letters.words(title)),
        standfirst=plain(standfirst),
        published=read_date(published),
        modified=read_date(modified),
        authors=tuple(dict.fromkeys(plain(each) for each in authors if each)),
        tags=tuple(dict.fromkeys(plain(each) for each in tags if each)),
        images=each_once([*lead, *pictures_in(item.letters.words(markup), base=url)]),
        language=language,
    )


# JSON Feed


def _read_json(entry: Entry, stream: IO[bytes]) -> Iterator[RawArticle | Failure]:
    if entry.size > MAX_JSON_FEED:
        raise Unreadable(
            f"A JSON Feed may have {MAX_JSON_FEED // 1024**2} MB. Write its items one to a line, "
            "jq -c '.items[]' feed.json > items.jsonl, and import those."
        )
    try:
        feed = json.loads(stream.read())
        items = list(feed["items"])
    except (ValueError, RecursionError, KeyError, TypeError) as error:
        raise Unreadable(f"The JSON Feed is damaged: {error}.") from error
    for number, item in enumerate(items, 1):
        label = f"{entry.label}, item {number}"
        try:
            yield from_mapping(_filled(item, feed), entry, label, format="feed")
        except Unreadable as error:
            yield Failure(label, str(error))


def _filled(item: Any, feed: dict) -> Any:
    """An item with what the feed states for all of them."""
    if not isinstance(item, dict):
        return item
    return {key: feed[key] for key in ("authors", "author", "language") if key in feed} | item
