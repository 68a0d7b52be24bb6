"""What "published" means, and the ways in which lists are cut. Said here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet, TextChoices
from django.utils import timezone

if TYPE_CHECKING:
    from newsroom.articles.models import Article, Author, Region, Tag  # noqa: F401

Row = TypeVar("Row", bound=Model)


class State(TextChoices):
    """Where an article stands on its way to the reader."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    SCHEDULED = "scheduled", "Scheduled"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


# Scheduled counts as soon as its time has come: no job has to run for a story to appear.
PUBLIC_STATES = (State.SCHEDULED, State.PUBLISHED)
HIDDEN_STATES = tuple(state for state in State if state not in PUBLIC_STATES)
# Up to so many stories a region's are fetched by their keys (45 ms at the most on SQLite); a page
# of a larger one is found sooner among the newest of all.
FEW = 2000


def in_chunks(rows: QuerySet[Row], *, size: int) -> Iterator[list[Row]]:
    """All the rows by their keys, so many at a time, however many there are.

    Not `iterator()`: its cursor would stay open for hours while what it reads is changed, and on
    PostgreSQL first write the whole answer to a file of the server.
    """
    last = 0
    while chunk := list(rows.filter(pk__gt=last).order_by("pk")[:size]):
        yield chunk
        last = chunk[-1].pk


class RegionQuerySet(QuerySet["Region"]):
    def within(self, region: Region) -> RegionQuerySet:
        """The region itself and everything below it."""
        return self.filter(Q(path=region.path) | Q(path__startswith=f"{region.path}/"))

    def family(self, slug: str) -> RegionQuerySet:
        """The region of that address, its parent, its neighbours and its children."""
        near = Q(slug=slug) | Q(children__slug=slug)
        return self.filter(near | Q(parent__slug=slug) | Q(parent__children__slug=slug)).distinct()


class ArticleQuerySet(QuerySet["Article"]):
    def published(self, *, at: datetime | None = None) -> ArticleQuerySet:
        """What a reader may see at that time (now, if none is given).

        Nearly every story is in a public state, so an index of states is no help; asked for what
        it is not, SQLite takes the index of times, which is the order of the lists as well.
        """
        public = self.exclude(state__in=HIDDEN_STATES)
        return public.filter(published_at__lte=at or timezone.now())

    def due(self) -> ArticleQuerySet:
        """Scheduled stories whose time has come, but which nobody has noted as published yet."""
        return self.filter(state=State.SCHEDULED, published_at__lte=timezone.now())

    def newest_first(self) -> ArticleQuerySet:
        """The order of every list; the id settles equal times, so that paging never skips."""
        return self.order_by("-published_at", "-pk")

    def in_region(self, region: Region) -> ArticleQuerySet:
        """Stories placed in the region or in any region below it, each once. Asks one query now.

        A small region is a set of keys: looked for among the newest, five stories would take a
        walk through the whole archive.
        """
        keys = self._placements(region).values_list("article_id", flat=True)[: FEW + 1]
        few = set(keys)
        return self.filter(pk__in=few) if len(keys) <= FEW else self.among_in_region(region)

    def among_in_region(self, region: Region) -> ArticleQuerySet:
        """The same without that query, for lists that are bounded by something else already.

        Asked story by story, so that a list reads no further than its own end: as a set of keys,
        SQLite would gather all of a region's thousands for a page of twenty.
        """
        return self.filter(Exists(self._placements(region).filter(article=OuterRef("pk"))))

    def _placements(self, region: Region) -> QuerySet:
        """The rows that place a story in the region or below it."""
        within = type(region).objects.within(region)
        placements: QuerySet = self.model.regions.through.objects.filter(region__in=within)
        return placements

    def tagged(self, tag: Tag) -> ArticleQuerySet:
        return self.filter(tags=tag)

    def by_author(self, author: Author) -> ArticleQuerySet:
        return self.filter(bylines__author=author)

    def for_lines(self) -> ArticleQuerySet:
        """With what one line of a list shows, without the body: three queries for any number."""
        return self.defer("body").prefetch_related("regions", "tags")

    def for_cards(self) -> ArticleQuerySet:
        """With all that a teaser shows, and without the body: four queries for any number."""
        return self.for_lines().select_related("hero").prefetch_related("bylines")
