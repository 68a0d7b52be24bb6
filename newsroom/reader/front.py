"""The home page: which story stands where, by rules alone, and none of them twice."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from newsroom.articles.models import Article, Region, Tag
from newsroom.articles.models.taxonomy import TagKind

FORTNIGHT = timedelta(days=14)
# The lead is the newest story with a picture, but not one from below this place in the list.
LEAD_FROM = 10
WIRE = 8
LONG_READS = 6
RAIL = 4
TOPICS = 10
# So many are placed before the rails choose: each list has to reach further by that number.
_PLACED_FIRST = 1 + 4 + WIRE + LONG_READS

Test = Callable[[Article], object]


@dataclass(frozen=True)
class Rail:
    """A region's strip: one story large, the others as text."""

    region: Region
    lead: Article
    stories: list[Article]


@dataclass(frozen=True)
class Front:
    lead: Article | None
    secondaries: list[Article]
    wire: list[Article]
    long_reads: list[Article]
    topics: list[Tag]
    rails: list[Rail]


class _Pool:
    """Stories that have no place yet, newest first. Taking one removes it."""

    def __init__(self, stories: Iterable[Article]) -> None:
        self.stories = list(stories)

    def take(self, count: int, *, where: Test = bool, within: int | None = None) -> list[Article]:
        """The newest `count` that pass the test, out of the newest `within`."""
        taken = [story for story in self.stories[:within] if where(story)][:count]
        return self.remove(taken)

    def remove(self, taken: list[Article]) -> list[Article]:
        self.stories = [story for story in self.stories if story not in taken]
        return taken


def front() -> Front:
    """The whole page. Six queries, however much there is to show."""
    since = timezone.now() - FORTNIGHT
    rails = Region.objects.filter(navigation_order__isnull=False)
    regions = list(rails.order_by("navigation_order"))
    pool = _Pool(_candidates(regions, since=since))
    lead = _lead(pool)
    secondaries = _secondaries(pool, lead)
    return Front(
        lead=lead,
        secondaries=secondaries,
        wire=pool.take(WIRE),
        long_reads=_long_reads(pool, since=since),
        topics=_topics(since=since),
        rails=[rail for region in regions if (rail := _rail(pool, region, since=since))],
    )


def _candidates(regions: list[Region], *, since: datetime) -> list[Article]:
    """Everything that may find a place, read at once."""
    published = Article.objects.published().newest_first()
    recent = published.filter(published_at__gte=since)
    longest = recent.order_by("-word_count", "-pk")
    wanted = Q(pk__in=published.values("pk")[: LEAD_FROM + _PLACED_FIRST])
    wanted |= Q(pk__in=longest.values("pk")[:_PLACED_FIRST])
    for region in regions:
        wanted |= Q(pk__in=recent.among_in_region(region).values("pk")[: _PLACED_FIRST + RAIL])
    return list(published.filter(wanted).for_cards())


def _lead(pool: _Pool) -> Article | None:
    """The newest story with a picture among the freshest; without any, simply the newest."""
    found = pool.take(1, where=lambda story: story.hero, within=LEAD_FROM) or pool.take(1)
    return found[0] if found else None


def _secondaries(pool: _Pool, lead: Article | None) -> list[Article]:
    """Two fresh stories of some length, from elsewhere than the lead and than each other.

    Without a picture above them there is room for four.
    """
    if lead is None:
        return []
    count = 2 if lead.hero else 4
    chosen: list[Article] = []
    places = {_top(lead)}
    for story in pool.stories[: LEAD_FROM + WIRE]:
        if len(chosen) < count and story.reading_minutes and _top(story) not in places:
            chosen.append(story)
            places.add(_top(story))
    pool.remove(chosen)
    return chosen + pool.take(count - len(chosen))


def _long_reads(pool: _Pool, *, since: datetime) -> list[Article]:
    """The longest of the fortnight, longest first; nothing where there are hardly any."""
    found = [s for s in pool.stories if s.reading_minutes and _is_since(s, since)]
    found.sort(key=lambda story: story.word_count, reverse=True)
    return pool.remove(found[:LONG_READS]) if len(found) >= 3 else []


def _rail(pool: _Pool, region: Region, *, since: datetime) -> Rail | None:
    """A region's newest, a picture first if there is one; none below two stories a fortnight."""
    found = [s for s in pool.stories if _is_in(s, region) and _is_since(s, since)]
    if len(found) < 2:
        return None
    lead = next((story for story in found if story.hero), found[0])
    rest = [story for story in found if story is not lead][: RAIL - 1]
    pool.remove([lead, *rest])
    return Rail(region, lead, rest)


def _topics(*, since: datetime) -> list[Tag]:
    """What the fortnight's stories were about, most frequent first; sections are linked above."""
    recent = Article.objects.published().filter(published_at__gte=since)
    topics = Tag.objects.filter(kind=TagKind.TOPIC, navigation_order=None, articles__in=recent)
    counted = topics.annotate(stories=Count("articles")).order_by("-stories", "name")
    return list(counted[:TOPICS])


def _is_since(story: Article, since: datetime) -> bool:
    return story.published_at is not None and story.published_at >= since


def _is_in(story: Article, region: Region) -> bool:
    return any(f"{at.path}/".startswith(f"{region.path}/") for at in story.regions.all())


def _top(story: Article) -> str:
    """The part of the world: the first two steps of the path, as asia-pacific/south-asia."""
    return "/".join(story.region.path.split("/")[:2]) if story.region else ""
