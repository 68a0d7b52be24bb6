"""What "published" means, addresses that last, and what a single row can say."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsroom.articles import querysets, workflow
from newsroom.articles.editing import count_words, save_article
from newsroom.articles.models import Article, Redirect, State
from newsroom.articles.slugs import add_redirect, free_slug
from tests import builders

pytestmark = pytest.mark.django_db


def test_the_query_and_the_row_agree_on_what_is_published():
    now = timezone.now()
    for state in State:
        for hours in (-2, 2, None):
            if hours is None and state in {State.PUBLISHED, State.SCHEDULED}:
                continue
            at = None if hours is None else now + timedelta(hours=hours)
            builders.article(f"{state} {hours}", state=State.DRAFT)
            Article.objects.filter(headline=f"{state} {hours}").update(state=state, published_at=at)
    by_query = set(Article.objects.published())
    assert by_query == {article for article in Article.objects.all() if article.is_published()}
    assert {article.headline for article in by_query} == {"scheduled -2", "published -2"}


def test_the_database_itself_refuses_a_public_story_without_a_time():
    story = builders.article(state=State.DRAFT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=story.pk).update(state=State.PUBLISHED)
    assert not Article.objects.published().exists()


def test_a_region_takes_in_the_stories_of_those_below_it_each_once():
    asia, lion, thai = (builders.region(n) for n in ("Southeast Asia", "Singapore", "Thailand"))
    builders.region("Southeast Asian Games", slug="southeast-asia-2")
    both = builders.article("Both", regions=[lion, thai])
    builders.article("Elsewhere", regions=["Southeast Asian Games"])
    assert list(Article.objects.in_region(asia)) == [both]
    assert list(Article.objects.in_region(thai)) == [both]


@pytest.mark.parametrize("few", [2, 3])
def test_a_small_region_and_a_large_one_list_the_same(few, monkeypatch):
    monkeypatch.setattr(querysets, "FEW", few)
    asia = builders.region("Southeast Asia")
    lion = builders.region("Singapore", parent=asia)
    made = [builders.article(f"Story {n}", regions=[lion]) for n in range(2)]
    both = builders.article("Both", regions=[lion, asia])
    builders.article("Elsewhere", regions=["India"])
    assert set(Article.objects.in_region(lion)) == {*made, both}
    assert Article.objects.in_region(asia).count() == 3
    assert set(Article.objects.among_in_region(asia)) == {*made, both}


def test_lists_are_read_along_the_index_of_times():
    """Without it SQLite sorts the whole archive for each page. PostgreSQL decides by its counts."""
    if connection.vendor != "sqlite":
        pytest.skip("asks for SQLite's plan")
    asia = builders.region("Southeast Asia")
    newest = Article.objects.published().newest_first()
    for stories in (newest, newest.among_in_region(asia)):
        plan = stories[:20].explain()
        assert "article_newest" in plan and "TEMP B-TREE" not in plan


def test_a_small_region_is_fetched_by_its_keys():
    story = builders.article(regions=["Singapore"])
    stories = Article.objects.published().in_region(story.regions.get()).newest_first()
    assert "EXISTS" not in str(stories.query)


def test_a_region_that_moves_takes_its_markets_along():
    east, west = builders.region("Old East"), builders.region("Far West")
    coast = builders.region("Coast", parent=east)
    harbour = builders.region("Harbour", parent=coast)
    coast.parent = west
    coast.save()
    harbour.refresh_from_db()
    assert (harbour.path, harbour.depth) == ("far-west/coast/harbour", 2)


def test_five_renames_of_a_public_story_leave_single_hops_and_no_loop():
    story = builders.article("Name one")
    old = [story.get_absolute_url()]
    for slug in ("name-two", "name-three", "name-one", "name-four", "name-five"):
        story.slug = slug
        save_article(story)
        old.append(story.get_absolute_url())
    redirects = dict(Redirect.objects.values_list("path", "target"))
    assert redirects == dict.fromkeys(set(old[:-1]), "/articles/name-five/")


def test_saving_the_text_does_not_take_back_what_a_colleague_published():
    mine = builders.article(state=State.IN_REVIEW)
    workflow.publish(Article.objects.get(pk=mine.pk), by=None)
    mine.headline = "A better headline"
    save_article(mine)
    stored = Article.objects.get(pk=mine.pk)
    assert stored.is_published() and stored.headline == "A better headline"


def test_renaming_a_draft_leaves_nothing():
    story = builders.article(state=State.DRAFT)
    story.slug = "another-name"
    save_article(story)
    assert not Redirect.objects.exists()


def test_a_slug_is_free_readable_and_never_empty():
    builders.article("Ferry fares frozen")
    assert free_slug("Ferry fares frozen", model=Article) == "ferry-fares-frozen-2"
    chinese = free_slug("渡輪票價凍結", model=Article)
    assert re.fullmatch("article-[0-9a-f]{8}", chinese)
    assert free_slug("渡輪票價上調", model=Article) != chinese
    builders.article("渡輪票價凍結")
    assert free_slug("渡輪票價凍結", model=Article) == f"{chinese}-2"
    assert len(free_slug("word " * 60, model=Article)) <= 75


def test_a_chinese_headline_is_named_without_reading_all_the_others():
    for number in range(5):
        builders.article(f"渡輪{'票' * number}")
    builders.article("渡輪凍結")
    with CaptureQueriesContext(connection) as asked:
        free_slug("渡輪凍結", model=Article)
    rows = [q["sql"] for q in asked if "articles_article" in q["sql"]]
    assert len(rows) == 1 and "article-" in rows[0]


def test_a_new_story_does_not_take_the_address_that_another_has_left():
    renamed = builders.article("Ferry fares frozen")
    renamed.slug = "fares-frozen-after-all"
    save_article(renamed)
    newcomer = builders.article("Ferry fares frozen")
    assert newcomer.slug == "ferry-fares-frozen-2"
    renamed.slug = "ferry-fares-frozen"
    save_article(renamed)
    assert renamed.slug == "ferry-fares-frozen"


def test_a_story_keeps_its_address_whatever_redirects_are_made():
    story = builders.article("Ferry fares frozen")
    add_redirect(story.get_absolute_url(), "/latest/")
    save_article(story)
    assert story.slug == "ferry-fares-frozen"


def test_a_redirect_by_hand_never_costs_another_one_its_address():
    add_redirect("/mid/", "/new/")
    add_redirect("/old/", "/mid/")
    redirects = dict(Redirect.objects.values_list("path", "target"))
    assert redirects == {"/mid/": "/new/", "/old/": "/new/"}


def test_a_redirect_by_hand_may_turn_another_one_round():
    add_redirect("/a/", "/b/")
    add_redirect("/b/", "/a/")
    assert dict(Redirect.objects.values_list("path", "target")) == {"/b/": "/a/"}


def test_whatever_is_assigned_only_sanitised_html_reaches_the_database():
    story = builders.article(body='<p onclick="x()">Fine</p><script>alert(1)</script>')
    story.refresh_from_db()
    assert "script" not in story.body and "onclick" not in story.body
    assert "<p>Fine</p>" in story.body


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>One two</p><p>three</p>", 3),
        ("<p>" + "渡" * 500 + "</p>", 230),
        ("", 0),
    ],
)
def test_words_are_counted_in_text_and_not_in_markup(html, words):
    assert count_words(html) == words


def test_reading_time_is_rounded_up_and_left_out_for_short_stories():
    assert Article(word_count=299).reading_minutes is None
    assert Article(word_count=300).reading_minutes == 2
    assert Article(word_count=461).reading_minutes == 3


def test_an_update_within_the_first_quarter_of_an_hour_is_not_announced():
    at = timezone.now()
    early = Article(published_at=at, updated_at=at + timedelta(minutes=14))
    late = Article(published_at=at, updated_at=at + timedelta(minutes=15))
    assert early.shown_update is None
    assert late.shown_update == late.updated_at


def test_the_kicker_takes_the_most_exact_region_and_the_first_section():
    builders.tag("Media", navigation_order=2)
    builders.tag("Campaigns", navigation_order=1)
    story = builders.article(
        regions=["Southeast Asia", "Singapore"], tags=["Ads", "Media", "Campaigns"]
    )
    assert (str(story.region), str(story.section)) == ("Singapore", "Campaigns")


def test_cards_cost_the_same_number_of_queries_however_many(django_assert_num_queries):
    for number in range(5):
        builders.article(f"Story {number}", authors=["Mei Tan", "Arif Rahman"], tags=["Media"])
    with django_assert_num_queries(4):
        for card in Article.objects.published().newest_first().for_cards():
            assert card.region and list(card.bylines.all())[0].author.name
