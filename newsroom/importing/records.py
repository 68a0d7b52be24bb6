"""What every reader hands on."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

# The longest trade-news features have some 60 kB of text; a page around one rarely a megabyte.
MAX_BYTES = 2 * 1024 * 1024


# In no address, nor anything but trouble in what is stored: controls, and what is no character.
_NEVER = re.compile("[\0-\x1f\x7f\ufffd]")


class Unreadable(Exception):
    """A source that cannot be taken in; the message says what is wrong and what to do."""


class Standing(StrEnum):
    """Who could read the page where it comes from. UNSTATED: the source does not say."""

    UNSTATED = ""
    PUBLISHED = "published"
    SCHEDULED = "scheduled"
    PENDING = "pending"
    DRAFT = "draft"
    PRIVATE = "private"
    TRASHED = "trashed"


@dataclass(frozen=True)
class Picture:
    """A picture of a page, by the address it had there."""

    url: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True)
class RawArticle:
    """One page as it lay there.

    `key` is what makes it the same page the next time: its own address where it names one, else
    the place it was read from. `body` is untouched; which encoding it is in is for cleaning to
    say, with `declared_encoding` (the label the page itself carries, if any) as a hint. An item
    of an export has no page of its own: its body is its text as its site would have shown it,
    below the headline, so that cleaning reads and repairs both together.

    What follows is what the source states beside the body, empty where it states nothing. `urls`
    are further addresses that led to the page. `published` and `modified` carry the zone they
    were given in; without a tzinfo none was stated, and the hour is that of the paper's own
    zone. A date alone is its midnight. The first of `images` is the lead where there is one.
    """

    key: str
    source: str
    format: str
    body: bytes
    declared_encoding: str = ""
    label: str = ""
    url: str = ""
    urls: tuple[str, ...] = ()
    title: str = ""
    standfirst: str = ""
    published: datetime | None = None
    modified: datetime | None = None
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    images: tuple[Picture, ...] = ()
    status: Standing = Standing.UNSTATED
    language: str = ""


@dataclass(frozen=True)
class Failure:
    """What could not be read: where it is, and why, in a sentence that says what to do."""

    label: str
    reason: str


def web_address(text: str) -> str:
    """The text if it is an absolute http(s) address, or nothing."""
    url = text.strip()
    try:
        parts = urlsplit(url)
    except ValueError:  # "http://[x"
        return ""
    is_one = parts.scheme in {"http", "https"} and parts.hostname and not _NEVER.search(url)
    return url if is_one else ""


def host(url: str) -> str:
    """The host of an address, or nothing."""
    return urlsplit(url).hostname or "" if web_address(url) else ""


def key_inside(place: str, *, name: str, body: bytes) -> str:
    """The key of a page without an address inside a file: by the name it has there.

    One without a name is known by its text. Its number would be another page's as soon as
    somebody adds a row, and that page would then be taken for a new version of this one.
    """
    return f"{place}#{name or hashlib.sha256(body).hexdigest()}"


def check_size(body: bytes) -> bytes:
    """The body, if it is no larger than a page may be; else Unreadable."""
    if len(body) > MAX_BYTES:
        raise too_large(len(body))
    return body


def too_large(size: int) -> Unreadable:
    """The complaint about a page of so many bytes."""
    return Unreadable(
        f"The page has {size / 1024**2:.1f} MB; one page may have {MAX_BYTES // 1024**2} MB. "
        "Split it into one file per article."
    )
