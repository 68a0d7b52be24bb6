"""How the list of stories is cut."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from newsroom.articles.admin.tree import in_tree_order
from newsroom.articles.models import Region, Tag


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
