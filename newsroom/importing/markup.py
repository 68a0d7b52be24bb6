"""What the HTML of a body holds for us: its pictures by their addresses, its plain words."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import urljoin

from newsroom.importing.records import Picture, web_address

_FIGURE = re.compile(
    r"<figure\b[^<>]*>((?:(?!</?figure\b).)*)</figure\s*>|<img\b[^<>]*>", re.I | re.S
)
_IMAGE = re.compile(r"<img\b[^<>]*>", re.I)
_CAPTION = re.compile(r"<figcaption\b[^<>]*>((?:(?!</?figcaption).)*)</figcaption", re.I | re.S)
_ATTRIBUTE = re.compile(r"""\s([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""")
_MARKUP = re.compile(r"<[^<>]*>")
# Pages that load their pictures late put a stand-in first.
_SOURCES = ("data-orig-file", "data-src", "data-lazy-src", "src")
# WordPress stores each picture in several sizes: ferry-300x200.jpg is ferry.jpg.
_SIZE = re.compile(r"-\d{2,5}x\d{2,5}(?=\.\w{2,5}(?:\?|$))")


def plain(markup: str) -> str:
    """The words of a short piece of HTML: a title, a caption, a standfirst."""
    return " ".join(unescape(_MARKUP.sub(" ", markup)).split()) if markup else ""


def headed(title: str, markup: str) -> str:
    """A body below its headline, both HTML, so that cleaning knows and repairs it as one."""
    return f"<h1>{title.strip()}</h1>\n{markup}" if title.strip() else markup


def pictures_in(markup: str, *, base: str) -> Iterator[Picture]:
    """The pictures that a body shows, each with its caption; `base` is the page's address."""
    if "<img" not in markup and "<IMG" not in markup:
        return
    for found in _FIGURE.finditer(markup):
        caption = _CAPTION.search(found[0])
        words = plain(caption[1]) if caption else ""
        for image in _IMAGE.findall(found[0]):
            given = {
                each[1].lower(): unescape(each[2] or each[3] or each[4] or "")
                for each in _ATTRIBUTE.finditer(image)
            }
            stated = (given[key] for key in _SOURCES if given.get(key))
            url = next((url for each in stated if (url := _absolute(base, each))), "")
            if url:
                yield Picture(url, alt=plain(given.get("alt", "")), caption=words)


def _absolute(base: str, address: str) -> str:
    try:
        return web_address(urljoin(base, address))
    except ValueError:  # "http://[x"
        return ""


def original(url: str) -> str:
    """The address of a picture in its own size, by WordPress's habit."""
    return _SIZE.sub("", url)


def each_once(pictures: Iterable[Picture]) -> tuple[Picture, ...]:
    """The pictures without those that are another size of one before."""
    seen: dict[str, Picture] = {}
    for picture in pictures:
        seen.setdefault(original(picture.url), picture)
    return tuple(seen.values())
