"""The dates that exports state, with their zone if they state one."""

import re
from datetime import MAXYEAR, MINYEAR, UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from newsroom.importing.records import Unreadable

# "March 3, 2020", "3 Mar 2020", either with "08:30" after it. Days in figures alone (3/4/2020)
# are left out: they are April in London and March in New York.
_WRITTEN = tuple(
    day + hour
    for day in ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%Y/%m/%d")
    for hour in ("", " %H:%M", " %H:%M:%S")
)
_SECONDS = re.compile(r"\d{9,10}(?:\.\d+)?")
_MILLISECONDS = re.compile(r"\d{12,13}")
# What databases write for none and for never; in another zone they may be no date at all.
_NO_YEARS = {MINYEAR, MAXYEAR}
# No zone is further from Greenwich.
_WIDEST = timedelta(hours=14)


def read_date(text: str) -> datetime | None:
    """A date as feeds and tables write them: ISO 8601, RFC 822, Unix seconds, English words.

    None for no text at all; raises Unreadable for a text that is no date or may be several.
    """
    text = " ".join(text[:100].split())
    if not text:
        return None
    for reader in (_unix, _iso, _written, parsedate_to_datetime):
        try:
            found = reader(text)
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
        if found.year not in _NO_YEARS:
            return found
    raise Unreadable(
        f"The date “{text[:40]}” cannot be read, or in two ways: write 2020-01-31T08:00+08:00."
    )


def read_local_date(local: str, gmt: str) -> datetime | None:
    """WordPress's pair of the site's own hour and Greenwich's: the first, with their distance.

    Either may be all zeros, which is its way to say none.
    """
    here, there = _plain(local), _plain(gmt)
    if here is None or there is None:
        return there.replace(tzinfo=UTC) if there else here
    distance = here - there
    if abs(distance) > _WIDEST:
        return there.replace(tzinfo=UTC)
    return here.replace(tzinfo=timezone(distance))


def _plain(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return None if found.year in _NO_YEARS else found.replace(tzinfo=None)


def _unix(text: str) -> datetime:
    if _MILLISECONDS.fullmatch(text):
        return datetime.fromtimestamp(int(text) / 1000, UTC)
    if _SECONDS.fullmatch(text):
        return datetime.fromtimestamp(float(text), UTC)
    raise ValueError


def _iso(text: str) -> datetime:
    # "2020-01-31 08:00:00 UTC", as databases print it
    return datetime.fromisoformat(re.sub(r" ?(?:UTC|GMT)$", "Z", text))


def _written(text: str) -> datetime:
    for pattern in _WRITTEN:
        try:
            return datetime.strptime(text, pattern)
        except ValueError:
            continue
    raise ValueError
