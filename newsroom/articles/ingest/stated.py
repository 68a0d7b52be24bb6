"""What a source states beside the text: kept with the page, and made into dates and standing."""

import hashlib
import json
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from newsroom.articles.cleaners import Page
from newsroom.articles.ingest.outcomes import Options
from newsroom.articles.models import RawDocument
from newsroom.importing import Picture, RawArticle, Standing

NAMES = (
    *("url", "urls", "title", "standfirst", "published", "modified", "authors", "categories"),
    *("tags", "images", "status", "language"),
)
DATES = {"published", "modified"}
# What readers of the source could not see is not made public here.
HELD_BACK = {
    Standing.DRAFT: "Its source had it as a draft.",
    Standing.PENDING: "Its source had it waiting for review.",
    Standing.PRIVATE: "Its source kept it from readers.",
    Standing.SCHEDULED: "Its source had it for a time to come.",
}
NO_DATE = (
    "No date was found, and a story without one would stand in the lists as new: "
    "set one at the desk, or import with --undated DATE."
)


def as_json(raw: RawArticle) -> dict[str, Any]:
    """What is stated, in JSON types; nothing for what is not."""
    found = {name: getattr(raw, name) for name in NAMES}
    found |= {name: found[name].isoformat() for name in DATES if found[name]}
    found["images"] = [[each.url, each.alt, each.caption, each.credit] for each in found["images"]]
    return {name: value for name, value in found.items() if value}


def as_raw(document: RawDocument) -> RawArticle:
    """The source as it came in, from what was kept of it."""
    stated: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in document.stated.items()
    }
    stated |= {name: datetime.fromisoformat(stated[name]) for name in DATES & stated.keys()}
    stated["images"] = tuple(Picture(*each) for each in stated.get("images", ()))
    stated["status"] = Standing(stated.get("status", ""))
    return RawArticle(
        key=document.key,
        source=document.source.name,
        format=document.format,
        body=bytes(document.body),
        declared_encoding=document.declared_encoding,
        **stated,
    )


def digest(raw: RawArticle) -> str:
    """The same body with the same said of it has the same."""
    found = hashlib.sha256(raw.body)
    if stated := as_json(raw):
        found.update(b"\0" + json.dumps(stated, sort_keys=True).encode())
    return found.hexdigest()


def key_of(raw: RawArticle) -> str:
    """The source's key, cut to what the column holds: a long one ends in a hash of itself."""
    longest = RawDocument._meta.get_field("key").max_length or 0
    if len(raw.key) <= longest:
        return raw.key
    tail = hashlib.sha256(raw.key.encode()).hexdigest()
    return f"{raw.key[: longest - len(tail) - 1]}#{tail}"


def first_published(page: Page, *, options: Options, zone: ZoneInfo) -> datetime | None:
    """When readers first had it; the start of the day in the site's zone for a date alone."""
    if page.stated.published:
        return in_zone(page.stated.published, zone)
    day = page.cleaned.date or options.undated
    return datetime.combine(day, time.min, tzinfo=zone) if day else None


def modified(page: Page, *, after: datetime | None, zone: ZoneInfo) -> datetime | None:
    """When its source last changed it, if that was after it was out."""
    changed = page.stated.modified and in_zone(page.stated.modified, zone)
    return changed if changed and after and changed > after else None


def in_zone(moment: datetime, zone: ZoneInfo) -> datetime:
    """A time without a zone is the paper's own."""
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def held_back(page: Page, at: datetime | None, *, now: datetime) -> str:
    """Why the story may not be public without an editor, or nothing."""
    if reason := HELD_BACK.get(page.stated.status):
        return f"Kept as a draft: {reason}"
    if page.needs_review:
        return f"Kept as a draft for an editor to look at: {' '.join(page.needs_review)}"
    if at is None:
        return f"Kept as a draft: {NO_DATE}"
    return "Kept as a draft: its date is still to come." if at > now else ""
