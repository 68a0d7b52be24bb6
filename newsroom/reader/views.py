"""The public pages: read the address, ask one queryset, render."""

from django.db.models import Count, Exists, Min, OuterRef, Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_vary_headers

from newsroom.articles.models import Article, Author, Region, State, Tag
from newsroom.articles.querysets import ArticleQuerySet
from newsroom.reader.front import front
from newsroom.reader.listing import BadCursor, Page, page_of

# A list shorter than this stands alone, without stories set large above it.
TOP_FROM = 4
# The large story has a picture, if one of the newest few has.
TOP_WITHIN = 6
MORE = 4
# Of the newest so many of all, so that a quiet region does not cost a walk through the archive.
MORE_WITHIN = 2000
LATEST_ON_404 = 5


def home(request: HttpRequest) -> HttpResponse:
    return render(request, "reader/home.html", {"front": front()})


def latest(request: HttpRequest) -> HttpResponse:
    return _listing(request, "reader/latest.html", Article.objects.published())


def article(request: HttpRequest, slug: str) -> HttpResponse:
    places = Prefetch("regions", Region.objects.select_related("parent"))
    found = get_object_or_404(
        Article.objects.select_related("hero").prefetch_related(
            places, "tags", "bylines", "corrections"
        ),
        slug=slug,
    )
    if found.state == State.WITHDRAWN:
        return _withdrawn(request, found)
    if not found.is_published():
        raise Http404("This story is not public.")
    return render(request, "reader/article.html", {"article": found} | _more(found))


def region(request: HttpRequest, slug: str) -> HttpResponse:
    """A region's page takes in the stories of the regions below it."""
    readable = Exists(Article.objects.published().filter(regions=OuterRef("pk")))
    is_shown = Q(slug=slug) | Q(children__isnull=False) | readable
    family = list(Region.objects.family(slug).filter(is_shown))
    found = next((member for member in family if member.slug == slug), None)
    if found is None:
        raise Http404("There is no such region.")
    stories = Article.objects.published().in_region(found)
    context = {"region": found} | _markets(found, family)
    return _listing(request, "reader/region.html", stories, context, has_top=True)


def tag(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Tag, slug=slug)
    stories = Article.objects.published().tagged(found)
    return _listing(request, "reader/tag.html", stories, {"tag": found}, is_404_if_empty=True)


def author(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Author, slug=slug)
    stories = Article.objects.published().by_author(found)
    record = stories.aggregate(count=Count("pk"), since=Min("published_at"))
    context = {"author": found, "record": record}
    return _listing(request, "reader/author.html", stories, context, is_404_if_empty=True)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The frame, and the newest stories as a way on."""
    newest = Article.objects.published().newest_first().for_lines()[:LATEST_ON_404]
    return render(request, "404.html", {"newest": newest}, status=404)


def _listing(
    request: HttpRequest,
    template: str,
    stories: ArticleQuerySet,
    context: dict | None = None,
    *,
    has_top: bool = False,
    is_404_if_empty: bool = False,
) -> HttpResponse:
    """A list of stories by day: a whole page, or for htmx only what follows the cursor."""
    before = request.GET.get("before", "")
    try:
        page = page_of(stories.for_cards() if has_top else stories.for_lines(), before=before)
    except BadCursor as error:
        raise Http404("There is no such place in the list.") from error
    if is_404_if_empty and not page.stories:
        raise Http404("Nothing has been published here.")
    is_fragment = bool(request.htmx) and page.after is not None  # type: ignore[attr-defined]
    top = _top(page) if has_top and page.after is None else ()
    response = render(
        request,
        "reader/_older.html" if is_fragment else template,
        {"page": page, "top": top, "days": list(page.days(without=top)), **(context or {})}
        | {"is_fragment": is_fragment},
    )
    patch_vary_headers(response, ["HX-Request"])
    return response


def _top(page: Page) -> tuple[Article, ...]:
    """The story set large above the list and the two beside it, where there are enough."""
    if len(page.stories) < TOP_FROM:
        return ()
    lead = next((story for story in page.stories[:TOP_WITHIN] if story.hero), page.stories[0])
    return (lead, *[story for story in page.stories if story != lead][:2])


def _markets(region: Region, family: list[Region]) -> dict:
    """The line of markets: those of the region itself, or for a market its neighbours."""
    has_below = any(member.parent_id == region.pk for member in family)
    above = [member for member in family if member.pk == region.parent_id]
    is_market = region.depth > 1 and not has_below
    whole = above[0] if above and is_market else region
    return {"whole": whole, "markets": [m for m in family if m.parent_id == whole.pk]}


def _more(article: Article) -> dict:
    """Other stories from the same part of the world, newest first."""
    market = article.region
    if market is None:
        return {}
    place = market.parent if market.parent and market.parent.depth else market
    newest = Article.objects.published().newest_first().values("pk")[:MORE_WITHIN]
    others = Article.objects.filter(pk__in=newest).among_in_region(place).exclude(pk=article.pk)
    fields = ("headline", "slug", "language", "published_at")
    return {"place": place, "more": list(others.newest_first().only(*fields)[:MORE])}


def _withdrawn(request: HttpRequest, article: Article) -> HttpResponse:
    """Says that the story is gone and why, without repeating a word of it."""
    step = article.transitions.filter(verb="withdraw").last()
    context = {"reason": article.withdrawal_reason, "step": step}
    return render(request, "410.html", context, status=410)
