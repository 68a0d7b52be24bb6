"""The stored text of a story, dressed for its page or for a feed.

The stored HTML is sanitised and knows no classes; what the page needs beyond that (a scroll
region round each table, figures set to the right, the dateline) is added on the way out.
"""

import re

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from lxml import html
from lxml.html import HtmlElement

# "41%", "S$4.2m", "−3.5", "1,200", "n/a" beside them, but not "3 agencies" or "2023 to 2026".
SIGN, CURRENCY, UNIT = r"[-−–+±~<>]?", r"(?:[A-Z]{0,3}[$€£¥₩₹฿₱₫]?\s?)", r"(?:\s?(?:%|bn|[mkx]))?"
FIGURE = re.compile(rf"{SIGN}{CURRENCY}{SIGN}\d[\d.,:]*{UNIT}|[-–—]|n/a", re.IGNORECASE)


def dressed(stored: str, *, place: str = "") -> SafeString:
    """The body for the story's own page; `place` opens the first paragraph as its dateline."""
    root = _parsed(stored)
    _put_dateline(root, place)
    _keep_heading_order(root)
    for number, table in enumerate(root.findall(".//table"), start=1):
        _align_figures(table)
        _let_scroll(table, number)
    for image in root.iter("img"):
        image.set("loading", "lazy")
        image.set("decoding", "async")
    return _written(root)


def absolute(stored: str) -> SafeString:
    """The body for readers elsewhere: every link and picture with its full address."""
    root = _parsed(stored)
    root.make_links_absolute(f"{settings.BASE_URL}/")
    return _written(root)


def addresses(stored: str) -> list[str]:
    """Where the links of the text lead, in their order: paper shows them as numbered notes."""
    root = _parsed(stored)
    root.make_links_absolute(f"{settings.BASE_URL}/")
    return [link.get("href", "") for link in root.iter("a")]


def _parsed(stored: str) -> HtmlElement:
    root: HtmlElement = html.fragment_fromstring(stored, create_parent="div")
    return root


def _written(root: HtmlElement) -> SafeString:
    # Sanitised when it was stored; what was added above is our own or escaped by lxml.
    inside: str = html.tostring(root, encoding="unicode")
    return mark_safe(inside.removeprefix("<div>").removesuffix("</div>"))


def _put_dateline(root: HtmlElement, place: str) -> None:
    first = root[0] if len(root) else None
    if not place or first is None or first.tag != "p":
        return
    dateline = html.Element("span")
    dateline.set("class", "dateline")
    dateline.text = place
    dateline.tail = f" {(first.text or '').lstrip()}"
    first.text = ""
    first.insert(0, dateline)


def _keep_heading_order(root: HtmlElement) -> None:
    """A text that starts at h3 would skip a level for those who jump from heading to heading."""
    for heading in root.iter("h2", "h3"):
        if heading.tag == "h2":
            return
        heading.tag = "h2"


def _align_figures(table: HtmlElement) -> None:
    """Mark the columns that hold nothing but figures, so that the style can set them right."""
    rows = table.findall(".//tbody/tr")
    across = min((len(row) for row in rows), default=0)
    for column in range(1, across):
        if all(FIGURE.fullmatch(row[column].text_content().strip()) for row in rows):
            for row in table.iter("tr"):
                if column < len(row):
                    row[column].set("class", "n")


def _let_scroll(table: HtmlElement, number: int) -> None:
    """Put the table into a region that a keyboard can reach and scroll."""
    caption = table.findtext("caption")
    region = html.Element("div")
    for name, value in {"class": "tbl", "role": "region", "tabindex": "0"}.items():
        region.set(name, value)
    region.set("aria-label", caption.strip() if caption else f"Table {number}")
    region.tail, table.tail = table.tail, None
    table.getparent().replace(table, region)
    region.append(table)
