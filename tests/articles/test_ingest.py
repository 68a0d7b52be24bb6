"""From a raw page to a stored article, and what happens when it comes again."""

import hashlib
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.utils import timezone

from newsroom.articles import workflow
from newsroom.articles.editing import save_article
from newsroom.articles.ingest import Outcome, Status, ingest, language_of, names, vocabulary
from newsroom.articles.models import Article, RawDocument, State, Tag
from newsroom.cleaning import Uncleanable
from newsroom.importing import RawArticle
from tests import builders

pytestmark = pytest.mark.django_db

PAGE = """Brand Forum 2024 Singapore
marketing weekly

Harbourlight Bank names Kopi Lane its agency in Malaysia

share on

Harbourlight Bank has named Kopi Lane its agency in Malaysia after a pitch of four shops.The bank \
spent RM18 million on media last year.â€œThey brought us one good drawing,â€\x9d said Farah Idris, \
who runs the bankâ€™s brand team in Kuala Lumpur.

share on
"""


def raw(text: str = PAGE, key: str = "file:///pages/harbourlight.txt", **stated) -> RawArticle:
    stated = {"published": datetime(2019, 3, 4, 8, 30)} | stated
    return RawArticle(key=key, source="pages", format="text", body=text.encode(), **stated)


def take(page: RawArticle, **options):
    return ingest(page, known=vocabulary(), **options)


def test_a_damaged_page_becomes_a_clean_draft_and_is_kept_as_it_came():
    bank = builders.tag("Harbourlight Bank")
    page = raw()
    outcome = take(page)
    article = outcome.article
    assert outcome.status == Status.CREATED and outcome.reason == ""
    assert article.headline == "Harbourlight Bank names Kopi Lane its agency in Malaysia"
    assert article.state == State.DRAFT and not article.is_published()
    assert article.body.count("<p>") == 3
    assert "“They brought us one good drawing,” said Farah Idris" in article.body
    assert [r.name for r in article.regions.all()] == ["Malaysia"]
    assert list(article.tags.all()) == [bank]
    kept = article.raws.get()
    assert bytes(kept.body) == page.body
    assert kept.sha256 == hashlib.sha256(page.body).hexdigest()
    assert kept.report["title"] == article.headline


def test_the_same_page_again_changes_nothing_under_whatever_name():
    first = take(raw())
    changed_at = first.article.changed_at
    again, copy = take(raw()), take(raw(key="file:///elsewhere/copy.txt"))
    assert (again.status, copy.status) == (Status.UNCHANGED, Status.UNCHANGED)
    assert again.article == copy.article == first.article
    assert Article.objects.get().changed_at == changed_at
    assert RawDocument.objects.count() == 1


def test_a_changed_source_replaces_the_text_and_keeps_both_pages():
    first = take(raw())
    second = take(raw(PAGE.replace("four shops", "five shops")))
    assert second.status == Status.UPDATED and second.article == first.article
    first.article.refresh_from_db()
    assert "five shops" in first.article.body
    assert first.article.raws.count() == 2


def test_a_changed_source_does_not_overwrite_an_editor():
    article = take(raw()).article
    article.headline = "Harbourlight Bank picks Kopi Lane"
    save_article(article)
    outcome = take(raw(PAGE.replace("four shops", "five shops")))
    assert outcome.status == Status.FAILED and "editor" in outcome.reason
    article.refresh_from_db()
    assert article.headline == "Harbourlight Bank picks Kopi Lane"
    assert "four shops" in article.body
    assert article.raws.count() == 2, "the new page is kept for the editor"


def changed(page: str = PAGE) -> RawArticle:
    return raw(page.replace("four shops", "five shops"))


def test_a_changed_source_does_not_undo_an_editors_tags():
    article = take(raw()).article
    article.tags.add(builders.tag("Pitches"))
    assert take(changed()).status == Status.FAILED
    assert [tag.name for tag in article.tags.all()] == ["Pitches"]


@pytest.mark.parametrize("step", ["submit", "schedule", "publish"])
def test_a_changed_source_leaves_a_story_alone_that_is_on_its_way(step):
    article = take(raw()).article
    at = {"at": timezone.now() + timedelta(days=3)} if step == "schedule" else {}
    getattr(workflow, step)(article, by=None, **at)
    before = Article.objects.get(pk=article.pk)
    outcome = take(changed(), publish=True)
    after = Article.objects.get(pk=article.pk)
    assert outcome.status == Status.FAILED and "by now" in outcome.reason
    assert (after.state, after.published_at) == (before.state, before.published_at)
    assert "four shops" in after.body


def test_a_changed_source_leaves_a_withdrawn_story_withdrawn():
    article = take(raw(), publish=True).article
    workflow.withdraw(article, by=None, reason="Wrong.")
    assert take(changed(), publish=True).status == Status.FAILED
    assert not Article.objects.published().exists()


def test_a_changed_source_updates_its_own_archive_story_unless_it_needs_a_look():
    article = take(raw(), publish=True).article
    assert take(changed()).status == Status.UPDATED
    doubtful = raw(PAGE.replace("four shops", "f\ufffdve shops"))
    assert take(doubtful).status == Status.FAILED
    article.refresh_from_db()
    assert "five shops" in article.body and article.is_published()


def test_odd_characters_of_a_page_are_reported_on_any_database():
    report = take(raw(PAGE.replace("a pitch", "a\0 pitch"))).article.raws.get().report
    assert report["paragraphs"][0].startswith("Harbourlight Bank has named")


def test_a_source_with_a_very_long_name_is_known_again():
    key = "file:///" + "長い名前" * 400
    first = take(raw(key=key))
    again = take(raw(PAGE.replace("four shops", "five shops"), key=key))
    assert again.status == Status.UPDATED and again.article == first.article


def test_a_story_that_an_editor_deleted_does_not_come_back():
    take(raw()).article.delete()
    outcome = take(raw())
    assert outcome.status == Status.UNCHANGED and "deleted" in outcome.reason
    assert not Article.objects.exists() and RawDocument.objects.exists()


def test_publishing_takes_the_suggestions_and_makes_archive_not_news():
    article = take(raw(), publish=True).article
    assert article.is_published() and article.is_archive
    assert {"Harbourlight Bank", "Kopi Lane"} <= {tag.name for tag in article.tags.all()}


def test_publishing_also_takes_the_untouched_drafts_of_an_earlier_run():
    article = take(raw()).article
    assert take(raw(), publish=True).status == Status.UPDATED
    assert take(raw(), publish=True).status == Status.UNCHANGED
    article.refresh_from_db()
    assert article.is_published()


def test_publishing_leaves_a_draft_that_an_editor_has_touched():
    article = take(raw()).article
    article.headline = "Harbourlight Bank picks Kopi Lane"
    save_article(article)
    assert take(raw(), publish=True).status == Status.UNCHANGED
    assert not Article.objects.published().exists()


@pytest.mark.parametrize("text", ["hello", "Ferry fares frozen\n"])
def test_a_single_line_without_a_sentence_is_no_article(text):
    with pytest.raises(Uncleanable, match="no article"):
        take(raw(text))


def test_what_needs_an_eye_stays_a_draft_and_says_why():
    outcome = take(raw(PAGE.replace("Farah Idris", "Far\ufffdh Idris")), publish=True)
    assert outcome.status == Status.CREATED
    assert outcome.article.state == State.DRAFT
    assert outcome.reason.startswith("Kept as a draft for an editor to look at: ")


def test_a_page_without_an_article_stores_nothing():
    with pytest.raises(Uncleanable):
        take(raw("share on\n\nsubscribe now open in new window\n"))
    assert not Article.objects.exists() and not RawDocument.objects.exists()


def test_a_proposed_tag_is_not_made_for_a_draft():
    take(raw())
    assert not Tag.objects.exists()


@pytest.mark.parametrize(
    ("byline", "people"),
    [
        ("Mei Tan", ["Mei Tan"]),
        ("Mei Tan and Arif Rahman", ["Mei Tan", "Arif Rahman"]),
        ("Mei Tan, Arif Rahman & Tess Callaghan", ["Mei Tan", "Arif Rahman", "Tess Callaghan"]),
        ("Mei Tan and Mei Tan", ["Mei Tan"]),
        ("Mei Tan, Arif Rahman and MEI TAN", ["Mei Tan", "Arif Rahman"]),
        ("", []),
        ("–", []),
    ],
)
def test_a_byline_is_split_into_people(byline, people):
    assert names(byline) == people


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ferry is late.", ""),
        ("The 渡輪 is late.", ""),
        ("渡輪票價凍結。", "zh"),
        ("大阪の市場で新しい屋台が開いた。", "ja"),
        ("서울의 광고 회사가 합병한다.", "ko"),
        ("เรือข้ามฟากมาสาย", "th"),
        ("2026", ""),
    ],
)
def test_the_script_tells_the_language(text, language):
    assert language_of(text) == language


def test_a_changed_source_keeps_the_language_that_an_editor_gave():
    chinese = "渡輪票價凍結\n\n渡輪公司今年不加價。乘客表示歡迎。\n\n公司說明年再議。票價不變。\n"
    article = take(raw(chinese)).article
    assert article.language == "zh"
    article.language = "zh-Hant"
    save_article(article)
    assert take(raw(chinese.replace("今年", "明年"))).status == Status.UPDATED
    article.refresh_from_db()
    assert article.language == "zh-Hant"


SEED = Path(__file__).parents[2].parent / "shared/seeds/000_30ec9effe2bba2c2.txt"


@pytest.mark.skipif(not SEED.exists(), reason="the owner's sample is not beside this checkout")
def test_the_owners_sample_is_published_clean_tagged_and_in_its_region():
    body = SEED.read_bytes()
    day = datetime(2017, 12, 8)
    page = RawArticle(key=SEED.as_uri(), source="seeds", format="text", body=body, published=day)
    article = take(page, publish=True).article
    assert article.is_published()
    assert article.headline == "Alibaba and Ford team up in Chinese market"
    assert [region.name for region in article.regions.all()] == ["China"]
    assert {"Alibaba", "Ford"} <= {tag.name for tag in article.tags.all()}


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("publish", [False, True])
def test_what_an_editor_saves_while_its_source_comes_again_stays(publish):
    """The editor's transaction is open when the import comes to the story, and it has to wait."""
    article = take(raw()).article
    again = raw() if publish else raw(PAGE.replace("RM18", "RM19"))
    found: list[Outcome] = []

    def come_again() -> None:
        found.append(take(again, publish=publish))
        connection.close()

    thread = threading.Thread(target=come_again)
    with transaction.atomic():
        held = Article.objects.select_for_update().get(pk=article.pk)
        thread.start()
        _wait_until_somebody_waits()
        held.headline = "An editor's own"
        held.save()
    thread.join(timeout=20)
    article.refresh_from_db()
    assert article.headline == "An editor's own"
    assert found[0].status in (Status.FAILED, Status.UNCHANGED)


def _wait_until_somebody_waits() -> None:
    """Until a connection to this database stands at a lock; the thread's, there is no other."""
    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute(waiting)
            if cursor.fetchone()[0]:
                return
    raise AssertionError("The import never came to the lock.")
