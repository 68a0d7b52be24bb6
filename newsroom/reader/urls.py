"""Addresses of the public pages and feeds."""

from typing import Any

from django.urls import URLPattern, path, re_path
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from newsroom.articles.fields import PICTURES_PATH
from newsroom.reader import caching, feeds, pictures, views

app_name = "reader"

_public = cache_control(**caching.PAGE)

FEED_FORMATS = {
    "rss": ("rss.xml", feeds.RssStories),
    "atom": ("atom.xml", feeds.AtomStories),
    "json": ("feed.json", feeds.JsonStories),
}


def _page(route: str, view: Any, name: str) -> URLPattern:
    """A page to read: anything but GET and HEAD is 405, and there is no form to forge."""
    page: URLPattern = path(route, csrf_exempt(require_safe(_public(view))), name=name)
    return page


urlpatterns = [
    _page("", views.home, "home"),
    _page("latest/", views.latest, "latest"),
    _page("articles/<slug:slug>/", views.article, "article"),
    _page("regions/<slug:slug>/", views.region, "region"),
    _page("tags/<slug:slug>/", views.tag, "tag"),
    _page("authors/<slug:slug>/", views.author, "author"),
    re_path(
        rf"^{PICTURES_PATH.lstrip('/')}(?P<pk>\d{{1,12}})-(?P<key>[0-9a-f]{{8}})/"
        r"(?P<crop>16x9|3x2|4x3|1x1|card|whole)-(?P<width>\d{1,4})\.(?P<extension>webp|jpg)$",
        pictures.picture,
        name="picture",
    ),
]

for _format, (_file, _type) in FEED_FORMATS.items():
    urlpatterns += [
        _page(f"feeds/{_file}", feeds.SiteFeed(_type), f"site-{_format}"),
        _page(f"regions/<slug:slug>/{_file}", feeds.RegionFeed(_type), f"region-{_format}"),
        _page(f"tags/<slug:slug>/{_file}", feeds.TagFeed(_type), f"tag-{_format}"),
        _page(f"authors/<slug:slug>/{_file}", feeds.AuthorFeed(_type), f"author-{_format}"),
    ]
