"""Paging by the last story shown."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from lxml import html

from newsroom.articles.models import Article
from newsroom.reader.listing import PAGE_SIZE, BadCursor, Cursor, page_of
from tests import builders

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def stories():
    """45 stories, many of them published in the same second."""
    now = timezone.now()
    return [
        builders.article(f"Story {number}", published_at=now - timedelta(hours=number // 7))
        for number in range(45)
    ]


def headlines(content):
    shown = html.fromstring(content.decode())
    return [link.text for link in shown.xpath('//div[starts-with(@class, "day")]//h3/a')]


def test_paging_shows_every_story_once_also_where_times_are_equal(client, stories):
    seen, address = [], "/latest/"
    while address:
        response = client.get(address)
        seen += headlines(response.content)
        older = html.fromstring(response.content.decode()).xpath('//a[@rel="next"]/@href')
        address = f"/latest/{older[0]}" if older else ""
    assert seen == [story.headline for story in Article.objects.published().newest_first()]


def test_a_story_published_meanwhile_shifts_nothing(client, stories):
    first = page_of(Article.objects.published())
    builders.article("Breaking", published_at=timezone.now())
    second = page_of(Article.objects.published(), before=str(first.older))
    assert not set(first.stories) & set(second.stories)
    assert len(second.stories) == PAGE_SIZE


def test_the_same_view_gives_the_page_or_only_what_follows(client, stories):
    cursor = page_of(Article.objects.published()).older
    address = f"/latest/?before={cursor}"
    whole, part = client.get(address), client.get(address, headers=HTMX)
    assert headlines(whole.content) == headlines(part.content)
    assert b"<html" in whole.content and b"<html" not in part.content
    assert whole["Vary"] == part["Vary"] == "HX-Request, Accept-Encoding"
    shown = html.fromstring(part.content.decode())
    assert len(shown.xpath("//a[@autofocus]")) == 1
    assert shown.xpath('//*[@hx-swap-oob="innerHTML:#status"]/text()') == ["20 more stories"]
    assert shown.xpath("//a[@hx-get]/@hx-get") == shown.xpath("//a[@hx-get]/@href")


def test_a_day_that_goes_on_gets_no_second_heading(client, stories):
    cursor = page_of(Article.objects.published()).older
    whole = client.get(f"/latest/?before={cursor}").content.decode()
    part = client.get(f"/latest/?before={cursor}", headers=HTMX).content.decode()
    assert whole.count("<h2><time") == part.count("<h2><time") + 1


def test_later_pages_are_not_for_search_engines_and_lead_back(client, stories):
    cursor = page_of(Article.objects.published()).older
    shown = html.fromstring(client.get(f"/latest/?before={cursor}").content.decode())
    assert shown.xpath('//meta[@name="robots"]/@content') == ["noindex, follow"]
    assert shown.xpath('//link[@rel="canonical"]/@href')[0].endswith(f"/latest/?before={cursor}")
    assert "/latest/" in shown.xpath('//nav[@class="pager"]/a/@href')


@pytest.mark.parametrize(
    "before",
    [
        "x",
        "-",
        "1",
        "1-",
        "g-1",
        "1-1-1",
        "f" * 15 + "-1",
        "1-" + "f" * 16,
        "１-1",
        "1-1\n",
        "%00",
        "--1-1",
    ],
)
def test_a_made_up_cursor_is_not_found(client, before):
    with pytest.raises(BadCursor):
        Cursor.parse(before)
    builders.article()
    assert client.get("/latest/", {"before": before}).status_code == 404


def test_a_cursor_from_before_all_calendars_is_not_found():
    with pytest.raises(BadCursor):
        Cursor.parse("-" + "f" * 14 + "-1")


def test_an_archive_from_before_1970_is_paged_through(client):
    for number in range(PAGE_SIZE + 3):
        builders.article(f"Old {number}", published_at=datetime(1951, 3, 1 + number, tzinfo=UTC))
    older = html.fromstring(client.get("/latest/").content).xpath('//a[@rel="next"]/@href')[0]
    response = client.get(f"/latest/{older}")
    assert headlines(response.content) == ["Old 2", "Old 1", "Old 0"]


@pytest.mark.parametrize("before", ["0-1", "f" * 14 + "-" + "f" * 15, "-d" + "0" * 13 + "-1"])
def test_the_outermost_cursors_are_harmless(client, before):
    builders.article()
    assert client.get("/latest/", {"before": before}).status_code == 200


def test_a_cursor_reads_back_exactly():
    cursor = Cursor(timezone.now(), 4711)
    assert Cursor.parse(str(cursor)) == cursor
