"""The part of a story that an import writes: read from a page or a row, compared, and written."""

import hashlib
import re
from dataclasses import dataclass

from django.utils.html import strip_tags
from django.utils.text import Truncator, slugify

from newsroom.articles.editing import save_article
from newsroom.articles.models import Article, Author, Byline, RawDocument, Region, State, Tag
from newsroom.articles.slugs import free_slug
from newsroom.cleaning import CleanedArticle, Uncleanable

SENTENCE = re.compile(r"[.!?。！？]")


@dataclass(frozen=True)
class Imported:
    """What an import writes, with regions, tags and authors by their names."""

    headline: str
    standfirst: str
    place: str
    body: str
    regions: tuple[str, ...]
    tags: tuple[str, ...]
    authors: tuple[str, ...]

    @property
    def sha256(self) -> str:
        written = [
            *(self.headline, self.standfirst, self.place, self.body),
            *(*self.regions, *self.tags, *self.authors),
        ]
        return hashlib.sha256("\0".join(written).encode()).hexdigest()


def check_article(cleaned: CleanedArticle) -> None:
    """Raise Uncleanable for a page that holds one line and no sentence."""
    if not cleaned.title and len(cleaned.paragraphs) == 1 and not SENTENCE.search(cleaned.html):
        raise Uncleanable("no_body", "One line without a sentence is no article: check the page.")


def from_page(cleaned: CleanedArticle) -> Imported:
    """What a cleaned page says: its facts, and those of its suggestions that the desk has."""
    # A page without a headline is a draft for an editor, who has to find it by something.
    title = cleaned.title or Truncator(cleaned.paragraphs[0]).words(10)
    regions = Region.objects.filter(name__in=[region.name for region in cleaned.regions])
    tags = Tag.objects.filter(name__in=[tag.name for tag in cleaned.tags])
    return Imported(
        headline=title[: Article._meta.get_field("headline").max_length],
        standfirst=cleaned.standfirst[: Article._meta.get_field("standfirst").max_length],
        place=cleaned.place[: Article._meta.get_field("place").max_length],
        body=cleaned.html,
        regions=tuple(sorted(regions.values_list("name", flat=True))),
        tags=tuple(sorted(tags.values_list("name", flat=True))),
        authors=tuple(_known(name) for name in names(cleaned.byline)),
    )


def from_article(article: Article) -> Imported:
    """What the story says now."""
    return Imported(
        headline=article.headline,
        standfirst=article.standfirst,
        place=article.place,
        body=article.body,
        regions=tuple(sorted(region.name for region in article.regions.all())),
        tags=tuple(sorted(tag.name for tag in article.tags.all())),
        authors=tuple(byline.author.name for byline in article.bylines.all()),
    )


def fingerprint(article: Article) -> str:
    """A hash of what ingest writes: as long as it is the same, no editor has touched the story."""
    return from_article(article).sha256


def is_untouched(article: Article, document: RawDocument) -> bool:
    """Whether the text is still what was last made of the page."""
    return fingerprint(article) == document.written_sha256


def is_importers(article: Article) -> bool:
    """Whether no editor has sent the story on its way: a draft, or archive that is public."""
    is_archive = article.is_archive and article.state == State.PUBLISHED
    return article.state == State.DRAFT or is_archive


def write(article: Article, found: Imported) -> None:
    """Make the story say that. What an import does not know (address, picture) stays."""
    article.language = _language(article, found.body)
    article.headline = found.headline
    article.standfirst = found.standfirst
    article.place = found.place
    article.body = found.body
    save_article(article)
    article.regions.set(Region.objects.filter(name__in=found.regions))
    article.tags.set(Tag.objects.filter(name__in=found.tags))
    article.bylines.all().delete()
    for position, name in enumerate(found.authors):
        author = Author.objects.filter(name__iexact=name).first() or Author.objects.create(
            name=name, slug=free_slug(name, model=Author)
        )
        Byline.objects.create(article=article, author=author, position=position)


def names(byline: str) -> list[str]:
    """The people of a byline: "Mei Tan and Arif Rahman" -> Mei Tan, Arif Rahman."""
    parts = re.split(r"\s*(?:,|&|\band\b)\s*", byline)
    people: dict[str, str] = {}
    for name in map(str.strip, parts):
        if slugify(name):
            people.setdefault(name.casefold(), name)
    return list(people.values())


# Scripts that tell a language; Han alone does not say which Chinese it is.
_SCRIPTS = {
    "ja": re.compile(r"[\u3040-\u30ff]"),
    "ko": re.compile(r"[\uac00-\ud7af]"),
    "th": re.compile(r"[\u0e00-\u0e7f]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
}


def language_of(text: str) -> str:
    """The language as its script tells it (ja, ko, th, zh), or nothing where most is Latin."""
    letters = sum(character.isalpha() for character in text)
    found = {name: len(script.findall(text)) for name, script in _SCRIPTS.items()}
    if sum(found.values()) * 2 < letters or not letters:
        return ""
    # Japanese mixes kana with more Han than kana: a tenth of kana is enough to tell.
    if found["ja"] * 10 > letters:
        return "ja"
    return max(found, key=lambda name: found[name])


def _language(article: Article, body: str) -> str:
    """The new text's language, unless an editor has said which one it is: zh-Hant, vi."""
    default = Article._meta.get_field("language").get_default()
    guessed = language_of(strip_tags(article.body)) or default
    if article.language != guessed:
        return article.language
    return language_of(strip_tags(body)) or article.language


def _known(name: str) -> str:
    """The name as the desk writes it, where it has such an author."""
    author = Author.objects.filter(name__iexact=name).first()
    return author.name if author else name
