"""From a cleaned page to all that a story needs, before a row of it is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from newsroom.articles.addresses import own_hosts
from newsroom.articles.checklist import problems
from newsroom.articles.cleaners import Briefing, Page, clean_page
from newsroom.articles.fields import Sanitised, sanitise_body
from newsroom.articles.furniture import confirmed_lines
from newsroom.articles.images import address_start
from newsroom.articles.imported import Imported, from_page
from newsroom.articles.ingest import stated
from newsroom.articles.ingest.outcomes import Options
from newsroom.articles.ingest.pictures import Taken, lead, placed
from newsroom.articles.lookups import Lookups
from newsroom.articles.models import Article, Image, RawDocument, Region, Source, TagKind
from newsroom.cleaning import Vocabulary
from newsroom.core.site import site_settings
from newsroom.importing import RawArticle

FILED = "filed under it by its source"


@dataclass
class Desk:
    """What an import knows of the site: read once."""

    options: Options
    lookups: Lookups = field(default_factory=Lookups)
    sources: dict[str, Source] = field(default_factory=dict)
    # Hosts of former addresses that nobody has said to be the site's own.
    foreign_hosts: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        site = site_settings()
        self.hosts: tuple[str, ...] = own_hosts(site)
        self.zone: ZoneInfo = site.zone

    def source(self, name: str) -> Source:
        if name not in self.sources:
            self.sources[name] = Source.objects.get_or_create(name=name)[0]
        return self.sources[name]

    def forget(self) -> None:
        """What was made since may have been taken back."""
        self.lookups, self.sources = Lookups(), {}


@dataclass
class Story:
    """A page as it will be written. `at` is when it was first public; None keeps it a draft."""

    raw: RawArticle
    page: Page
    found: Imported
    hero: Image | None
    at: datetime | None
    updated_at: datetime | None
    remarks: list[str]
    report: dict[str, Any]

    @property
    def reason(self) -> str:
        return " ".join(self.remarks)


def kept(
    raw: RawArticle, page: Page, desk: Desk, *, report: dict[str, Any] | None = None
) -> RawDocument:
    """The row that keeps the page as it came, not yet stored, and of no story yet."""
    return RawDocument(
        source=desk.source(raw.source),
        key=stated.key_of(raw),
        format=raw.format,
        declared_encoding=raw.declared_encoding,
        body=raw.body,
        stated=stated.as_json(raw),
        sha256=page.cleaned.report.sha256,
        digest=stated.digest(raw),
        cleaner_version=page.cleaned.report.cleaner_version,
        report=report or page.cleaned.as_dict(),
    )


def addresses(raw: RawArticle) -> tuple[str, ...]:
    """All that led to the page where it comes from."""
    return tuple(filter(None, (raw.url, *raw.urls)))


def prepare(raw: RawArticle, page: Page, taken: Taken, desk: Desk) -> Story:
    """Put what is stated above what was found, pictures in their place; see if it may be public."""
    images, remarks = taken.images, list(taken.problems)
    hero = lead(page, images)
    html = placed(page.cleaned.html, images)
    # What cleaning returns is sanitised; but where it let addresses of files through, these have
    # to be ours by now, or go.
    html = _without_lead(html, hero) if page.files else Sanitised(html)
    cleaned = replace(page.cleaned, html=html)
    if page.lost and desk.options.media:
        names = ", ".join(url.rpartition("/")[2] for url in page.lost[:5])
        remarks.append(f"{len(page.lost)} of its pictures have no file: {names}.")
    story = Story(
        raw=raw,
        page=page,
        found=from_page(cleaned, lookups=desk.lookups, stated=page.stated),
        hero=hero,
        at=stated.first_published(page, options=desk.options, zone=desk.zone),
        updated_at=None,
        remarks=remarks,
        report=_report(page, images, desk.lookups),
    )
    story.updated_at = stated.modified(page, after=story.at, zone=desk.zone)
    if desk.options.publish:
        _decide(story, desk)
    return story


@dataclass(frozen=True)
class Again:
    """What today's cleaner makes of a page that was kept."""

    page: Page
    found: Imported
    report: dict[str, Any]


def prepare_again(document: RawDocument, *, known: Vocabulary, lookups: Lookups) -> Again:
    """Clean a kept page once more, with all that was stated of it and its pictures in their place.

    Raises Uncleanable, as cleaning does.
    """
    keys = document.report.get("pictures", {})
    rows = Image.objects.in_bulk(keys.values()) if keys else {}
    images = {url: rows[key] for url, key in keys.items() if key in rows}
    raw = stated.as_raw(document)
    briefing = Briefing(known, {raw.source: tuple(confirmed_lines(raw.source))})
    page = clean_page(raw, briefing, pictures=images)
    html = _without_lead(placed(page.cleaned.html, images), lead(page, images))
    cleaned = replace(page.cleaned, html=sanitise_body(html))
    return Again(
        page=page,
        found=from_page(cleaned, lookups=lookups, stated=page.stated),
        report=_report(page, images, lookups),
    )


def _decide(story: Story, desk: Desk) -> None:
    """Take the proposed tags of a story that may be public; keep the date of no other."""
    reason = stated.held_back(story.page, story.at, now=timezone.now())
    if not reason and (lacking := problems(_row(story), regions=_regions(story, desk))):
        reason = f"Kept as a draft: {' '.join(lacking)}"
    if reason:
        story.at = story.updated_at = None
        story.remarks.insert(0, reason)
        return
    filed = desk.lookups.filed(story.page.stated).unknown
    tags = [desk.lookups.made_tag(name, kind=TagKind.TOPIC) for name in filed]
    tags += [
        desk.lookups.made_tag(tag.name, kind=TagKind.COMPANY) for tag in story.page.cleaned.tags
    ]
    names = {*story.found.tags, *(tag.name for tag in tags)}
    story.found = replace(story.found, tags=tuple(sorted(names)))


def _row(story: Story) -> Article:
    found = story.found
    return Article(
        headline=found.headline, standfirst=found.standfirst, body=found.body, hero=story.hero
    )


def _regions(story: Story, desk: Desk) -> list[Region]:
    return [region for name in story.found.regions if (region := desk.lookups.region(name))]


def _report(page: Page, images: Mapping[str, Image], lookups: Lookups) -> dict[str, Any]:
    """The cleaner's report, with the pictures' rows by their old addresses.

    What the desk has no tag for yet is a proposal beside the cleaner's.
    """
    report = page.cleaned.as_dict()
    if images:
        report["pictures"] = {url: image.pk for url, image in images.items()}
    report["tags"] += [
        {"name": name, "score": 1.0, "evidence": [FILED]}
        for name in lookups.filed(page.stated).unknown
        if name not in {tag["name"] for tag in report["tags"]}
    ]
    return report


def _without_lead(html: str, hero: Image | None) -> str:
    """The text without its first picture, if that stands above it already."""
    if hero is None:
        return html
    first, _line, rest = html.partition("\n")
    start = escape(address_start(hero))
    is_picture = first.startswith(("<figure><img ", "<p><img ")) and first.count("<img ") == 1
    return rest if is_picture and f'src="{start}' in first and rest else html
