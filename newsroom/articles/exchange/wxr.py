"""Out to WordPress: its own export format (WXR 1.2), with the pictures' files beside it.

As `wp-admin/includes/export.php` writes it. Texts are HTML there, titles and names too. What
WordPress has no place for goes into custom fields whose names begin with `newsroom_`; raw pages
and earlier versions stay behind.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from html import escape
from itertools import count
from operator import attrgetter
from pathlib import Path
from zoneinfo import ZoneInfo

from django.db import models

from newsroom.articles.exchange.export import Counts, copy_files, keys_of, pictures_of
from newsroom.articles.exchange.folder import new_folder
from newsroom.articles.exchange.records import CHUNK, redirects_to
from newsroom.articles.exchange.wxrtext import body, element, leaf, meta, pictures_in, serialised
from newsroom.articles.models import Article, Author, Image, Redirect, Region, State, Tag
from newsroom.core.site import site_settings
from newsroom.core.urls import absolute_url

FILE = "articles.xml"
STATUS = {
    State.DRAFT: "draft",
    State.IN_REVIEW: "pending",
    State.SCHEDULED: "future",
    State.PUBLISHED: "publish",
    State.WITHDRAWN: "private",  # its text is kept, and no reader sees it
}
HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0"
\txmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
\txmlns:content="http://purl.org/rss/1.0/modules/content/"
\txmlns:wfw="http://wellformedweb.org/CommentAPI/"
\txmlns:dc="http://purl.org/dc/elements/1.1/"
\txmlns:wp="http://wordpress.org/export/1.2/"
>
<channel>
"""
END = "</channel>\n</rss>\n"
# What the site's pages are in unless a story says otherwise.
LANGUAGE = "en"
NO_DATE = "0000-00-00 00:00:00"


@dataclass
class Numbers:
    """The numbers of the export's items: of each story, and of each picture that one shows."""

    zone: ZoneInfo
    next: Callable[[], int] = field(default_factory=lambda: count(1).__next__)
    pictures: dict[int, int] = field(default_factory=dict)

    def of_picture(self, key: int) -> int:
        if key not in self.pictures:
            self.pictures[key] = self.next()
        return self.pictures[key]


def export_wxr(
    target: Path,
    *,
    articles: models.QuerySet[Article] | None = None,
    progress: Callable[[Iterable[str], int], Iterable[str]] = lambda items, total: items,
) -> Counts:
    """Write these stories, or all, to a new folder. Raises BadFolder if it cannot be made."""
    keys = keys_of(Article.objects.all() if articles is None else articles)
    numbers = Numbers(site_settings().zone)
    with new_folder(target) as folder:
        pieces = _pieces(progress(_stories(keys, numbers), len(keys)), numbers)
        folder.write(FILE, (piece.encode() for piece in pieces))
        shown = set(numbers.pictures)
        lost = copy_files(folder, pictures_of(shown))
    return {"articles": len(keys), "pictures": len(shown), "lost_files": lost}


def _pieces(stories: Iterable[str], numbers: Numbers) -> Iterator[str]:
    yield HEAD
    yield _channel()
    yield from _people()
    yield from _terms()
    yield from stories
    # After the stories: only then is it known which are shown.
    for image in pictures_of(set(numbers.pictures)):
        yield _attachment(image, numbers)
    yield END


def _channel() -> str:
    site = site_settings()
    return "".join(
        [
            leaf("title", site.name),
            leaf("link", absolute_url("")),
            leaf("description", site.tagline),
            leaf("language", LANGUAGE),
            leaf("wp:wxr_version", "1.2"),
            leaf("wp:base_site_url", absolute_url("").rstrip("/")),
            leaf("wp:base_blog_url", absolute_url("").rstrip("/")),
        ]
    )


def _people() -> Iterator[str]:
    for number, author in enumerate(Author.objects.order_by("pk"), start=1):
        yield (
            f"<wp:author>{leaf('wp:author_id', number)}"
            f"{element('wp:author_login', author.slug)}"
            f"{element('wp:author_email', author.email)}"
            f"{element('wp:author_display_name', escape(author.name))}</wp:author>\n"
        )


def _terms() -> Iterator[str]:
    """Regions are WordPress's categories, each after its parent."""
    number = count(1)
    regions = Region.objects.select_related("parent")
    for region in sorted(regions, key=attrgetter("path")):
        yield (
            f"<wp:category>{leaf('wp:term_id', next(number))}"
            f"{element('wp:category_nicename', region.slug)}"
            f"{element('wp:category_parent', region.parent.slug if region.parent else '')}"
            f"{element('wp:cat_name', escape(region.name))}</wp:category>\n"
        )
    for tag in Tag.objects.order_by("pk"):
        yield (
            f"<wp:tag>{leaf('wp:term_id', next(number))}{element('wp:tag_slug', tag.slug)}"
            f"{element('wp:tag_name', escape(tag.name))}"
            f"{element('wp:tag_description', escape(tag.description))}</wp:tag>\n"
        )


def _stories(keys: Sequence[int], numbers: Numbers) -> Iterator[str]:
    parts = Article.objects.prefetch_related("regions", "tags", "bylines", "corrections")
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        found = parts.in_bulk(chunk)
        leading = redirects_to(found.values())
        images = _images_of(found.values())
        for key in chunk:
            if article := found.get(key):
                yield _story(article, numbers, images, leading[article.get_absolute_url()])


def _images_of(articles: Iterable[Article]) -> dict[int, Image]:
    return Image.objects.in_bulk({key for each in articles for key in pictures_in(each.body)})


def _story(
    article: Article, numbers: Numbers, images: dict[int, Image], redirects: list[Redirect]
) -> str:
    for key in pictures_in(article.body):
        if key in images:
            numbers.of_picture(key)
    address = absolute_url(article.get_absolute_url())
    bylines = [byline.author.slug for byline in article.bylines.all()]
    content = body(article.body, addresses={key: _url(image) for key, image in images.items()})
    return "".join(
        [
            "<item>\n",
            element("title", escape(article.headline, quote=False)),
            leaf("link", address),
            leaf("pubDate", format_datetime(article.published_at or article.created_at)),
            element("dc:creator", bylines[0] if bylines else ""),
            f'<guid isPermaLink="false">{escape(address)}</guid>\n',
            "<description></description>\n",
            element("content:encoded", content),
            element("excerpt:encoded", escape(article.standfirst, quote=False)),
            leaf("wp:post_id", numbers.next()),
            *_dates(article, numbers.zone),
            element("wp:post_name", article.slug),
            element("wp:status", _status(article)),
            leaf("wp:post_parent", 0),
            element("wp:post_type", "post"),
            element("wp:post_password", ""),
            *_filed(article, bylines),
            *_metas(article, numbers, redirects),
            "</item>\n",
        ]
    )


def _status(article: Article) -> str:
    return "publish" if article.is_published() else STATUS[State(article.state)]


def _dates(article: Article, zone: ZoneInfo) -> Iterator[str]:
    """In the site's zone and in Greenwich's. What was never public has no date in the second."""
    at = article.published_at or article.created_at
    yield element("wp:post_date", _hour(at.astimezone(zone)))
    yield element("wp:post_date_gmt", _hour(at) if article.published_at else NO_DATE)
    yield element("wp:post_modified", _hour(article.changed_at.astimezone(zone)))
    yield element("wp:post_modified_gmt", _hour(article.changed_at))


def _hour(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S}"


def _filed(article: Article, bylines: list[str]) -> Iterator[str]:
    for region in sorted(article.regions.all(), key=attrgetter("slug")):
        yield _category("category", region.slug, escape(region.name))
    for tag in sorted(article.tags.all(), key=attrgetter("slug")):
        yield _category("post_tag", tag.slug, escape(tag.name))
    if len(bylines) > 1:  # as the Co-Authors Plus plugin has it
        for slug in bylines:
            yield _category("author", slug, slug)
    if article.language != LANGUAGE:  # as Polylang has it
        yield _category("language", article.language, article.language)


def _category(domain: str, slug: str, name: str) -> str:
    given = f'domain="{domain}" nicename="{escape(slug)}"'
    return element("category", name, attributes=given)


def _metas(article: Article, numbers: Numbers, redirects: list[Redirect]) -> Iterator[str]:
    if article.hero_id:
        yield meta("_thumbnail_id", str(numbers.of_picture(article.hero_id)))
    before = Article(slug="-").get_absolute_url().removesuffix("-/")
    for redirect in redirects:
        slug = redirect.path.removeprefix(before).removesuffix("/")
        is_slug = redirect.path == f"{before}{slug}/" and "/" not in slug
        yield meta("_wp_old_slug", slug) if is_slug else meta("newsroom_redirect", redirect.path)
    if article.place:
        yield meta("newsroom_dateline", article.place)
    if article.withdrawal_reason:
        yield meta("newsroom_withdrawn", article.withdrawal_reason)
    for correction in article.corrections.all():
        yield meta("newsroom_correction", f"{correction.made_at:%Y-%m-%d} {correction.text}")


def _attachment(image: Image, numbers: Numbers) -> str:
    url = _url(image)
    made = _hour(image.created_at.astimezone(numbers.zone))
    return "".join(
        [
            "<item>\n",
            element("title", escape(str(image), quote=False)),
            leaf("link", url),
            f'<guid isPermaLink="false">{escape(url)}</guid>\n',
            element("content:encoded", ""),
            element("excerpt:encoded", escape(image.caption, quote=False)),
            leaf("wp:post_id", numbers.of_picture(image.pk)),
            element("wp:post_date", made),
            element("wp:post_date_gmt", _hour(image.created_at)),
            element("wp:status", "inherit"),
            leaf("wp:post_parent", 0),
            element("wp:post_type", "attachment"),
            element("wp:attachment_url", url),
            meta("_wp_attachment_image_alt", escape(image.alt)),
            meta("_wp_attachment_metadata", _metadata(image)),
            "</item>\n",
        ]
    )


def _metadata(image: Image) -> str:
    return serialised(
        {
            "width": image.width,
            "height": image.height,
            "file": str(image.file),
            "image_meta": {"credit": escape(image.credit)},
        }
    )


def _url(image: Image) -> str:
    return absolute_url(image.file.url)
