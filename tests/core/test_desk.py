"""A password that was printed opens the desk once."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from newsroom.core.desk import PASSWORD_DUE
from tests import builders

pytestmark = pytest.mark.django_db
CHANGE = reverse("admin:password_change")


@pytest.fixture
def newcomer(client):
    account = builders.user("Editor")
    account.groups.add(Group.objects.create(name=PASSWORD_DUE))
    client.force_login(account)
    return account


@pytest.mark.parametrize("page", ["admin:index", "admin:articles_article_changelist"])
def test_whoever_owes_a_password_gets_nowhere_else(client, newcomer, page):
    assert client.get(reverse(page)).url == CHANGE
    assert client.post(reverse(page)).url == CHANGE
    assert client.get(CHANGE).status_code == 200


def test_a_new_password_opens_the_desk(client, newcomer):
    new = {"new_password1": "quiet ferry piers", "new_password2": "quiet ferry piers"}
    assert client.post(CHANGE, {"old_password": "wrong", **new}).status_code == 200
    assert client.get(reverse("admin:index")).status_code == 302
    assert client.post(CHANGE, {"old_password": "correct horse", **new}).status_code == 302
    assert client.get(reverse("admin:index")).status_code == 200
    assert list(newcomer.groups.values_list("name", flat=True)) == ["Editor"]


def test_nobody_else_is_asked(client):
    client.force_login(builders.user("Editor"))
    assert client.get(reverse("admin:index")).status_code == 200
