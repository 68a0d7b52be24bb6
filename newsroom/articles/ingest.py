"""From a raw page to an article: kept, cleaned, stored. The same source twice is one article."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator, slugify

from newsroom.articles import workflow
from newsroom.articles.editing import save_article
from newsroom.articles.models import (
    Article,
    Author,
    Byline,
    RawDocument,
    Region,
    Source,
    Tag,
    TagKind,
)
from newsroom.articles.slugs import free_slug
from newsroom.cleaning import CleanedArticle, Vocabulary, VocabularyTag, clean
from newsroom.core.site import site_settings
from newsroom.importing import RawArticle


class Status(StrEnum):
    """What became of one source."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True)
class Outcome:
    """What became of one source, and why: `reason` is a sentence for whoever ran the import."""

    status: Status
    article: Article | None = None
    reason: str = ""


def vocabulary() -> Vocabulary:
    """The tags and aliases that the desk has, for cleaning to suggest from."""
    tags = Tag.objects.prefetch_related("aliases")
    return Vocabulary(
        tags=tuple(
            VocabularyTag(
                name=tag.name, kind=tag.kind, aliases=tuple(a.name for a in tag.aliases.all())
            )
            for tag in tags
        )
    )


def ingest(raw: RawArticle, *, known: Vocabulary, publish: bool = False) -> Outcome:
    """Store the page and the article that it holds; raises Uncleanable if it holds none.

    A page whose source has changed replaces the text, unless an editor has touched it: then the
    new page is kept beside the old one, the text stays, and the outcome says so. With `publish`
    the suggestions are taken and the story is made public, as archive, unless it needs a look.
    """
    digest = hashlib.sha256(raw.body).hexdigest()
    if seen := RawDocument.objects.filter(sha256=digest).first():
        return Outcome(
            Status.UNCHANGED, seen.article, "" if seen.article else "An editor has deleted it."
        )
    cleaned = clean(raw.body, vocabulary=known, declared_encoding=raw.declared_encoding or None)
    with transaction.atomic():
        earlier = RawDocument.objects.filter(key=raw.key).first()
        article = earlier.article if earlier else None
        if earlier and article and fingerprint(article) != earlier.written_sha256:
            _keep(raw, digest, cleaned, article, written=earlier.written_sha256)
            return Outcome(
                Status.FAILED,
                article,
                "The source has changed, but so has an editor’s version: the story stays as it is.",
            )
        status = Status.UPDATED if article else Status.CREATED
        article = article or Article()
        _write(article, cleaned)
        _keep(raw, digest, cleaned, article, written=fingerprint(article))
        reason = _publish(article, cleaned) if publish else ""
    return Outcome(status, article, reason)


def fingerprint(article: Article) -> str:
    """A hash of what ingest writes: as long as it is the same, no editor has touched the text."""
    written = "\0".join([article.headline, article.standfirst, article.place, article.body])
    return hashlib.sha256(written.encode()).hexdigest()


def _write(article: Article, cleaned: CleanedArticle) -> None:
    # A page without a headline is a draft for an editor, who has to find it by something.
    title = cleaned.title or Truncator(cleaned.paragraphs[0]).words(10)
    article.headline = title[: Article._meta.get_field("headline").max_length]
    article.standfirst = cleaned.standfirst[: Article._meta.get_field("standfirst").max_length]
    article.place = cleaned.place[: Article._meta.get_field("place").max_length]
    article.body = cleaned.html
    save_article(article)
    article.regions.set(Region.objects.filter(name__in=[r.name for r in cleaned.regions]))
    article.tags.set(Tag.objects.filter(name__in=[t.name for t in cleaned.tags]))
    article.bylines.all().delete()
    for position, name in enumerate(names(cleaned.byline)):
        author = Author.objects.filter(name__iexact=name).first() or Author.objects.create(
            name=name, slug=free_slug(name, model=Author)
        )
        Byline.objects.get_or_create(
            article=article, author=author, defaults={"position": position}
        )


def _keep(
    raw: RawArticle, digest: str, cleaned: CleanedArticle, article: Article, *, written: str
) -> None:
    source, _created = Source.objects.get_or_create(name=raw.source)
    RawDocument.objects.create(
        source=source,
        article=article,
        key=raw.key,
        format=raw.format,
        declared_encoding=raw.declared_encoding,
        body=raw.body,
        sha256=digest,
        cleaner_version=cleaned.report.cleaner_version,
        report=cleaned.as_dict(),
        written_sha256=written,
    )


def _publish(article: Article, cleaned: CleanedArticle) -> str:
    """Make an imported story public as archive. Returns why not, if it has to wait."""
    if article.is_published():
        return ""
    if cleaned.needs_review:
        return f"Kept as a draft for an editor to look at: {' '.join(cleaned.needs_review)}"
    article.tags.add(*[_tag(s.name) for s in cleaned.tags])
    article.is_archive = True
    article.save(update_fields=["is_archive"])
    try:
        workflow.publish(article, by=None, at=_first_published(cleaned))
    except workflow.NotReady as error:
        return f"Kept as a draft: {error}"
    return ""


def _tag(name: str) -> Tag:
    """The tag of that name, made if the desk has none: --publish takes proposals as well."""
    return Tag.objects.filter(name=name).first() or Tag.objects.create(
        name=name, slug=free_slug(name, model=Tag), kind=TagKind.COMPANY
    )


def _first_published(cleaned: CleanedArticle) -> datetime | None:
    """The page's own date, at the start of that day in the site's zone; None if it has none."""
    if cleaned.date is None:
        return None
    start = datetime.combine(cleaned.date, time.min, tzinfo=site_settings().zone)
    return min(start, timezone.now())


def names(byline: str) -> list[str]:
    """The people of a byline: "Mei Tan and Arif Rahman" -> Mei Tan, Arif Rahman."""
    parts = re.split(r"\s*(?:,|&|\band\b)\s*", byline)
    return list(dict.fromkeys(part.strip() for part in parts if slugify(part)))
