"""One line to make any row a test needs: `article("Ferry fares frozen", regions=["Singapore"])`."""

import io
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.text import slugify
from PIL import Image as Picture

from newsroom.articles.editing import save_article
from newsroom.articles.models import Article, Author, Byline, Image, Region, State, Tag

_numbers = count(1)


def region(name: str, *, parent: Region | None = None, **fields: Any) -> Region:
    made, _created = Region.objects.get_or_create(
        name=name, defaults={"slug": slugify(name), "parent": parent, **fields}
    )
    return made


def tag(name: str, **fields: Any) -> Tag:
    made, _created = Tag.objects.get_or_create(
        name=name, defaults={"slug": slugify(name), **fields}
    )
    return made


def author(name: str, **fields: Any) -> Author:
    made, _created = Author.objects.get_or_create(
        name=name, defaults={"slug": slugify(name), **fields}
    )
    return made


def picture(width: int = 1600, height: int = 1067) -> bytes:
    """A small PNG file of that size."""
    data = io.BytesIO()
    Picture.new("RGB", (width, height), "#5f857a").save(data, "PNG")
    return data.getvalue()


def image(**fields: Any) -> Image:
    fields = {"alt": "A row of towers at the water", "credit": "Illustration: Newsroom"} | fields
    file = ContentFile(picture(), name=f"picture-{next(_numbers)}.png")
    return Image.objects.create(file=file, **fields)


def article(
    headline: str = "Ferry operator opens its piers to digital screens",
    *,
    regions: Sequence[str | Region] = ("Singapore",),
    tags: Sequence[str | Tag] = (),
    authors: Sequence[str | Author] = ("Mei Tan",),
    state: State = State.PUBLISHED,
    published_at: datetime | None = None,
    **fields: Any,
) -> Article:
    """A story in any state; a public one an hour old unless a time is given."""
    fields = {"body": "<p>The piers opened on Monday. Nobody paid.</p>"} | fields
    if published_at is None and state in {State.PUBLISHED, State.WITHDRAWN}:
        published_at = timezone.now() - timedelta(hours=1)
    made = Article(headline=headline, state=state, published_at=published_at, **fields)
    save_article(made)
    made.regions.set([region(r) if isinstance(r, str) else r for r in regions])
    made.tags.set([tag(t) if isinstance(t, str) else t for t in tags])
    for position, name in enumerate(authors):
        writer = author(name) if isinstance(name, str) else name
        Byline.objects.create(article=made, author=writer, position=position)
    return made


def user(role: str = "", **fields: Any) -> User:
    """An account at the desk, in the role Reporter, Editor or Admin, or in none."""
    name = fields.pop("username", None) or f"{role.lower() or 'nobody'}-{next(_numbers)}"
    account = User.objects.create_user(name, password="correct horse", is_staff=True, **fields)
    if role:
        account.groups.add(Group.objects.get(name=role))
    return account
