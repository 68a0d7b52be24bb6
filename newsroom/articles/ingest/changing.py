"""What a source does to a story that is here already: the rare case, one by one."""

from django.db import transaction
from django.utils import timezone

from newsroom.articles import workflow
from newsroom.articles.furniture import remember_lines
from newsroom.articles.imported import fingerprint, is_importers, is_untouched, write
from newsroom.articles.ingest.outcomes import Outcome, Status
from newsroom.articles.ingest.preparing import Desk, Story, kept
from newsroom.articles.ingest.twins import remember_bands
from newsroom.articles.models import Article, RawDocument, RevisionKind, State
from newsroom.articles.revisions import lock, revising


@transaction.atomic
def update(story: Story, earlier: RawDocument, desk: Desk) -> Outcome:
    """Replace what was made of the page before, if it is the importer's own still.

    Else the new page is kept beside the old one, the story stays as it is, and the outcome says so.
    """
    article = _locked(earlier)
    document = kept(story.raw, story.page, desk, report=story.report)
    document.article = article
    if objection := _objection(article, earlier, story):
        document.written_sha256 = earlier.written_sha256
        _keep(document, story)
        return Outcome(Status.FAILED, article, objection)
    with revising(article, kind=RevisionKind.IMPORT):
        article.hero = article.hero or story.hero
        write(article, story.found, language=story.page.stated.language)
    if article.state == State.DRAFT and desk.options.publish and story.at:
        workflow.publish_archive([(article, story.at)])
    elif article.state == State.PUBLISHED and story.at and story.at <= timezone.now():
        workflow.date_archive(article, at=story.at)
    note_update(article, story)
    document.written_sha256 = fingerprint(article)
    _keep(document, story)
    return Outcome(Status.UPDATED, article, story.reason)


@transaction.atomic
def publish_seen(document: RawDocument, story: Story) -> Outcome:
    """Publish a draft that an earlier run left, unless it has to wait for an editor still."""
    article = _locked(document)
    if not is_untouched(article, document):
        return Outcome(Status.UNCHANGED, article)
    if story.at is None:
        return Outcome(Status.UNCHANGED, article, story.reason)
    write(article, story.found, language=story.page.stated.language)
    workflow.publish_archive([(article, story.at)])
    note_update(article, story)
    document.written_sha256 = fingerprint(article)
    document.save(update_fields=["written_sha256"])
    return Outcome(Status.UPDATED, article, story.reason)


def _locked(document: RawDocument) -> Article:
    """The page's story as it is now, kept for this transaction: an editor may be saving it."""
    article = Article.objects.get(raws=document)
    lock(article)
    document.refresh_from_db(fields=["written_sha256"])
    return Article.objects.get(pk=article.pk)


def note_update(article: Article, story: Story) -> None:
    """Keep when the source last changed it."""
    if article.state == State.PUBLISHED and story.updated_at not in (None, article.updated_at):
        article.updated_at = story.updated_at
        article.save(update_fields=["updated_at"])


def _objection(article: Article, earlier: RawDocument, story: Story) -> str:
    """Why a changed source may not replace the story, or nothing."""
    if not is_untouched(article, earlier):
        return "The source has changed, but so has an editor’s version: the story stays as it is."
    if article.state == State.DRAFT:
        return ""
    if not is_importers(article):
        where = State(article.state).label.lower()
        return f"The source has changed, but the story is {where} by now: it stays as it is."
    if story.page.needs_review:
        doubts = " ".join(story.page.needs_review)
        return f"The source has changed, and needs a look first; the story stays: {doubts}"
    return ""


def _keep(document: RawDocument, story: Story) -> None:
    document.save()
    remember_lines(document, story.page.cleaned)
    remember_bands(document, story.page)
