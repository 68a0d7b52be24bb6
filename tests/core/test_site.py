"""The site's settings and its zone."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from newsroom.core.models import SiteSettings
from newsroom.core.site import site_settings, zone_label
from newsroom.core.urls import absolute_url

WINTER = datetime(2026, 1, 15, tzinfo=UTC)


@pytest.mark.django_db
def test_a_new_site_starts_with_the_values_of_the_environment(settings):
    settings.SITE_NAME, settings.SITE_TIMEZONE = "Pasar", "Asia/Jakarta"
    assert (site_settings().name, site_settings().timezone) == ("Pasar", "Asia/Jakarta")
    SiteSettings(pk=1, name="Warta", timezone="Asia/Tokyo").save()
    assert (site_settings().name, site_settings().timezone) == ("Warta", "Asia/Tokyo")


@pytest.mark.parametrize(
    ("zone", "own_label", "label"),
    [
        ("Asia/Singapore", "", "SGT"),
        ("Australia/Sydney", "", "AEDT"),
        ("Asia/Kathmandu", "", "NPT"),
        ("Asia/Yangon", "", "UTC+06:30"),
        ("Asia/Yangon", "MMT", "MMT"),
        ("UTC", "", "UTC"),
    ],
)
def test_a_zone_is_written_as_people_know_it(zone, own_label, label):
    assert zone_label(SiteSettings(timezone=zone, timezone_label=own_label), WINTER) == label


def test_a_zone_that_does_not_exist_is_refused():
    with pytest.raises(ValidationError, match="Asia/Singapore"):
        SiteSettings(name="A", timezone="Singapore City").full_clean()


def test_addresses_are_made_from_the_setting_and_never_from_the_request(settings):
    settings.BASE_URL = "https://news.example"
    assert absolute_url("/tags/media/") == "https://news.example/tags/media/"
    assert absolute_url("https://cdn.example/a.webp") == "https://cdn.example/a.webp"
