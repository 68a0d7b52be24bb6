"""What each public page shows, answers and costs."""

import gzip
import json
import re
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
import time_machine
from django.utils import timezone
from lxml import html

from newsroom.articles import workflow
from newsroom.articles.images import renditions
from newsroom.articles.models import Article, State
from newsroom.core.models import SiteSettings
from tests import builders

pytestmark = pytest.mark.django_db

PAGES = {
    "home": "/",
    "latest": "/latest/",
    "region": "/regions/southeast-asia/",
    "market": "/regions/singapore/",
    "tag": "/tags/media/",
    "author": "/authors/mei-tan/",
    "article": "/articles/singapores-biggest-advertisers-are-moving-the-media-budget-in-house/",
}
every_page = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source"}


class Balance(HTMLParser):
    """Raises where an element is closed that was not the last one opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        """`<path/>`: opened and closed at once."""

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, f"</{tag}> at {self.getpos()}"


def page(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return html.fromstring(response.content.decode())


def text(element):
    return " ".join(element.text_content().split())


# What is on them


def test_an_article_shows_all_that_a_reader_must_know(client, newsroom):
    shown = page(client, newsroom.get_absolute_url())
    (story,) = shown.xpath('//article[@class="story"]')
    assert text(story.find(".//h1")) == newsroom.headline
    assert newsroom.standfirst in text(story)
    writers = {a.get("href"): text(a) for a in story.xpath('.//a[@rel="author"]')}
    assert writers == {"/authors/mei-tan/": "Mei Tan", "/authors/arif-rahman/": "Arif Rahman"}
    assert "By Mei Tan and Arif Rahman in Singapore" in text(story)
    moments = [time.get("datetime") for time in story.xpath(".//header//time")]
    assert len(moments) == 2 and all(moment.endswith("+08:00") for moment in moments)
    assert "SGT. Updated" in text(story) and "min read" in text(story)
    (picture,) = story.xpath('.//figure[starts-with(@class, "hero")]//img')
    assert picture.get("alt") == newsroom.hero.alt
    assert "Raffles Place at lunch. Illustration: Newsroom" in text(story)
    assert "The 2023 figure for telecoms was 14%, not 41%." in text(story)
    chips = [text(a) for a in story.xpath('.//ul[@class="tags"]//a')]
    assert chips == ["Southeast Asia", "Singapore", "In-housing", "Media"]


def test_share_links_are_plain_and_carry_the_canonical_address(client, newsroom):
    shown = page(client, newsroom.get_absolute_url() + "?utm_source=mail")
    (canonical,) = shown.xpath('//link[@rel="canonical"]/@href')
    assert canonical == "http://localhost:8000" + newsroom.get_absolute_url()
    links = shown.xpath('(//ul[@class="share"])[1]//a/@href')
    hosts = [urlsplit(link).hostname or urlsplit(link).scheme for link in links]
    assert hosts == ["t.me", "wa.me", "www.linkedin.com", "x.com", "mailto"]
    assert all("utm" not in link and "%2Farticles%2F" in link for link in links)
    assert all(b.getparent().get("hidden") is not None for b in shown.xpath("//button"))


def test_a_story_that_nobody_may_see_yet_is_not_found(client):
    later = timezone.now() + timedelta(hours=2)
    for state in (State.DRAFT, State.IN_REVIEW, State.SCHEDULED):
        story = builders.article(state=state, published_at=later)
        assert client.get(story.get_absolute_url()).status_code == 404
    with time_machine.travel(later + timedelta(minutes=1)):
        assert client.get(story.get_absolute_url()).status_code == 200


def test_a_withdrawn_story_is_gone_with_its_reason_and_nothing_else(client, withdrawn):
    response = client.get(withdrawn.get_absolute_url())
    assert response.status_code == 410
    shown = response.content.decode()
    assert "The figures could not be confirmed." in shown and "noindex" in shown
    assert withdrawn.headline not in shown and "Nobody paid" not in shown


def test_what_is_not_there_offers_the_newest_stories(client, newsroom):
    response = client.get("/articles/never-written/")
    assert response.status_code == 404
    shown = html.fromstring(response.content.decode())
    assert len(shown.xpath('//section[@class="newest"]//li')) == 5
    assert shown.xpath('//meta[@name="robots"]/@content') == ["noindex"]


def test_the_page_for_our_own_mistakes_asks_no_database(client, settings, monkeypatch):
    def broken(*args):
        raise RuntimeError

    monkeypatch.setattr("newsroom.reader.views.front", broken)
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    assert b"Something broke on our side" in response.content


@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_a_page_is_only_for_reading(client, newsroom, method):
    strict = type(client)(enforce_csrf_checks=True)
    response = getattr(strict, method)("/")
    assert response.status_code == 405 and "GET" in response["Allow"]


def test_a_correction_does_not_move_the_day_of_a_withdrawal(client):
    story = builders.article()
    workflow.withdraw(story, by=None, reason="The figures were wrong.")
    before = client.get(story.get_absolute_url()).content
    workflow.correct(story, by=None, text="All of them.")
    assert client.get(story.get_absolute_url()).content == before


def test_an_author_without_a_public_story_has_no_page(client):
    builders.article(authors=["Nobody Yet"], state=State.DRAFT)
    assert client.get("/authors/nobody-yet/").status_code == 404


def test_a_region_lists_its_markets_and_their_stories(client, newsroom):
    shown = page(client, "/regions/southeast-asia/")
    markets = [text(a) for a in shown.xpath('//nav[@class="markets"]//a')]
    assert markets == ["All Southeast Asia", "Singapore", "Indonesia", "Thailand"]
    assert shown.xpath('//nav[@class="markets"]//a[@aria-current]/@href') == [
        "/regions/southeast-asia/"
    ]
    below = page(client, "/regions/singapore/")
    assert [text(a) for a in below.xpath('//nav[@class="markets"]//a')] == markets
    assert below.xpath('//nav[@class="markets"]//a[@aria-current]/@href') == ["/regions/singapore/"]


def test_a_market_without_a_story_is_not_offered_but_has_its_page(client, newsroom):
    asia = builders.region("Southeast Asia")
    builders.region("Brunei", parent=asia, position=9)
    assert "Brunei" not in text(page(client, "/regions/southeast-asia/"))
    assert "Brunei" in text(page(client, "/regions/brunei/").xpath('//nav[@class="markets"]')[0])


def test_a_region_with_few_stories_is_a_list_only_and_without_any_says_so(client, regions):
    for number in range(3):
        builders.article(f"Story {number}", regions=["India"])
    assert not page(client, "/regions/india/").xpath('//div[starts-with(@class, "top")]')
    builders.article("Story 4", regions=["India"])
    assert page(client, "/regions/india/").xpath('//div[starts-with(@class, "top")]')
    assert "No stories here yet." in text(page(client, "/regions/japan/"))


def test_a_tag_without_a_story_is_not_found_and_without_a_description_not_indexed(client):
    builders.tag("Orphan")
    assert client.get("/tags/orphan/").status_code == 404
    builders.article(tags=["Retail media", builders.tag("Media", description="Owners.")])
    assert (
        "noindex" in page(client, "/tags/retail-media/").xpath('//meta[@name="robots"]/@content')[0]
    )
    assert "noindex" not in page(client, "/tags/media/").xpath('//meta[@name="robots"]/@content')[0]


def test_an_authors_page_counts_public_stories_since_the_first(client):
    writer = builders.author("Mei Tan", role="Singapore correspondent", bio="Reads footnotes.")
    first = datetime(2023, 3, 1, 12, tzinfo=UTC)
    builders.article("First", authors=[writer], published_at=first)
    builders.article("Second", authors=[writer])
    builders.article("Draft", authors=[writer], state=State.DRAFT)
    shown = text(page(client, "/authors/mei-tan/"))
    assert "2 stories since March 2023" in shown
    assert "Singapore correspondent" in shown and "Reads footnotes." in shown


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("2026-11-22T01:31+00:00", "09:31"),  # within the half hour: new
        ("2026-11-21T23:10+00:00", "07:10"),
        ("2026-11-20T10:00+00:00", "20\u00a0Nov"),
    ],
)
def test_times_on_the_wire_are_the_sites_own(client, published, shown):
    with time_machine.travel("2026-11-22T01:40+00:00", tick=False):
        for number in range(5):  # the lead and the secondaries come first
            builders.article(f"Newer {number}", published_at=timezone.now())
        builders.article("On the wire", published_at=datetime.fromisoformat(published))
        (line,) = page(client, "/").xpath('//section[@class="wire"]//li[.//a="On the wire"]')
        (time,) = line.iter("time")
        is_new = shown == "09:31"
        assert time.text_content() == ("New, " if is_new else "") + shown
        assert (time.get("class") == "new") is is_new


def test_a_list_writes_the_hour_today_and_the_date_before(client):
    with time_machine.travel("2026-11-22T01:40+00:00", tick=False):
        story = builders.article(published_at=datetime(2026, 11, 22, 0, 10, tzinfo=UTC))
        assert "08:10\u00a0SGT" in client.get("/").content.decode()
        Article.objects.update(published_at=datetime(2026, 11, 20, 0, 10, tzinfo=UTC))
        assert "20\u00a0Nov\u00a02026" in client.get("/").content.decode()
        assert (
            "20\u00a0Nov\u00a02026, 08:10\u00a0SGT"
            in client.get(story.get_absolute_url()).content.decode()
        )


def test_an_hour_of_last_winter_does_not_bear_this_summers_label(client):
    SiteSettings(pk=1, name="Wire", timezone="Australia/Sydney").save()
    with time_machine.travel("2026-11-22T01:40+00:00", tick=False):
        story = builders.article("June", published_at=datetime(2026, 6, 20, 0, 10, tzinfo=UTC))
        builders.article("November", published_at=datetime(2026, 11, 20, 0, 10, tzinfo=UTC))
        shown = page(client, "/latest/")
        times = [text(time) for time in shown.xpath('//div[@class="day"]//li//time')]
        assert times == ["11:10", "10:10 AEST"]
        assert "AEDT" in text(shown.xpath('//span[@class="util-zone"]')[0])
        assert "10:10 AEST" in text(page(client, story.get_absolute_url()))


def test_an_old_story_says_how_old_it_is(client):
    at = timezone.now()
    for days, words in ((300, None), (400, "13 months old"), (800, "2 years old")):
        story = builders.article(f"From {days}", published_at=at - timedelta(days=days))
        shown = text(page(client, story.get_absolute_url()))
        assert (words in shown) if words else ("This story is" not in shown)


@pytest.mark.parametrize(
    ("name", "css"),
    [
        ("Newsroom", "wordmark"),
        ("The Straits Marketer", "wordmark wordmark--long"),
        ("The Marketing Gazette of the Archipelago", "wordmark wordmark--two"),
    ],
)
def test_a_long_name_is_set_smaller(client, name, css):
    SiteSettings(pk=1, name=name).save()
    assert page(client, "/").xpath('//a[@rel="home"]/@class') == [css]


# How they answer


@every_page
def test_no_page_sets_a_cookie_or_varies_by_one(client, newsroom, path):
    response = client.get(path)
    assert not response.cookies
    assert "cookie" not in response.get("Vary", "").lower()
    assert response["Cache-Control"] == "public, max-age=0, s-maxage=1"
    assert client.get(path, headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_a_page_is_compressed_for_who_asks_and_not_sent_again(client, newsroom):
    plain = client.get("/")
    packed = client.get("/", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain and packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in plain["Vary"] and "Accept-Encoding" in packed["Vary"]
    assert gzip.decompress(packed.content) == plain.content
    for tag in (plain["ETag"], packed["ETag"]):
        seen = {"Accept-Encoding": "gzip", "If-None-Match": tag}
        assert client.get("/", headers=seen).status_code == 304


def test_a_picture_is_not_compressed_twice(client):
    url = renditions(builders.image(), crop="whole", extension="jpg")[0].url
    assert "Content-Encoding" not in client.get(url, headers={"Accept-Encoding": "gzip"})


@every_page
def test_no_page_has_anything_inline_or_from_elsewhere(client, newsroom, path):
    response = client.get(path)
    assert "unsafe" not in response["Content-Security-Policy"]
    shown = html.fromstring(response.content.decode())
    assert not shown.xpath("//style | //@style | //@*[starts-with(name(), 'on')]")
    assert not shown.xpath('//script[not(@src) and not(@type="application/ld+json")]')
    for address in shown.xpath("//@src | //link[@rel!='canonical']/@href | //@srcset"):
        assert urlsplit(address).hostname in {None, "localhost"}, address


@every_page
def test_the_markup_of_each_page_is_sound(client, newsroom, path):
    written = client.get(path).content.decode()
    balance = Balance()
    balance.feed(written)
    assert balance.open == []
    shown = html.fromstring(written)
    ids = shown.xpath("//@id")
    assert len(ids) == len(set(ids))
    levels = [int(heading.tag[1]) for heading in shown.iter("h1", "h2", "h3", "h4")]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    for image in shown.iter("img"):
        assert image.get("alt") is not None and image.get("width") and image.get("height")
    assert len(shown.xpath('//link[@rel="canonical"]')) == 1


@pytest.mark.parametrize(
    ("path", "most"),
    [(PAGES[name], most) for name, most in {"article": 8, "home": 12}.items()]
    + [(PAGES[name], 8) for name in ("latest", "region", "market", "tag", "author")],
)
def test_a_page_asks_the_database_little(
    client, newsroom, path, most, django_assert_max_num_queries
):
    with django_assert_max_num_queries(most):
        assert client.get(path).status_code == 200


def test_every_link_on_every_kind_of_page_leads_somewhere(client, newsroom):
    seen: set[str] = set()
    for path in (*PAGES.values(), "/nowhere/"):
        shown = html.fromstring(client.get(path).content.decode())
        for link in shown.xpath("//a/@href | //link/@href | //img/@src | //source/@srcset"):
            for address in re.split(r"\s\d+w,?\s*", link):
                parts = urlsplit(address.strip())
                is_ours = parts.hostname in {None, "localhost"} and parts.scheme != "mailto"
                if is_ours and (parts.path or parts.query) and "/static/" not in parts.path:
                    seen.add((parts.path or path) + (f"?{parts.query}" if parts.query else ""))
    assert len(seen) > 60
    for address in sorted(seen):
        assert client.get(address).status_code == 200, address


# What machines are told


def test_structured_data_agrees_with_the_page(client, newsroom):
    shown = page(client, newsroom.get_absolute_url())
    (block,) = shown.xpath('//script[@type="application/ld+json"]/text()')
    data = json.loads(block)
    assert data["@type"] == "NewsArticle" and data["headline"] == newsroom.headline
    assert [author["name"] for author in data["author"]] == ["Mei Tan", "Arif Rahman"]
    assert data["author"][0]["url"] == "http://localhost:8000/authors/mei-tan/"
    dates = [data["datePublished"], data["dateModified"]]
    assert [date[:16] for date in dates] == [
        time.get("datetime")[:16] for time in shown.xpath('//div[@class="byline"]//time')
    ]
    assert all(date.endswith("+08:00") for date in dates)
    assert len(data["image"]) == 3 and data["correction"][0]["text"].startswith("The 2023")
    for address in data["image"]:
        assert client.get(urlsplit(address).path).status_code == 200


def test_no_headline_breaks_out_of_the_structured_data(client):
    story = builders.article('Agency says "</script><script>alert(1)</script>" & \u2028 wins')
    shown = client.get(story.get_absolute_url()).content.decode()
    assert "<script>alert" not in shown
    (block,) = html.fromstring(shown).xpath('//script[@type="application/ld+json"]/text()')
    assert json.loads(block)["headline"] == story.headline


def test_link_previews_get_a_card(client, newsroom):
    shown = page(client, newsroom.get_absolute_url())
    card = {meta.get("property"): meta.get("content") for meta in shown.xpath("//meta[@property]")}
    assert card["og:type"] == "article" and card["og:title"] == newsroom.headline
    assert card["og:url"] == "http://localhost:8000" + newsroom.get_absolute_url()
    assert (card["og:image:width"], card["og:image:height"]) == ("1200", "630")
    assert client.get(urlsplit(card["og:image"]).path)["Content-Type"] == "image/jpeg"
    assert shown.xpath('//meta[@name="twitter:card"]/@content') == ["summary_large_image"]


def test_a_pages_own_feeds_come_before_the_sites(client, newsroom):
    links = page(client, "/regions/singapore/").xpath('//link[@rel="alternate"]/@href')
    assert links[0].endswith("/regions/singapore/rss.xml")
    assert len(links) == len(set(links)) == 6
