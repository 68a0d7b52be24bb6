"""What the frame of every page shows: name, date, navigation."""

from dataclasses import dataclass

from django.db.models import CharField, F, QuerySet, Value
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from newsroom.articles.models import Region, Tag
from newsroom.core.models import SiteSettings
from newsroom.core.site import zone_label


@dataclass(frozen=True)
class Place:
    """One link of the navigation."""

    label: str
    name: str
    url: str


@dataclass(frozen=True)
class Navigation:
    sections: list[Place]
    regions: list[Place]


def frame(request: HttpRequest) -> dict:
    """Lazily: the admin renders templates too and needs none of it."""
    site = getattr(request, "site_settings", None)
    if site is None:
        return {}
    now = timezone.localtime()
    return {
        "site": site,
        "wordmark": _wordmark(site),
        "today": now.date(),
        "zone": zone_label(site, now),
        "navigation": SimpleLazyObject(navigation),
    }


def navigation() -> Navigation:
    """Sections and top regions, in one query: every page asks for both."""
    sections = Tag.objects.filter(navigation_order__isnull=False)
    regions = Region.objects.filter(navigation_order__isnull=False)
    rows = (
        _rows(sections, "tag", order="navigation_order", label=Value(""))
        .union(_rows(regions, "region", order="navigation_order", label=F("short_name")), all=True)
        .order_by("order", "link_name")
    )
    places: dict[str, list[Place]] = {"tag": [], "region": []}
    for row in rows:
        url = reverse(f"reader:{row['view']}", args=[row["link_slug"]])
        label = row["label"] or row["link_name"]
        places[row["view"]].append(Place(label=label, name=row["link_name"], url=url))
    return Navigation(sections=places["tag"], regions=places["region"])


def _rows(links: QuerySet, view: str, *, order: str, label: F | Value) -> QuerySet:
    """Tags or regions under the same column names, so that one query can hold both."""
    rows: QuerySet = (
        links.order_by()
        .annotate(view=Value(view, output_field=CharField()), order=F(order))
        .annotate(label=label, link_name=F("name"), link_slug=F("slug"))
        .values("view", "order", "label", "link_name", "link_slug")
    )
    return rows


def _wordmark(site: SiteSettings) -> str:
    """The class that keeps a long name inside the masthead."""
    if len(site.name) <= 14:
        return "wordmark"
    return "wordmark wordmark--long" if len(site.name) <= 24 else "wordmark wordmark--two"
