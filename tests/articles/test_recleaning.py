"""`reclean_articles`: what it shows, what it changes, what it leaves, and the way back.

Today's cleaner differs from that of the import by a line that an editor has confirmed as page
furniture, or a tag that the desk has made since.
"""

import hashlib
import io
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsroom.articles import recleaning, workflow
from newsroom.articles.editing import save_article
from newsroom.articles.ingest import ingest, vocabulary
from newsroom.articles.models import (
    Article,
    Batch,
    Byline,
    ChromePattern,
    PatternState,
    RawDocument,
    Revision,
    RevisionKind,
    SeenLine,
)
from newsroom.articles.recleaning import Fate
from newsroom.cleaning import CLEANER_VERSION
from newsroom.importing import RawArticle
from tests import builders
from tests.articles.test_furniture import LINE, TOWNS, learn, page, say, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def stories() -> list[Article]:
    """Three drafts with a line of furniture, which the desk has found out since."""
    made = take(*(page(town, LINE) for town in TOWNS[:3]))
    learn()
    say(PatternState.CONFIRMED)
    return made


def run(**options) -> tuple[str, str, int]:
    """Output, complaints and exit status."""
    out, err, status = io.StringIO(), io.StringIO(), 0
    try:
        call_command("reclean_articles", stdout=out, stderr=err, no_color=True, **options)
    except SystemExit as end:
        status = int(end.code or 0)
    return out.getvalue(), err.getvalue(), status


def summary(**options) -> str:
    """The line that counts."""
    return next(line for line in run(**options)[0].splitlines() if "looked at" in line)


def counted(*, changed: int = 0, same: int = 0, edited: int = 0, sent: int = 0) -> str:
    total = changed + same + edited + sent
    return (
        f"{total} looked at: {changed} changed, {same} the same, {edited} edited by the desk and "
        f"left, {sent} sent on their way by the desk and left, 0 changed by somebody meanwhile and "
        "left, 0 public and now in doubt, left, 0 failed."
    )


def dated(town: str, *lines: str, **place: str) -> RawArticle:
    """The same with a day of its own, which a public story needs."""
    return replace(page(town, *lines, **place), published=datetime(2019, 3, 4))


def every_row() -> dict[str, str]:
    """A hash of each table that an import writes; keys that a new row counts up are left out."""
    tables = {
        "articles": Article.objects.order_by("pk").defer("changed_at"),
        "regions": Article.regions.through.objects.order_by("article", "region"),
        "tags": Article.tags.through.objects.order_by("article", "tag"),
        "bylines": Byline.objects.order_by("article", "position"),
        "documents": RawDocument.objects.order_by("pk"),
        "lines": SeenLine.objects.order_by("document", "line_hash"),
        "patterns": ChromePattern.objects.order_by("pk"),
    }
    counting = {"regions", "tags", "bylines", "lines"}
    return {
        name: hashlib.sha256(
            repr(
                [
                    {
                        field: bytes(value) if field == "body" and name == "documents" else value
                        for field, value in row.items()
                        if field != "changed_at" and not (field == "id" and name in counting)
                    }
                    for row in rows.values()
                ]
            ).encode()
        ).hexdigest()
        for name, rows in tables.items()
    }


def texts() -> list[str]:
    return list(Article.objects.order_by("pk").values_list("body", flat=True))


# What is shown


def test_without_apply_nothing_is_written_and_the_changes_are_shown(stories):
    before = every_row()
    out, err, status = run()
    assert (err, status) == ("", 0) and every_row() == before
    assert not Batch.objects.exists() and not Revision.objects.exists()
    assert out.startswith("Dry run: 3 looked at: 3 would change, 0 the same, 0 edited by the desk")
    assert "        3  chrome: source-pattern\n" in out
    assert f"to it.\n\n[-{LINE}\n\n-]Fares in Cebu last" in out
    assert out.endswith("Nothing was changed. --apply makes these changes.\n")


def test_as_many_samples_are_shown_as_asked_for(stories):
    shown = [run(samples=number)[0].count("[-Our partner") for number in (0, 2, 5)]
    assert shown == [0, 2, 3]


def test_samples_are_of_different_kinds_before_there_are_two_of_one(stories):
    take(page("Vigan"))
    builders.tag("Vigan")
    out = run(samples=2)[0]
    assert out.count("[-Our partner") == 1 and "  tags: {+Vigan+}\n" in out
    assert "        1  tags\n" in out


def test_colours_are_for_a_terminal_alone(stories):
    out = io.StringIO()
    call_command("reclean_articles", stdout=out, force_color=True)
    assert "\x1b[" in out.getvalue() and "\x1b[" not in run()[0]


@pytest.mark.parametrize(
    ("options", "number"), [({"limit": 2}, 2), ({"source": "other.example"}, 1), ({"limit": 0}, 0)]
)
def test_a_run_may_be_cut(stories, options, number):
    take(page("Vigan", source="other.example"))
    assert summary(**options).startswith(f"Dry run: {number} looked at:")


@pytest.mark.parametrize(
    "options",
    [
        {"source": "nobody.example"},
        {"only_older_than": "new"},
        {"limit": -1},
        {"samples": -1},
        {"undo": 99},
    ],
)
def test_what_cannot_be_meant_stops_the_run_before_it_starts(stories, options):
    with pytest.raises(CommandError) as caught:
        call_command("reclean_articles", **options)
    assert caught.value.returncode == 2


# What changes


def test_each_change_is_a_revision_of_one_batch(stories):
    assert summary(apply=True) == counted(changed=3)
    batch = Batch.objects.get()
    assert batch.finished_at and batch.counts["changed"] == 3
    assert batch.cleaner_version == CLEANER_VERSION
    assert [r.article for r in batch.revisions.order_by("article_id")] == stories
    assert all(LINE in r.content["body"] for r in batch.revisions.all())
    assert not any(LINE in text for text in texts())


def test_what_was_cleaned_again_is_the_importers_own_still(stories):
    run(apply=True)
    assert summary(apply=True) == counted(same=3)
    assert Batch.objects.count() == 1, "a run without a change leaves no batch"
    document = stories[0].raws.get()
    assert LINE not in document.report["paragraphs"]
    assert not SeenLine.objects.filter(document=document, line=LINE).exists()


def test_only_the_newest_copy_of_a_page_counts(stories):
    take(page(TOWNS[0], LINE, "A new line."))
    assert summary(apply=True) == counted(changed=2, same=1)


def test_a_public_archive_story_keeps_address_date_and_state(stories):
    say(PatternState.REFUSED)
    with_line = ingest(dated("Manila", LINE), known=vocabulary(), publish=True).article
    say(PatternState.CONFIRMED)
    without = ingest(dated("Jakarta", LINE), known=vocabulary(), publish=True).article
    before = Article.objects.get(pk=with_line.pk)
    assert before.is_published() and without.is_published()
    assert summary(apply=True) == counted(changed=4, same=1)
    after = Article.objects.get(pk=with_line.pk)
    assert LINE in before.body and LINE not in after.body
    assert (after.slug, after.published_at, after.updated_at, after.state) == (
        *(before.slug, before.published_at, before.updated_at, before.state),
    )
    assert not without.revisions.exists()


# What is left


@pytest.mark.parametrize("field", ["headline", "standfirst", "body", "place"])
def test_a_text_that_an_editor_has_touched_is_left(stories, field):
    story = stories[1]
    setattr(story, field, "<p>An editor's.</p>" if field == "body" else "An editor's")
    save_article(story)
    before = Article.objects.filter(pk=story.pk).values().get()
    assert summary(apply=True) == counted(changed=2, edited=1)
    assert Article.objects.filter(pk=story.pk).values().get() == before


def test_regions_tags_and_authors_that_an_editor_chose_are_left(stories):
    stories[0].regions.set([builders.region("Japan")])
    stories[1].tags.add(builders.tag("Fares"))
    Byline.objects.create(article=stories[2], author=builders.author("Mei Tan"))
    before = every_row()
    assert "0 would change, 0 the same, 3 edited" in summary()
    assert summary(apply=True) == counted(edited=3)
    assert every_row() == before


@pytest.mark.parametrize("step", ["submit", "schedule", "publish"])
def test_a_story_that_an_editor_has_sent_on_its_way_is_left(stories, step):
    at = {"at": timezone.now() + timedelta(days=3)} if step == "schedule" else {}
    stories[0].regions.add(builders.region("Singapore"))
    document = stories[0].raws.get()
    document.written_sha256 = recleaning.fingerprint(stories[0])
    document.save()
    getattr(workflow, step)(stories[0], by=None, **at)
    assert summary(apply=True) == counted(changed=2, sent=1)
    assert LINE in texts()[0]


def test_what_an_import_does_not_know_is_kept(stories):
    story = stories[0]
    story.slug, story.language, story.hero = "fares", "en-PH", builders.image()
    save_article(story)
    assert summary(apply=True) == counted(changed=3)
    story.refresh_from_db()
    assert (story.slug, story.language) == ("fares", "en-PH") and story.hero
    assert LINE not in story.body


def test_a_public_story_that_is_in_doubt_now_is_left_and_named():
    sale = "The early rate ends this Friday, so reserve a place at the ferry mixer today."
    take(*(page(town, below=sale) for town in TOWNS[:3]))
    learn()
    say(PatternState.CONFIRMED)
    story = ingest(dated("Manila", below=sale), known=vocabulary(), publish=True).article
    assert story.is_published()
    say(PatternState.REFUSED)
    before = every_row()
    out, err, status = run(source="harbour.example", apply=True)
    assert "1 public and now in doubt, left" in out and status == 0
    assert err.startswith("https://harbour.example/Manila: An uncertain rule was used")
    assert every_row()["articles"] == before["articles"]


def test_an_editor_who_saves_meanwhile_wins(stories):
    document = recleaning.pages()[0]
    story = Article.objects.get(pk=document.article_id)
    story.headline = "Saved while the page was being cleaned"
    save_article(story)
    look = recleaning.reclean(document, known=vocabulary(), batch=recleaning.begin())
    assert look.fate == Fate.OVERTAKEN and not Revision.objects.exists()
    story.refresh_from_db()
    assert story.headline == "Saved while the page was being cleaned" and LINE in story.body


def test_a_copy_that_comes_in_meanwhile_wins(stories):
    document = stories[0].raws.get()
    say(PatternState.REFUSED)
    copy = replace(page(TOWNS[0], LINE), body=page(TOWNS[0], LINE).body + b"\n")
    newest = ingest(copy, known=vocabulary()).article.raws.first()
    say(PatternState.CONFIRMED)
    look = recleaning.reclean(document, known=vocabulary(), batch=recleaning.begin())
    assert look.fate == Fate.OVERTAKEN and newest.lines.exists()
    assert summary(apply=True) == counted(changed=3), "the story is the importer's own still"


def test_a_run_that_another_overtakes_does_not_speak_of_the_desk(stories, monkeypatch):
    real = recleaning.prepare_again

    def clean_while_another_runs(*args, **options):
        monkeypatch.undo()
        assert summary(apply=True) == counted(changed=3)
        return real(*args, **options)

    monkeypatch.setattr(recleaning, "prepare_again", clean_while_another_runs)
    out = run(apply=True)[0]
    assert "0 edited by the desk" in out and "3 changed by somebody meanwhile and left" in out


# What fails


def test_a_page_that_cannot_be_cleaned_gets_a_line_and_stops_no_other(stories):
    RawDocument.objects.filter(pk=stories[1].raws.get().pk).update(body=b"\x89PNG\r\n\x1a\n")
    out, err, status = run(apply=True)
    assert status == 1 and "2 changed" in out and "1 failed." in out
    assert err == (
        f"https://harbour.example/{TOWNS[1]}: The input is not text (an image or an archive?): "
        "import the page itself.\n"
    )
    assert [LINE in text for text in texts()] == [False, True, False]


def test_even_a_mistake_of_ours_changes_nothing_of_its_story(stories, monkeypatch):
    real = recleaning.remember_lines

    def remember(document, cleaned):
        if TOWNS[1] in document.key:
            raise ZeroDivisionError("oh")
        real(document, cleaned)

    monkeypatch.setattr(recleaning, "remember_lines", remember)
    out, err, status = run(apply=True)
    assert status == 1 and "2 changed" in out
    assert "Nothing was changed: ZeroDivisionError: oh" in err
    assert [LINE in text for text in texts()] == [False, True, False]
    assert Revision.objects.count() == 2


def test_a_run_that_was_stopped_is_finished_by_the_next_and_undone_by_itself(stories):
    RawDocument.objects.update(cleaner_version="0.9")
    first = recleaning.begin()
    for document in recleaning.pages().order_by("pk")[:2]:
        recleaning.reclean(document, known=vocabulary(), batch=first)
    assert [LINE in text for text in texts()] == [False, False, True]
    assert summary(apply=True, only_older_than=CLEANER_VERSION) == counted(changed=1)
    assert not any(LINE in text for text in texts())
    assert run(undo=first.pk)[0] == f"Batch {first.pk}: 2 put back, 0 left.\n"
    assert [LINE in text for text in texts()] == [True, True, False]


def test_what_this_version_has_looked_at_is_passed_over_also_where_nothing_changed(stories):
    take(page("Vigan"))
    RawDocument.objects.update(cleaner_version="0.9")
    assert summary(apply=True, only_older_than="0.9") == counted()
    assert summary(apply=True, only_older_than="0.10") == counted(changed=3, same=1)
    assert summary(apply=True, only_older_than="0.10") == counted()


# The way back


def test_undone_everything_is_as_it_was(stories):
    builders.tag("Cebu")
    author = "4 min read\n\nMei Tan"
    take(page("Vigan", LINE, above=author), page("Laoag", above=author))
    say(PatternState.REFUSED)
    take(page("Tarlac", LINE))
    assert ingest(dated("Manila", LINE), known=vocabulary(), publish=True).article.is_published()
    say(PatternState.CONFIRMED)
    before = every_row()
    run(apply=True)
    changed = every_row()
    assert {name for name in before if before[name] != changed[name]} == {
        *("articles", "documents", "lines", "tags"),
    }
    batch = Batch.objects.get()
    out = run(undo=batch.pk)[0]
    assert out == f"Batch {batch.pk}: {batch.counts['changed']} put back, 0 left.\n"
    assert every_row() == before
    batch.refresh_from_db()
    assert batch.undone_at
    kinds = [revision.kind for revision in stories[0].revisions.order_by("number")]
    assert kinds == [RevisionKind.RECLEAN, RevisionKind.RESTORE]
    run(apply=True)
    assert every_row() == changed, "and it can be done again"


def test_a_batch_is_undone_as_a_whole(stories):
    run(apply=True)
    for options in ({"source": "harbour.example"}, {"limit": 1}, {"only_older_than": "0.9"}):
        with pytest.raises(CommandError, match="whole batch") as caught:
            run(undo=Batch.objects.get().pk, **options)
        assert caught.value.returncode == 2
    assert not any(LINE in text for text in texts())


def test_what_somebody_has_changed_since_is_left_and_named(stories):
    run(apply=True)
    story = Article.objects.get(pk=stories[1].pk)
    story.tags.add(builders.tag("Fares"))
    out, err, _status = run(undo=Batch.objects.get().pk)
    assert out.endswith("2 put back, 1 left.\n")
    assert err == f"{story.get_absolute_url()}: changed or sent on its way since, so it stays.\n"
    assert [LINE in text for text in texts()] == [True, False, True]


def test_what_an_editor_has_published_since_stays_as_the_editor_read_it(stories):
    run(apply=True)
    workflow.publish(Article.objects.get(pk=stories[0].pk), by=None)
    assert run(undo=Batch.objects.get().pk)[0].endswith("2 put back, 1 left.\n")
    assert [LINE in text for text in texts()] == [False, True, True]


def test_an_undo_that_was_stopped_is_finished_by_the_next(stories):
    run(apply=True)
    batch = Batch.objects.get()
    next(recleaning.undo(batch))
    out, err, _status = run(undo=batch.pk)
    assert (out, err) == (f"Batch {batch.pk}: 2 put back, 0 left.\n", "")
    assert all(LINE in text for text in texts())
    with pytest.raises(CommandError, match="undone already"):
        run(undo=batch.pk)


# What it costs


def test_a_page_costs_the_same_among_many_as_among_few():
    def queries(**options) -> int:
        with CaptureQueriesContext(connection) as asked:
            run(**options)
        return len(asked)

    take(*(page(town, LINE) for town in TOWNS[:4]))
    few = queries()
    take(*(page(town, LINE) for town in TOWNS[4:16]))
    assert queries() - few <= 12 * 3
    learn()
    say(PatternState.CONFIRMED)
    assert queries() - few <= 16 * 4
