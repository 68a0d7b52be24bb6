"""From a raw page to an article: kept, cleaned, stored. The same source twice is one article."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from newsroom.articles import workflow
from newsroom.articles.furniture import confirmed_lines, remember_lines
from newsroom.articles.imported import (
    check_article,
    fingerprint,
    from_page,
    is_importers,
    is_untouched,
    language_of,
    names,
    write,
)
from newsroom.articles.models import (
    Article,
    RawDocument,
    RevisionKind,
    Source,
    State,
    Tag,
    TagKind,
)
from newsroom.articles.revisions import revising
from newsroom.articles.slugs import free_slug
from newsroom.cleaning import CleanedArticle, Vocabulary, VocabularyTag, clean
from newsroom.core.site import site_settings
from newsroom.importing import RawArticle

__all__ = ["Outcome", "Status", "fingerprint", "ingest", "language_of", "names", "vocabulary"]


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

    A page whose source has changed replaces what was made of it before, as long as that is still
    the importer's own: untouched, and a draft or archive. Otherwise the new page is kept beside
    the old one, the story stays as it is, and the outcome says so. With `publish` the
    suggestions are taken and a new story is made public, as archive, unless it needs a look.
    """
    digest = hashlib.sha256(raw.body).hexdigest()
    seen = RawDocument.objects.filter(sha256=digest).select_related("article").first()
    if seen and not (publish and seen.article and _is_untouched_draft(seen.article, seen)):
        return Outcome(
            Status.UNCHANGED, seen.article, "" if seen.article else "An editor has deleted it."
        )
    cleaned = clean(
        raw.body,
        vocabulary=known,
        patterns=confirmed_lines(raw.source),
        declared_encoding=raw.declared_encoding or None,
    )
    check_article(cleaned)
    if seen and seen.article:
        return _publish_seen(seen.article, seen, cleaned)
    with transaction.atomic():
        earlier = RawDocument.objects.filter(key=_key(raw)).first()
        article = earlier.article if earlier else None
        if earlier and article and (objection := _objection(article, earlier, cleaned)):
            _keep(raw, digest, cleaned, article, written=earlier.written_sha256)
            return Outcome(Status.FAILED, article, objection)
        if article is None:
            status, article = Status.CREATED, Article()
            write(article, from_page(cleaned))
        else:
            status = Status.UPDATED
            with revising(article, kind=RevisionKind.IMPORT):
                write(article, from_page(cleaned))
        reason = _publish(article, cleaned) if publish else ""
        _keep(raw, digest, cleaned, article, written=fingerprint(article))
    return Outcome(status, article, reason)


def _objection(article: Article, earlier: RawDocument, cleaned: CleanedArticle) -> str:
    """Why a changed source may not replace the story, or nothing."""
    if not is_untouched(article, earlier):
        return "The source has changed, but so has an editor’s version: the story stays as it is."
    if article.state == State.DRAFT:
        return ""
    if not is_importers(article):
        where = State(article.state).label.lower()
        return f"The source has changed, but the story is {where} by now: it stays as it is."
    if cleaned.needs_review:
        doubts = " ".join(cleaned.needs_review)
        return f"The source has changed, and needs a look first; the story stays: {doubts}"
    return ""


def _is_untouched_draft(article: Article, document: RawDocument) -> bool:
    return article.state == State.DRAFT and is_untouched(article, document)


@transaction.atomic
def _publish_seen(article: Article, document: RawDocument, cleaned: CleanedArticle) -> Outcome:
    """Publish a draft that an earlier run left, unless it has to wait for an editor still."""
    if reason := _publish(article, cleaned):
        return Outcome(Status.UNCHANGED, article, reason)
    document.written_sha256 = fingerprint(article)
    document.save(update_fields=["written_sha256"])
    return Outcome(Status.UPDATED, article)


def _key(raw: RawArticle) -> str:
    """The source's key, cut to what the column holds: a long one ends in a hash of itself."""
    longest = RawDocument._meta.get_field("key").max_length or 0
    if len(raw.key) <= longest:
        return raw.key
    digest = hashlib.sha256(raw.key.encode()).hexdigest()
    return f"{raw.key[: longest - len(digest) - 1]}#{digest}"


def _keep(
    raw: RawArticle, digest: str, cleaned: CleanedArticle, article: Article, *, written: str
) -> None:
    source, _created = Source.objects.get_or_create(name=raw.source)
    document = RawDocument.objects.create(
        source=source,
        article=article,
        key=_key(raw),
        format=raw.format,
        declared_encoding=raw.declared_encoding,
        body=raw.body,
        sha256=digest,
        cleaner_version=cleaned.report.cleaner_version,
        report=cleaned.as_dict(),
        written_sha256=written,
    )
    remember_lines(document, cleaned)


def _publish(article: Article, cleaned: CleanedArticle) -> str:
    """Make an imported draft public as archive. Returns why not, if it has to wait."""
    if article.state != State.DRAFT:
        return ""
    if cleaned.needs_review:
        return f"Kept as a draft for an editor to look at: {' '.join(cleaned.needs_review)}"
    article.tags.add(*[_tag(s.name) for s in cleaned.tags])
    article.is_archive = True
    article.save(update_fields=["is_archive"])
    try:
        workflow.publish(article, by=None, at=_first_published(cleaned))
    except workflow.WorkflowError as error:
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
