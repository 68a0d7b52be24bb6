"""The text of a story as an import writes it: read from a page or a row, compared, and written."""

import hashlib
import re
from dataclasses import dataclass

from django.utils.html import strip_tags
from django.utils.text import Truncator

from newsroom.articles.editing import save_article
from newsroom.articles.lookups import Lookups
from newsroom.articles.models import Article, Byline, RawDocument, Region, State, Tag
from newsroom.cleaning import CleanedArticle
from newsroom.importing import RawArticle

LONGEST_STANDFIRST = Article._meta.get_field("standfirst").max_length or 0


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


def from_page(
    cleaned: CleanedArticle, *, lookups: Lookups | None = None, stated: RawArticle | None = None
) -> Imported:
    """What a cleaned page says: its facts, and those of its suggestions that the desk has.

    What its source states beside the text has the word over what was found in it.
    """
    known = lookups or Lookups()
    if stated is None:
        stated = RawArticle(key="", source="", format="", body=b"")
    # A page without a headline is a draft for an editor, who has to find it by something.
    title = stated.title or cleaned.title or Truncator(cleaned.paragraphs[0]).words(10)
    standfirst = stated.standfirst or cleaned.standfirst
    filed = known.filed(stated)
    regions = filed.regions or tuple(filter(None, (known.region(r.name) for r in cleaned.regions)))
    tags = (*filed.tags, *filter(None, (known.tag(tag.name) for tag in cleaned.tags)))
    people = list(filter(_has_letters, stated.authors)) or names(cleaned.byline)
    return Imported(
        headline=title[: Article._meta.get_field("headline").max_length],
        standfirst=Truncator(standfirst).chars(LONGEST_STANDFIRST),
        place=cleaned.place[: Article._meta.get_field("place").max_length],
        body=cleaned.html,
        regions=tuple(sorted({region.name for region in regions})),
        tags=tuple(sorted({tag.name for tag in tags})),
        authors=tuple(dict.fromkeys(known.author_name(name) for name in people)),
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


def fill(article: Article, found: Imported, *, language: str = "") -> None:
    """Give the row these texts. What an import does not know (address, picture) stays."""
    article.language = _language(article, found.body, stated=language)
    article.headline = found.headline
    article.standfirst = found.standfirst
    article.place = found.place
    article.body = found.body


def write(article: Article, found: Imported, *, language: str = "") -> None:
    """Make the story say that, and store it."""
    fill(article, found, language=language)
    save_article(article)
    lookups = Lookups()
    article.regions.set(Region.objects.filter(name__in=found.regions))
    article.tags.set(Tag.objects.filter(name__in=found.tags))
    article.bylines.all().delete()
    Byline.objects.bulk_create(
        Byline(article=article, author=author, position=position)
        for position, author in enumerate(map(lookups.author, found.authors))
    )


def names(byline: str) -> list[str]:
    """The people of a byline: "Mei Tan and Arif Rahman" -> Mei Tan, Arif Rahman."""
    parts = re.split(r"\s*(?:,|&|\band\b)\s*", byline)
    people: dict[str, str] = {}
    for name in map(str.strip, parts):
        if _has_letters(name):
            people.setdefault(name.casefold(), name)
    return list(people.values())


def _has_letters(name: str) -> bool:
    return any(map(str.isalnum, name))


# As in HTML's lang, within the column: en, zh-Hant, en-GB.
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:-[A-Za-z0-9]{2,8})?(?=$)")
# Scripts that tell a language; Han alone does not say which Chinese it is.
_SCRIPTS = {
    "ja": re.compile(r"[\u3040-\u30ff]"),
    "ko": re.compile(r"[\uac00-\ud7af]"),
    "th": re.compile(r"[\u0e00-\u0e7f]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
}

_ANY_SCRIPT = re.compile("|".join(script.pattern for script in _SCRIPTS.values()))


def language_of(text: str) -> str:
    """The language as its script tells it (ja, ko, th, zh), or nothing where most is Latin."""
    if not _ANY_SCRIPT.search(text):
        return ""
    letters = sum(character.isalpha() for character in text)
    found = {name: len(script.findall(text)) for name, script in _SCRIPTS.items()}
    if sum(found.values()) * 2 < letters or not letters:
        return ""
    # Japanese mixes kana with more Han than kana: a tenth of kana is enough to tell.
    if found["ja"] * 10 > letters:
        return "ja"
    return max(found, key=lambda name: found[name])


def _script_of(html: str) -> str:
    return language_of(strip_tags(html)) if _ANY_SCRIPT.search(html) else ""


def _language(article: Article, body: str, *, stated: str) -> str:
    """The new text's language, unless an editor has said which one it is: zh-Hant, vi.

    An export states one for the whole site: where the script tells another, that counts.
    """
    default = Article._meta.get_field("language").get_default()
    before = _script_of(article.body) or default
    if article.language != before:
        return article.language
    by_script = _script_of(body)
    named = _LANGUAGE.fullmatch(stated.strip().replace("_", "-"))
    if named and by_script in ("", named[1].lower()):
        return named[0]
    return by_script or article.language
