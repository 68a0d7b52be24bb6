"""What is still wrong with the archive: counted by kind, source and month, with samples.

One reading of all stories that are public or came in by import, some hundred at a time, whose
cost is that of reading them. Nothing is changed. The desk shows the newest report and never
counts by itself.
"""

import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from html import unescape
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Exists, Model, OuterRef, Q, QuerySet, TextChoices

from newsroom.articles.links import dead, internal_paths
from newsroom.articles.models import (
    Article,
    AuditReport,
    Byline,
    ChromePattern,
    PatternState,
    RawDocument,
    State,
)
from newsroom.articles.models.sources import LONGEST_LINE
from newsroom.articles.querysets import PUBLIC_STATES, in_chunks
from newsroom.cleaning import line_key
from newsroom.cleaning.encoding import badness
from newsroom.cleaning.paragraphs import find_breaks
from newsroom.core.site import site_settings

CHUNK = 500  # stories read at a time
SAMPLES = 3
AROUND = 30  # characters on either side of what is wrong, in a sample

_BLOCK = re.compile(
    r"</?(?:p|h2|h3|ul|ol|li|blockquote|aside|figure|figcaption|table|caption|thead|tbody|tr|th|td"
    r"|br)\b[^>]*>"
)
_TAG = re.compile(r"<[^>]+>")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


class Signature(TextChoices):
    """The kinds of what may be wrong, in the order in which they are told."""

    MOJIBAKE = "mojibake", "Damaged characters"
    REPLACEMENT = "replacement", "Characters lost (\ufffd)"
    RUN_ON = "run-on", "Paragraphs run together"
    FURNITURE = "furniture", "Page furniture left in"
    NO_REGION = "no-region", "No region"
    NO_TAG = "no-tag", "No tag"
    NO_AUTHOR = "no-author", "No author"
    NO_DATE = "no-date", "No date of its own"
    DEAD_LINK = "dead-link", "Link to a page that is not here"


@dataclass(frozen=True)
class Sample:
    """A story that shows it; `evidence` is the place in its text, where there is one."""

    article: int
    headline: str
    address: str
    evidence: str


@dataclass
class Group:
    """How many stories of one source and month have it.

    An empty source is the desk itself; a month is `2016-03`, or empty where none is known.
    """

    signature: str
    source: str
    month: str
    count: int = 0
    samples: list[Sample] = field(default_factory=list)


@dataclass(frozen=True)
class Story:
    """One story with all that is asked of it."""

    article: Article
    source: str
    month: str
    lines: list[str]
    lacks: set[Signature]
    dead_links: list[str]
    furniture: set[str]  # keys of the lines that its source prints again and again


def run(*, samples: int = SAMPLES, tell: Callable[[int], object] | None = None) -> AuditReport:
    """Read the archive, and keep what is found in place of the last report.

    `tell` hears how many stories more have been read.
    """
    start = time.monotonic()
    groups: dict[tuple[str, str, str], Group] = {}
    read = 0
    for story in _stories(tell or (lambda more: None)):
        read += 1
        for signature, evidence in _wrong_with(story):
            key = (signature.value, story.source, story.month)
            group = groups.setdefault(key, Group(*key))
            group.count += 1
            if len(group.samples) < samples:
                group.samples.append(_sample(story.article, evidence))
    found = [asdict(groups[key]) for key in sorted(groups, key=_order)]
    seconds = round(time.monotonic() - start, 1)
    with transaction.atomic():
        AuditReport.objects.all().delete()
        return AuditReport.objects.create(groups=found, articles=read, seconds=seconds)


def audit_archive() -> int:
    """The job: read the archive anew; returns how many stories it has."""
    return run().articles


def archive() -> QuerySet[Article]:
    """What is looked at: the stories that are or will be public, and all that was imported."""
    imported = Exists(RawDocument.objects.filter(article=OuterRef("pk")))
    stories = Article.objects.exclude(state=State.WITHDRAWN)
    return stories.filter(Q(state__in=PUBLIC_STATES) | imported)


def lines_of(html: str) -> list[str]:
    """The text of an article's HTML, a line for each block of it.

    >>> lines_of("<p>Fish &amp; <em>chips</em></p><ul><li>One</li></ul>")
    ['Fish & chips', 'One']
    """
    lines = unescape(_TAG.sub("", _BLOCK.sub("\n", html))).split("\n")
    return [line.strip() for line in lines if line.strip()]


# Reading: some hundred stories with a dozen queries.


def _stories(tell: Callable[[int], object]) -> Iterator[Story]:
    zone = site_settings().zone
    furniture = defaultdict(set)
    patterns = ChromePattern.objects.exclude(state=PatternState.REFUSED)
    for source, line in patterns.values_list("source__name", "line"):
        furniture[source].add(line)
    for chunk in in_chunks(archive(), size=CHUNK):
        yield from _read(chunk, furniture, zone)
        tell(len(chunk))


def _read(
    chunk: list[Article], furniture: Mapping[str, set[str]], zone: ZoneInfo
) -> Iterator[Story]:
    keys = [article.pk for article in chunk]
    raws = RawDocument.objects.filter(article__in=keys).order_by("pk")
    sources = dict(raws.values_list("article_id", "source__name"))
    dates = _page_dates(article.pk for article in chunk if article.published_at is None)
    placed = {
        Signature.NO_REGION: _having(Article.regions.through, keys),
        Signature.NO_TAG: _having(Article.tags.through, keys),
        Signature.NO_AUTHOR: _having(Byline, keys),
    }
    links = {article.pk: internal_paths(article.body) for article in chunk}
    lost = dead(set().union(*links.values()))
    for article in chunk:
        number, source = article.pk, sources.get(article.pk, "")
        day = _day(article, dates, zone)
        lacks = {signature for signature, having in placed.items() if number not in having}
        yield Story(
            article=article,
            source=source,
            month=f"{day:%Y-%m}" if day else "",
            lines=[article.headline, article.standfirst, *lines_of(article.body)],
            lacks=lacks if _has_own_date(article, day) else lacks | {Signature.NO_DATE},
            dead_links=sorted(links[number] & lost),
            furniture=furniture.get(source, set()),
        )


def _having(joining: type[Model], keys: list[int]) -> set[int]:
    """The stories that have such a row."""
    rows = joining._default_manager.filter(article__in=keys)
    return set(rows.order_by().values_list("article_id", flat=True))


def _page_dates(keys: Iterable[int]) -> dict[int, date]:
    """The dates of unpublished stories: stated by their source, or found on the page."""
    raws = RawDocument.objects.filter(article__in=list(keys)).order_by("pk")
    rows = raws.values_list("article_id", "stated", "report").iterator(chunk_size=CHUNK // 10)
    dates = {key: stated.get("published") or report.get("date") for key, stated, report in rows}
    return {key: date.fromisoformat(day[:10]) for key, day in dates.items() if day}


def _day(article: Article, dates: Mapping[int, date], zone: ZoneInfo) -> date | None:
    """The day of first publication: here, or for an imported draft there."""
    if article.published_at is None:
        return dates.get(article.pk)
    return article.published_at.astimezone(zone).date()


def _has_own_date(article: Article, day: date | None) -> bool:
    """An archive story that bears the moment of its import had no date on its page."""
    if article.published_at is None or not article.is_archive:
        return day is not None
    return article.published_at < article.created_at


# Judging: each look gives the evidence, or nothing.


def _wrong_with(story: Story) -> Iterator[tuple[Signature, str]]:
    for signature, look in LOOKS.items():
        if evidence := look(story):
            yield signature, evidence
    yield from ((signature, "") for signature in story.lacks)


def _mojibake(story: Story) -> str:
    """What cannot be repaired any more, since the character is lost, is another matter."""
    lines = [line.replace("\ufffd", "") for line in story.lines]
    if badness("\n".join(lines)) == 0:
        return ""
    for line in lines:
        for found in _BEYOND_ASCII.finditer(line):
            if badness(line[max(0, found.start() - 3) : found.end() + 3]):
                return _around(line, found.start())
    return lines[0]


def _replacement(story: Story) -> str:
    return next(
        (_around(line, line.index("\ufffd")) for line in story.lines if "\ufffd" in line), ""
    )


def _run_on(story: Story) -> str:
    text = "\n".join(story.lines)
    edits = find_breaks(text, is_wrapped=False).edits
    return next((_around(text, edit.offset) for edit in edits if edit.rule == "glued"), "")


def _furniture(story: Story) -> str:
    if not story.furniture:
        return ""
    short = (line for line in story.lines if len(line) <= LONGEST_LINE)
    return next((line for line in short if line_key(line) in story.furniture), "")


LOOKS: Mapping[Signature, Callable[[Story], str]] = {
    Signature.MOJIBAKE: _mojibake,
    Signature.REPLACEMENT: _replacement,
    Signature.RUN_ON: _run_on,
    Signature.FURNITURE: _furniture,
    Signature.DEAD_LINK: lambda story: ", ".join(story.dead_links),
}


def _around(text: str, place: int) -> str:
    return " ".join(text[max(0, place - AROUND) : place + AROUND].split())


def _sample(article: Article, evidence: str) -> Sample:
    return Sample(article.pk, article.headline, article.get_absolute_url(), evidence)


def _order(key: tuple[str, str, str]) -> tuple[int, str, str]:
    signature, source, month = key
    return list(Signature.values).index(signature), source, month
