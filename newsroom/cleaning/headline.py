"""Which line of the head of a page is the headline."""

import re
from collections import Counter
from collections.abc import Sequence

from newsroom.cleaning.page import Row
from newsroom.cleaning.shapes import is_menu, weak_kind

_WORD = re.compile(r"[^\W\d_]{4,}|[\u30a1-\u30fe]{2,}|[\u4e00-\u9fff]{2}")
# "date 2024-08-14 Penang start-up …": what a scraper put before the headline.
_DATE_PREFIX = re.compile(
    r"\s*date:? \d{4}-\d\d-\d\d(?:[t ][\d:.+z-]+)? +(?=\S.{9})", re.IGNORECASE
)
_CRUMBS = re.compile(r"(?:[^/>»›|:]{1,40}(?:\s*[>»›]\s*|\s+/\s+)){1,6}(?=\S.{19})")
_BEHIND = re.compile(r"\s*[|»·•–—-]\s")
_BEFORE = re.compile(r"[>»›/|:]\s*$")
# A story may be about an event, and then its headline looks like the banner of one.
_STORY_LIKE = ("", "event-banner")
_SUFFIX = re.compile(r"\s+(?:[|»·•]|[-–—])\s+(?P<site>[^|»·•–—]{2,40})$")


def split_date(rows: list[Row]) -> None:
    """Part the first line from the date that a scraper put in front of it."""
    if rows and (found := _DATE_PREFIX.match(rows[0].text)):
        rows[:1] = rows[0].parted(found.end())


def split_title(rows: list[Row], index: int, sites: Sequence[str]) -> int:
    """Part the headline from the path before it and the name of the site behind it.

    `sites` are folded lines of furniture: what stands behind a dash is a site's name only where
    the page says it elsewhere too. Returns the index of the headline after that.
    """
    if found := _CRUMBS.match(rows[index].text):
        rows[index : index + 1] = rows[index].parted(found.end())
        rows[index].drop("breadcrumb")
        index += 1
    found = _SUFFIX.search(rows[index].text)
    if found and found.start() > 19 and _is_site(found, sites):
        rows[index : index + 1] = rows[index].parted(found.start())
        rows[index + 1].drop("masthead", confidence=0.8)
    return index


def _is_site(suffix: re.Match[str], sites: Sequence[str]) -> bool:
    site = suffix["site"].casefold()
    return site.count(" ") < 4 and ("|" in suffix[0] or any(site in each for each in sites))


def find_title(rows: Sequence[Row], head: Sequence[int], shares: Sequence[Row]) -> int | None:
    """Return the index of the headline, None where the head holds none.

    It is the first line of the head if the page says it twice, or the line above "share on"; else
    the first that is no label (a section, a masthead, a menu).
    """
    if len(head) < 2:
        return head[0] if head else None
    candidates = [i for i in head if not _is_furniture(rows, i, head)] or [head[0]]
    seen = Counter(rows[i].folded for i in head)
    if seen[rows[candidates[0]].folded] > 1:
        return candidates[0]
    above = _above(rows, shares[0]) if shares else -1
    if above in head and rows[above].words > 3 and weak_kind(rows[above]) in _STORY_LIKE:
        return above
    return _speaking(rows, candidates)


def _speaking(rows: Sequence[Row], candidates: Sequence[int]) -> int:
    """Return the first of the lines that is long enough for a headline and speaks of the story.

    Below it may stand a standfirst, which says more of it: so the first, not the best.
    """
    if len(candidates) == 1:
        return candidates[0]
    shared = shared_words(rows, candidates)
    best = max(shared.values())
    wide = [i for i in candidates if rows[i].words > 3 and not _is_menu(rows[i])]
    speaking = [i for i in wide if shared[i] * 3 >= best and shared[i]]
    short = [i for i in candidates if shared[i] == best > 0 and not rows[i].text.isupper()]
    return next(iter(speaking or short or wide or candidates))


def shared_words(rows: Sequence[Row], candidates: Sequence[int]) -> dict[int, int]:
    """Return for each line how many of its words the story has too."""
    body = {stem for row in rows[:60] if row.is_body and not row.reason for stem in _stems(row)}
    return {index: len(body.intersection(_stems(rows[index]))) for index in candidates}


def _is_menu(row: Row) -> bool:
    return is_menu(row) or ("|" in row.text and row.words <= 6)


def _stems(row: Row) -> set[str]:
    return {word[:5] for word in _WORD.findall(row.folded)}


def _is_furniture(rows: Sequence[Row], index: int, head: Sequence[int]) -> bool:
    """Whether a line is a label, or holds another line of the head and something beside it.

    "News / Industry / Ferry fares frozen" above "Ferry fares frozen", or "… | Harbour Weekly".
    """
    row = rows[index]
    others = (rows[i].folded for i in head if i != index and len(rows[i].text) > 19)
    return bool(weak_kind(row)) or any(_holds(row.folded, other) for other in others)


def _holds(line: str, other: str) -> bool:
    """Whether a line is another one with a path before it, or the name of the site behind it."""
    if line.startswith(other):
        return bool(_BEHIND.match(line, len(other)))
    before = len(line) - len(other)
    return (
        line.endswith(other)
        and before > 0
        and (len(other) > 29 or bool(_BEFORE.search(line, 0, before)))
    )


def _above(rows: Sequence[Row], share: Row) -> int:
    """Return the index of the last line kept above a share bar."""
    for index in range(rows.index(share) - 1, -1, -1):
        if not rows[index].reason:
            return index
    return -1
