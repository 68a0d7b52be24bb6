"""Dates as pages print them. An ambiguous one ("03/04/2024") is no date: nothing is guessed."""

import datetime
import re

from newsroom.cleaning.phrases import MONTHS

_PREFIX = (
    r"(?:(?:date|posted|published|updated|last updated|updated on|on)(?: on)?:? )?"
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?"
)
_SUFFIX = (
    r"(?:,? (?:at )?\d{1,2}[:.]\d{2}(?::\d{2})? ?(?:[ap]\.?m\.?)?"
    r"(?: ?(?:\([a-z0-9+ :]+\)|[a-z]{3,4}|gmt[+-]\d+))?)?"
)
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_FORMS = tuple(
    re.compile(_PREFIX + form + _SUFFIX)
    for form in (
        r"(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})(?:t[\d:.]+(?:z|[+-]\d\d:?\d\d)?)?",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH},? (?P<year>\d{{4}})",
        rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})",
    )
)


def read_date(line: str) -> datetime.date | None:
    """Return the date that the whole of `line` is, None where it is none or not certain.

    >>> read_date("Published on 12 March 2024, 10:30 am")
    datetime.date(2024, 3, 12)
    >>> read_date("03/04/2024") is None
    True
    """
    folded = " ".join(line.casefold().split())
    if len(folded) > 80:
        return None
    for form in _FORMS:
        if found := form.fullmatch(folded):
            return _date(found.groupdict())
    return None


def _date(parts: dict[str, str | None]) -> datetime.date | None:
    month = int(parts.get("number") or 0) or _month(parts.get("month") or "")
    try:
        return datetime.date(int(parts["year"] or 0), month, int(parts["day"] or 0))
    except ValueError:
        return None


def _month(name: str) -> int:
    """Return the number of a month by its name or its first letters, 0 for none."""
    matches = [
        n
        for n, month in enumerate(MONTHS, 1)
        if month == name or (month.startswith(name) and name in (month[:3], month[:4]))
    ]
    return matches[0] if matches else 0
