"""Addresses that are free, and addresses that go on working after a rename."""

import hashlib

from django.db import transaction
from django.utils.text import slugify

from newsroom.articles.models import Article, Author, Redirect, Tag

Page = Article | Author | Tag

MAX_WORDS = 12
MAX_LENGTH = 75  # every slug column is longer, so that a number fits behind


def free_slug(text: str, *, model: type[Page], keep: Page | None = None) -> str:
    """A slug for `text` that no other row of `model` has or had: `media`, then `media-2`.

    `keep` is the row that is being named: its stored slug, and its old ones, are free for it.
    Whoever follows an old link to another row must not end up here.
    """
    own = model._default_manager.filter(pk=keep.pk).first() if keep and keep.pk else None
    if own and own.slug == text:
        return text
    base = _base(text, model)
    taken = _taken(base, model=model, own=own)
    if base not in taken:
        return base
    return next(slug for n in range(2, len(taken) + 3) if (slug := f"{base}-{n}") not in taken)


def _base(text: str, model: type[Page]) -> str:
    """`ferry-fares-frozen`; for text without a Latin letter or digit `article-5c1f09ae`.

    The digits follow from the text. A running number instead would need a look at every Chinese
    headline there is, and the row's key is not known before it is saved.
    """
    words = slugify(text).split("-")[:MAX_WORDS]
    if base := "-".join(words)[:MAX_LENGTH].strip("-"):
        return base
    return f"{model._meta.model_name}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def _taken(base: str, *, model: type[Page], own: Page | None) -> set[str]:
    """The slugs like `base` that other rows have, or left a redirect at."""
    rows = model._default_manager.filter(slug__startswith=base)
    address = model(slug=base).get_absolute_url().removesuffix("/")
    left = Redirect.objects.filter(path__startswith=address)
    if own:
        rows = rows.exclude(pk=own.pk)
        left = left.exclude(target=own.get_absolute_url())
    moved = left.values_list("path", flat=True)
    return {
        *rows.values_list("slug", flat=True),
        *(base + path.removeprefix(address).removesuffix("/") for path in moved),
    }


@transaction.atomic
def leave_redirect(old: str, new: str) -> None:
    """Make the address `old` lead to `new`, and whatever led to `old` as well: one hop, always.

    `new` has a page now, so that nothing leads away from it any more.
    """
    if old == new:
        return
    Redirect.objects.filter(path=new).delete()
    Redirect.objects.filter(target=old).update(target=new)
    Redirect.objects.update_or_create(path=old, defaults={"target": new})


@transaction.atomic
def add_redirect(path: str, target: str) -> None:
    """Make `path` lead to where `target` is now. For redirects by hand, which may name an old one.

    Where `target` led to `path`, the new one takes the place of the old.
    """
    moved = Redirect.objects.filter(path=target).exclude(target=path).first()
    leave_redirect(path, moved.target if moved else target)
