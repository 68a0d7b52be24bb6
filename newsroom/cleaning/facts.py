"""What the head of a page says of its story: who wrote it, when, and where."""

import re
from collections.abc import Iterator, Sequence

from newsroom.cleaning.characters import CAPITALS
from newsroom.cleaning.dates import MARK, find_dates, has_late_day
from newsroom.cleaning.gazetteer import is_place
from newsroom.cleaning.labels import (
    BESIDE_LABELS,
    BYLINE_LABELS,
    BYLINE_WORDS,
    LABELS,
    NOT_NAMES,
    STAFF_LABELS,
)
from newsroom.cleaning.page import Row, fold
from newsroom.cleaning.phrases import ROLES

# No line of byline and date is longer.
_LONGEST = 140
_SEPARATORS = re.compile(
    r"\s*[|·•;│丨★»›]\s*|\s+[-–—/.]+\s+|\.\s+(?=\d)|\s+(?=\w{1,10}：|(?:Leave a|No|\d+) Comments?)"
)
_EDGES = " .,@:：-–—()[]（）【】|/" + MARK
_ROLE = re.compile(
    rf"[,(（]? ?\b(?:{ROLES})|\s[-–—|/]\s.*| (?:in|for|at|from) [{CAPITALS}].*", re.I
)
_POST = re.compile(ROLES, re.IGNORECASE)
_CONTACT = re.compile(r"[\s(（]*(?:\S+@\S*|@\S+|https?://\S+)[)）]?")
_ASIDE = re.compile(
    r"\d+[- ]?min(?:ute)?s?(?: read(?:ing)?)?(?: time)?|"
    r"[\d,.]+k? (?:views?|shares?|reads?|comments?|likes?)|"
    r"(?:reading|read) time|p(?:age)? ?\d+|閱讀時間.*|讀完.*|\d+ ?分(?:鐘)?(?:閱讀|で読める)?"
)


def _one_of(words: Sequence[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_BYLINE = re.compile(
    r"(?:(?:(?:posted |filed )?(?:in|under) [\w ,&]{2,40} )?"
    rf"(?:{_one_of(BYLINE_WORDS)})\b ?[:：]? ?|(?:{_one_of(BYLINE_LABELS)}) ?[:：／/＝=|] ?)"
    r"(?P<who>\S.*)",
    re.IGNORECASE,
)
# "記者陳大文／台北報導", "陳大文記者", "홍길동 기자"
_REPORTER = re.compile(
    r"【?[記记]者(?P<who>[\u4e00-\u9fff]{2,4})(?:[／/ ].{0,20}|】)?|"
    r"(?P<korean>[\uac00-\ud7af]{2,4}) ?(?:기자|특파원|인턴기자)"
)
_STAFF = re.compile(
    rf"(?:{_one_of(STAFF_LABELS)}) ?[:：／/＝=].{{1,60}}|(?:edited|photos?|editing) by .{{1,60}}",
    re.I,
)
_NUMERIC = re.compile(r"\d[/.-]\d\d?[/.-]\d{4}")
_PUBLISHED = re.compile(
    r"\b(?:published|posted|released|diterbitkan|tayang|terbit)\b|發[布佈]|发布|公開|掲載|配信|입력|등록|đăng|เผยแพร่"
)
# Malay, Indonesian, Vietnamese.
_DAY_FIRST_WORDS = re.compile(
    r"\b(?:yang|dan|untuk|dengan|tidak|kepada|daripada|dari|pada|của|và|được|một|người|những)\b"
)
_PARTICLES = frozenset(
    "de del dela da di la van von der den bin binti ibn al el a/l a/p s/o d/o anak y e".split()  # noqa: SIM905
)
_CJK_NAME = re.compile(
    "[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{2,5}(?: [\u3040-\u30ff\u4e00-\u9fff]{1,4})?"
)

_WORD = rf"[{CAPITALS}][\w.'’-]*"


def read_line(line: str, *, day_first: bool = False) -> dict[str, str] | None:
    """Return what a line of byline and date says, None where it says anything else.

    >>> read_line("Wiremu Tait | May 20, 2024 | 6 minute read")
    {'date': '2024-05-20', 'name': 'Wiremu Tait'}
    >>> read_line("Penulis: Ratri Handayani | Editor: Bagus Prakoso")
    {'byline': 'Ratri Handayani'}
    >>> read_line("Written by Kim Lee on 3 March 2024. 5 minute read")
    {'date': '2024-03-03', 'byline': 'Kim Lee'}
    >>> read_line("Move and win roundup: Week of May 8") is None
    True
    """
    if len(line) > _LONGEST:
        return None
    found = find_dates(line, day_first=day_first)
    facts: dict[str, str] = {}
    if found and found.date:
        facts["date"] = found.date.isoformat()
    is_ours = bool(found)
    for piece in _SEPARATORS.split(found.rest if found else line):
        part = piece.strip(_EDGES)
        kind, value = _kind_of(part, is_dated=bool(found), is_beside=MARK in piece)
        if not kind:
            return None
        is_ours |= kind in ("byline", "staff")
        if value:
            facts.setdefault(kind, value)
    return facts if is_ours else None


def _kind_of(part: str, *, is_dated: bool, is_beside: bool) -> tuple[str, str]:
    """Return what one part of the line is, and the name it holds; ("", "") for what is neither."""
    part = _CONTACT.sub("", part.replace(MARK, " ")).strip()
    if not part or _ASIDE.fullmatch(part.lower()):
        return "aside", ""
    if name := _labelled_name(part):
        return "byline", name
    if _STAFF.fullmatch(part) or (part.startswith("with ") and _are_names(part[5:])):
        return "staff", ""
    if _POST.fullmatch(part):
        return "aside", ""
    bare = without_role(part)
    if is_dated and is_name(bare):
        return "name", bare
    words = fold(part).split()
    if is_dated and (is_place(part) or is_place(part.rpartition(", ")[2])):
        return "section", ""
    if is_dated and (all(word in BESIDE_LABELS or word in LABELS for word in words)):
        return "aside", ""
    if is_dated and len(words) <= (2 if is_beside else 4) and len(part) <= 40:
        return "section", ""
    return "", ""


def _labelled_name(part: str) -> str:
    """Return the writer named after "By", "Penulis:", "文：" and their like, "" for none.

    >>> _labelled_name("By Kelvin Soh, Reporter"), _labelled_name("By the river")
    ('Kelvin Soh', '')
    """
    if found := _REPORTER.fullmatch(part):
        return found["who"] or found["korean"]
    found = _BYLINE.fullmatch(part)
    if not found:
        return ""
    who = found["who"]
    if _is_staff(who):
        return who
    name = without_role(who)
    first, _, rest = name.partition(",")
    if rest and (" and " in first or not is_name(rest.strip())):
        name = first
    return name if _are_names(name) or _is_single(name) or _CJK_NAME.fullmatch(name) else ""


def _are_names(text: str) -> bool:
    """Whether a text is one name or several: "Mei Lin Chua and HAFIZ RAHIM"."""
    names = re.split(r", | and | & |、", text)
    return all(
        is_name(each.title() if each.isupper() else each) or _CJK_NAME.fullmatch(each)
        for each in names
    )


def _is_staff(who: str) -> bool:
    """Whether the writer is "Staff Reporters", "Campaign Staff", "Newsroom team"."""
    return bool(
        re.fullmatch(
            rf"(?:[{CAPITALS}][\w-]* ){{0,3}}(?:[Tt]eam|[Ss]taff|[Ee]ditorial|[Nn]ews|[Ww]eb)"
            r"(?: (?:[Rr]eporters?|[Ww]riters?|[Tt]eam|[Cc]orrespondents?|[Dd]esk|[Ss]taff))?",
            who,
        )
    )


def _is_single(name: str) -> bool:
    return bool(re.fullmatch(_WORD, name)) and name.lower() not in NOT_NAMES


def without_role(name: str) -> str:
    """Return a writer's name without the post, or what stands in its place.

    >>> without_role("Mei Lin Chua, Senior Reporter"), without_role("Amir Tadros in Singapore")
    ('Mei Lin Chua', 'Amir Tadros')
    """
    name = re.split(r" ?[(（]", name, maxsplit=1)[0]
    return _ROLE.split(_CONTACT.sub("", name), maxsplit=1)[0].strip(" ,.(（）)")


def is_name(text: str) -> bool:
    """Whether a text can be a person's name: two words or more, capitals, no word of the trade.

    >>> is_name("Lani anak Jabu"), is_name("Ad agencies"), is_name("Campaign Spotlight")
    (True, False, False)
    """
    words = text.split()
    if not 2 <= len(words) <= 5 or len(text) > 45 or is_place(text):
        return False
    return words[0][0].isupper() and words[-1][0].isupper() and all(map(_is_name_word, words))


def _is_name_word(word: str) -> bool:
    bare = word.replace("'", "").replace("’", "").replace("-", "").replace(".", "")
    if word in _PARTICLES:
        return True
    is_shaped = bare.isalpha() and bare[0].isupper() and (len(bare) < 3 or not bare.isupper())
    folded = bare.lower()
    return is_shaped and folded not in NOT_NAMES and folded not in LABELS


def read_facts(rows: Sequence[Row]) -> dict[str, str]:
    """Read and drop the lines above the body, or just below its first, of writer and date."""
    facts: dict[str, str] = {}
    ranks: dict[str, int] = {}
    day_first: bool | None = None
    is_timeline = _is_timeline(rows)
    for row, is_below in _head(rows):
        if is_below and is_timeline:
            continue
        if day_first is None and _NUMERIC.search(row.text):
            day_first = _is_day_first(rows)
        found = read_line(row.text, day_first=bool(day_first))
        if found is None:
            continue
        row.drop("byline" if "byline" in found else "date")
        rank = _rank(row, is_first=row is rows[0])
        if "date" in found and rank < ranks.get("date", rank + 1):
            facts["date"], ranks["date"] = found["date"], rank
        facts = found | facts
    _read_bare_name(rows, facts)
    name = facts.pop("name", "")
    return {"byline": name} | facts if name else facts


def _rank(row: Row, *, is_first: bool) -> int:
    """Return how well a line's date is the story's: published, plain, the page's own, updated."""
    if _PUBLISHED.search(row.folded):
        return 0
    found = find_dates(row.text)
    if found and found.is_update:
        return 3
    return 2 if is_first else 1


def _is_day_first(rows: Sequence[Row]) -> bool:
    """Whether the page writes the day before the month: in another date, or by its language."""
    text = "\n".join(row.text for row in rows[:100])[:6000]
    return has_late_day(text) or len(_DAY_FIRST_WORDS.findall(text)) > 3


def read_dates_below(rows: Sequence[Row]) -> dict[str, str]:
    """Read the date from a line below the story that says when it was published."""
    for row in rows:
        if row.reason in ("date", "byline") and _PUBLISHED.search(row.folded):
            found = read_line(row.text)
            if found and "date" in found:
                return {"date": found["date"]}
    return {}


def _head(rows: Sequence[Row]) -> Iterator[tuple[Row, bool]]:
    """Yield the lines that may speak of the story, and whether the body has begun above them."""
    bodies = 0
    for row in rows:
        if row.reason not in ("", "source", "age"):
            continue
        is_long = row.is_statement and row.words > 12
        if not is_long and (not row.is_body or read_line(row.text) is not None):
            yield row, bodies > 0
        else:
            bodies += 1 + (row.sentences > 2)
            if bodies > 2:
                return


def _is_timeline(rows: Sequence[Row]) -> bool:
    """Whether dates stand as headings above paragraphs all through the page."""
    count = 0
    for row, below in zip(rows, rows[1:], strict=False):
        is_heading = len(row.text) < 40 and below.is_body and not (row.reason or below.reason)
        count += is_heading and not row.is_body and find_dates(row.text) is not None
    return count > 2


def _read_bare_name(rows: Sequence[Row], facts: dict[str, str]) -> None:
    """Take a name alone on its line, beside the date or the writer's picture, for the byline."""
    if facts.keys() & {"byline", "name"}:
        return
    beside = {"date", "placeholder", "reading-time"}
    for row, below in zip(rows, rows[1:], strict=False):
        if below.reason in beside and not row.reason and _POST.fullmatch(row.text):
            row.drop("byline")
    beside.add("byline")
    bodies = 0
    for before, row, after in zip([None, *rows], rows, [*rows[1:], None], strict=False):
        bodies += row.is_body and not row.reason
        if bodies > 2:
            return
        is_beside = any(other and other.reason in beside for other in (before, after))
        is_twice = any(other and other.text == row.text for other in (before, after))
        if row.reason or is_twice or not is_beside:
            continue
        if is_name(name := without_role(row.text)):
            row.drop("byline", confidence=0.75)
            facts["byline"] = name
            return
