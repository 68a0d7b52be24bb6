"""Text that an editor pastes or uploads: cleaned before their eyes, kept only when they say so."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import PurePath

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from newsroom.articles.cleaners import Briefing, Page, clean_page
from newsroom.articles.furniture import confirmed_lines, remember_lines
from newsroom.articles.imported import from_page, write
from newsroom.articles.ingest.outcomes import Options
from newsroom.articles.ingest.preparing import Desk, kept
from newsroom.articles.ingest.stated import digest, key_of
from newsroom.articles.ingest.twins import Shelf, remember_bands
from newsroom.articles.likeness import bands
from newsroom.articles.models import Article, RawDocument
from newsroom.cleaning import CleanedArticle, Vocabulary, clean
from newsroom.importing import RawArticle
from newsroom.importing.entries import Entry
from newsroom.importing.html import read_html
from newsroom.importing.records import key_inside

# Where a text comes from if neither the editor nor the page says so.
SOURCE = "Desk"
# All steps of the cleaner but the one that tells text from markup.
MENDING = frozenset({"line-ends", "mojibake", "hygiene", "chrome", "paragraphs"})


class SeenBefore(Exception):
    """The very same bytes are kept already: `document` says where they went."""

    def __init__(self, document: RawDocument) -> None:
        self.document = document
        super().__init__(f"This text came in before, as {document}.")


@dataclass(frozen=True)
class Preview:
    """A text and what cleaning makes of it; nothing of it is stored.

    `complete` has every change that the rules propose, `cleaned` only those that the editor
    leaves in.
    """

    raw: RawArticle
    complete: CleanedArticle
    cleaned: CleanedArticle
    # What came in, as text: its letters are those of the source, its markup is read.
    before: str

    @property
    def text(self) -> str:
        """What came in, letter for letter, markup and all."""
        return _decoded(self.raw, self.complete)

    @property
    def is_html(self) -> bool:
        return _is_html(self.complete)


def raw_article(body: bytes, *, name: str = "", source: str = "") -> RawArticle:
    """The text as an import would have it: under its page's own address, where it states one."""
    entry = Entry(
        path=PurePath(name or "pasted text"),
        key=key_inside("desk", name="", body=body),
        source=SOURCE,
        size=len(body),
        open=lambda: BytesIO(body),
    )
    raw = read_html(entry)
    return replace(raw, source=source) if source else raw


def preview(
    raw: RawArticle, *, known: Vocabulary, without: frozenset[str] = frozenset()
) -> Preview:
    """Clean the text but for what the editor leaves out. Raises Uncleanable if it is no article."""

    patterns = confirmed_lines(raw.source)
    page = clean_page(raw, Briefing(known, {raw.source: tuple(patterns)}))
    is_html = _is_html(page.cleaned)

    def cleaned(without: frozenset[str]) -> CleanedArticle:
        return clean(
            raw.body,
            vocabulary=known,
            patterns=patterns,
            declared_encoding=raw.declared_encoding or None,
            without=without,
        )

    return Preview(
        raw=replace(raw, format="html" if is_html else "text"),
        complete=page.cleaned,
        cleaned=cleaned(without) if without else page.cleaned,
        before=cleaned(MENDING).as_text() if is_html else _decoded(raw, page.cleaned),
    )


def seen_before(shown: Preview) -> RawDocument | None:
    """The kept page that has the very same bytes, and says the same of itself."""
    return _documents(Q(digest=digest(shown.raw))).first()


def earlier_copy(shown: Preview) -> Article | None:
    """The story of a kept page that has the same address, or nearly the same text."""
    same_page = _documents(Q(key=key_of(shown.raw), article__isnull=False)).first()
    if same_page:
        return same_page.article
    values = bands(shown.complete.title, shown.complete.paragraphs)
    twin = Shelf(values).twin(values, shown.complete.paragraphs)
    return twin.article if twin else None


def save_draft(
    shown: Preview, *, headline: str, standfirst: str, place: str, authors: Sequence[str]
) -> Article:
    """Make a draft of the text and keep the text itself. Raises SeenBefore rather than a twin.

    What is noted as the importer's own is the text with every change of the rules: as soon as an
    editor has decided otherwise on anything, the story counts as touched. Its regions and tags
    are the editor's choice alone.
    """
    if document := seen_before(shown):
        raise SeenBefore(document)
    story = replace(
        from_page(shown.cleaned),
        headline=headline,
        standfirst=standfirst,
        place=place,
        authors=tuple(authors),
        regions=(),
        tags=(),
    )
    try:
        with transaction.atomic():
            article = Article()
            write(article, story)
            _keep(shown, article)
    except IntegrityError:  # the button was pressed twice, and the other press was faster
        if document := seen_before(shown):
            raise SeenBefore(document) from None
        raise
    return article


def _keep(shown: Preview, article: Article) -> None:
    cleaned = shown.cleaned
    page = Page(shown.raw, cleaned, cleaned.needs_review, bands(cleaned.title, cleaned.paragraphs))
    document = kept(shown.raw, page, Desk(Options()))
    document.article, document.written_sha256 = article, from_page(shown.complete).sha256
    document.save()
    remember_lines(document, cleaned)
    remember_bands(document, page)


def _documents(wanted: Q) -> QuerySet[RawDocument]:
    """Without what is large."""
    related = RawDocument.objects.filter(wanted).select_related("article", "copy_of", "source")
    return related.defer("body", "report", "stated", "article__body", "copy_of__body")


def _is_html(cleaned: CleanedArticle) -> bool:
    return any(step.outcome.document for step in cleaned.report.steps)


def _decoded(raw: RawArticle, cleaned: CleanedArticle) -> str:
    return raw.body.decode(cleaned.report.encoding, errors="replace")
