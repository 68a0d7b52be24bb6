"""Earlier versions of a story: kept when something replaces them, and put back.

A revision holds what a change replaced, not what it made: the present text is the article's own
row. So nothing is kept twice, an import writes none (what it wrote also follows from the raw page
and its report), each change costs one row, and the versions of a story are its revisions and its
row. Of a draft that no reader has seen only the changes of a batch are kept, to be undone.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.models import User
from django.db import models, transaction

from newsroom.articles.editing import save_article
from newsroom.articles.models import (
    Article,
    Author,
    Batch,
    Byline,
    Image,
    Region,
    Revision,
    RevisionKind,
    Tag,
)

Content = dict[str, Any]

FIELDS = ("headline", "slug", "standfirst", "body", "place", "language", "hero_id")
# Only of what readers have had is every version kept.
ONLY_PUBLIC = {RevisionKind.IMPORT, RevisionKind.EDIT}


def snapshot(article: Article) -> Content:
    """What the stored story says, in plain types; rows by id, and by name should they be gone."""
    stored = Article.objects.get(pk=article.pk)
    return {
        **{field: getattr(stored, field) for field in FIELDS},
        "regions": [_named(region) for region in stored.regions.order_by("pk")],
        "tags": [_named(tag) for tag in stored.tags.order_by("pk")],
        "bylines": [
            {**_named(byline.author), "position": byline.position}
            for byline in stored.bylines.all()
        ],
    }


def earlier(article: Article) -> models.QuerySet[Revision]:
    """The story's revisions, newest first, with who made way for which and without the texts."""
    return article.revisions.defer("content", "provenance").select_related("made_by")


def digest(content: Content) -> str:
    """A hash of what the story says; a tag with a new name is the same tag."""
    said = {
        name: [row["id"] for row in value] if isinstance(value, list) else value
        for name, value in content.items()
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def record(
    article: Article,
    before: Content,
    *,
    kind: RevisionKind,
    by: User | None = None,
    batch: Batch | None = None,
    provenance: Content | None = None,
) -> Revision | None:
    """Keep `before` if the stored story says something else by now; the story's row is locked.

    None where nothing changed, or where no reader has seen a draft that was edited.
    """
    after = digest(snapshot(article))
    if after == digest(before) or (kind in ONLY_PUBLIC and not article.was_public):
        return None
    last = article.revisions.aggregate(number=models.Max("number"))["number"] or 0
    return Revision.objects.create(
        article=article,
        number=last + 1,
        kind=kind,
        made_by=by,
        batch=batch,
        content=before,
        left_sha256=after,
        provenance=provenance,
    )


@contextmanager
def revising(
    article: Article,
    *,
    kind: RevisionKind,
    by: User | None = None,
    batch: Batch | None = None,
) -> Iterator[None]:
    """Make a change inside, all or nothing; what it replaces is kept."""
    with transaction.atomic():
        lock(article)
        before = snapshot(article)
        yield
        record(article, before, kind=kind, by=by, batch=batch)


def lock(article: Article) -> None:
    """Keep the story's row for this transaction, lest of two changes one is not seen."""
    Article.objects.select_for_update().filter(pk=article.pk).values_list("pk").first()


def restore(
    article: Article, revision: Revision, *, by: User | None, batch: Batch | None = None
) -> list[str]:
    """Put that version back; what stood there becomes a revision itself.

    Returns the names of what it spoke of and is gone: regions, tags, authors, the picture. What
    the desk has deleted is not made anew; a tag that has become another's alias is that one.
    """
    with revising(article, kind=RevisionKind.RESTORE, by=by, batch=batch):
        article.refresh_from_db()
        return _put(article, revision.content)


def _put(article: Article, content: Content) -> list[str]:
    gone: list[str] = []
    for field in FIELDS:
        setattr(article, field, content.get(field, getattr(article, field)))
    if article.hero_id and not Image.objects.filter(pk=article.hero_id).exists():
        gone.append("main picture")
        article.hero = None
    save_article(article)
    article.regions.set(_still_here(Region, content["regions"], gone).values())
    article.tags.set(_still_here(Tag, content["tags"], gone).values())
    article.bylines.all().delete()
    authors = _still_here(Author, content["bylines"], gone)
    positions = {line["id"]: line["position"] for line in content["bylines"]}
    Byline.objects.bulk_create(
        Byline(article=article, author=author, position=positions[number])
        for number, author in authors.items()
    )
    return gone


def _still_here(model: type[Any], named: Iterable[Content], gone: list[str]) -> dict[int, Any]:
    """The rows that were meant, by the ids they had; the names of the others go to `gone`.

    Two tags of then may be one of now: it comes once.
    """
    wanted = {row["id"]: row for row in named}
    stored = model.objects.in_bulk(wanted)
    found: dict[int, Any] = {}
    for number, row in wanted.items():
        now = stored.get(number) or _by_name(model, row)
        if now is None:
            gone.append(row["name"])
        elif now not in found.values():
            found[number] = now
    return found


def _by_name(model: type[Any], row: Content) -> Any:
    is_meant = models.Q(name=row["name"]) | models.Q(slug=row["slug"])
    if model is Tag:
        is_meant |= models.Q(aliases__name=row["name"])
    return model.objects.filter(is_meant).first()


def _named(row: Region | Tag | Author) -> Content:
    return {"id": row.pk, "name": row.name, "slug": row.slug}
