"""Out of one newsroom and into another: the same stories, the same bytes, and nothing twice."""

import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from newsroom.articles import revisions
from newsroom.articles.editing import save_article
from newsroom.articles.exchange import restore as restoring
from newsroom.articles.exchange.export import export_folder
from newsroom.articles.exchange.folder import lines
from newsroom.articles.exchange.restore import restore_folder
from newsroom.articles.images import in_text
from newsroom.articles.imported import is_untouched
from newsroom.articles.ingest import Status
from newsroom.articles.models import (
    Article,
    Image,
    RawDocument,
    Region,
    Revision,
    Tag,
    TagAlias,
)
from tests import builders
from tests.articles.exchange.newsroom import COFFEE, empty, fill, story, told
from tests.articles.test_ingest import raw, take

pytestmark = pytest.mark.django_db


def files(folder: Path) -> dict[str, str]:
    """Each file with its hash; of the manifest all but when it was made."""
    found = {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "manifest.json"
    }
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["files"] == found
    del manifest["made_at"]
    return found | {"manifest.json": json.dumps(manifest)}


def counts(folder: Path) -> Counter:
    return Counter(str(outcome.status) for outcome in restore_folder(folder))


# There and back


def test_an_empty_newsroom_gets_the_same_rows(media, settings, tmp_path):
    fill()
    before = told()
    assert all(before.values()), "the newsroom has a row of every kind"
    export_folder(tmp_path / "out")
    empty(settings, tmp_path / "other-media")
    stories = Counter({"created": len(before["Article"])})
    assert counts(tmp_path / "out") == stories
    assert told() == before


def test_what_was_restored_is_exported_to_the_same_bytes(exported, tmp_path):
    list(restore_folder(exported))
    export_folder(tmp_path / "again")
    assert files(tmp_path / "again") == files(exported)


def test_the_second_restoration_creates_and_changes_nothing(exported):
    list(restore_folder(exported))
    before, people = told(), User.objects.count()
    keys = list(Article.objects.values_list("pk", flat=True))
    assert counts(exported) == Counter({"unchanged": len(keys)})
    assert told() == before and User.objects.count() == people
    assert list(Article.objects.values_list("pk", flat=True)) == keys


def test_a_restoration_that_broke_off_is_taken_up_again(exported, tmp_path, monkeypatch):
    create, done = restoring.create_story, []

    def breaks(plain, names):
        if len(done) == 3:
            raise KeyboardInterrupt
        done.append(create(plain, names))
        return done[-1]

    monkeypatch.setattr(restoring, "create_story", breaks)
    with pytest.raises(KeyboardInterrupt):
        list(restore_folder(exported))
    assert Article.objects.count() == 3
    monkeypatch.undo()
    assert counts(exported)["unchanged"] == 3
    export_folder(tmp_path / "again")
    assert files(tmp_path / "again") == files(exported)


def test_a_story_is_restored_with_all_its_parts_or_not_at_all(exported, monkeypatch):
    def breaks(*arguments, **named):
        raise KeyboardInterrupt

    monkeypatch.setattr("newsroom.articles.exchange.story._restore_revisions", breaks)
    with pytest.raises(KeyboardInterrupt):
        list(restore_folder(exported))
    assert not Article.objects.exists() and not RawDocument.objects.exists()


# What speaks of rows by their numbers


def test_pictures_in_a_text_are_shown_again(exported):
    builders.image()  # so that the numbers of here are others
    list(restore_folder(exported))
    inside = Image.objects.get(alt="A quay")
    assert in_text(inside).url in story().body
    assert default_storage.exists(str(inside.file))


def test_an_earlier_version_is_put_back_with_its_picture_and_tags(exported):
    builders.image(), builders.tag("First here"), builders.author("First here")
    list(restore_folder(exported))
    article = story()
    version = article.revisions.get(number=1)
    numbers = {row["name"]: row["id"] for row in version.content["tags"]}
    assert numbers["Short-lived"] < 0, "no tag has such a number, now or later"
    assert revisions.restore(article, version, by=None) == ["Short-lived"]
    assert (article.headline, article.hero.caption) == ("Ferry fares frozen", "Piers")
    assert {tag.name for tag in article.tags.all()} == {"Ferries", "Fares"}
    assert [str(line) for line in article.bylines.all()] == ["Arif Rahman", "Mei Tan"]


def test_it_is_still_known_that_nobody_has_touched_what_a_batch_left(exported):
    list(restore_folder(exported))
    revision = Revision.objects.get(kind="reclean")
    assert revision.batch.counts == {"changed": 1}
    assert revision.left_sha256 == revisions.digest(revisions.snapshot(revision.article))
    assert revision.provenance["document"] == revision.article.raws.get().pk


def test_it_is_still_known_which_texts_are_the_importers_own(exported):
    builders.image()  # so that the numbers in the text, and its hash, are others
    list(restore_folder(exported))
    untouched = Article.objects.get(body__startswith="<p>Cleaned anew.</p>")
    edited = Article.objects.get(headline="Trams are back")
    assert is_untouched(untouched, untouched.raws.get())
    assert not is_untouched(edited, edited.raws.get())


# What is here already


def test_a_story_that_an_editor_changed_here_is_reported_and_left(exported):
    list(restore_folder(exported))
    article = story()
    article.headline = "Ferry fares rise"
    save_article(article)
    outcomes = [each for each in restore_folder(exported) if each.status != Status.UNCHANGED]
    assert [each.article for each in outcomes] == [article]
    assert outcomes[0].status == Status.FAILED and "headline" in outcomes[0].reason
    article.refresh_from_db()
    assert article.headline == "Ferry fares rise"


def test_a_story_with_another_address_by_now_does_not_come_twice(exported):
    list(restore_folder(exported))
    article = story()
    article.slug = "fares"
    save_article(article)
    assert counts(exported) == Counter({"unchanged": Article.objects.count() - 1, "failed": 1})


def test_a_page_that_was_imported_here_as_well_is_the_same_story(exported):
    take(raw())
    assert counts(exported)["failed"] == 1


def test_what_an_editor_has_deleted_does_not_come_back(exported):
    list(restore_folder(exported))
    Article.objects.get(headline="Trams are back").delete()
    gone = [each for each in restore_folder(exported) if each.article is None]
    assert [each.status for each in gone] == [Status.UNCHANGED]
    assert "deleted" in gone[0].reason
    assert take(raw(COFFEE)).article is None, "nor what was deleted before the export"


def test_what_the_desk_here_says_of_a_tag_or_region_stays(exported):
    builders.article("Here before")
    TagAlias.objects.create(tag=builders.tag("Vessels", slug="ferries"), name="Boats")
    Region.objects.filter(slug="singapore").update(position=99)
    list(restore_folder(exported))
    assert Tag.objects.get(slug="ferries").name == "Vessels"
    assert Region.objects.get(slug="singapore").position == 99
    assert "Vessels" in {tag.name for tag in story().tags.all()}


def test_a_tag_that_is_anothers_alias_here_is_that_one(exported):
    TagAlias.objects.create(tag=builders.tag("Vessels"), name="Ferries")
    list(restore_folder(exported))
    assert not Tag.objects.filter(name="Ferries").exists()
    assert {tag.name for tag in story().tags.all()} == {"Vessels", "Fares"}


def test_another_picture_of_the_same_name_stays(exported):
    pictures = list(lines(exported / "pictures.jsonl"))
    name = pictures[0]["file"]
    Image.objects.create(file=ContentFile(builders.picture(80, 60), name=Path(name).name))
    list(restore_folder(exported))
    assert Image.objects.count() == len(pictures) + 1
    list(restore_folder(exported))
    assert Image.objects.count() == len(pictures) + 1
    assert Image.objects.get(file=name).width == 80


def test_people_of_the_record_are_named_and_cannot_sign_in(exported):
    list(restore_folder(exported))
    (account,) = User.objects.all()
    assert account.username == "mei" and story().corrections.first().made_by == account
    assert not account.is_active and not account.has_usable_password()
    assert not account.email and not account.is_staff
