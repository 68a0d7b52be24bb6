"""What was asked of an import, and what became of each of its items."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from newsroom.articles.models import Article


class Status(StrEnum):
    """What became of one source."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True)
class Options:
    """How an import goes about it.

    `publish`: new stories become public, as archive, where nothing speaks against it. `undated`
    is the day of those that have no date. `fold`: a story that is nearly the same as an earlier
    one becomes a further address of it. `media` holds the files of the pictures.
    """

    publish: bool = False
    fold: bool = False
    undated: date | None = None
    media: Path | None = None
    is_dry_run: bool = False


@dataclass(frozen=True)
class Outcome:
    """What became of one source, and why: `reason` is a sentence for whoever ran the import."""

    status: Status
    article: Article | None = None
    reason: str = ""
    trace: str = ""
