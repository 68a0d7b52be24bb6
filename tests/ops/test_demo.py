"""The demo newsroom as it is loaded, and its damaged pages held against the truth."""

from functools import cache

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db.models import Q
from django.test import RequestFactory
from django.utils import timezone

from newsroom.articles.models import Article, Author, Correction, Region, State, Tag
from newsroom.cleaning import clean
from newsroom.importing import read
from newsroom.ops import demo
from newsroom.ops.demo import fill as filling
from tests import builders

CONTENT = demo.load()


_drawn_once = cache(filling._jpeg)


@pytest.fixture
def loaded(db, settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(filling, "_jpeg", _drawn_once)
    return filling.fill()


def test_the_demo_has_what_a_visitor_should_see(loaded):
    published = Article.objects.published()
    assert published.count() >= 38
    states = set(Article.objects.values_list("state", flat=True))
    assert states == {"published", "scheduled", "draft", "in_review", "withdrawn"}
    assert Region.objects.filter(articles__in=published).distinct().count() >= 8
    assert Tag.objects.filter(articles__in=published).distinct().count() >= 20
    assert Author.objects.filter(articles__in=published).distinct().count() >= 6
    assert {c.kind for c in Correction.objects.all()} == {"correction", "clarification"}
    assert any(article.shown_update for article in published)
    assert published.filter(hero__isnull=False).count() >= 10
    assert Article.objects.filter(raws__isnull=False).count() == len(CONTENT.damaged)
    for region in Region.objects.filter(navigation_order__isnull=False):
        assert published.in_region(region).count() >= 4, region


def test_nothing_but_what_is_scheduled_is_dated_in_the_future(loaded):
    now = timezone.now()
    ahead = Article.objects.filter(Q(published_at__gt=now) | Q(updated_at__gt=now))
    assert {article.state for article in ahead} == {State.SCHEDULED}
    assert not Correction.objects.filter(made_at__gt=now).exists()


def test_the_editor_can_sign_in_with_the_password_that_is_shown(loaded):
    request = RequestFactory().get("/")
    account = authenticate(request, username=loaded.username, password=loaded.password)
    assert account is not None and account.has_perm("articles.publish_article")


@pytest.mark.parametrize("begun", [builders.article, builders.user, builders.tag])
def test_the_demo_never_mixes_with_what_is_real(db, begun):
    begun(*(["Media"] if begun is builders.tag else []))
    before = Article.objects.count()
    with pytest.raises(CommandError, match="fills an empty site only"):
        call_command("demo")
    assert Article.objects.count() == before


@pytest.mark.parametrize("page", CONTENT.damaged, ids=lambda page: page.path.name)
def test_a_damaged_page_is_cleaned_to_what_its_author_wrote(page):
    raw = read(page.path)
    cleaned = clean(raw.body, declared_encoding=raw.declared_encoding or None)
    assert bool(cleaned.needs_review) == page.needs_review, cleaned.needs_review
    title, _blank, *paragraphs = page.original.read_text().strip().split("\n")
    if not page.needs_review:
        assert cleaned.title == title
        assert list(cleaned.paragraphs) == [line for line in paragraphs if line]
