"""Fill an empty site with the demo newsroom, by the same verbs that editors and imports use."""

import io
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from newsroom.articles import workflow
from newsroom.articles.editing import save_article
from newsroom.articles.ingest import ingest, vocabulary
from newsroom.articles.models import Article, Author, Byline, Image, Region, Tag
from newsroom.articles.slugs import free_slug
from newsroom.core.desk import PASSWORD_DUE
from newsroom.core.models import SiteSettings
from newsroom.importing import read
from newsroom.ops import demo
from newsroom.ops.demo.pictures import draw

EDITOR = "editor"
PICTURE_QUALITY = 88  # of the JPEG originals; pages show smaller renditions of them


class NotEmpty(Exception):
    """The site is in use, and the demo never mixes with what is real."""


@dataclass(frozen=True)
class SignIn:
    """An account at the desk, and the password that opens it once."""

    username: str
    password: str


def is_empty() -> bool:
    """Whether nobody has done anything here yet: no story, account, author, tag or setting."""
    return not any(model.objects.exists() for model in (Article, User, Author, Tag, SiteSettings))


def fill() -> SignIn:
    """Load the demo. All or nothing, so that an interrupted start begins again."""
    if not is_empty():
        raise NotEmpty(
            "Somebody has begun to use this site. The demo fills an empty site only: set DATA_DIR "
            "or DATABASE_URL to another place."
        )
    content = demo.load()
    drawn = {picture.name: _jpeg(picture.name) for picture in content.pictures}
    with transaction.atomic():
        _people_and_subjects(content)
        pictures = {p.name: _image(p, drawn[p.name]) for p in content.pictures}
        now = timezone.now()
        for story in sorted(content.stories, key=lambda story: -story.age):
            _story(story, pictures, now)
        for page in content.damaged:
            _damaged_page(page, pictures, now)
        return _editor()


def _people_and_subjects(content: demo.Demo) -> None:
    # Name and zone are those of the environment, as on any new site.
    SiteSettings(pk=1, tagline=content.site.tagline, description=content.site.about).save()
    for person in content.authors:
        Author.objects.create(
            name=person.name,
            slug=person.slug,
            role=person.role,
            bio=person.bio,
            city=person.city,
            languages=", ".join(person.languages),
        )
    for subject in content.tags:
        tag = Tag.objects.create(
            name=subject.name,
            slug=free_slug(subject.name, model=Tag),
            kind=subject.kind,
            description=subject.description,
            navigation_order=subject.nav_order,
        )
        for alias in subject.aliases:
            tag.aliases.create(name=alias)


def _jpeg(name: str) -> bytes:
    data = io.BytesIO()
    draw(name).save(data, "JPEG", quality=PICTURE_QUALITY)
    return data.getvalue()


def _image(picture: demo.Picture, jpeg: bytes) -> Image:
    return Image.objects.create(
        file=ContentFile(jpeg, name=f"{picture.name}.jpg"),
        alt=picture.alt,
        caption=picture.caption,
        credit=picture.credit,
    )


def _story(story: demo.Story, pictures: Mapping[str, Image], now: datetime) -> None:
    article = Article(
        headline=story.headline,
        slug=story.slug,
        standfirst=story.standfirst,
        body=story.html,
        place=story.place,
        hero=pictures[story.hero] if story.hero else None,
    )
    save_article(article)
    _place(article, story)
    _take_to_its_state(article, story, now)
    for correction in story.corrections:
        workflow.correct(
            article,
            by=None,
            text=correction.text,
            kind=correction.kind,
            at=now - correction.age,
        )
    if story.substantive_update:
        workflow.announce_update(article, by=None, at=now - story.substantive_update)


def _place(article: Article, item: demo.Story | demo.DamagedPage) -> None:
    article.regions.set(Region.objects.filter(name__in=item.regions))
    article.tags.set(Tag.objects.filter(name__in=item.tags))
    article.bylines.all().delete()
    for position, slug in enumerate(item.authors):
        author = Author.objects.get(slug=slug)
        Byline.objects.create(article=article, author=author, position=position)


def _take_to_its_state(article: Article, story: demo.Story, now: datetime) -> None:
    match story.state:
        case demo.State.DRAFT:
            pass
        case demo.State.IN_REVIEW:
            workflow.submit(article, by=None)
        case demo.State.SCHEDULED:
            assert story.due_in is not None
            workflow.schedule(article, by=None, at=now + story.due_in)
        case demo.State.PUBLISHED:
            workflow.publish(article, by=None, at=now - story.age)
        case demo.State.WITHDRAWN:
            workflow.publish(article, by=None, at=now - story.age)
            workflow.withdraw(article, by=None, reason=story.reason)
        case _:
            assert_never(story.state)


def _damaged_page(page: demo.DamagedPage, pictures: Mapping[str, Image], now: datetime) -> None:
    """Import and clean the page, then do what an editor would: place it, and publish it."""
    article = ingest(read(page.path), known=vocabulary()).article
    assert article is not None
    article.standfirst = page.standfirst
    article.place = page.place
    article.hero = pictures[page.hero] if page.hero else None
    save_article(article)
    _place(article, page)
    if page.needs_review:
        workflow.submit(article, by=None, note="A character is lost: see the original.")
    else:
        workflow.publish(article, by=None, at=now - page.age)


def _editor() -> SignIn:
    password = secrets.token_urlsafe(9)
    account = User.objects.create_user(EDITOR, password=password, is_staff=True)
    due, _created = Group.objects.get_or_create(name=PASSWORD_DUE)
    account.groups.add(Group.objects.get(name="Admin"), due)
    return SignIn(EDITOR, password)
