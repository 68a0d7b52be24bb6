"""The desk itself: its name, its zone, its policy, its settings and its accounts."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from newsroom.core.models import SiteSettings
from tests import builders
from tests.articles.desk import signed_in

pytestmark = pytest.mark.django_db

SETTINGS = reverse("admin:core_sitesettings_change", args=[1])


def test_the_desk_signs_with_the_name_of_the_site_and_says_its_zone():
    SiteSettings.objects.create(pk=1, name="The Harbour Wire", timezone="Asia/Kathmandu")
    sign_in = Client().get(reverse("admin:login")).content.decode()
    assert "The Harbour Wire</a>" in sign_in and "Django" not in sign_in
    index = signed_in(builders.user("Editor")).get(reverse("admin:index")).content.decode()
    assert "Times are in NPT." in index and "Django" not in index


@pytest.mark.parametrize("name", ["login", "index", "articles_article_changelist", "jsi18n"])
def test_each_page_of_the_desk_has_the_strict_policy(name):
    client = signed_in(builders.user("Editor"))
    policy = client.get(reverse(f"admin:{name}"), follow=True)["Content-Security-Policy"]
    assert "script-src 'self'" in policy and "style-src 'self'" in policy
    assert "unsafe" not in policy and "default-src 'self'" in policy


def test_the_settings_are_one_form_that_makes_its_row():
    client = signed_in(builders.user("Admin"))
    listed = client.get(reverse("admin:core_sitesettings_changelist"))
    assert listed.url == SETTINGS
    form = client.get(SETTINGS).context["adminform"].form
    client.post(SETTINGS, form.initial | {"name": "Harbour Wire", "timezone": "Asia/Tokyo"})
    stored = SiteSettings.objects.get()
    assert (stored.pk, stored.name, stored.timezone) == (1, "Harbour Wire", "Asia/Tokyo")


def test_the_settings_are_neither_added_nor_deleted_nor_changed_by_editors():
    SiteSettings.objects.create(pk=1)
    admin = signed_in(builders.user("Admin"))
    assert admin.get(reverse("admin:core_sitesettings_add")).status_code == 403
    delete = reverse("admin:core_sitesettings_delete", args=[1])
    assert admin.post(delete, {"post": "yes"}).status_code == 403
    page = admin.get(SETTINGS).content.decode()
    assert "deletelink" not in page and "addlink" not in page.split('id="content-main"')[1]
    editor = signed_in(builders.user("Editor"))
    assert editor.post(SETTINGS, {"name": "Mine"}).status_code == 403


def test_a_zone_that_does_not_exist_is_refused():
    client = signed_in(builders.user("Admin"))
    form = client.get(SETTINGS).context["adminform"].form
    client.post(SETTINGS, form.initial | {"timezone": "Asia/Atlantis"})
    assert not SiteSettings.objects.exists()


# Accounts


def account_data(account, **changed):
    return {"username": account.username, "is_active": "on", "is_staff": "on", **changed}


def test_an_admin_gives_roles_and_cannot_make_a_superuser():
    chief, writer = builders.user("Admin"), builders.user()
    role = Group.objects.get(name="Editor")
    url = reverse("admin:auth_user_change", args=[writer.pk])
    data = account_data(writer, groups=[role.pk], is_superuser="on")
    assert signed_in(chief).post(url, data).status_code == 302
    writer.refresh_from_db()
    assert list(writer.groups.all()) == [role] and not writer.is_superuser


def test_an_admin_does_not_touch_a_superuser():
    root = User.objects.create_superuser("root", password="x")
    client = signed_in(builders.user("Admin"))
    url = reverse("admin:auth_user_change", args=[root.pk])
    assert client.post(url, account_data(root, username="mine")).status_code == 403
    password = reverse("admin:auth_user_password_change", args=[root.pk])
    assert client.get(password).status_code == 403
    delete = reverse("admin:auth_user_delete", args=[root.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403
    root.refresh_from_db()
    assert root.username == "root"


@pytest.mark.parametrize("role", ["Reporter", "Editor"])
def test_only_admins_see_accounts(role):
    url = reverse("admin:auth_user_changelist")
    assert signed_in(builders.user(role)).get(url).status_code == 403
