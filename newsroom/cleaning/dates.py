"""Dates as pages print them, in the languages of the region.

A numeric date that could be two days ("03/04/2024") is recognised and not read: nothing is
guessed, unless the line itself says where it was written ("08/02/2025 20:15 MYT").
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsroom.cleaning.labels import DATE_WORDS, MONTHS, WEEKDAYS, ZONES

# Longer lines are no date lines.
_LONGEST = 160
# What stands in a line where a date, a time or their words stood.
MARK = "\0"

_MONTH = r"(?P<month>" + "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True)) + r")\.?"
_YEAR = r"(?P<year>(?:19|20|25)\d\d)"
_DAY = r"(?P<day>\d{1,2})"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?<!\d){_YEAR}-(?P<number>\d\d?)-{_DAY}(?:t\d\d[\d:.]*(?:z|[+-]\d\d:?\d\d)?|(?!\d))",
        rf"(?<!\d){_YEAR}(?P<mark>[/.])(?P<number>\d\d?)(?P=mark){_DAY}(?!\d)",
        rf"(?<!\d){_YEAR} ?[年년] ?(?P<number>\d\d?) ?[月월] ?{_DAY} ?[日일]",
        rf"(?<!\d){_DAY}(?:st|nd|rd|th)?(?: of)?[ /-]{_MONTH},?[ /-]{_YEAR}(?!\d)",
        rf"(?<![^\W\d_]){_MONTH} {_DAY}(?:st|nd|rd|th)?,? {_YEAR}(?!\d)",
        rf"(?<!\d){_DAY} tháng (?P<number>\d\d?)(?: năm|,|/)? ?{_YEAR}(?!\d)",
        rf"(?<!\d)(?P<one>\d\d?)(?P<mark>[/.-])(?P<two>\d\d?)(?P=mark){_YEAR}(?!\d)",
    )
)
# Without a year, or with half of one, it is a date and cannot be read.
_PARTIAL = re.compile(
    rf"(?<!\d)\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?![^\W_])|"
    rf"(?<![^\W\d_]){_MONTH.replace('month', 'other')} \d{{1,2}}(?:st|nd|rd|th)?(?![\d%:])|"
    r"(?<!\d)\d{1,2}[/.]\d{1,2}[/.]\d\d(?!\d)|(?<!\d)\d{1,2} ?月 ?\d{1,2} ?日"
)
_TIME = re.compile(
    r"(?<!\d)\d{1,2}[:.]\d{2}(?::\d{2})? ?(?:[ap]\.?m\b\.?)?(?: ?hrs\b)?|"
    r"(?<!\d)\d{1,2} ?[ap]\.?m\b\.?|\d{1,2} ?[時시点] ?(?:\d{1,2} ?[分분])?"
    r"|上午|下午|午前|午後|오전|오후"
)
_AGE = re.compile(
    r"(?:about |over )?(?:\d+|an?|one|two|three|few) ?"
    r"(?:second|sec|minute|min|hour|hr|h|day|d|week|month|year|jam|menit|hari|minggu|giờ|ngày)s?"
    r" (?:ago|yang lalu|lalu|trước)|\d+ ?(?:分鐘|小時|時間|分|日|天|시간|분)(?:前| 전)"
    r"|yesterday|just now"
)
_ZONE = re.compile(rf"\(?\b(?:(?:gmt|utc) ?[+-] ?\d{{1,2}}(?::?\d\d)?|(?:{'|'.join(ZONES)})\b)\)?")
_LONGEST_FIRST = sorted(map(re.escape, {*DATE_WORDS, *WEEKDAYS}), key=len, reverse=True)
_WORD = re.compile(
    rf"(?<![^\W_])(?:{'|'.join(_LONGEST_FIRST)})"
    r"(?![^\W_])[.:：]?"
)
_CJK_WORD = re.compile(
    r"(?:發[布佈]|发布|更新|公開|掲載|配信|出版|刊登|日期|時間|最終|最後|最后|投稿|입력|수정|등록|승인|기사)+(?:日時|日期|時間|日)?[:：]?"
    r"|[（(][月火水木金土日一二三四五六월화수목금토일][）)]|(?:星期|週|周)[一二三四五六日]|[月火水木金土日]曜日?"
)
# In these zones, and in these languages, the day is written first.
_DAY_FIRST = re.compile(
    r"\b(?:myt|sgt|hkt|wib|wita|wit|ist|ict|pkt|npt|aest|aedt|acst|awst|nzst|nzdt|bst|"
    r"gmt ?\+ ?[78]|isnin|selasa|rabu|khamis|kamis|jumaat|jumat|sabtu|ahad|minggu|senin|"
    r"diterbitkan|dikemas|thứ|ngày|cập nhật)\b"
)


_UPDATE = re.compile(r"updat|modif|edited|kemas ?kini|diperbarui|更新|수정|cập nhật|ปรับปรุง")


@dataclass(frozen=True)
class DateLine:
    """What a line says of dates: the first that is certain, and the line with a mark for each."""

    date: datetime.date | None
    rest: str
    is_update: bool = False


def read_date(line: str) -> datetime.date | None:
    """Return the date that the whole of `line` is, None where it is none or not certain.

    >>> read_date("Published on 12 March 2024, 10:30 am")
    datetime.date(2024, 3, 12)
    >>> read_date("Selasa, 19 Mac 2024"), read_date("2025年5月13日 10:00").day
    (datetime.date(2024, 3, 19), 13)
    >>> read_date("03/04/2024") is None, read_date("03/04/2024 20:15 MYT").month
    (True, 4)
    """
    found = find_dates(line)
    return found.date if found and not found.rest.strip(MARK + " ,:|·•/()-–—") else None


def find_dates(line: str, *, day_first: bool = False) -> DateLine | None:
    """Return what `line` says of dates, None where it holds no date, time or age.

    `day_first` says that the page is in a language that always writes the day before the month.
    """
    if len(line) > _LONGEST or not re.search(r"\d|ago|yesterday|just now", line):
        return None
    folded = _folded(line)
    spans: list[tuple[int, int]] = []
    dates: list[tuple[bool, datetime.date]] = []
    day_first = day_first or bool(_DAY_FIRST.search(folded)) or has_late_day(folded)
    for form in _FORMS:
        for found in form.finditer(folded):
            if not _overlaps(found.span(), spans):
                spans.append(found.span())
                if date := _date(found.groupdict(), day_first=day_first):
                    before = folded[max(0, found.start() - 20) : found.start()]
                    dates.append((bool(_UPDATE.search(before)), date))
    for pattern in (_PARTIAL, _AGE, _TIME):
        spans += [
            found.span() for found in pattern.finditer(folded) if not _overlaps(found.span(), spans)
        ]
    if not spans:
        return None
    for pattern in (_ZONE, _WORD, _CJK_WORD):
        spans += [
            found.span() for found in pattern.finditer(folded) if not _overlaps(found.span(), spans)
        ]
    is_update, date = min(dates, key=lambda each: each[0], default=(False, None))
    return DateLine(date, "".join(_marked(line, spans)), is_update)


def has_late_day(folded: str) -> bool:
    """Whether a numeric date of the text can only be day first, which settles the others."""
    return bool(re.search(r"(?<!\d)(?:1[3-9]|2\d|3[01])[/.-]\d{1,2}[/.-](?:19|20)\d\d", folded))


def _folded(line: str) -> str:
    """Return `line` in lower case, each character still in its place."""
    lowered = line.lower()
    return lowered if len(lowered) == len(line) else line


def _overlaps(span: tuple[int, int], spans: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in spans)


def _marked(line: str, spans: list[tuple[int, int]]) -> Iterator[str]:
    done = 0
    for start, end in sorted(spans):
        yield line[done:start] + MARK
        done = end
    yield line[done:]


def _date(parts: dict[str, str | None], *, day_first: bool) -> datetime.date | None:
    year = int(parts["year"] or 0)
    day, month = parts.get("day"), parts.get("number") or MONTHS.get(parts.get("month") or "", 0)
    if parts.get("one"):
        one, two = int(parts["one"] or 0), int(parts["two"] or 0)
        is_certain = one > 12 or two > 12 or one == two or day_first
        if not is_certain:
            return None
        day, month = (two, one) if two > 12 else (one, two)  # type: ignore[assignment]
    # Thailand counts from the Buddha's death.
    year -= 543 if year > 2500 else 0
    try:
        return datetime.date(year, int(month or 0), int(day or 0))
    except ValueError:
        return None
