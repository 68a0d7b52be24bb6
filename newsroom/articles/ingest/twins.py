"""The same story under two addresses: found, reported, and folded into one."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Min

from newsroom.articles.cleaners import Page
from newsroom.articles.imported import is_importers, is_untouched
from newsroom.articles.ingest.outcomes import Outcome, Status
from newsroom.articles.likeness import likeness, runs
from newsroom.articles.models import Article, RawDocument, TextBand
from newsroom.articles.slugs import leave_redirect, move_redirects

# Nine tenths and more is one story with a line added; press releases that two writers have each
# worked on share about half.
NEARLY = 0.8
TOUCHED = "An editor has touched it: it stays a story of its own."


@dataclass(frozen=True)
class Twin:
    """An earlier page with the same text, or nearly the same."""

    document: RawDocument
    is_exact: bool

    @property
    def article(self) -> Article:
        assert self.document.article is not None
        return self.document.article

    @property
    def sentence(self) -> str:
        how = "The same text as" if self.is_exact else "Nearly the same text as"
        return f"{how} {self.article} ({self.article.get_absolute_url()})."


class Shelf:
    """The pages among which a twin may be: those stored with one of these bands, and new ones."""

    def __init__(self, bands: Iterable[int]) -> None:
        self._by_band: dict[int, list[RawDocument]] = defaultdict(list)
        self._paragraphs: dict[str, Sequence[str]] = {}
        rows = TextBand.objects.filter(value__in=set(bands), document__article__isnull=False)
        # Only the first of each band: of a column that is nearly the same each week there may be
        # a thousand, and all are like the first.
        found = list(rows.order_by().values_list("value").annotate(first=Min("document_id")))
        documents = _documents({number for _value, number in found})
        for value, number in found:
            self._by_band[value].append(documents[number])

    def add(self, document: RawDocument, bands: Collection[int], text: Sequence[str]) -> None:
        """A page of this batch, whether or not it is stored by now."""
        self._paragraphs[document.digest] = text
        for band in bands:
            self._by_band[band].append(document)

    def twin(
        self, bands: Sequence[int], text: Sequence[str], *, than: Article | None = None
    ) -> Twin | None:
        """The earliest page with nearly this text; with `than`, of another, earlier story."""
        exact = [each for each in self._by_band.get(bands[0], ()) if _is_other(each, than)]
        if exact:
            return Twin(exact[0], is_exact=True)
        near = {
            each.digest: each
            for band in bands[1:]
            for each in self._by_band.get(band, ())
            if _is_other(each, than)
        }
        own = runs(text) if near else set()
        for each in sorted(near.values(), key=lambda document: document.pk or 2**63):
            if likeness(own, runs(self._text(each))) >= NEARLY:
                return Twin(each, is_exact=False)
        return None

    def _text(self, document: RawDocument) -> Sequence[str]:
        if document.digest not in self._paragraphs:
            report = RawDocument.objects.values_list("report", flat=True).get(pk=document.pk)
            self._paragraphs[document.digest] = report.get("paragraphs", [])
        return self._paragraphs[document.digest]


def bands_of(document: RawDocument, page: Page) -> list[TextBand]:
    """The rows by which the page's text is found, not yet stored."""
    return [TextBand(document=document, value=value) for value in page.bands]


def remember_bands(document: RawDocument, page: Page) -> None:
    """Store them; of an earlier copy of the page none are left."""
    TextBand.objects.filter(document__key=document.key).delete()
    TextBand.objects.bulk_create(bands_of(document, page))


def fold_seen(document: RawDocument) -> Outcome:
    """Fold the story of a page that is here into the first that has nearly its text, if any."""
    article = document.article
    assert article is not None
    values = document.bands.order_by("pk").values_list("value", flat=True)
    text = RawDocument.objects.values_list("report", flat=True).get(pk=document.pk)
    bands = list(values)
    twin = Shelf(bands).twin(bands, text["paragraphs"], than=article) if bands else None
    if twin is None:
        return Outcome(Status.UNCHANGED, article)
    newest = article.raws.order_by("pk").last()
    assert newest is not None
    if not fold(article, newest, into=twin.article):
        return Outcome(Status.UNCHANGED, article, f"{twin.sentence} {TOUCHED}")
    return Outcome(Status.UPDATED, twin.article, f"Folded. {twin.sentence}")


@transaction.atomic
def fold(article: Article, document: RawDocument, *, into: Article) -> bool:
    """Make the story a further address of another. Not if an editor has touched it: then False."""
    if not (is_importers(article) and is_untouched(article, document)):
        return False
    move = leave_redirect if article.was_public else move_redirects
    move(article.get_absolute_url(), into.get_absolute_url())
    article.raws.update(copy_of=into, article=None)
    TextBand.objects.filter(document__copy_of=into).delete()
    article.copies.update(copy_of=into)
    article.delete()
    return True


def _is_other(document: RawDocument, than: Article | None) -> bool:
    story = document.article
    return than is None or (story is not None and (story.pk or 0) < than.pk)


def _documents(numbers: Collection[int]) -> dict[int, RawDocument]:
    few = RawDocument.objects.select_related("article").defer("body", "report", "article__body")
    return few.in_bulk(numbers)
