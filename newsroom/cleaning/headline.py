"""The head of a page: which line is the headline, and what is said of writer, date and place."""

import re
from collections import Counter
from collections.abc import Sequence

from newsroom.cleaning.dates import read_date
from newsroom.cleaning.page import Row
from newsroom.cleaning.phrases import EVENTS, ROLES, WEAK

_WEAK = tuple((kind, re.compile(pattern)) for kind, pattern in WEAK)
_ANY_WEAK = re.compile("|".join(f"(?:{pattern})" for _, pattern in WEAK))
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_EVENT = re.compile(rf"\b(?:{EVENTS})\b")
_TWICE = re.compile(r"(?:.{0,40} )?(.{4,80}) \1")
_NAME = r"[A-Z][\w.'’-]*(?: (?:[a-z]{2,3} )?[A-Z][\w.'’-]*){0,4}"
_NAMES = rf"{_NAME}(?:(?:,| and| &) {_NAME})*"
_BYLINE = re.compile(
    r"(?:[Bb]y|BY|(?:[Ww]ords|[Ww]ritten|[Tt]ext|[Ss]tory|[Pp]osted) by|[Aa]uthor):? "
    rf"({_NAMES}.{{0,60}})"
)
_BARE_NAME = re.compile(_NAME)
_ROLE = re.compile(rf",? ?(?:{ROLES})", re.IGNORECASE)
_PARTS = re.compile(r"\s+[|•·–—]\s+|\s*\|\s*")
_DATELINE = re.compile(
    rf"({_NAME}(?:, {_NAME})?)"
    r"(?:,? \d{1,2} \w{3,9}(?: \d{4})?| \([A-Z][\w /]+\))? ?[–—-] (?=\S)"
)
_WORD = re.compile(r"[^\W\d_]{4,}")


def read_facts(rows: Sequence[Row]) -> dict[str, str]:
    """Read and drop the lines above the body, or just below its first, of writer and date."""
    facts: dict[str, str] = {}
    kept = [row for row in rows if not row.reason]
    first_body = next((n for n, row in enumerate(kept) if row.is_body), len(kept))
    for row in kept[: first_body + 3]:
        found = _facts_of(row.text)
        if found:
            row.drop("byline" if "byline" in found else "date")
            facts = found | facts
    _read_bare_name(rows, facts)
    return facts


def _facts_of(line: str) -> dict[str, str]:
    """Return what a line of byline and date says, empty where it says anything else."""
    facts: dict[str, str] = {}
    if len(line) > 140:
        return {}
    for part in _PARTS.split(line):
        date = read_date(part)
        byline = _BYLINE.fullmatch(part)
        if date:
            facts.setdefault("date", date.isoformat())
        elif byline and (name := _without_role(byline[1])):
            facts["byline"] = name
        elif not re.fullmatch(rf"(?i)\d+ min(?:ute)?s?(?: read)?|{ROLES}", part):
            return {}
    return facts


def _without_role(name: str) -> str:
    """Return a writer's name without the post, or what stands in its place: "" if it is no name.

    >>> _without_role("Mei Lin Chua, Senior Reporter")
    'Mei Lin Chua'
    """
    bare = _ROLE.split(name)[0].strip(" ,")
    first, _, rest = bare.partition(",")
    if rest and " and " in first:
        bare = first
    return bare if re.fullmatch(_NAMES, bare) else ""


def _read_bare_name(rows: Sequence[Row], facts: dict[str, str]) -> None:
    """Take a name alone on its line, beside the date or the writer's picture, for the byline."""
    beside = {"date", "placeholder", "reading-time"}
    for before, row, after in zip(rows, rows[1:], rows[2:], strict=False):
        if row.is_body and not row.reason:
            break
        is_beside = before.reason in beside or after.reason in beside
        is_name = _BARE_NAME.fullmatch(row.text) and 2 <= len(row.text.split()) <= 4
        if is_beside and is_name and not row.reason and "byline" not in facts:
            row.drop("byline", confidence=0.65)
            facts["byline"] = row.text


def read_place(rows: Sequence[Row]) -> dict[str, str]:
    """Read the dateline of the first paragraph, which stays where it is."""
    body = next((row for row in rows if not row.reason and row.is_body), None)
    found = _DATELINE.match(body.text) if body else None
    return {"place": found[1]} if found else {}


def find_title(rows: Sequence[Row], head: Sequence[int], shares: Sequence[int]) -> int | None:
    """Return the index of the headline, None where the head holds none.

    It is the first line of the head if the page says it twice, or the line above "share on"; else
    the first that is no label (a section, a masthead, a menu).
    """
    if not head:
        return None
    candidates = [index for index in head if not weak_kind(rows[index])] or [head[0]]
    seen = Counter(rows[index].folded for index in head)
    if seen[rows[candidates[0]].folded] > 1:
        return candidates[0]
    above = [i for i in range(shares[0]) if not rows[i].reason] if shares else []
    if above and above[-1] in head:
        return above[-1]
    body = {word for row in rows if row.is_body for word in _WORD.findall(row.folded)}
    return next(
        (i for i in candidates if not _is_label(rows[i], body, rows, candidates)), candidates[0]
    )


def _is_label(row: Row, body: set[str], rows: Sequence[Row], candidates: Sequence[int]) -> bool:
    """Whether a line above the story is a label, seeing that another one speaks of the story."""
    is_menu = "|" in row.text or len(re.findall(r"[a-z][A-Z]", row.text)) > 1
    mine = _overlap(row, body)
    if mine and not is_menu:
        return False
    others = max((_overlap(rows[i], body) for i in candidates if rows[i] is not row), default=0)
    return others > mine and (is_menu or len(row.text.split()) <= 6)


def _overlap(row: Row, body: set[str]) -> int:
    return len(body.intersection(_WORD.findall(row.folded)))


def weak_kind(row: Row) -> str:
    """Return the kind of furniture that a head or tail line looks like, "" for none."""
    folded = row.folded
    if len(folded) > 240 or row.sentences > 1:
        return ""
    if _ANY_WEAK.fullmatch(folded):
        return next(kind for kind, pattern in _WEAK if pattern.fullmatch(folded))
    words = len(folded.split())
    is_twice = words <= 14 and bool(_TWICE.fullmatch(folded))
    is_event = words <= 8 and not row.sentences and bool(_EVENT.search(folded))
    if _YEAR.search(folded) and (is_twice or is_event):
        return "event-banner"
    return "masthead" if is_twice else ""
