"""The order and the cost of the desk's lists."""

from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.db.models import Count, F, Model, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from newsroom.articles.models import Article, Byline

# No time yet counts as the latest of all, so that what waits for an editor comes first: left to
# themselves, PostgreSQL puts it first and SQLite last.
BY_TIME = F("published_at").asc(nulls_last=True)
NEWEST = F("published_at").desc(nulls_first=True)


class CountedList(ChangeList):
    """A list of which each row says how many stories it has.

    Counted here and not in the admin's `get_queryset`, which serves the autocomplete at each
    key that is pressed; and row by row, so that a page costs what stands on it.
    """

    counted: type[Model]  # the rows that join `key` to stories
    key: str

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> Any:
        joined = self.counted._default_manager.filter(**{self.key: OuterRef("pk")}).order_by()
        number = joined.values(self.key).annotate(number=Count("pk")).values("number")
        self.root_queryset = self.root_queryset.annotate(story_count=Coalesce(Subquery(number), 0))
        return super().get_queryset(request, exclude_parameters)


class TagList(CountedList):
    counted, key = Article.tags.through, "tag"

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> Any:
        return super().get_queryset(request, exclude_parameters).prefetch_related("aliases")


class AuthorList(CountedList):
    counted, key = Byline, "author"


class ArticleList(ChangeList):
    """The list without the texts, and with the names that its columns show."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> Any:
        stories = super().get_queryset(request, exclude_parameters)
        return stories.defer("body").prefetch_related("regions", "bylines")
