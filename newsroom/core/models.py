"""The one row of settings that an editor changes in the admin."""

from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models


def validate_timezone(value: str) -> None:
    """Raise ValidationError unless `value` is an IANA zone such as `Asia/Singapore`."""
    if value not in available_timezones():
        raise ValidationError(
            "%(value)s is not a time zone. Use an IANA name such as Asia/Singapore.",
            params={"value": value},
        )


def first_name() -> str:
    """The name that a new site starts with."""
    return str(settings.SITE_NAME)


def first_timezone() -> str:
    """The zone that a new site starts with."""
    return str(settings.SITE_TIMEZONE)


class SiteSettings(models.Model):
    """Name, tagline and zone of the publication: row 1, there is never another."""

    name = models.CharField(max_length=60, default=first_name)
    tagline = models.CharField(
        max_length=120,
        default="Marketing, media and agencies in Asia",
        help_text="One line under the name, in feeds and in search results.",
    )
    description = models.TextField(
        max_length=300,
        default="Independent news for people who make, buy and sell marketing across Asia-Pacific.",
        help_text="One or two sentences: the foot of each page and search engines show them.",
    )
    timezone = models.CharField(
        max_length=64,
        default=first_timezone,
        validators=[validate_timezone],
        help_text="All times on the site are shown in this zone, for example Asia/Singapore.",
    )
    timezone_label = models.CharField(
        max_length=12,
        blank=True,
        default="",
        help_text="How the zone is written after a time, for example SGT. Empty: the usual short "
        "name, or the distance from UTC where the zone has none.",
    )

    former_hosts = models.TextField(
        blank=True,
        default="",
        max_length=2000,
        help_text="Hosts under which these stories were published before, one to a line: "
        "www.old-title.example. An import lets their addresses lead to the stories here.",
    )

    class Meta:
        verbose_name = "site settings"
        verbose_name_plural = "site settings"

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)
