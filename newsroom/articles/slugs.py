"""Addresses that are free, and addresses that go on working after a rename."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, islice

from django.db import transaction
from django.utils.text import slugify

from newsroom.articles.models import Article, Author, Redirect, Tag

Page = Article | Author | Tag

MAX_WORDS = 12
MAX_LENGTH = 75  # every slug column is longer, so that a number fits behind
# How many names of a text are asked for at once: few, since hardly any is taken; then many, for
# the column that has had the same headline every week.
NUMBERS = (3, 100)


def free_slug(text: str, *, model: type[Page], keep: Page | None = None) -> str:
    """A slug for `text` that no other row of `model` has or had: `media`, then `media-2`.

    `keep` is the row that is being named: its stored slug, and its old ones, are free for it.
    Whoever follows an old link to another row must not end up here.
    """
    own = model._default_manager.filter(pk=keep.pk).first() if keep and keep.pk else None
    if own and own.slug == text:
        return text
    return free_slugs([text], model=model, own=own)[0]


def free_slugs(texts: Sequence[str], *, model: type[Page], own: Page | None = None) -> list[str]:
    """A free slug for each text, in their order, none twice. Two queries where few are alike."""
    bases = [_base(text, model) for text in texts]
    first = {slug for base in bases for slug in islice(_numbered(base), NUMBERS[0])}
    taken = _taken(first, model=model, own=own)
    found = []
    for base in bases:
        found.append(_first_free(base, taken, model=model, own=own))
        taken.add(found[-1])
    return found


def _first_free(base: str, taken: set[str], *, model: type[Page], own: Page | None) -> str:
    """The first number that is free; whole names are asked for, which an index answers."""
    numbered = _numbered(base)
    for slug in islice(numbered, NUMBERS[0]):
        if slug not in taken:
            return slug
    while True:
        further = list(islice(numbered, NUMBERS[1]))
        taken |= _taken(further, model=model, own=own)
        for slug in further:
            if slug not in taken:
                return slug


def _numbered(base: str) -> Iterator[str]:
    yield base
    yield from (f"{base}-{number}" for number in count(2))


def _base(text: str, model: type[Page]) -> str:
    """`ferry-fares-frozen`; for text without a Latin letter or digit `article-5c1f09ae`.

    The digits follow from the text. A running number instead would need a look at every Chinese
    headline there is, and the row's key is not known before it is saved.
    """
    words = slugify(text).split("-")[:MAX_WORDS]
    if base := "-".join(words)[:MAX_LENGTH].strip("-"):
        return base
    return f"{model._meta.model_name}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def _taken(slugs: Iterable[str], *, model: type[Page], own: Page | None) -> set[str]:
    """Which of these slugs other rows have, or left a redirect at."""
    addresses = {model(slug=slug).get_absolute_url(): slug for slug in slugs}
    addresses |= {address.removesuffix("/"): slug for address, slug in addresses.items()}
    rows = model._default_manager.filter(slug__in=set(addresses.values()))
    left = Redirect.objects.filter(path__in=addresses)
    if own:
        rows = rows.exclude(pk=own.pk)
        left = left.exclude(target=own.get_absolute_url())
    moved = left.values_list("path", flat=True)
    return {*rows.values_list("slug", flat=True), *(addresses[path] for path in moved)}


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


def move_redirects(old: str, new: str) -> None:
    """Make whatever led to `old` lead to `new`; `old`, never public, leads nowhere."""
    Redirect.objects.filter(target=old).update(target=new)


@transaction.atomic
def add_redirect(path: str, target: str) -> None:
    """Make `path` lead to where `target` is now. For redirects by hand, which may name an old one.

    Where `target` led to `path`, the new one takes the place of the old.
    """
    moved = Redirect.objects.filter(path=target).exclude(target=path).first()
    leave_redirect(path, moved.target if moved else target)
