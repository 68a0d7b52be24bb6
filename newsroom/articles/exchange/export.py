"""Out: stories and all that belongs to them into a folder that another newsroom restores."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from operator import attrgetter
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import models
from django.utils import timezone

from newsroom.articles.exchange.folder import (
    ARTICLES,
    DELETED,
    FORMAT,
    MANIFEST,
    PICTURES,
    TAXONOMY,
    VERSION,
    Folder,
    new_folder,
)
from newsroom.articles.exchange.portable import Names, Plain, values
from newsroom.articles.exchange.records import CHUNK, raw_record, records
from newsroom.articles.models import (
    Article,
    Author,
    Batch,
    Image,
    RawDocument,
    Redirect,
    Region,
    Source,
    Tag,
)
from newsroom.core.site import site_settings

Counts = dict[str, int]


def chosen(
    *, region: Region | None = None, source: Source | None = None, since: datetime | None = None
) -> models.QuerySet[Article]:
    """The stories of a region and those below it, of a source, and changed since then."""
    articles = Article.objects.among_in_region(region) if region else Article.objects.all()
    if source:
        of_source = RawDocument.objects.filter(source=source, article=models.OuterRef("pk"))
        articles = articles.filter(models.Exists(of_source))
    return articles.filter(changed_at__gte=since) if since else articles


def keys_of(articles: models.QuerySet[Article]) -> list[int]:
    """Oldest first, in an order that is the same on any database."""
    return list(articles.order_by("created_at", "pk").values_list("pk", flat=True))


def export_folder(
    target: Path,
    *,
    articles: models.QuerySet[Article] | None = None,
    people: bool = True,
    progress: Callable[[Iterable[Plain], int], Iterable[Plain]] = lambda stories, total: stories,
) -> Counts:
    """Write these stories, or everything, to a new folder. Raises BadFolder if it cannot be made.

    The taxonomy is always whole. Pictures that none of the stories shows, and the pages of
    deleted stories, come with everything only. `lost_files` counts the pictures whose file is
    gone. `progress` is handed the stories on their way, and how many they are.
    """
    names = Names(people=people)
    keys = keys_of(Article.objects.all() if articles is None else articles)
    with new_folder(target) as folder:
        counts = {
            "taxonomy": folder.write_lines(TAXONOMY, _taxonomy(names)),
            "articles": folder.write_lines(ARTICLES, progress(records(keys, names), len(keys))),
        }
        wanted = None if articles is None else names.pictures_used
        pictures = (values(image, names) for image in pictures_of(wanted))
        counts["pictures"] = folder.write_lines(PICTURES, pictures)
        deleted = _deleted(names) if articles is None else ()
        counts["deleted"] = folder.write_lines(DELETED, deleted)
        counts["lost_files"] = copy_files(folder, pictures_of(wanted))
        _write_manifest(folder, counts, people=people)
    return counts


def pictures_of(wanted: set[int] | None) -> Iterator[Image]:
    """All pictures, or those with these keys, in the order of their keys."""
    for image in Image.objects.order_by("pk").iterator():
        if wanted is None or image.pk in wanted:
            yield image


def copy_files(folder: Folder, pictures: Iterable[Image]) -> int:
    """Put the pictures' files below media/. Returns how many are lost."""
    lost = 0
    for image in pictures:
        try:
            with default_storage.open(str(image.file)) as file:
                folder.write(f"media/{image.file}", file.chunks())
        except FileNotFoundError:
            lost += 1
    return lost


def _taxonomy(names: Names) -> Iterator[Plain]:
    """Each row after those that it names."""
    for author in Author.objects.order_by("pk"):
        yield {"row": "author", **values(author, names)}
    for region in sorted(Region.objects.all(), key=attrgetter("path")):  # parents first
        yield {"row": "region", **values(region, names, without=["path", "depth"])}
    for tag in Tag.objects.order_by("pk").prefetch_related("aliases"):
        aliases = sorted(alias.name for alias in tag.aliases.all())
        yield {"row": "tag", **values(tag, names), "aliases": aliases}
    for source in Source.objects.order_by("pk").prefetch_related("patterns"):
        patterns = sorted(source.patterns.all(), key=attrgetter("pk"))
        yield {
            "row": "source",
            **values(source, names),
            "patterns": [values(pattern, names, without=["source"]) for pattern in patterns],
        }
    for batch in Batch.objects.order_by("pk"):
        yield {"row": "batch", **values(batch, names)}
    # Those to stories go with their stories.
    to_story = Article(slug="-").get_absolute_url().removesuffix("-/")
    for redirect in Redirect.objects.exclude(target__startswith=to_story).order_by("pk"):
        yield {"row": "redirect", **values(redirect, names)}


def _deleted(names: Names) -> Iterator[Plain]:
    raws = RawDocument.objects.filter(article=None, copy_of=None).order_by("pk")
    parts = raws.prefetch_related("lines", "bands")
    return (raw_record(raw, names) for raw in parts.iterator(chunk_size=CHUNK))


def _write_manifest(folder: Folder, counts: Counts, *, people: bool) -> None:
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "site": site_settings().name,
        "people": people,
        "counts": counts,
        "files": folder.sums.copy(),
    }
    folder.write(MANIFEST, [json.dumps(manifest, indent=1).encode()])
