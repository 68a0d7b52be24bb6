"""Links from a story to another page of the site, and which of them lead nowhere."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from html import unescape
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http.request import validate_host
from django.urls import Resolver404, resolve

from newsroom.articles.models import Article, Author, Redirect, Region, Tag

# As the sanitiser writes it.
_HREF = re.compile(r'<a [^>]*?\bhref="([^"]*)"')
# Asked for at once: SQLite takes some 30,000.
MOST_ASKED = 1000


def internal_paths(html: str) -> set[str]:
    """The pages of this site that the text links to, by their paths."""
    return set(_paths(html))


def dead(paths: Collection[str]) -> set[str]:
    """Those at which a reader finds no page. A few queries for a thousand, not one for each."""
    every = sorted(paths)
    lost: set[str] = set()
    for start in range(0, len(every), MOST_ASKED):
        lost |= _dead(set(every[start : start + MOST_ASKED]))
    return lost


def _paths(html: str) -> Iterator[str]:
    # "*" answers under every name, and is no name of ours.
    hosts = {urlsplit(settings.BASE_URL).hostname, *settings.ALLOWED_HOSTS} - {"*", None}
    for href in _HREF.findall(html):
        try:
            parts = urlsplit(unescape(href))
        except ValueError:  # "https://[kites]/" is no address at all
            continue
        is_ours = parts.path.startswith("/")
        if parts.netloc:
            is_ours = validate_host(parts.hostname or "", hosts)
        if is_ours and parts.scheme in {"", "http", "https"}:
            path = unquote(parts.path) or "/"
            if not path.startswith(settings.STATIC_URL):
                yield path


def _dead(paths: set[str]) -> set[str]:
    lost = paths - _answering(paths)
    # As the site does it: a redirect is looked for where there is no page.
    moved = Redirect.objects.filter(path__in={*lost, *map(_with_slash, lost)})
    targets = dict(moved.values_list("path", "target"))
    answering = _answering({urlsplit(target).path for target in targets.values()})
    for path in sorted(lost):
        target = targets.get(path) or targets.get(_with_slash(path))
        if target and (urlsplit(target).netloc or urlsplit(target).path in answering):
            lost.remove(path)
    return lost


def _answering(paths: set[str]) -> set[str]:
    """Those at which a page stands."""
    found: set[str] = set()
    # Of what kind of row the page is, and by which address of it: the paths that mean it.
    wanted: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for path in paths:
        try:
            match = resolve(_with_slash(path) if not _is_file(path) else path)
        except Resolver404:
            continue
        if "slug" in match.kwargs:
            kind = str(match.url_name).partition("-")[0]  # region, and region-rss
            wanted[kind][match.kwargs["slug"]].add(path)
        else:
            found.add(path)
    for kind, rows in _with_pages().items():
        slugs = wanted[kind]
        for slug in rows.filter(slug__in=slugs.keys()).values_list("slug", flat=True):
            found |= slugs[slug]
    return found


def _with_pages() -> dict[str, QuerySet[Model]]:
    """The kinds of row that have a page of their own, with those that a reader may see."""
    return {
        "article": Article.objects.published(),
        "region": Region.objects.all(),
        "tag": Tag.objects.all(),
        "author": Author.objects.all(),
    }


def _with_slash(path: str) -> str:
    return path if path.endswith("/") else f"{path}/"


def _is_file(path: str) -> bool:
    """/feeds/rss.xml has no slash at its end; a page has one, or is sent on to it."""
    return "." in path.rpartition("/")[2]
