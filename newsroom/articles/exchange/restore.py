"""Back in: what an export holds and is not here yet."""

from collections.abc import Iterator
from pathlib import Path

from django.db import IntegrityError, models, transaction

from newsroom.articles.exchange.folder import ARTICLES, DELETED, PICTURES, TAXONOMY, check, lines
from newsroom.articles.exchange.pictures import BadPicture, restore_picture
from newsroom.articles.exchange.portable import Names, Plain, Unknown
from newsroom.articles.exchange.records import records
from newsroom.articles.exchange.story import create_raw, create_story
from newsroom.articles.exchange.taxonomy import clear_planted_regions, restore_taxonomy
from newsroom.articles.ingest.outcomes import Outcome, Status
from newsroom.articles.models import Article, RawDocument, Redirect


def restore_folder(path: Path, *, is_dry_run: bool = False) -> Iterator[Outcome]:
    """Restore an export: first what the stories name, then them, each all or nothing.

    What is here already stays as it is: a region, tag, author or source without a word, a story
    that says something else by now with one. So a run that was stopped is simply started again,
    and a second one changes nothing. Raises BadFolder, before anything is changed, if the folder
    is not what was exported.
    """
    manifest = check(path)
    names = Names(people=manifest["people"])
    return _foreseen(path, names) if is_dry_run else _restored(path, names, manifest["files"])


def _restored(path: Path, names: Names, sums: dict[str, str]) -> Iterator[Outcome]:
    clear_planted_regions()
    for plain in lines(path / TAXONOMY):
        restore_taxonomy(plain, names)
    for plain in lines(path / PICTURES):
        try:
            restore_picture(plain, names, folder=path / "media", sums=sums)
        except BadPicture as error:
            yield Outcome(Status.FAILED, reason=str(error))
    for plain in lines(path / ARTICLES):
        yield _known(plain, names) or _new(plain, names)
    for plain in lines(path / DELETED):
        if not _pages_here([plain]).exists():
            with transaction.atomic():
                create_raw(plain, names)


def _foreseen(path: Path, names: Names) -> Iterator[Outcome]:
    for plain in lines(path / ARTICLES):
        yield _known(plain, names) or Outcome(Status.CREATED)


def _new(plain: Plain, names: Names) -> Outcome:
    try:
        with transaction.atomic():
            return Outcome(Status.CREATED, create_story(plain, names))
    except (Unknown, IntegrityError, ValueError) as error:
        return Outcome(Status.FAILED, reason=f"“{plain['headline']}” cannot be restored: {error}")


def _known(plain: Plain, names: Names) -> Outcome | None:
    """What there is to say of a story that is here, or was."""
    if article := _here(plain):
        return _compared(article, plain, names)
    if _pages_here(plain["raws"]).exists():
        return Outcome(Status.UNCHANGED, reason="An editor has deleted it.")
    return None


def _here(plain: Plain) -> Article | None:
    """The story, if it is here: by its address, an address that it had, or its page."""
    if found := Article.objects.filter(slug=plain["slug"]).first():
        return found
    address = Article(slug=plain["slug"]).get_absolute_url()
    if moved := Redirect.objects.filter(path=address).first():
        slug = moved.target.rstrip("/").rpartition("/")[2]
        if found := Article.objects.filter(slug=slug).first():
            return found
    pages = _pages_here(plain["raws"])
    is_of_page = models.Q(raws__in=pages) | models.Q(copies__in=pages)
    return Article.objects.filter(is_of_page).first()


def _pages_here(raws: list[Plain]) -> models.QuerySet[RawDocument]:
    return RawDocument.objects.filter(digest__in=[raw["digest"] for raw in raws])


def _compared(article: Article, plain: Plain, names: Names) -> Outcome:
    now = next(records([article.pk], names))
    other = [part for part in now if now[part] != plain.get(part)]
    if not other:
        return Outcome(Status.UNCHANGED, article)
    return Outcome(
        Status.FAILED,
        article,
        f"It is here already and differs in {', '.join(other)}: the story stays as it is.",
    )
