"""Addresses that are free, and addresses that go on working after a rename."""

from django.db import models, transaction
from django.utils.text import slugify

from newsroom.articles.models import Redirect

MAX_WORDS = 12
MAX_LENGTH = 75  # every slug column is longer, so that a number fits behind


def free_slug(text: str, *, model: type[models.Model], keep: models.Model | None = None) -> str:
    """A slug for `text` that no other row of `model` has: `media`, then `media-2`.

    `keep` is the row that is being named, whose own slug does not count as taken. Text without
    a single Latin letter or digit (a Chinese headline) is named after the model.
    """
    words = slugify(text).split("-")[:MAX_WORDS]
    base = "-".join(words)[:MAX_LENGTH].strip("-") or str(model._meta.model_name)
    others = model._default_manager.exclude(pk=keep.pk if keep else None)
    taken = set(others.filter(slug__startswith=base).values_list("slug", flat=True))
    if base not in taken:
        return base
    return next(slug for n in range(2, len(taken) + 3) if (slug := f"{base}-{n}") not in taken)


@transaction.atomic
def leave_redirect(old: str, new: str) -> None:
    """Make the address `old` lead to `new`, and whatever led to `old` as well: one hop, always."""
    if old == new:
        return
    Redirect.objects.filter(path=new).delete()
    Redirect.objects.filter(target=old).update(target=new)
    Redirect.objects.update_or_create(path=old, defaults={"target": new})
