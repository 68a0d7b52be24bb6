"""The dateline of a story: "KUCHING, June 11 — ", "Mumbai: ", "(MANILA, 4 June 2024) – "."""

import re
from collections.abc import Sequence

from newsroom.cleaning.characters import CAPITALS
from newsroom.cleaning.dates import find_dates
from newsroom.cleaning.gazetteer import is_place
from newsroom.cleaning.page import Row

_WORD = rf"[{CAPITALS}][\w.'’-]*"
_DATELINE = re.compile(
    rf"[(\[【]?(?P<place>{_WORD}(?: {_WORD}){{0,3}}(?:, {_WORD}(?: {_WORD}){{0,2}})?)"
    rf"(?P<sure>(?:,? \(?[{CAPITALS}][a-z]{{2,8}}\.? \d{{1,2}}(?:,? \d{{4}})?\)?"
    r"|,? \(?\d{1,2} \w{3,9}\.?(?:,? \d{4})?\)?)?"
    r"(?: ?\([A-Z][\w /.-]+\))?)[)\]】]?(?P<mark> ?(?:[–—―]|--?) ?| ?[:：] )(?=\S)"
)


def read_place(rows: Sequence[Row]) -> dict[str, str]:
    """Read the dateline of the first paragraph, which stays where it is, and the date in it.

    Below a standfirst it has to be one without doubt.
    """
    bodies = [row for row in rows[:60] if not row.reason and row.is_body][:3]
    for number, row in enumerate(bodies):
        found = _DATELINE.match(row.text)
        if found and (place := _place(found, is_first=number == 0)):
            dates = find_dates(found["sure"])
            date = {"date": dates.date.isoformat()} if dates and dates.date else {}
            return {"place": place, **date}
    return {}


def _place(found: re.Match[str], *, is_first: bool) -> str:
    """Return the place of what may be a dateline, "" where it is none ("Campaign: Of course.")."""
    first, _, rest = found["place"].partition(", ")
    place = first if "." in rest else found["place"]
    is_known = any(map(is_place, (first, first.title(), rest)))
    is_dash = found["mark"].strip() not in (":", "：")
    if is_known or (found["sure"] and is_dash):
        return place
    # A name set off by dashes goes on in small letters, and who is asked ends with a question.
    rest_of_line = found.string[found.end() :]
    is_name = rest_of_line[:1].islower() or rest_of_line.endswith("?")
    is_caps = first.isupper() and len(first) > 2
    is_set_off = is_dash and (is_caps or found["mark"].startswith(" "))
    is_short = first.count(" ") < 3
    return place if is_first and is_short and not is_name and (is_set_off or is_caps) else ""
