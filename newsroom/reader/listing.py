"""Lists of stories by day, cut into pages by the last story shown.

A page is asked for by the story before it, not by a number, so that stories published in the
meantime neither repeat nor skip one, and page 500 costs what page 1 costs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from django.db.models import Q
from django.utils import timezone

from newsroom.articles.models import Article
from newsroom.articles.querysets import ArticleQuerySet

PAGE_SIZE = 20
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
# A year more than a datetime can hold, so that every zone has room for it.
_EARLIEST = (datetime(2, 1, 1, tzinfo=UTC) - _EPOCH) // _MICROSECOND
# The lengths keep both numbers inside what a datetime and a database key can hold; the first is
# negative for a story from before 1970.
_CURSOR = re.compile(r"(-?[0-9a-f]{1,14})-([0-9a-f]{1,15})")


class BadCursor(ValueError):
    """A `before` that this site never gave out."""


@dataclass(frozen=True)
class Cursor:
    """A place in a list: just after the story with this time and key."""

    published_at: datetime
    pk: int

    def __str__(self) -> str:
        return f"{(self.published_at - _EPOCH) // _MICROSECOND:x}-{self.pk:x}"

    @classmethod
    def parse(cls, text: str) -> "Cursor":
        """The cursor that `str()` wrote. Raises BadCursor for anything else."""
        found = _CURSOR.fullmatch(text)
        if found is None:
            raise BadCursor(text)
        microseconds, pk = (int(part, 16) for part in found.groups())
        if microseconds < _EARLIEST:
            raise BadCursor(text)
        return cls(_EPOCH + microseconds * _MICROSECOND, pk)


@dataclass(frozen=True)
class Day:
    """The stories of one day. `is_continued`: the reader has its heading on the page already."""

    date: date
    stories: list[Article]
    is_continued: bool


@dataclass(frozen=True)
class Page:
    """Up to PAGE_SIZE stories, newest first, and where to go on."""

    stories: list[Article]
    after: Cursor | None
    older: Cursor | None

    def days(self, *, without: tuple[Article, ...] = ()) -> Iterator[Day]:
        """The stories by day in the reader's zone, leaving out those shown above the list."""
        left = [story for story in self.stories if story not in without]
        last_shown = _day(self.after.published_at) if self.after else None
        for day, stories in groupby(left, key=lambda story: _day(story.published_at)):
            yield Day(day, list(stories), is_continued=day == last_shown)


def page_of(stories: ArticleQuerySet, *, before: str = "") -> Page:
    """The page of the list that follows the cursor `before`; the first one without it."""
    after = Cursor.parse(before) if before else None
    if after is not None:
        stories = stories.filter(
            Q(published_at__lt=after.published_at) | Q(pk__lt=after.pk),
            published_at__lte=after.published_at,
        )
    found = list(stories.newest_first()[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    has_more = len(found) > PAGE_SIZE
    return Page(shown, after, _after(shown[-1]) if has_more else None)


def _after(story: Article) -> Cursor:
    assert story.published_at is not None  # only published stories are listed
    return Cursor(story.published_at, story.pk)


def _day(moment: datetime | None) -> date:
    assert moment is not None
    return timezone.localtime(moment).date()
