"""The regions that a new site starts with."""

from typing import Any

from django.apps import apps

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


def plant_regions(**_signal: Any) -> None:
    """Make the tree of the gazetteer, where there is no region yet. Editors change it as they like.

    Called after each migrate: the names are those that cleaning suggests, so that an import can
    place its stories from the first day on.
    """
    region_model = apps.get_model("articles", "Region")
    if region_model.objects.exists():
        return
    planted: dict[str, Any] = {}
    for position, place in enumerate(PLACES):
        planted[place.name] = region_model(
            name=place.name,
            short_name=SHORT_NAMES.get(place.name, ""),
            slug=place.slug,
            parent=planted.get(place.parent),
            position=position,
            navigation_order=NAVIGATION.index(place.name) if place.name in NAVIGATION else None,
        )
        planted[place.name].save()
