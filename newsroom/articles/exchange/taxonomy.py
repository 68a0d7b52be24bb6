"""What the stories of an export name: regions, tags, authors, sources, batches, redirects."""

from typing import Any

from django.db import models, transaction

from newsroom.articles.exchange.portable import NAMED_BY, Names, Plain, insert, row_of
from newsroom.articles.models import (
    Article,
    Author,
    Batch,
    ChromePattern,
    Redirect,
    Region,
    Source,
    Tag,
    TagAlias,
)
from newsroom.cleaning.places import PLACES

ROWS: dict[str, type[models.Model]] = {
    "author": Author,
    "batch": Batch,
    "redirect": Redirect,
    "region": Region,
    "source": Source,
    "tag": Tag,
}


def clear_planted_regions() -> None:
    """Where there is no story yet, the regions that every new site is planted with make way."""
    if Article.objects.exists():
        return
    planted = Region.objects.filter(slug__in=[place.slug for place in PLACES])
    for region in planted.order_by("-depth"):
        if not region.children.exists():
            region.delete()


@transaction.atomic
def restore_taxonomy(plain: Plain, names: Names) -> None:
    """Make the row, unless it is here. What an editor has said of it here counts."""
    model = ROWS[plain["row"]]
    row = _here(model, plain) or _create(model, plain, names)
    if model in NAMED_BY:
        names.learn(row, plain[NAMED_BY[model]])


def _here(model: type[Any], plain: Plain) -> Any:
    """By what it is named by; else by its other name, which no two may have either."""
    for field in ("slug", "name", "path", "started_at"):
        if field in plain and (row := model.objects.filter(**{field: plain[field]}).first()):
            return row
    return Tag.objects.filter(aliases__name=plain["name"]).first() if model is Tag else None


def _create(model: type[Any], plain: Plain, names: Names) -> Any:
    row = row_of(model, plain, names)
    if isinstance(row, Region):
        row.save()  # which finds its path
        return row
    if isinstance(row, Author) and Author.objects.filter(user=row.user_id).exists():
        row.user_id = None  # the account is another author's here
    insert(row)
    for pattern in plain.get("patterns", ()):
        insert(row_of(ChromePattern, pattern, names, source=row))
    aliases = set(plain.get("aliases", ()))
    taken = TagAlias.objects.filter(name__in=aliases).values_list("name", flat=True)
    TagAlias.objects.bulk_create(
        TagAlias(tag=row, name=name) for name in sorted(aliases.difference(taken))
    )
    return row
