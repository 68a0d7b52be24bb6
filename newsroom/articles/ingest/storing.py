"""Writing cleaned pages to the database: new stories in bulk, everything else one by one."""

import traceback
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Q

from newsroom.articles.addresses import leave_former
from newsroom.articles.cleaners import Page, Refusal, Result
from newsroom.articles.editing import count_words
from newsroom.articles.furniture import lines_of
from newsroom.articles.imported import fill
from newsroom.articles.ingest.changing import publish_seen, update
from newsroom.articles.ingest.outcomes import Outcome, Status
from newsroom.articles.ingest.pictures import Taken, take_pictures
from newsroom.articles.ingest.preparing import Desk, Story, addresses, kept, prepare
from newsroom.articles.ingest.stated import digest, key_of
from newsroom.articles.ingest.twins import Shelf, Twin, bands_of, fold_seen
from newsroom.articles.models import (
    Article,
    Byline,
    RawDocument,
    SeenLine,
    State,
    TextBand,
)
from newsroom.articles.slugs import free_slugs
from newsroom.articles.workflow import publish_archive
from newsroom.importing import RawArticle, Standing

DELETED = "An editor has deleted it."
FOLD_IT = "With --fold it becomes one story."
NOW_LEAD = "Its former addresses lead to it now."


@dataclass(frozen=True)
class Item:
    """A source, and what cleaning made of it; nothing where it did not have to be cleaned."""

    raw: RawArticle
    result: Result | None = None
    taken: Taken = Taken()


def to_clean(raws: Sequence[RawArticle], desk: Desk) -> list[RawArticle]:
    """Those that are not here yet, or are drafts that are to be published. Two queries."""
    known = _documents(Q(digest__in=[digest(raw) for raw in raws]))
    here = {document.digest: document for document in known}
    return [
        raw
        for raw in raws
        if raw.status != Standing.TRASHED
        and ((seen := here.get(digest(raw))) is None or _is_to_publish(seen, desk))
    ]


def store(items: Sequence[Item], desk: Desk) -> list[Outcome]:
    """Write these all or none; where one is in the way of all, one by one, and report that one."""
    try:
        return write(items, desk)
    except Exception as error:  # whatever it is, it is one item's
        desk.forget()
        if len(items) == 1:
            reason = f"Nothing was stored: {type(error).__name__}: {error}"
            trace = "".join(traceback.format_exception(error))
            return [Outcome(Status.FAILED, reason=reason, trace=trace)]
        return [outcome for item in items for outcome in store([item], desk)]


def write(items: Sequence[Item], desk: Desk) -> list[Outcome]:
    """Write these in one transaction; a dry run takes all of it back."""
    if not desk.options.is_dry_run:
        items = [_with_pictures(item) for item in items]
    with transaction.atomic():
        outcomes = _Batch(items, desk).take()
        if desk.options.is_dry_run:
            transaction.set_rollback(True)
            desk.forget()
    return outcomes


def _with_pictures(item: Item) -> Item:
    if isinstance(item.result, Page) and item.result.files:
        return replace(item, taken=take_pictures(item.result))
    return item


def _documents(wanted: Q) -> Iterable[RawDocument]:
    """Without what is large."""
    related = RawDocument.objects.filter(wanted).select_related("article", "copy_of")
    return related.defer("body", "report", "stated", "article__body", "copy_of__body")


def _is_to_publish(seen: RawDocument, desk: Desk) -> bool:
    return desk.options.publish and seen.article is not None and seen.article.state == State.DRAFT


class _Batch:
    """One batch on its way: what it meets in the database, and the new stories not yet there."""

    def __init__(self, items: Sequence[Item], desk: Desk) -> None:
        self.items, self.desk = items, desk
        self.outcomes: list[Outcome] = []
        self.new: list[_New] = []
        self.former: list[tuple[int, Article, tuple[str, ...]]] = []
        pages = [item.result for item in items if isinstance(item.result, Page)]
        self.shelf = Shelf(band for page in pages for band in page.bands)
        self._look_up()

    def take(self) -> list[Outcome]:
        for number, item in enumerate(self.items):
            self.outcomes.append(self._one(number, item))
        self._write_new()
        self._leave_former()
        return self.outcomes

    def _look_up(self) -> None:
        """The pages that are here already, by what they are and by where they came from."""
        digests = [digest(item.raw) for item in self.items]
        keys = [key_of(item.raw) for item in self.items]
        found = _documents(Q(digest__in=digests) | Q(key__in=keys))
        documents = sorted(found, key=lambda document: document.pk)
        self.by_digest = {document.digest: document for document in documents}
        self.by_key = {document.key: document for document in documents}

    def _one(self, number: int, item: Item) -> Outcome:
        if item.raw.status == Standing.TRASHED:
            return Outcome(Status.SKIPPED, reason="Its source had it in the trash.")
        seen = self.by_digest.get(digest(item.raw))
        if seen:
            return self._seen(number, item, seen)
        page = item.result
        if not isinstance(page, Page):
            refusal = page or Refusal("It was taken away while the import ran: run it again.")
            return Outcome(Status.FAILED, reason=refusal.reason, trace=refusal.trace)
        earlier = self.by_key.get(key_of(item.raw))
        if earlier and earlier.article:
            return self._update(number, item, page, earlier)
        twin = self.shelf.twin(page.bands, page.cleaned.paragraphs)
        if twin and (twin.is_exact or self.desk.options.fold):
            return self._copy(number, item.raw, page, twin)
        return self._create(number, item, page, twin)

    def _seen(self, number: int, item: Item, seen: RawDocument) -> Outcome:
        article = seen.article or seen.copy_of
        if article is None:
            return Outcome(Status.UNCHANGED, reason=DELETED)
        if seen.pk and isinstance(item.result, Page) and _is_to_publish(seen, self.desk):
            outcome = publish_seen(seen, prepare(item.raw, item.result, item.taken, self.desk))
        elif seen.pk and seen.article and self.desk.options.fold:
            self._write_new()
            outcome = fold_seen(seen)
            self._look_up()
        else:
            outcome = Outcome(Status.UNCHANGED, article)
        assert outcome.article is not None
        self.former.append((number, outcome.article, addresses(item.raw)))
        return outcome

    def _update(self, number: int, item: Item, page: Page, earlier: RawDocument) -> Outcome:
        self._write_new()
        outcome = update(prepare(item.raw, page, item.taken, self.desk), earlier, self.desk)
        self._look_up()
        if outcome.article and outcome.status == Status.UPDATED:
            self.former.append((number, outcome.article, addresses(item.raw)))
        return outcome

    def _copy(self, number: int, raw: RawArticle, page: Page, twin: Twin) -> Outcome:
        """Keep the page, and its address, with the story that has its text already."""
        self._write_new()
        document = kept(raw, page, self.desk)
        document.copy_of = twin.article
        document.save()
        self._note(document)
        self.former.append((number, twin.article, addresses(raw)))
        return Outcome(Status.SKIPPED, twin.article, twin.sentence)

    def _create(self, number: int, item: Item, page: Page, twin: Twin | None) -> Outcome:
        story = prepare(item.raw, page, item.taken, self.desk)
        document = kept(item.raw, page, self.desk, report=story.report)
        document.article = article = Article(hero=story.hero)
        self._note(document)
        self.shelf.add(document, page.bands, page.cleaned.paragraphs)
        self.new.append(_New(number, story, document, article, twin))
        self.former.append((number, article, addresses(item.raw)))
        return Outcome(Status.CREATED, article, story.reason)

    def _note(self, document: RawDocument) -> None:
        self.by_digest[document.digest] = self.by_key[document.key] = document

    def _write_new(self) -> None:
        """Write the new stories of this batch up to here."""
        new, self.new = self.new, []
        write_new(new, self.desk)
        for each in new:
            if each.twin:
                remarks = (self.outcomes[each.number].reason, each.twin.sentence, FOLD_IT)
                reason = " ".join(filter(None, remarks))
                self.outcomes[each.number] = replace(self.outcomes[each.number], reason=reason)

    def _leave_former(self) -> None:
        stories = [(article, urls) for _number, article, urls in self.former if urls]
        left = leave_former(stories, hosts=self.desk.hosts)
        self.desk.foreign_hosts |= left.foreign_hosts
        for number, article, _urls in self.former:
            outcome, reasons = self.outcomes[number], left.problems.get(article.pk, [])
            if article.pk in left.created and outcome.status == Status.UNCHANGED:
                outcome, reasons = replace(outcome, status=Status.UPDATED), [NOW_LEAD, *reasons]
            reason = " ".join(filter(None, (outcome.reason, *reasons)))
            self.outcomes[number] = replace(outcome, reason=reason)


@dataclass(frozen=True)
class _New:
    """A story that is to be written with the next ones."""

    number: int
    story: Story
    document: RawDocument
    article: Article
    twin: Twin | None


def write_new(new: Sequence[_New], desk: Desk) -> None:
    """Write these stories, their pages and all that hangs on both: a few statements for all."""
    slugs = free_slugs([each.story.found.headline for each in new], model=Article)
    for each, slug in zip(new, slugs, strict=True):
        fill(each.article, each.story.found, language=each.story.page.stated.language)
        each.article.slug, each.article.word_count = slug, count_words(each.article.body)
        if desk.options.publish:
            each.article.published_at = each.story.at
            each.article.updated_at = each.story.updated_at
    Article.objects.bulk_create(each.article for each in new)
    _write_relations(new, desk)
    for each in new:
        # The column has sanitised the body on its way.
        written = replace(each.story.found, body=each.article.body)
        each.document.article, each.document.written_sha256 = each.article, written.sha256
    RawDocument.objects.bulk_create(each.document for each in new)
    SeenLine.objects.bulk_create(
        line for each in new for line in lines_of(each.document, each.story.page.cleaned)
    )
    TextBand.objects.bulk_create(
        band for each in new for band in bands_of(each.document, each.story.page)
    )
    if desk.options.publish:
        publish_archive([(each.article, each.story.at) for each in new if each.story.at])


def _write_relations(new: Sequence[_New], desk: Desk) -> None:
    regions, tags = Article.regions.through, Article.tags.through
    regions.objects.bulk_create(
        regions(article_id=each.article.pk, region_id=region.pk)
        for each in new
        for name in each.story.found.regions
        if (region := desk.lookups.region(name))
    )
    tags.objects.bulk_create(
        tags(article_id=each.article.pk, tag_id=tag.pk)
        for each in new
        for name in each.story.found.tags
        if (tag := desk.lookups.tag(name))
    )
    Byline.objects.bulk_create(
        Byline(article=each.article, author=desk.lookups.author(name), position=position)
        for each in new
        for position, name in enumerate(each.story.found.authors)
    )
