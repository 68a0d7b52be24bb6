"""What the frame of every page shows: name, date, navigation."""

from django.http import HttpRequest

from newsroom.articles.models import Region, Tag

# Asia-Pacific is the root; what lies just below it stands in the navigation.
NAVIGATION_DEPTH = 1


def frame(request: HttpRequest) -> dict:
    """Lazily: the admin renders templates too and needs none of it."""
    return {
        "site": getattr(request, "site_settings", None),
        "sections": Tag.objects.filter(navigation_order__isnull=False).order_by("navigation_order"),
        "top_regions": Region.objects.filter(depth=NAVIGATION_DEPTH),
    }
