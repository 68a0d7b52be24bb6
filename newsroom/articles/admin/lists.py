"""The order and the cost of the desk's lists."""

from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.db.models import F
from django.http import HttpRequest

# No time yet counts as the latest of all, so that what waits for an editor comes first: left to
# themselves, PostgreSQL puts it first and SQLite last.
BY_TIME = F("published_at").asc(nulls_last=True)
NEWEST = F("published_at").desc(nulls_first=True)


class ArticleList(ChangeList):
    """The list without the texts, and with the names that its columns show."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> Any:
        stories = super().get_queryset(request, exclude_parameters)
        return stories.defer("body").prefetch_related("regions", "bylines")
