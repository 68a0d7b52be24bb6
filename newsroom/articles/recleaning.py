"""Cleaning kept pages again: what today's cleaner would change, the change itself, and back.

The cleaner, the desk's tags and the furniture confirmed for a source are those of today. A story
is the importer's own, and may change, as long as its text is what was last made of its page and
no editor has sent it on its way; whatever an editor has chosen or typed stays.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from newsroom.articles import revisions
from newsroom.articles.furniture import remember_lines
from newsroom.articles.imported import (
    Imported,
    fingerprint,
    from_article,
    is_importers,
    is_untouched,
    write,
)
from newsroom.articles.ingest.preparing import Again, prepare_again
from newsroom.articles.lookups import Lookups
from newsroom.articles.models import (
    Article,
    Batch,
    RawDocument,
    Revision,
    RevisionKind,
    SeenLine,
    State,
)
from newsroom.articles.querysets import in_chunks
from newsroom.cleaning import CLEANER_VERSION, CleanedArticle, Vocabulary

CHUNK = 50  # revisions read at a time


class Fate(StrEnum):
    """What becomes of a story when its page is cleaned again."""

    CHANGED = "changed"
    SAME = "same"
    EDITED = "edited"
    MOVED_ON = "moved on"
    OVERTAKEN = "overtaken"
    DOUBTFUL = "doubtful"
    FAILED = "failed"


@dataclass(frozen=True)
class Look:
    """One page looked at again. `reason` is a sentence for whoever runs it, where one is due."""

    fate: Fate
    reason: str = ""
    before: Imported | None = None
    after: Imported | None = None
    # Why it changes: rules of the cleaner that do something else now, or parts of the story.
    causes: tuple[str, ...] = ()

    @property
    def differences(self) -> Iterator[tuple[str, str, str]]:
        """The parts that differ: name, what it said, what it says now."""
        if self.before and self.after:
            for name in _differing(self.before, self.after):
                yield name, _text(getattr(self.before, name)), _text(getattr(self.after, name))


def pages(*, source: str = "", older_than: str = "") -> QuerySet[RawDocument]:
    """The newest copy of each page that has a story. Raises ValueError for what is no version.

    `older_than` leaves out those that this version of the cleaner, or a later one, has looked at.
    """
    newer = RawDocument.objects.filter(key=OuterRef("key"), pk__gt=OuterRef("pk"))
    documents = RawDocument.objects.filter(~Exists(newer), article__isnull=False)
    if source:
        documents = documents.filter(source__name=source)
    if older_than:
        limit = _version(older_than)
        every = RawDocument.objects.order_by().values_list("cleaner_version", flat=True).distinct()
        older = [version for version in every if _version(version) < limit]
        documents = documents.filter(cleaner_version__in=older)
    related = documents.select_related("source", "article")
    return related.prefetch_related("article__regions", "article__tags", "article__bylines")


def begin() -> Batch:
    """What the changes of one run are kept together by."""
    return Batch.objects.create(cleaner_version=CLEANER_VERSION)


def finish(batch: Batch, counts: dict[str, int]) -> None:
    """Note what was done; a batch without a change is forgotten."""
    if not batch.revisions.exists():
        batch.delete()
        return
    batch.counts, batch.finished_at = counts, timezone.now()
    batch.save(update_fields=["counts", "finished_at"])


def reclean(
    document: RawDocument,
    *,
    known: Vocabulary,
    lookups: Lookups | None = None,
    batch: Batch | None = None,
) -> Look:
    """Clean the page again, and with a batch change its story. Raises Uncleanable, as `clean`.

    A page whose story a batch has changed, or found the same, carries today's version of the
    cleaner, so that the next run can pass over it. What was left is looked at again each time.
    """
    article = document.article
    if article is None or not is_untouched(article, document):
        return Look(Fate.EDITED)
    if not is_importers(article):
        return Look(Fate.MOVED_ON)
    again = prepare_again(document, known=known, lookups=lookups or Lookups())
    if article.state == State.PUBLISHED and again.page.needs_review:
        return Look(Fate.DOUBTFUL, reason=" ".join(again.page.needs_review))
    look = _compare(document, article, again)
    if batch and look.after:
        is_done = _replace(document, article, look.after, again, batch=batch)
        return look if is_done else Look(Fate.OVERTAKEN)
    if batch and document.cleaner_version != CLEANER_VERSION:
        document.cleaner_version = CLEANER_VERSION
        document.save(update_fields=["cleaner_version"])
    return look


def undo(batch: Batch, *, by: User | None = None) -> Iterator[tuple[Article, bool]]:
    """Put back each story of the batch that is as the batch left it; says of each whether it is.

    One that the desk has sent on its way since stays: it was read in the text that it has now.
    Story by story, so that a run which was stopped is finished by the next one.
    """
    done = batch.revisions.filter(kind=RevisionKind.RESTORE).values("article")
    waiting = batch.revisions.filter(kind=RevisionKind.RECLEAN).exclude(article__in=done)
    for chunk in in_chunks(waiting.select_related("article"), size=CHUNK):
        for revision in chunk:
            yield revision.article, _put_back(revision, by=by)
    batch.undone_at, batch.undone_by = timezone.now(), by
    batch.save(update_fields=["undone_at", "undone_by"])


def _compare(document: RawDocument, article: Article, again: Again) -> Look:
    before, after = from_article(article), again.found
    if before == after:
        return Look(Fate.SAME)
    causes = tuple(_causes(document.report, again.page.cleaned, _differing(before, after)))
    return Look(Fate.CHANGED, before=before, after=after, causes=causes)


def _causes(report: Any, cleaned: CleanedArticle, differing: list[str]) -> Iterator[str]:
    rules = {edit[0] for edit in _edits(report) ^ _edits(cleaned.as_dict())}
    yield from sorted(rules)
    # These also follow from the desk's own lists, whatever the rules do.
    yield from (name for name in differing if not rules or name in {"regions", "tags"})


def _edits(report: Any) -> set[tuple[str, str, str, int]]:
    """The edits of a report, each with its rule and how often it was made, wherever that was.

    Of a report that an old cleaner wrote in another way, what can be read.
    """
    steps = report.get("report", {}).get("steps", [])
    return {
        (
            f"{step.get('name')}: {edit.get('rule')}",
            edit.get("before", ""),
            edit.get("after", ""),
            len(edit.get("at", [])),
        )
        for step in steps
        for edit in step.get("edits", [])
    }


@transaction.atomic
def _replace(
    document: RawDocument,
    article: Article,
    after: Imported,
    again: Again,
    *,
    batch: Batch,
) -> bool:
    """Write the story anew, unless an editor, an import or another run was faster."""
    revisions.lock(article)
    article = Article.objects.get(pk=article.pk)
    if _newer(document).exists() or not (is_untouched(article, document) and is_importers(article)):
        return False
    before, provenance = revisions.snapshot(article), _provenance(document)
    write(article, after)
    revisions.record(article, before, kind=RevisionKind.RECLEAN, batch=batch, provenance=provenance)
    document.report = again.report
    document.cleaner_version = CLEANER_VERSION
    document.written_sha256 = fingerprint(article)
    document.save(update_fields=["report", "cleaner_version", "written_sha256"])
    remember_lines(document, again.page.cleaned)
    return True


def _provenance(document: RawDocument) -> dict[str, Any]:
    """What the page's row, and its lines, say of the text that goes."""
    return {
        "document": document.pk,
        "cleaner_version": document.cleaner_version,
        "report": document.report,
        "lines": list(document.lines.values_list("line_hash", "line")),
    }


@transaction.atomic
def _put_back(revision: Revision, *, by: User | None) -> bool:
    article = revision.article
    revisions.lock(article)
    article.refresh_from_db()
    is_as_left = revisions.digest(revisions.snapshot(article)) == revision.left_sha256
    # Whoever has sent the story on its way since has read this text, and no other.
    if not (is_as_left and is_importers(article)):
        return False
    written = fingerprint(article)
    revisions.restore(article, revision, by=by, batch=revision.batch)
    # Also a later copy of the page says that it was made into this text.
    article.raws.filter(written_sha256=written).update(written_sha256=fingerprint(article))
    _put_provenance_back(revision.provenance)
    return True


def _put_provenance_back(kept: dict[str, Any]) -> None:
    document = RawDocument.objects.select_related("source").get(pk=kept["document"])
    document.report, document.cleaner_version = kept["report"], kept["cleaner_version"]
    document.save(update_fields=["report", "cleaner_version"])
    if _newer(document).exists():
        return  # lines are counted on the newest copy of a page only
    document.lines.all().delete()
    SeenLine.objects.bulk_create(
        SeenLine(source=document.source, document=document, line_hash=digest, line=line)
        for digest, line in kept["lines"]
    )


def _newer(document: RawDocument) -> QuerySet[RawDocument]:
    """Later copies of the page."""
    return RawDocument.objects.filter(key=document.key, pk__gt=document.pk)


def _differing(before: Imported, after: Imported) -> list[str]:
    names = (field.name for field in fields(Imported))
    return [name for name in names if getattr(before, name) != getattr(after, name)]


def _text(value: str | tuple[str, ...]) -> str:
    """As it is read: paragraphs are lines, and only other markup shows."""
    text = value if isinstance(value, str) else ", ".join(value)
    return text.replace("</p>\n<p>", "\n\n").removeprefix("<p>").removesuffix("</p>")


def _version(text: str) -> tuple[int, ...]:
    """For comparing: 1.10 comes after 1.9."""
    return tuple(int(part) for part in text.split("."))
