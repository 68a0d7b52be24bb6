"""A newsroom with one of everything that an export carries, and an empty one to carry it to."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.db import models

from newsroom.articles import revisions, workflow
from newsroom.articles.editing import save_article
from newsroom.articles.images import in_text, renditions, stored
from newsroom.articles.imported import fingerprint
from newsroom.articles.ingest.twins import fold_seen
from newsroom.articles.models import (
    Article,
    Author,
    Batch,
    ChromePattern,
    Image,
    PatternState,
    RawDocument,
    Redirect,
    Region,
    RevisionKind,
    Source,
    State,
    Tag,
    TagAlias,
)
from newsroom.articles.regions import plant_regions
from newsroom.articles.slugs import leave_redirect
from tests import builders
from tests.articles.test_ingest import raw, take


def fill() -> None:
    """Stories in every state, with all that may belong to one."""
    editor = builders.user("Editor", username="mei", email="mei@example.com")
    _taxonomy(editor)
    _told(editor)
    _imported()
    now = datetime(2026, 3, 4, 5, 6, 7, 89, tzinfo=UTC)
    builders.article("A draft about trams", state=State.DRAFT, regions=[], authors=[])
    builders.article("In review", state=State.IN_REVIEW, tags=["Ferries"])
    builders.article("Tomorrow’s news", state=State.SCHEDULED, published_at=now.replace(year=2100))
    builders.article("渡輪票價凍結", language="zh-Hant", published_at=now)
    withdrawn = builders.article("A claim that did not hold")
    workflow.withdraw(withdrawn, by=editor, reason="The figures could not be confirmed.")
    _image(alt="In no story", focal_x=0.25)


def _taxonomy(editor: User) -> None:
    asia = Region.objects.get(slug="asia-pacific")
    builders.region("Straits", parent=builders.region("Seas", parent=asia), short_name="Str.")
    Region.objects.filter(slug="vietnam").delete()
    ferries = builders.tag("Ferries", description="Boats.", navigation_order=3)
    TagAlias.objects.bulk_create(TagAlias(tag=ferries, name=name) for name in ("Boats", "船"))
    builders.author("Mei Tan", bio="Writes.", email="mei@site.example", user=editor)
    leave_redirect("/tags/boats/", "/tags/ferries/")


def _image(**fields: Any) -> Image:
    """Small, so that it is quickly made and copied."""
    file = ContentFile(builders.picture(160, 120), name="picture.png")
    return Image.objects.create(file=file, credit="Photo: Newsroom", **fields)


def _told(editor: User) -> None:
    """A story that has been through everything since its first version."""
    hero, inside = _image(caption="Piers", focal_y=0.9), _image(alt="A quay")
    stored(renditions(hero, crop="1x1", extension="jpg")[0])
    story = builders.article(
        "Ferry fares frozen",
        standfirst="No more to pay.",
        place="Cebu",
        regions=["Straits", "Singapore"],
        tags=["Ferries", "Fares", "Short-lived"],
        authors=["Arif Rahman", "Mei Tan"],
        hero=hero,
        body=f'<p>It rained.</p><figure><img src="{in_text(inside).url}" alt=""></figure>',
    )
    for headline in ("Fares stay", "Ferry fares stay"):
        with revisions.revising(story, kind=RevisionKind.EDIT, by=editor):
            story.headline, story.slug = headline, ""
            save_article(story)
    story.tags.get(name="Short-lived").delete()
    workflow.correct(story, by=editor, text="Not “thawed”, as we had it.")
    workflow.correct(story, by=None, text="In Cebu.", kind="clarification")


def _imported() -> None:
    """Pages: one cleaned again as part of a batch, one edited, one deleted; and furniture."""
    story = take(raw(), publish=True).article
    page = story.raws.get()
    batch = Batch.objects.create(cleaner_version="9", counts={"changed": 1})
    before = revisions.snapshot(story)
    story.body = f'<p>Cleaned anew.</p><img src="{in_text(_image(alt="An office")).url}" alt="">'
    save_article(story)
    provenance = {"document": page.pk, "report": page.report, "lines": []}
    kept = {"kind": RevisionKind.RECLEAN, "batch": batch}
    revision = revisions.record(story, before, **kept)
    revision.provenance = provenance
    revision.save()
    RawDocument.objects.update(written_sha256=fingerprint(story))
    edited = take(raw(TRAMS, key="file:///trams.txt")).article
    edited.headline = "Trams are back"
    save_article(edited)
    copy = take(raw(f"{TRAMS}\n", key="file:///copy.txt")).article
    assert fold_seen(copy.raws.get()).article == edited
    take(raw(COFFEE, key="file:///coffee.txt")).article.delete()
    ChromePattern.objects.create(
        source=page.source,
        line_hash="0" * 16,
        line="share on",
        sample="Share on",
        state=PatternState.CONFIRMED,
        seen_count=3,
        decided_at=datetime(2026, 1, 2, tzinfo=UTC),
    )


TRAMS = """Kolkata brings its trams back

The city of Kolkata has brought two of its tram lines back after a pause of three years.

Nobody knows for how long, its mayor said, and nobody asked.
"""
COFFEE = """Coffee chain Kopi\0 Lane opens in Penang

The coffee chain has opened its first shop in Penang, next to the ferry, with forty seats.

A second one is to follow in the spring, the chain said on Monday.
"""


def empty(settings: Any, media: Path) -> None:
    """As a newsroom is on its first day: no story, and the regions that it is planted with."""
    for model in (Article, Image, RawDocument, Source, Batch, Tag, Author, Redirect, User):
        model.objects.all().delete()
    for region in Region.objects.order_by("-depth"):
        region.delete()
    settings.MEDIA_ROOT = media
    plant_regions()


def story() -> Article:
    """The one that has been through everything."""
    return Article.objects.get(headline="Ferry fares stay")


# Columns that speak of rows by their numbers: tests of their own look at these.
OF_NUMBERS = {"content", "left_sha256", "provenance", "batch", "written_sha256"}
# Counted anew each night.
COUNTED = {"AuditReport"}


def told() -> dict[str, list[str]]:
    """What every row of the app says, without the exporter: what that forgets is missed here."""
    return {
        model.__name__: sorted(map(_told_of, model.objects.all()))
        for model in apps.get_app_config("articles").get_models()
        if model.__name__ not in COUNTED
    }


def _told_of(row: models.Model) -> str:
    fields = [f for f in row._meta.concrete_fields if not f.primary_key]
    said = {field.name: getattr(row, field.name) for field in fields}
    said |= {
        field.name: sorted(map(str, getattr(row, field.name).all()))
        for field in row._meta.many_to_many
    }
    plain = {
        name: bytes(value) if isinstance(value, memoryview) else repr(value)
        for name, value in said.items()
        if name not in OF_NUMBERS
    }
    return re.sub(r"/pictures/\d+-", "/pictures/N-", str(plain))
