"""WordPress's export (WXR, "WordPress eXtended RSS", 1.0 to 1.2), streamed.

What an item refers to may come after it: its pictures are items of their own, and so are the
people of the Co-Authors Plus plugin. So the file is read twice, first for these and then for the
articles, and no body is held but the one at hand.

The format is that of `wp-admin/includes/export.php`: bodies, excerpts and most names in CDATA.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import IO

from newsroom.importing.dates import read_local_date
from newsroom.importing.entries import Entry
from newsroom.importing.markup import each_once, headed, pictures_in, plain
from newsroom.importing.records import (
    Failure,
    Picture,
    RawArticle,
    Standing,
    Unreadable,
    check_size,
    host,
    key_inside,
    web_address,
)
from newsroom.importing.wordpress import as_html
from newsroom.importing.xmlitems import Item, Unit, declared_encoding, parse, split

NAMES = ("item", "wp:author", "wp:base_blog_url", "language")
_TYPE = re.compile(rb"<wp:post_type>\s*(?:<!\[CDATA\[)?\s*([\w-]+)")
_PLAIN_LINK = re.compile(rb"<link>\s*(?:<!\[CDATA\[)?https?://[^<\]?]+(?:\]\]>)?\s*</link>")
# In the serialised PHP array that WordPress keeps about a picture.
_CREDIT = re.compile(r"\"credit\";s:\d+:\"([^\"]+)\"")
# A block that several articles share, by the number of the item that holds it.
_REUSED = re.compile(r"<!-- wp:block \{\"ref\":(\d+)[^<>]*/-->")
_PICTURE_FILE = re.compile(r"\.(?:avif|bmp|gif|jpe?g|png|tiff?|webp)$", re.I)

# WordPress's own kinds that are no articles, though it gives each an address.
_INTERNAL = re.compile(
    "attachment|custom_css|customize_changeset|elementor_library|guest-author|nav_menu_item"
    "|oembed_cache|revision|user_request|(?:acf|wp)[-_].+"
)
STANDINGS = {
    "publish": Standing.PUBLISHED,
    "future": Standing.SCHEDULED,
    "pending": Standing.PENDING,
    "draft": Standing.DRAFT,
    "private": Standing.PRIVATE,
    "trash": Standing.TRASHED,
}
# Domains of <category> that are no subject. Polylang's "language" is read apart.
_NO_SUBJECT = re.compile(r"author|language|nav_menu|post_tag|post_(?:format|translations|status).*")
# What WordPress files a post under when nobody chose.
_UNFILED = "uncategorized"


@dataclass
class Site:
    """What the articles refer to, from the first reading."""

    url: str = ""
    language: str = ""
    declared: str = ""
    kinds: set[str] = field(default_factory=lambda: {"", "post", "page"})
    authors: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, Picture] = field(default_factory=dict)
    galleries: dict[str, list[str]] = field(default_factory=dict)
    blocks: dict[str, str] = field(default_factory=dict)
    losses: list[str] = field(default_factory=list)


def read_wxr(entry: Entry, stream: IO[bytes]) -> Iterator[RawArticle | Failure]:
    """Yield the posts and pages, and what else the site showed its readers."""
    site = _site(entry)
    for loss in site.losses:
        yield Failure(f"{entry.label}, a picture or an author", loss)
    items = (unit for unit in split(stream, names=NAMES) if unit.name == "item")
    for number, unit in enumerate(items, 1):
        label = unit.label(f"{entry.label}, item {number}")
        if unit.reason:
            yield Failure(label, unit.reason)
        elif _kind(unit) in site.kinds:
            try:
                yield _article(parse(unit.raw, declared=site.declared), site, label, entry)
            except Unreadable as error:
                yield Failure(label, str(error))


# The first reading


def _site(entry: Entry) -> Site:
    site = Site(declared=declared_encoding(entry.start(1024)))
    with entry.open_as_text() as stream:
        for unit in split(stream, names=NAMES):
            try:
                _learn(site, unit)
            except Unreadable as error:
                site.losses.append(str(error))
    return site


def _learn(site: Site, unit: Unit) -> None:
    kind = _kind(unit)
    if unit.name == "item" and kind not in {"attachment", "guest-author", "wp_block"}:
        # A kind of the site's own ("event") counts if one of it has an address: those that are
        # for no reader (orders of a shop, forms) are named by a query at most.
        if _PLAIN_LINK.search(unit.raw) and not _INTERNAL.fullmatch(kind):
            site.kinds.add(kind)
        return
    item = parse(unit.raw, declared=site.declared)
    if unit.name == "wp:author":
        site.authors[item.text("wp:author_login")] = plain(item.text("wp:author_display_name"))
    elif unit.name == "wp:base_blog_url":
        site.url = site.url or web_address(item.whole())
    elif unit.name == "language":
        site.language = site.language or item.whole()
    elif kind == "guest-author":
        site.authors[_meta(item, "cap-user_login")] = plain(_meta(item, "cap-display_name"))
    elif kind == "wp_block":
        site.blocks[item.text("wp:post_id")] = item.text("content:encoded")
    else:
        _learn_picture(site, item)


def _learn_picture(site: Site, item: Item) -> None:
    url = web_address(item.text("wp:attachment_url"))
    if not _PICTURE_FILE.search(url):
        return
    number = item.text("wp:post_id")
    credit = _CREDIT.search(_meta(item, "_wp_attachment_metadata"))
    site.pictures[number] = Picture(
        url,
        alt=plain(_meta(item, "_wp_attachment_image_alt")),
        caption=plain(item.text("excerpt:encoded")),
        credit=plain(credit[1]) if credit else "",
    )
    site.galleries.setdefault(item.text("wp:post_parent"), []).append(number)


def _kind(unit: Unit) -> str:
    """The item's type, looked up before it is parsed: most of an export may be pictures."""
    # Below the body, which may write about such things.
    found = _TYPE.search(unit.raw, max(0, unit.raw.rfind(b"</excerpt:encoded>")))
    return found[1].decode() if found else ""


# The second


def _article(item: Item, site: Site, label: str, entry: Entry) -> RawArticle:
    number = item.text("wp:post_id")
    content = _REUSED.sub(partial(_block, site), item.raw("content:encoded"))
    markup = as_html(content, gallery=partial(_gallery, site, number))
    url, urls = web_address(item.text("link")), _further_addresses(item, site)
    lead = site.pictures.get(_meta(item, "_thumbnail_id"))
    shown = pictures_in(item.letters.words(markup), base=item.text("link"))
    status = _standing(item)
    body = check_size(item.letters.body(headed(item.raw("title"), markup)))
    return RawArticle(
        key=url or next(iter(urls), "") or key_inside(entry.key, name=number, body=body),
        source=host(url) or host(site.url) or entry.source,
        format="wxr",
        body=body,
        declared_encoding="utf-8" if item.letters.is_utf8 else site.declared,
        label=label,
        url=url,
        urls=tuple(each for each in urls if each != url),
        title=plain(item.text("title")),
        standfirst=plain(item.text("excerpt:encoded")),
        published=_published(item, status),
        modified=read_local_date(item.text("wp:post_modified"), item.text("wp:post_modified_gmt")),
        authors=_authors(item, site),
        categories=tuple(
            plain(name)
            for domain, slug, name in _filed(item)
            if slug != _UNFILED and not _NO_SUBJECT.fullmatch(domain)
        ),
        tags=tuple(plain(name) for domain, _slug, name in _filed(item) if domain == "post_tag"),
        images=each_once([lead, *shown] if lead else shown),
        status=status,
        language=next((slug for domain, slug, _ in _filed(item) if domain == "language"), "")
        or site.language,
    )


def _meta(item: Item, key: str) -> str:
    """The first value of a custom field, which is the one that WordPress takes."""
    return next(iter(_metas(item, key)), "")


def _metas(item: Item, key: str) -> list[str]:
    return [
        item.whole(value)
        for meta in item.element.findall("wp:postmeta")
        if meta.findtext("wp:meta_key", "").strip() == key
        and (value := meta.find("wp:meta_value")) is not None
    ]


def _filed(item: Item) -> list[tuple[str, str, str]]:
    """What the item is filed under: taxonomy, the term's slug, its name."""
    return [
        (each.get("domain", "category"), item.attribute(each, "nicename"), item.whole(each))
        for each in item.element.findall("category")
    ]


def _authors(item: Item, site: Site) -> tuple[str, ...]:
    """The names that readers saw. Co-Authors Plus files several under a taxonomy of its own."""
    logins = [name for domain, _slug, name in _filed(item) if domain == "author"]
    logins = logins or item.texts("dc:creator")
    names = (site.authors.get(login) or login for login in logins)
    return tuple(dict.fromkeys(filter(None, names)))


def _further_addresses(item: Item, site: Site) -> list[str]:
    """Every other address that led to it: the guid, the short one, and those before renames."""
    number, url, slug = item.text("wp:post_id"), item.text("link"), item.text("wp:post_name")
    guids = [web_address(guid) for guid in item.texts("guid")]
    query = "page_id" if item.text("wp:post_type") == "page" else "p"
    short = [f"{site.url.rstrip('/')}/?{query}={number}"] if site.url and number else []
    before = [
        "/".join(old if part == slug else part for part in url.split("/"))
        for old in _metas(item, "_wp_old_slug")
        if slug
    ]
    return list(dict.fromkeys(filter(None, [*guids, *short, *before])))


def _standing(item: Item) -> Standing:
    if item.text("wp:post_password"):
        return Standing.PRIVATE
    return STANDINGS.get(item.text("wp:status"), Standing.UNSTATED)


def _published(item: Item, status: Standing) -> datetime | None:
    """When it was published; the date of a draft is only when it was last touched."""
    if status in {Standing.DRAFT, Standing.PENDING}:
        return None
    return read_local_date(item.text("wp:post_date"), item.text("wp:post_date_gmt"))


def _block(site: Site, reused: re.Match[str]) -> str:
    return site.blocks.get(reused[1], "")


def _gallery(site: Site, post: str, ids: Sequence[str]) -> list[Picture]:
    wanted = ids or site.galleries.get(post, [])
    return [site.pictures[number] for number in wanted if number in site.pictures]
