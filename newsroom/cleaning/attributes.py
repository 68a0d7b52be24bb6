"""The attributes that an element keeps, written out: `` lang="ms"``."""

import re
from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import urljoin

from newsroom.cleaning.characters import CONTROLS, SPACES
from newsroom.cleaning.elements import CELLS
from newsroom.cleaning.links import safe_image, safe_link

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}")
_SCOPES = frozenset({"row", "col", "rowgroup", "colgroup"})
_RELATIONS = ("nofollow", "noopener", "noreferrer", "sponsored", "ugc")
_UNSEEN = re.compile(f"[{CONTROLS}]")
_SPACED = re.compile(f"[{SPACES}]+")

#: More columns or rows than any table has; a browser would build each.
_MOST_CELLS = 100
_MOST_PIXELS = 9999


def collapsed(text: str) -> str:
    """Text without control characters, all white space but no-break spaces as one space."""
    if text.isprintable() and "  " not in text:
        return text
    return _SPACED.sub(" ", _UNSEEN.sub("", text))


def language(attributes: Mapping[str, str]) -> str:
    value = attributes.get("lang", "").strip()
    return _written(lang=value) if _LANGUAGE.fullmatch(value) else ""


def cell(tag: str, attributes: Mapping[str, str]) -> str:
    """Scope and spans of a table cell."""
    if tag not in CELLS:
        return ""
    scope = attributes.get("scope", "").lower()
    return _written(
        scope=scope if scope in _SCOPES else "",
        colspan=_number(attributes.get("colspan", ""), most=_MOST_CELLS),
        rowspan=_number(attributes.get("rowspan", ""), most=_MOST_CELLS),
    )


def link(attributes: Mapping[str, str], *, base_url: str | None) -> str | None:
    """A link's address and relations, or None when it may not keep its address.

    With a ``base_url`` (even an empty one) the link is another site's, and must become absolute.
    """
    address = attributes.get("href", "")
    kept = safe_link(address) if base_url is None else _absolute(address, base_url)
    if kept is None:
        return None
    relations = set(attributes.get("rel", "").lower().split())
    if not kept.startswith(("/", "mailto:")):
        relations.add("noopener")
    rel = " ".join(name for name in _RELATIONS if name in relations)
    return _written(href=kept, rel=rel) + language(attributes)


def image(attributes: Mapping[str, str], *, media_prefixes: Sequence[str]) -> str | None:
    """An image's address, words and size, or None when it is not one of ours."""
    address = safe_image(attributes.get("src", ""), media_prefixes=media_prefixes)
    if address is None:
        return None
    words = collapsed(attributes.get("alt", "")).strip(" ")
    width = _number(attributes.get("width", ""), most=_MOST_PIXELS)
    height = _number(attributes.get("height", ""), most=_MOST_PIXELS)
    return f' src="{escape(address)}" alt="{escape(words)}"' + _written(width=width, height=height)


def _absolute(address: str, base_url: str) -> str | None:
    try:
        kept = safe_link(urljoin(base_url, address.strip()))
    except ValueError:
        return None
    return None if kept is None or kept.startswith("/") else kept


def _number(text: str, *, most: int) -> str:
    text = text.strip()
    is_number = text.isascii() and text.isdigit() and len(text) < 6
    return str(int(text)) if is_number and 0 < int(text) <= most else ""


def _written(**values: str) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in values.items() if value)
