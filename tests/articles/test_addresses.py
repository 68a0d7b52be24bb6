"""How former addresses are written down, told from pages, and found again."""

import pytest

from newsroom.articles.addresses import find_redirect, leave_former, normal, own_hosts
from newsroom.articles.fields import sanitise_body
from newsroom.articles.models import Redirect
from newsroom.core.models import SiteSettings
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "query", "kept"),
    [
        ("/2019/03/Ferry/", "", "/2019/03/ferry"),
        ("/", "p=5", "/?p=5"),
        ("/", "P=5&utm_source=x&fbclid=y", "/?p=5"),
        ("/story.aspx", "b=2&a=1", "/story.aspx?a=1&b=2"),
        ("/渡輪/", "", "/渡輪"),
        ("/", "", "/"),
    ],
)
def test_an_address_is_kept_in_one_form(path, query, kept):
    assert normal(path, query) == kept
    assert normal(*kept.partition("?")[::2]) == kept


def test_hosts_are_those_of_today_and_those_that_the_desk_names(settings):
    settings.BASE_URL = "https://news.example"
    site = SiteSettings(former_hosts="www.Old.example\nhttps://older.example/blog/\n")
    assert own_hosts(site) == ("news.example", "old.example", "older.example")


def leave(article, *urls):
    return leave_former([(article, urls)], hosts=("old.example",))


def test_subdomains_of_a_former_host_count_and_its_lookalikes_do_not():
    story = builders.article()
    left = leave(story, "https://aws1.old.example/a", "https://bold.example/b")
    assert set(Redirect.objects.values_list("path", flat=True)) == {"/a"}
    assert left.foreign_hosts == {"bold.example"}


@pytest.mark.parametrize("path", ["/latest/", "/LATEST", "/", "/feeds/rss.xml", "/admin/"])
def test_a_page_of_the_site_gets_no_redirect(path):
    leave(builders.article(), f"https://old.example{path}")
    assert not Redirect.objects.exists()


def test_an_address_of_a_kind_that_the_site_has_is_free_where_no_row_has_it():
    story = builders.article("New name")
    leave(story, "https://old.example/articles/old-name/", "https://old.example/tags/gone/")
    assert find_redirect("/articles/old-name/").target == story.get_absolute_url()
    assert find_redirect("/tags/gone").target == story.get_absolute_url()


def test_its_own_address_is_no_former_one():
    story = builders.article("Same name")
    left = leave(story, "https://old.example/articles/same-name/")
    assert not left.problems and not Redirect.objects.exists()


def test_what_no_column_holds_is_reported_or_not_found():
    left = leave(builders.article(), f"https://old.example/{'a' * 600}", "https://old.example/%00")
    assert "too long" in str(left.problems) and not Redirect.objects.exists()
    assert find_redirect("/a\0b") is None and find_redirect("/a", "b=%00") is None


def test_a_redirect_by_hand_is_still_found_as_it_was_typed():
    Redirect.objects.create(path="/Old/Page/", target="/latest/")
    assert find_redirect("/Old/Page").target == "/latest/"
    assert find_redirect("/Old/Page/", "a=b").target == "/latest/"


def test_two_of_a_batch_do_not_share_an_address():
    one, two = builders.article("One"), builders.article("Two")
    urls = ["https://old.example/same/"]
    left = leave_former([(one, urls), (two, urls)], hosts=("old.example",))
    assert list(left.problems) == [two.pk]
    assert find_redirect("/same").target == one.get_absolute_url()


def test_what_has_been_sanitised_is_taken_as_it_is():
    once = sanitise_body('<p onclick="x">Fares</p><script>1</script>')
    assert once == "<p>Fares</p>"
    assert sanitise_body(once) is once
