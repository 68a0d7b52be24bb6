"""What search engines and link previews are told about a story. It never contradicts the page."""

import json
from datetime import datetime

from django.templatetags.static import static
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from newsroom.articles.images import Rendition, biggest
from newsroom.articles.models import Article, Byline, Correction, Image
from newsroom.core.models import SiteSettings
from newsroom.core.urls import absolute_url

# Inside a script element only these could end it or be read as something else.
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
# Google asks for these three shapes: https://developers.google.com/search/docs/appearance/structured-data/article
_SHAPES = ("16x9", "4x3", "1x1")


def script(data: dict) -> SafeString:
    """The data as a JSON-LD block, which no headline can break out of."""
    text = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


def social_card(image: Image) -> Rendition:
    """The picture that chats and feeds show beside a link: 1200 by 630 pixels at most."""
    return biggest(image, crop="card")


def news_article(article: Article, *, site: SiteSettings) -> dict:
    """schema.org's NewsArticle. Regions, tags, bylines and corrections should be prefetched."""
    url = absolute_url(article.get_absolute_url())
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": url,
        "url": url,
        "headline": article.headline,
        "description": article.standfirst,
        "inLanguage": article.language,
        "datePublished": _iso(article.published_at),
        "dateModified": _iso(article.shown_update or article.published_at),
        "author": [_person(byline) for byline in article.bylines.all()],
        "publisher": publisher(site),
        "image": _pictures(article.hero),
        "articleSection": article.section.name if article.section else "",
        "keywords": [tag.name for tag in article.tags.all()],
        "contentLocation": [
            {"@type": "Place", "name": region.name} for region in article.regions.all()
        ],
        "wordCount": article.word_count,
        "isAccessibleForFree": True,
        "correction": [_correction(made) for made in article.corrections.all()],
    }
    return {name: value for name, value in data.items() if value not in ("", [], 0)}


def publisher(site: SiteSettings) -> dict:
    return {
        "@type": "NewsMediaOrganization",
        "name": site.name,
        "url": absolute_url("/"),
        "logo": {"@type": "ImageObject", "url": absolute_url(static("img/icon-512.png"))},
    }


def _iso(moment: datetime | None) -> str:
    """With the offset of the site's zone, as on the page."""
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else ""


def _person(byline: Byline) -> dict:
    author = byline.author
    person = {
        "@type": "Person",
        "name": author.name,
        "url": absolute_url(author.get_absolute_url()),
    }
    return person | ({"jobTitle": author.role} if author.role else {})


def _pictures(image: Image | None) -> list[str]:
    if image is None:
        return []
    return [absolute_url(biggest(image, crop=shape).url) for shape in _SHAPES]


def _correction(made: Correction) -> dict:
    return {
        "@type": "CorrectionComment",
        "text": made.text,
        "datePublished": _iso(made.made_at),
    }
