"""The regions that a new site starts with."""

from typing import Any

from django.apps import apps as installed_apps
from django.apps.registry import Apps

from newsroom.cleaning.places import PLACES

# What an Asian title leads with: these groups stand in the navigation, in this order.
NAVIGATION = (
    "Southeast Asia",
    "Greater China",
    "Japan & Korea",
    "South Asia",
    "Australia & NZ",
)
SHORT_NAMES = {"Australia & NZ": "ANZ"}


def plant_regions(*, apps: Apps = installed_apps, **_signal: Any) -> None:
    """Make the tree of the gazetteer, where there is no region yet. Editors change it as they like.

    Called after each migrate: the names are those that cleaning suggests, so that an import can
    place its stories from the first day on.
    """
    try:
        region_model = apps.get_model("articles", "Region")
    except LookupError:  # migrated back to before there were regions
        return
    if region_model.objects.exists():
        return
    planted: dict[str, Any] = {}
    for position, place in enumerate(PLACES):
        above = planted.get(place.parent)
        path = f"{above.path}/{place.slug}" if above else place.slug
        planted[place.name] = region_model.objects.create(
            name=place.name,
            short_name=SHORT_NAMES.get(place.name, ""),
            slug=place.slug,
            parent=above,
            path=path,
            depth=path.count("/"),
            position=position,
            navigation_order=NAVIGATION.index(place.name) if place.name in NAVIGATION else None,
        )
