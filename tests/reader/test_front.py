"""Which story stands where on the home page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from newsroom.reader.front import LEAD_FROM, WIRE, front
from tests import builders

pytestmark = pytest.mark.django_db
LONG = "<p>" + "word " * 400 + "</p>"


def at(hours):
    return timezone.now() - timedelta(hours=hours)


def everything(page):
    rails = [story for rail in page.rails for story in (rail.lead, *rail.stories)]
    return [page.lead, *page.secondaries, *page.wire, *page.long_reads, *rails]


def test_no_story_stands_twice(newsroom):
    placed = everything(front())
    assert len(placed) == len(set(placed)) > 24


def test_the_lead_is_the_newest_with_a_picture_among_the_freshest(regions):
    for number in range(LEAD_FROM - 1):
        builders.article(f"Newer {number}", published_at=at(1))
    pictured = builders.article("Pictured", hero=builders.image(), published_at=at(5))
    assert front().lead == pictured
    builders.article("One more", published_at=at(1))
    assert front().lead.headline == "One more"


def test_without_a_picture_four_stories_stand_under_the_lead(regions):
    for number in range(8):
        builders.article(f"Story {number}", published_at=at(number))
    assert len(front().secondaries) == 4
    builders.article("Pictured", hero=builders.image())
    assert len(front().secondaries) == 2


def test_the_secondaries_are_long_and_from_elsewhere(regions):
    builders.article("Lead", regions=["Singapore"], hero=builders.image(), body=LONG)
    builders.article("Same place", regions=["Thailand"], body=LONG, published_at=at(2))
    builders.article("Too short", regions=["Japan"], published_at=at(3))
    builders.article("India", regions=["India"], body=LONG, published_at=at(4))
    builders.article("Taiwan", regions=["Taiwan"], body=LONG, published_at=at(5))
    assert [story.headline for story in front().secondaries] == ["India", "Taiwan"]


def test_the_wire_is_the_newest_of_the_rest(newsroom):
    page = front()
    times = [story.published_at for story in page.wire]
    assert len(times) == WIRE and times == sorted(times, reverse=True)


def test_a_rail_needs_two_stories_in_a_fortnight(regions):
    for number in range(16):
        builders.article(f"Elsewhere {number}", regions=["India"], published_at=at(number))
    builders.article("Old", regions=["Japan"], published_at=at(24 * 15))
    builders.article("New", regions=["Japan"], published_at=at(24 * 13))
    assert [rail.region.name for rail in front().rails] == ["South Asia"]
    builders.article("Newer", regions=["South Korea"], published_at=at(24 * 12))
    assert [rail.region.name for rail in front().rails] == ["Japan & Korea", "South Asia"]


def test_a_quiet_region_is_not_starved_by_a_busy_one(regions):
    for number in range(60):
        builders.article(f"Busy {number}", regions=["India"], published_at=at(1))
    quiet = [builders.article(f"Quiet {n}", regions=["Japan"], published_at=at(200)) for n in "ab"]
    (rail,) = [rail for rail in front().rails if rail.region.name == "Japan & Korea"]
    assert {rail.lead, *rail.stories} == set(quiet)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5])
def test_a_young_site_has_a_front_page_too(client, regions, count):
    for number in range(count):
        builders.article(f"Story {number}")
    response = client.get("/")
    assert response.status_code == 200
    for number in range(count):
        assert f"Story {number}" in response.content.decode()
