"""The site's settings for the request at hand, and its zone for every time that is shown."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from newsroom.core.models import SiteSettings

# What people call zones for which the IANA database only knows a number (`+08`).
ZONE_LABELS = {
    "Asia/Bangkok": "ICT",
    "Asia/Ho_Chi_Minh": "ICT",
    "Asia/Kathmandu": "NPT",
    "Asia/Kuala_Lumpur": "MYT",
    "Asia/Singapore": "SGT",
}


def site_settings() -> SiteSettings:
    """The stored settings, or the first values where nobody has saved any yet. One query."""
    return SiteSettings.objects.filter(pk=1).first() or SiteSettings(pk=1)


def zone_label(site: SiteSettings, moment: datetime) -> str:
    """The name to print after a time: `SGT`, `AEDT`, or `UTC+05:45` where there is no name."""
    if site.timezone_label:
        return site.timezone_label
    name = moment.astimezone(site.zone).strftime("%Z")
    if name.isalpha():
        return name
    offset = moment.astimezone(site.zone).strftime("%z")
    return ZONE_LABELS.get(site.timezone, f"UTC{offset[:3]}:{offset[3:]}")


class SiteTimezone:
    """Middleware: `request.site_settings`, and all times of this request in the site's zone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        site = site_settings()
        request.site_settings = site  # type: ignore[attr-defined]
        with timezone.override(site.zone):
            return self.get_response(request)
