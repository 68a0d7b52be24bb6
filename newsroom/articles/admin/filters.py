"""How the list of stories is cut."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import Max, Min
from django.http import HttpRequest

from newsroom.articles.admin.tree import in_tree_order
from newsroom.articles.models import Article, Region, Tag
from newsroom.core.desk import desk_settings


class YearFilter(admin.SimpleListFilter):
    """A year of publication, in the zone of the site.

    Not Django's `date_hierarchy`: that asks each row of the archive for its year, two seconds
    for 100,000 stories; here the ends of an index are read.
    """

    title = "year"
    parameter_name = "year"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        zone = desk_settings(request).zone
        # Asked together, the two would have SQLite read the whole index.
        first = Article.objects.aggregate(at=Min("published_at"))["at"]
        last = Article.objects.aggregate(at=Max("published_at"))["at"]
        if first is None:
            return []
        newest, oldest = last.astimezone(zone).year, first.astimezone(zone).year
        return [(str(year), str(year)) for year in range(newest, oldest - 1, -1)]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if not (year := self.value()):
            return queryset
        if year not in dict(self.lookup_choices):
            return queryset.none()
        start = datetime(int(year), 1, 1, tzinfo=desk_settings(request).zone)
        end = start.replace(year=start.year + 1)
        return queryset.filter(published_at__gte=start, published_at__lt=end)


class RegionFilter(admin.SimpleListFilter):
    """A region with all that lies below it; only such as have a story."""

    title = "region"
    parameter_name = "region"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        placed = Region.objects.filter(articles__isnull=False).values_list("path", flat=True)
        paths = {f"{path}/" for path in placed.distinct().order_by()}
        return [
            (str(region.pk), "\u2002" * region.depth + region.label)
            for region in in_tree_order(Region.objects.all())
            if any(path.startswith(f"{region.path}/") for path in paths)
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if not (number := self.value()):
            return queryset
        region = Region.objects.filter(pk=number).first() if number.isdecimal() else None
        return queryset.in_region(region) if region else queryset.none()


class SectionFilter(admin.SimpleListFilter):
    """A tag that stands in the navigation."""

    title = "section"
    parameter_name = "section"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        sections = Tag.objects.filter(navigation_order__isnull=False).order_by("navigation_order")
        return [(str(tag.pk), tag.name) for tag in sections]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if not (number := self.value()):
            return queryset
        return queryset.filter(tags=int(number)) if number.isdecimal() else queryset.none()
