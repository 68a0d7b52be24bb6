"""Old addresses lead to the new ones, in one step and never in circles."""

import pytest

from newsroom.articles.editing import save_article
from newsroom.articles.models import Redirect
from tests import builders

pytestmark = pytest.mark.django_db


def test_an_old_address_leads_to_the_new_one_with_its_query(client):
    Redirect.objects.create(path="/articles/old/", target="/articles/new/")
    response = client.get("/articles/old/?from=mail")
    assert (response.status_code, response["Location"]) == (301, "/articles/new/?from=mail")


def test_an_old_address_without_its_slash_is_one_step_away_as_well(client):
    Redirect.objects.create(path="/articles/old/", target="/articles/new/")
    response = client.get("/articles/old")
    assert (response.status_code, response["Location"]) == (301, "/articles/new/")


def test_no_browser_keeps_a_redirect_that_may_turn_round(client):
    story = builders.article("Name one")
    for slug in ("name-two", "name-one"):
        before = story.get_absolute_url()
        story.slug = slug
        save_article(story)
        response = client.get(before)
        assert response["Location"] == story.get_absolute_url()
        assert response["Cache-Control"] == client.get("/latest/")["Cache-Control"]
