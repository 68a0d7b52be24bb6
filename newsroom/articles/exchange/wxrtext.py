"""Text as WordPress's export has it: what XML allows, in CDATA, and PHP's way to write a list."""

import re
from collections.abc import Iterator, Mapping
from html import escape

from newsroom.articles.fields import PICTURES_PATH
from newsroom.core.urls import absolute_url

# All that XML 1.0 does not allow, as a character or as a reference: one would break the file.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ADDRESS = re.compile(r'(<(?:a|img)\b[^<>]*?\s(?:href|src)=")(/(?!/)[^"]*)"')
_RENDITION = re.compile(rf"{PICTURES_PATH}(\d+)-")

Php = Mapping[str, "str | int | Php"]


def element(name: str, text: str, *, attributes: str = "") -> str:
    """An element with a text of ours, whatever is in it."""
    inside = _allowed(text).replace("]]>", "]]]]><![CDATA[>")
    opening = f"{name} {attributes}" if attributes else name
    return f"<{opening}><![CDATA[{inside}]]></{name}>\n"


def leaf(name: str, value: str | int) -> str:
    """An element with an address, a number, a word."""
    return f"<{name}>{escape(_allowed(str(value)), quote=False)}</{name}>\n"


def meta(key: str, value: str) -> str:
    """A custom field."""
    inside = f"{element('wp:meta_key', key)}{element('wp:meta_value', value)}"
    return f"<wp:postmeta>{inside}</wp:postmeta>\n"


def body(html: str, *, addresses: Mapping[int, str]) -> str:
    """A stored text with full addresses; a rendition becomes its picture, by `addresses`.

    WordPress takes [brackets] for shortcodes, and runs them: as references they are only text.
    """

    def full(found: re.Match[str]) -> str:
        picture = _RENDITION.match(found[2])
        url = addresses.get(int(picture[1]), "") if picture else ""
        return f'{found[1]}{url or absolute_url(found[2])}"'

    return _ADDRESS.sub(full, html).replace("[", "&#91;")


def pictures_in(html: str) -> Iterator[int]:
    """The keys of the pictures that a text shows renditions of."""
    return (int(found[1]) for found in _RENDITION.finditer(html))


def serialised(value: "str | int | Php") -> str:
    """As PHP's serialize() writes it: lengths are in bytes.

    >>> serialised({"credit": "Ana María", "width": 8})
    'a:2:{s:6:"credit";s:10:"Ana María";s:5:"width";i:8;}'
    """
    if isinstance(value, int):
        return f"i:{value};"
    if isinstance(value, str):
        text = _allowed(value)  # now: afterwards the length would be wrong
        return f's:{len(text.encode())}:"{text}";'
    inside = "".join(serialised(key) + serialised(each) for key, each in value.items())
    return f"a:{len(value)}:{{{inside}}}"


def _allowed(text: str) -> str:
    return _FORBIDDEN.sub("", text)
