"""What a web page says of itself: JSON-LD first, then Open Graph and other meta tags, then <h1>.

Only what is stated is taken. A date is never guessed from an address or a text.
"""

import datetime
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urljoin

from lxml.html import HtmlElement

from newsroom.cleaning.attributes import collapsed
from newsroom.cleaning.links import safe_link

_ARTICLES = ("Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle")
_TYPES = frozenset({*_ARTICLES, "OpinionNewsArticle", "BlogPosting", "TechArticle", "Report"})

#: Names of meta tags, best first, for each thing that we want to know.
_META = {
    "title": ("og:title", "twitter:title", "dc.title", "parsely-title"),
    "byline": ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author"),
    "date": (
        "article:published_time",
        "datepublished",
        "date",
        "dc.date.issued",
        "dc.date",
        "parsely-pub-date",
        "sailthru.date",
        "publishdate",
        "pubdate",
    ),
    "standfirst": ("og:description", "description", "twitter:description", "dc.description"),
    "canonical_url": ("og:url",),
    "language": ("og:locale", "content-language", "dc.language"),
    "site": ("og:site_name", "application-name"),
}
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)|(\d{4})(\d{2})(\d{2})(?!\d)")
# Names that sites give to the element of the standfirst (whose copy in a meta tag is often cut
# short) and of the byline.
_STANDFIRST = re.compile(r"(?:^|[\s_-])(?:standfirst|dek|sub-?head(?:line)?|sub-?title)(?:$|\s)")
_BYLINE = re.compile(r"(?:^|[\s_-])(?:byline|author-name|article-author|post-author)(?:$|\s)")
_LONGEST_MARKED = 400
_LONGEST_HEADING = 1000
_SEPARATOR = re.compile(r"\s+[|\-–—»·:]\s+")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z0-9]{2,8}))*")


@dataclass(frozen=True)
class Metadata:
    """What the page stated; an empty string or None where it did not."""

    title: str = ""
    byline: str = ""
    date: datetime.date | None = None
    standfirst: str = ""
    canonical_url: str = ""
    language: str = ""
    text: str = ""
    """The story's own text, which some pages give to machines and show by script only."""


def read_metadata(page: HtmlElement) -> Metadata:
    """The page's metadata, each field from the best source that has it."""
    linked = _linked_article(page)
    meta = _meta_tags(page)
    return Metadata(
        title=_title(page, linked, meta),
        byline=_authors(linked.get("author")) or _byline(meta) or _marked(page, _BYLINE),
        date=_first_date([_text(linked.get("datePublished")), *_all(meta, "date")]),
        standfirst=_marked(page, _STANDFIRST)
        or _text(linked.get("description"))
        or _first(meta, "standfirst"),
        canonical_url=_canonical(page, linked, meta),
        language=_language(page, linked, meta),
        text=_lines(linked.get("articleBody")),
    )


def _text(value: Any) -> str:
    """One line of text; many sites escape it twice."""
    return collapsed(unescape(value)).strip() if isinstance(value, str) else ""


def _lines(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


# JSON-LD


def _linked_article(page: HtmlElement) -> dict[str, Any]:
    """The first article that the page's JSON-LD describes."""
    for script in page.iter("script"):
        if script.get("type", "").strip().lower() == "application/ld+json":
            for thing in _things(_parsed(script.text or "")):
                kinds = thing.get("@type")
                if _TYPES.intersection(map(str, kinds if isinstance(kinds, list) else [kinds])):
                    return thing
    return {}


def _parsed(text: str) -> Any:
    """JSON as sites write it: raw line breaks in strings, a comment around the whole."""
    text = text.strip().removeprefix("<!--").removesuffix("-->")
    text = text.strip().removeprefix("//<![CDATA[").removesuffix("//]]>").strip().rstrip(";")
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _things(value: Any) -> Iterator[dict[str, Any]]:
    """Each object of a JSON-LD document, graphs and lists opened, in order."""
    waiting = [value]
    while waiting:
        each = waiting.pop(0)
        if isinstance(each, list):
            waiting[:0] = each[:100]
        elif isinstance(each, dict):
            yield each
            waiting[:0] = [each[key] for key in ("@graph", "mainEntity", "item") if key in each]


def _authors(value: Any) -> str:
    """One line of names, "Ana Cruz and Ben Lim", from a name, an object or a list of either."""
    people = value if isinstance(value, list) else [value]
    names = [_text(each.get("name")) if isinstance(each, dict) else _text(each) for each in people]
    named = list(dict.fromkeys(name for name in names if name and not _is_address(name)))[:6]
    return " and ".join([", ".join(named[:-1]), named[-1]]) if len(named) > 1 else "".join(named)


# Meta tags


def _meta_tags(page: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for tag in page.iter("meta"):
        name = (
            tag.get("property") or tag.get("name") or tag.get("itemprop") or tag.get("http-equiv")
        )
        content = _text(tag.get("content"))
        if name and content:
            found.setdefault(name.strip().lower(), []).append(content)
    return found


def _all(meta: dict[str, list[str]], key: str) -> list[str]:
    return [content for name in _META[key] for content in meta.get(name, ())]


def _first(meta: dict[str, list[str]], key: str) -> str:
    return next(iter(_all(meta, key)), "")


def _byline(meta: dict[str, list[str]]) -> str:
    return next((name for name in _all(meta, "byline") if not _is_address(name)), "")


def _marked(page: HtmlElement, name: re.Pattern[str]) -> str:
    """The text of the first element whose class bears such a name."""
    for element in page.iter("p", "div", "span", "h2", "h3", "a", "address"):
        if name.search(element.get("class", "").lower()):
            text = _short_text(element, most=_LONGEST_MARKED)
            if len(text) > 2:
                return re.sub(r"^[Bb]y\s+", "", text)
    return ""


def _short_text(element: HtmlElement, *, most: int) -> str:
    """One line of an element's text; empty where it is longer.

    No more of it is read than a line can take, with its white space: thousands of headings may
    stand in one another, and a whole book in the innermost, or a letter in each.
    """
    pieces: list[str] = []
    unread = 10 * most
    for piece in element.itertext():
        pieces.append(piece)
        unread -= max(len(piece), 50)
        if unread < 0:
            return ""
    text = collapsed("".join(pieces)).strip()
    return text if len(text) <= most else ""


def _is_address(name: str) -> bool:
    return "://" in name or name.startswith(("/", "@", "www."))


# Each field


def _title(page: HtmlElement, linked: dict[str, Any], meta: dict[str, list[str]]) -> str:
    """The headline; a heading on the page wins over a copy of it that was cut short."""
    stated = _text(linked.get("headline")) or _first(meta, "title")
    headings = [_short_text(heading, most=_LONGEST_HEADING) for heading in page.iter("h1")]
    named = next(iter(page.xpath("//head/title/text()")), "")
    title = _without_site(stated or _text(str(named)), _first(meta, "site"), page)
    start = title.rstrip(".… ")
    for heading in filter(None, headings):
        if start and (heading.startswith(start) or title.startswith(heading)):
            return heading
    if not stated and len(headings) == 1 and headings[0]:
        return headings[0]
    return title


def _without_site(title: str, site: str, page: HtmlElement) -> str:
    """The title without the site's name at its end: a stated one, or what the page leaves out.

    "Rain falls - Pier Weekly" is "Rain falls" where the page says just that somewhere.
    """
    separators = list(_SEPARATOR.finditer(title))
    if not separators:
        return title
    start, end = separators[-1].span()
    if site and title[end:].casefold() == site.casefold():
        return title[:start]
    shown = any(_text(element.text) == title[:start] for element in page.iterfind("body//*"))
    return title[:start] if shown else title


def _first_date(values: list[str]) -> datetime.date | None:
    for value in values:
        if match := _ISO_DATE.match(value):
            year, month, day = (int(part) for part in match.groups() if part)
            try:
                return datetime.date(year, month, day)
            except ValueError:
                continue
    return None


def _canonical(page: HtmlElement, linked: dict[str, Any], meta: dict[str, list[str]]) -> str:
    links = [
        tag.get("href", "")
        for tag in page.iter("link")
        if "canonical" in tag.get("rel", "").lower().split()
    ]
    entity = linked.get("mainEntityOfPage")
    entity = entity.get("@id") if isinstance(entity, dict) else entity
    base = next((tag.get("href", "") for tag in page.iter("base")), "")
    stated = [*links, *_all(meta, "canonical_url"), _text(linked.get("url")), _text(entity)]
    for address in stated:
        found = safe_link(_joined(base, address))
        if found and found.startswith(("http:", "https:")):
            return found
    return ""


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def _language(page: HtmlElement, linked: dict[str, Any], meta: dict[str, list[str]]) -> str:
    root = page.getroottree().getroot()
    stated = [root.get("lang") or "", _text(linked.get("inLanguage")), *_all(meta, "language")]
    for value in stated:
        if _LANGUAGE.fullmatch(value.strip()):
            return value.strip().replace("_", "-")
    return ""
