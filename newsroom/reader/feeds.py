"""RSS, Atom and JSON feeds of the site, of each region, tag and author.

One description of a feed, written in three formats. Rules: the RSS Advisory Board's profile,
RFC 4287 and https://www.jsonfeed.org/version/1.1/. An entry's id survives a change of its address.
"""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import (
    Atom1Feed,
    Rss201rev2Feed,
    SyndicationFeed,
    rfc3339_date,
)
from django.utils.html import escape, format_html
from django.utils.xmlutils import SimplerXMLGenerator

from newsroom.articles.images import biggest
from newsroom.articles.models import Article, Author, Region, Tag
from newsroom.articles.querysets import ArticleQuerySet
from newsroom.core.urls import absolute_url
from newsroom.reader.body import absolute

ENTRIES = 50
# The namespace of the entries' ids (RFC 9562): another one would make every story new to readers.
STORY_IDS = UUID("6f1a3c0e-52d7-4b8b-9d64-0c7e8a95d2b1")
# XML 1.0 has no way to write these: one of them would break the whole feed.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Channel:
    """What a feed is about: its name, the page that it follows, its own address, its stories."""

    title: str
    description: str
    page: str
    address: str
    stories: ArticleQuerySet


class RssStories(Rss201rev2Feed):
    """RSS 2.0 with the whole text, and a creator for each byline."""

    def rss_attributes(self) -> dict[str, str]:
        return super().rss_attributes() | {
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        }

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, _with_html_summary(item))
        for author in item["authors"]:
            handler.addQuickElement("dc:creator", author["name"])
        handler.addQuickElement("content:encoded", item["content"])


class AtomStories(Atom1Feed):
    """Atom with the whole text, and an author element for each byline."""

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, _with_html_summary(item))
        for author in item["authors"]:
            handler.startElement("author", AttributesImpl({}))
            handler.addQuickElement("name", author["name"])
            handler.addQuickElement("uri", author["url"])
            handler.endElement("author")
        handler.addQuickElement("content", item["content"], {"type": "html"})


def _with_html_summary(item: dict[str, Any]) -> dict[str, Any]:
    """RSS and Atom readers take the summary for HTML, where ours is plain text."""
    return item | {"description": escape(item["description"])}


class JsonStories(SyndicationFeed):
    """JSON Feed 1.1."""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile: Any, encoding: str) -> None:
        data = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "description": self.feed["description"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "language": self.feed["language"],
            "items": [_json_item(item) for item in self.items],
        }
        outfile.write(json.dumps(data, ensure_ascii=False, indent=1).encode(encoding))


def _json_item(item: dict[str, Any]) -> dict[str, Any]:
    written = {
        "id": item["unique_id"],
        "url": item["link"],
        "title": item["title"],
        "summary": item["description"],
        "content_html": item["content"],
        "image": item["image"],
        "date_published": rfc3339_date(item["pubdate"]),
        "date_modified": rfc3339_date(item["updateddate"]),
        "authors": item["authors"],
        "tags": list(item["categories"]),
        "language": item["language"],
    }
    return {name: value for name, value in written.items() if value}


class StoryFeed(Feed):
    """The part that all feeds share. `feed_type` decides the format, `channel` the stories."""

    language = settings.LANGUAGE_CODE
    item_guid_is_permalink = False

    def __init__(self, feed_type: type[SyndicationFeed]) -> None:
        self.feed_type = feed_type

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: str) -> HttpResponse:
        """Without a Last-Modified, since the ETag is enough.

        It would go back when the newest story is withdrawn, and whoever asks by the time alone
        would keep that story.
        """
        response: HttpResponse = super().__call__(request, *args, **kwargs)
        del response["Last-Modified"]
        return response

    def channel(self, request: HttpRequest, **kwargs: str) -> Channel:
        raise NotImplementedError

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: str) -> Channel:
        return self.channel(request, **kwargs)

    def title(self, channel: Channel) -> str:
        return _writable(channel.title)

    def description(self, channel: Channel) -> str:
        return _writable(channel.description)

    def subtitle(self, channel: Channel) -> str:
        return self.description(channel)

    def link(self, channel: Channel) -> str:
        return absolute_url(channel.page)

    def feed_url(self, channel: Channel) -> str:
        return absolute_url(channel.address)

    def author_name(self, channel: Channel) -> str:
        return self.title(channel)

    def items(self, channel: Channel) -> list[Article]:
        return list(channel.stories.newest_first().for_cards().defer(None)[:ENTRIES])

    def item_title(self, item: Article) -> str:
        return _writable(item.headline)

    def item_description(self, item: Article) -> str:
        return _writable(item.standfirst)

    def item_link(self, item: Article) -> str:
        return absolute_url(item.get_absolute_url())

    def item_guid(self, item: Article) -> str:
        """From what never changes: not the site's own address, and not the story's.

        The time of its making keeps the fifth story of this site apart from that of another.
        """
        made_at = item.created_at.astimezone(UTC).isoformat()
        return uuid5(STORY_IDS, f"{item.pk} {made_at}").urn

    def item_pubdate(self, item: Article) -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: Article) -> datetime | None:
        """Moves when the change matters to a reader, not with each mended comma."""
        return item.shown_update or item.published_at

    def item_categories(self, item: Article) -> list[str]:
        names = [region.name for region in item.regions.all()]
        names += [tag.name for tag in item.tags.all()]
        return [_writable(name) for name in names]

    def item_extra_kwargs(self, item: Article) -> dict[str, Any]:
        return {
            "content": _writable(f"{_opening_picture(item)}{absolute(item.body)}"),
            "authors": [_author(byline.author) for byline in item.bylines.all()],
            "image": _picture(item),
            "language": item.language,
        }


class SiteFeed(StoryFeed):
    def channel(self, request: HttpRequest, **kwargs: str) -> Channel:
        site = request.site_settings  # type: ignore[attr-defined]
        return Channel(
            title=site.name,
            description=site.tagline,
            page=reverse("reader:home"),
            address=request.path,
            stories=Article.objects.published(),
        )


class RegionFeed(StoryFeed):
    def channel(self, request: HttpRequest, **kwargs: str) -> Channel:
        region = get_object_or_404(Region, **kwargs)
        stories = Article.objects.published().in_region(region)
        return _part(request, region, f"Stories from {region.name}.", stories)


class TagFeed(StoryFeed):
    def channel(self, request: HttpRequest, **kwargs: str) -> Channel:
        tag = get_object_or_404(Tag, **kwargs)
        stories = Article.objects.published().tagged(tag)
        return _part(request, tag, tag.description or f"Stories about {tag.name}.", stories)


class AuthorFeed(StoryFeed):
    def channel(self, request: HttpRequest, **kwargs: str) -> Channel:
        author = get_object_or_404(Author, **kwargs)
        stories = Article.objects.published().by_author(author)
        return _part(request, author, author.bio or f"Stories by {author.name}.", stories)


def _part(
    request: HttpRequest, place: Region | Tag | Author, text: str, stories: ArticleQuerySet
) -> Channel:
    site = request.site_settings  # type: ignore[attr-defined]
    return Channel(
        title=f"{site.name}: {place.name}",
        description=text,
        page=place.get_absolute_url(),
        address=request.path,
        stories=stories,
    )


def _writable(text: str) -> str:
    return UNWRITABLE.sub("", text)


def _author(author: Author) -> dict[str, str]:
    return {"name": _writable(author.name), "url": absolute_url(author.get_absolute_url())}


def _picture(item: Article) -> str:
    return absolute_url(biggest(item.hero, crop="16x9").url) if item.hero else ""


def _opening_picture(item: Article) -> str:
    """The main picture as a figure: feed readers show nothing but the text they are given."""
    if item.hero is None:
        return ""
    return format_html(
        '<figure><img src="{}" alt="{}"><figcaption>{} {}</figcaption></figure>',
        _picture(item),
        item.hero.alt,
        item.hero.caption,
        item.hero.credit,
    )
