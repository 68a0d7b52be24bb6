"""Earlier versions: what keeps one, what does not, and how one comes back."""

import pytest
from django.urls import reverse

from newsroom.articles import revisions
from newsroom.articles.editing import save_article
from newsroom.articles.ingest import Status
from newsroom.articles.models import Article, Redirect, Revision, RevisionKind, State
from tests import builders
from tests.articles.desk import change_url, form_data, signed_in
from tests.articles.test_ingest import changed, raw, take

pytestmark = pytest.mark.django_db


def edit(article: Article, **fields) -> None:
    """An edit as the desk makes it."""
    with revisions.revising(article, kind=RevisionKind.EDIT):
        for name, value in fields.items():
            setattr(article, name, value)
        save_article(article)


def full_story() -> Article:
    return builders.article(
        "Ferry fares frozen",
        standfirst="No more to pay.",
        place="Cebu",
        language="en-PH",
        regions=["Singapore", "Malaysia"],
        tags=["Ferries", "Fares"],
        authors=["Mei Tan", "Arif Rahman"],
        hero=builders.image(),
    )


# What keeps a version


def test_a_change_keeps_what_it_replaced_and_nothing_twice():
    story = full_story()
    edit(story, headline="Fares stay")
    edit(story, standfirst="Nobody pays more.")
    first, second = Revision.objects.order_by("number")
    assert (first.number, first.content["headline"]) == (1, "Ferry fares frozen")
    assert (second.number, second.content["headline"]) == (2, "Fares stay")
    assert second.content["standfirst"] == "No more to pay."


def test_saving_without_a_change_keeps_nothing():
    story = full_story()
    edit(story)
    assert not Revision.objects.exists()


def test_a_change_that_fails_halfway_leaves_story_and_versions_alone():
    story = full_story()
    with pytest.raises(ZeroDivisionError), revisions.revising(story, kind=RevisionKind.RECLEAN):
        story.headline = "Half"
        save_article(story)
        raise ZeroDivisionError
    assert Article.objects.get().headline == "Ferry fares frozen"
    assert not Revision.objects.exists()


def test_an_editors_save_at_the_desk_keeps_what_readers_had_with_its_tags():
    story, editor = full_story(), builders.user("Editor")
    news = builders.tag("News")
    data = form_data(story, headline="Fares stay", tags=[news.pk])
    assert signed_in(editor).post(change_url(story), data).status_code == 302
    revision = story.revisions.get()
    assert (revision.kind, revision.made_by) == (RevisionKind.EDIT, editor)
    assert revision.content["headline"] == "Ferry fares frozen"
    assert {tag["name"] for tag in revision.content["tags"]} == {"Ferries", "Fares"}


def test_a_form_sent_back_as_it_came_keeps_nothing():
    story = full_story()
    signed_in(builders.user("Editor")).post(change_url(story), form_data(story))
    assert not Revision.objects.exists()


def test_a_tag_taken_up_by_its_button_keeps_what_readers_had():
    story = full_story()
    builders.tag("Piers")
    data = form_data(story, _add_tag="Piers")
    signed_in(builders.user("Editor")).post(change_url(story), data)
    assert "Piers" in {tag.name for tag in story.tags.all()}
    assert "Piers" not in {tag["name"] for tag in story.revisions.get().content["tags"]}


def test_what_no_reader_has_seen_is_not_kept_at_each_save():
    story = builders.article(state=State.DRAFT)
    data = form_data(story, headline="Another headline of a draft")
    signed_in(builders.user("Reporter")).post(change_url(story), data)
    assert Article.objects.get().headline == "Another headline of a draft"
    assert not Revision.objects.exists()


def test_an_import_keeps_no_version_and_a_changed_source_the_one_readers_had():
    story = take(raw(), publish=True).article
    assert not Revision.objects.exists()
    assert take(changed()).status == Status.UPDATED
    revision = story.revisions.get()
    assert revision.kind == RevisionKind.IMPORT and "four shops" in revision.content["body"]


def test_the_form_lists_the_earlier_versions_with_who_and_why():
    story, editor = full_story(), builders.user("Editor", first_name="Farah", last_name="Idris")
    client = signed_in(editor)
    assert "Earlier versions" not in client.get(change_url(story)).content.decode()
    client.post(change_url(story), form_data(story, headline="Fares stay"))
    text = " ".join(client.get(change_url(story)).content.decode().split())
    assert "Earlier versions" in text and "Version 1 → edited, Farah Idris" in text


# How one comes back


def test_restoring_brings_everything_back_and_keeps_what_stood_there():
    story, editor = full_story(), builders.user("Editor")
    before = revisions.snapshot(story)
    with revisions.revising(story, kind=RevisionKind.EDIT):
        story.headline, story.standfirst, story.place = "Fares stay", "", ""
        story.body, story.language, story.hero = "<p>Other.</p>", "vi", None
        save_article(story)
        story.regions.set([builders.region("Japan")])
        story.tags.clear()
        story.bylines.all().delete()
    gone = revisions.restore(story, story.revisions.get(), by=editor)
    assert gone == [] and revisions.snapshot(story) == before
    newest = story.revisions.first()
    assert (newest.kind, newest.made_by) == (RevisionKind.RESTORE, editor)
    assert newest.content["headline"] == "Fares stay"
    assert [region["name"] for region in newest.content["regions"]] == ["Japan"]


def test_restoring_counts_words_again_and_leaves_a_redirect():
    story = full_story()
    words, old = story.word_count, story.get_absolute_url()
    edit(story, slug="fares-stay", body="<p>One. Two. Three.</p>")
    revisions.restore(story, story.revisions.get(), by=None)
    assert story.word_count == words and story.get_absolute_url() == old
    moved = Redirect.objects.get(path=reverse("reader:article", args=["fares-stay"]))
    assert moved.target == old


def test_what_is_gone_is_told_and_the_rest_comes_back():
    story = full_story()
    picture = story.hero
    edit(story, headline="Fares stay", hero=None)
    story.tags.clear()
    story.bylines.all().delete()
    builders.tag("Ferries").delete()
    builders.author("Mei Tan").delete()
    picture.delete()
    gone = revisions.restore(story, story.revisions.get(), by=None)
    assert sorted(gone) == ["Ferries", "Mei Tan", "main picture"]
    story.refresh_from_db()
    assert story.headline == "Ferry fares frozen" and story.hero is None
    assert [tag.name for tag in story.tags.all()] == ["Fares"]
    assert [str(byline) for byline in story.bylines.all()] == ["Arif Rahman"]


def test_a_tag_that_became_anothers_alias_comes_back_as_that_one():
    story = full_story()
    edit(story, headline="Fares stay")
    builders.tag("Ferries").delete()
    boats = builders.tag("Fares")
    boats.aliases.create(name="Ferries")
    assert revisions.restore(story, story.revisions.get(), by=None) == []
    assert list(story.tags.all()) == [boats]


def test_a_tag_with_a_new_name_is_no_change():
    story = full_story()
    before = revisions.digest(revisions.snapshot(story))
    tag = builders.tag("Ferries")
    tag.name = "Boats"
    tag.save()
    assert revisions.digest(revisions.snapshot(story)) == before
