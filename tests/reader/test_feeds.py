"""Feeds: read back with a feed reader's own parser."""

import json
from datetime import timedelta

import feedparser
import pytest
from django.utils import timezone
from django.utils.http import http_date
from lxml import etree

from newsroom.articles import workflow
from newsroom.articles.editing import save_article
from newsroom.articles.models import Article, State
from newsroom.reader.feeds import ENTRIES
from tests import builders

pytestmark = pytest.mark.django_db

PLACES = ["/feeds", "/regions/southeast-asia", "/tags/media", "/authors/mei-tan"]
SITE = "http://localhost:8000"


def read(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    etree.fromstring(response.content)
    parsed = feedparser.parse(response.content)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("file", ["rss.xml", "atom.xml"])
def test_each_xml_feed_is_valid_and_complete(client, newsroom, place, file):
    parsed = read(client, f"{place}/{file}")
    assert parsed.version == {"rss.xml": "rss20", "atom.xml": "atom10"}[file]
    entry = next(e for e in parsed.entries if e.title == newsroom.headline)
    assert entry.link == SITE + newsroom.get_absolute_url()
    assert entry.id.startswith("urn:uuid:")
    assert entry.summary == newsroom.standfirst
    assert [author.name for author in entry.authors] == ["Mei Tan", "Arif Rahman"]
    content = entry.content[0].value
    assert "The arithmetic" in content and f'href="{SITE}/latest/"' in content
    assert f'src="{SITE}/pictures/' in content
    assert {"Singapore", "In-housing"} <= {tag.term for tag in entry.tags}


@pytest.mark.parametrize("place", PLACES)
def test_each_json_feed_follows_its_specification(client, newsroom, place):
    response = client.get(f"{place}/feed.json")
    assert response["Content-Type"].startswith("application/feed+json")
    feed = json.loads(response.content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"{SITE}{place}/feed.json" and feed["title"]
    item = next(item for item in feed["items"] if item["title"] == newsroom.headline)
    assert item["url"] == SITE + newsroom.get_absolute_url()
    assert item["authors"][0] == {"name": "Mei Tan", "url": f"{SITE}/authors/mei-tan/"}
    assert item["date_modified"] >= item["date_published"]
    assert item["content_html"] and isinstance(item["id"], str)


def test_rss_keeps_to_the_boards_profile(client, newsroom):
    root = etree.fromstring(client.get("/feeds/rss.xml").content)
    atom = "{http://www.w3.org/2005/Atom}link"
    assert [link.get("href") for link in root.iter(atom)] == [f"{SITE}/feeds/rss.xml"]
    for item in root.iter("item"):
        tags = [etree.QName(part).localname for part in item]
        assert tags.index("description") < tags.index("encoded")
        assert item.find("guid").get("isPermaLink") == "false"


def test_an_entrys_id_survives_a_new_address(client):
    story = builders.article()
    before = read(client, "/feeds/atom.xml").entries[0]
    story.slug = "another-name"
    save_article(story)
    after = read(client, "/feeds/atom.xml").entries[0]
    assert before.id == after.id and before.link != after.link


def test_an_entrys_id_survives_the_sites_new_name_and_is_no_other_storys(client, settings):
    builders.article("One")
    builders.article("Two")
    before = [entry.id for entry in read(client, "/feeds/rss.xml").entries]
    settings.BASE_URL = "https://news.example"
    assert [entry.id for entry in read(client, "/feeds/rss.xml").entries] == before
    assert len(set(before)) == 2


def test_markup_in_a_standfirst_stays_text(client):
    builders.article(standfirst="R&D <b>beats</b> ads")
    rss = etree.fromstring(client.get("/feeds/rss.xml").content)
    atom = etree.fromstring(client.get("/feeds/atom.xml").content)
    escaped = "R&amp;D &lt;b&gt;beats&lt;/b&gt; ads"
    assert rss.findtext(".//item/description") == escaped
    assert atom.findtext(".//{*}entry/{*}summary") == escaped
    feed = json.loads(client.get("/feeds/feed.json").content)
    assert feed["items"][0]["summary"] == "R&D <b>beats</b> ads"


def test_who_asks_by_the_time_alone_learns_of_a_withdrawal(client):
    builders.article("Kept", published_at=timezone.now() - timedelta(hours=2))
    gone = builders.article("Gone")
    seen = {"If-Modified-Since": http_date(timezone.now().timestamp())}
    workflow.withdraw(gone, by=None, reason="The figures could not be confirmed.")
    response = client.get("/feeds/rss.xml", headers=seen)
    assert response.status_code == 200 and b"Gone" not in response.content


def test_control_characters_of_an_old_story_do_not_break_the_feed(client):
    builders.article("Bad \x08bytes", standfirst="and \x0cmore", body="<p>of \x01them</p>")
    assert read(client, "/feeds/rss.xml").entries[0].title == "Bad bytes"
    assert read(client, "/feeds/atom.xml").entries[0].summary == "and more"


def test_markup_in_a_headline_stays_text(client):
    builders.article("R&D <b>beats</b> ads")
    assert etree.fromstring(client.get("/feeds/rss.xml").content).findtext(".//item/title") == (
        "R&D <b>beats</b> ads"
    )


def test_a_feed_has_only_what_is_public_and_no_more_than_fifty(client):
    for number in range(ENTRIES + 3):
        builders.article(f"Story {number}")
    builders.article("Draft", state=State.DRAFT)
    entries = read(client, "/feeds/rss.xml").entries
    assert len(entries) == ENTRIES
    assert all(entry.title != "Draft" for entry in entries)


def test_a_withdrawn_story_leaves_the_feed(client, withdrawn):
    assert read(client, "/feeds/rss.xml").entries == []


@pytest.mark.parametrize("place", ["/regions/none", "/tags/none", "/authors/none"])
def test_the_feed_of_nothing_is_not_found(client, place):
    assert client.get(f"{place}/rss.xml").status_code == 404


def test_an_unchanged_feed_is_not_sent_again(client):
    story = builders.article()
    first = client.get("/feeds/rss.xml")
    seen = {"If-None-Match": first["ETag"]}
    assert client.get("/feeds/rss.xml", headers=seen).status_code == 304
    Article.objects.filter(pk=story.pk).update(headline="Mended")
    assert client.get("/feeds/rss.xml", headers=seen).status_code == 200


@pytest.mark.parametrize("place", PLACES)
def test_a_feed_asks_the_database_little(client, newsroom, place, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        assert client.get(f"{place}/rss.xml").status_code == 200
