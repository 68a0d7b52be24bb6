"""The addresses that stories had elsewhere: how they are written down, and found again.

A former address is kept without its host, in small letters, without the slash at its end and
without what campaigns add to it, since systems differ in all of these: `/?p=123`,
`/article/386433,maxis+malaysia.aspx`. Addresses that this site itself has left end in a slash.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

from newsroom.articles.models import Article, Author, Redirect, Region, Tag
from newsroom.core.models import SiteSettings

LONGEST = Redirect._meta.get_field("path").max_length or 0
# Added by newsletters and campaigns; they never say which story is meant.
NO_IDENTITY = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid")
# By these the old system's front page named a story: /?p=123. Asked for on the front page only.
FRONT_IDS = frozenset({"p", "page_id", "id", "articleid", "post_type"})
# The public pages whose rows may be gone: the address is free once the row is.
ROWS = {
    "reader:article": Article,
    "reader:author": Author,
    "reader:region": Region,
    "reader:tag": Tag,
}


@dataclass
class Left:
    """What became of the former addresses of some stories."""

    # The keys of the stories that have got one.
    created: set[int] = field(default_factory=set)
    # By the story's key: why an address of it leads elsewhere, or nowhere.
    problems: dict[int, list[str]] = field(default_factory=dict)
    # Hosts that the desk has not named as the site's own.
    foreign_hosts: set[str] = field(default_factory=set)


def normal(path: str, query: str = "") -> str:
    """A decoded path and its query as a former address is kept."""
    pairs = sorted(
        (name.lower(), value)
        for name, value in parse_qsl(query, keep_blank_values=True)
        if not name.lower().startswith(NO_IDENTITY)
    )
    words = "&".join(f"{name}={value}" for name, value in pairs)
    plain = path.lower().rstrip("/") or "/"
    return f"{plain}?{words}" if words else plain


def find_redirect(path: str, query: str = "") -> Redirect | None:
    """Where an address leads that no page has, with its query or without it."""
    if "\0" in path or "%00" in query:  # PostgreSQL has no such text
        return None
    wanted = [normal(path, query)] if query else []
    plain = normal(path)
    # Also as it was typed: redirects by hand may have capitals.
    wanted += [path, f"{path}/", plain, f"{plain}/"]
    found = {redirect.path: redirect for redirect in Redirect.objects.filter(path__in=wanted)}
    return next((found[each] for each in wanted if each in found), None)


def is_named_by_query(path: str, query: str) -> bool:
    """Whether an old system's story may be meant, on a page that this site has: `/?p=123`."""
    return path == "/" and any(
        name.lower() in FRONT_IDS for name, _value in parse_qsl(query, max_num_fields=50)
    )


def own_hosts(site: SiteSettings) -> tuple[str, ...]:
    """The hosts whose addresses are the site's own: today's, and those that it had."""
    named = [host.rpartition("//")[2].partition("/")[0] for host in site.former_hosts.split()]
    hosts = [urlsplit(settings.BASE_URL).hostname or "", *named]
    return tuple(host.lower().removeprefix("www.") for host in hosts if host)


def leave_former(
    stories: Iterable[tuple[Article, Iterable[str]]], *, hosts: tuple[str, ...]
) -> Left:
    """Make the former addresses of these stories lead to them: one hop, and no page is hidden.

    What leads elsewhere already stays so, and is a problem that somebody has to decide.
    """
    left = Left()
    wanted = [
        (path, article)
        for article, urls in stories
        for path in dict.fromkeys(_paths(urls, hosts, left.foreign_hosts))
        if f"{path}/" != article.get_absolute_url()
    ]
    asked = {way for path, _article in wanted for way in (path, f"{path}/")}
    rows = Redirect.objects.filter(path__in=asked).values_list("path", "target")
    leads: dict[str, str] = {path.rstrip("/") or "/": target for path, target in rows}
    new = []
    for path, article in wanted:
        target = article.get_absolute_url()
        problem = _problem(path, target, leads)
        if problem:
            left.problems.setdefault(article.pk, []).append(problem)
        elif path not in leads:
            leads[path] = target
            new.append(Redirect(path=path, target=target))
            left.created.add(article.pk)
    Redirect.objects.bulk_create(new)
    return left


def _problem(path: str, target: str, leads: Mapping[str, str]) -> str:
    if len(path) > LONGEST:
        return f"Its address is too long for a redirect: {path[:60]}…"
    if path in leads:
        return "" if leads[path] == target else f"{path} leads to {leads[path]} already."
    return f"{path} is a page of this site: no redirect." if _is_page(path) else ""


def _paths(urls: Iterable[str], hosts: tuple[str, ...], foreign: set[str]) -> list[str]:
    paths = []
    for url in urls:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
        path = normal(unquote(parts.path) or "/", parts.query)
        if not any(host == each or host.endswith(f".{each}") for each in hosts):
            foreign.add(parts.hostname or "")
        elif path != "/" and "\0" not in path:
            paths.append(path)
    return paths


def _is_page(path: str) -> bool:
    """Whether this site answers there by itself."""
    if "?" in path:
        return False
    for way in (path, f"{path}/"):
        try:
            match = resolve(way)
        except Resolver404:
            continue
        model = ROWS.get(match.view_name)
        if model is None or model._default_manager.filter(slug=match.kwargs["slug"]).exists():
            return True
    return False
