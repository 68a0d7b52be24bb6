"""Regions, tags, authors, pictures and redirects at the desk."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from newsroom.articles.images import in_text
from newsroom.articles.ingest import vocabulary
from newsroom.articles.models import Image, Redirect, Region, State, Tag
from tests import builders
from tests.articles.desk import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def page(name, role="Admin", args=(), **query):
    answer = signed_in(builders.user(role)).get(reverse(f"admin:articles_{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_regions_stand_in_the_order_of_the_tree_whatever_their_names():
    made = ["Zone", "Omega", "Beta", "Alpha"]
    top = builders.region("Zone")
    second = builders.region("Beta", parent=top, position=2)
    builders.region("Omega", parent=top, position=1)
    builders.region("Alpha", parent=second)
    found = signed_in(builders.user("Editor")).get(reverse("admin:articles_region_changelist"))
    names = [region.name for region in found.context["cl"].result_list]
    assert [name for name in names if name in made] == made
    assert '<span class="desk-depth-2">Alpha</span>' in found.content.decode()


def test_the_list_of_tags_counts_stories_and_finds_another_name(django_assert_max_num_queries):
    ford = builders.tag("Ford", kind="company")
    ford.aliases.create(name="Ford Motor")
    ford.aliases.create(name="Ford Motors")
    for number in range(3):
        builders.article(f"Story {number}", tags=[ford])
    for number in range(30):
        builders.tag(f"Tag {number}")
    client = signed_in(builders.user("Admin"))
    with django_assert_max_num_queries(12):
        listed = client.get(reverse("admin:articles_tag_changelist")).content.decode()
    assert '<td class="field-stories">3</td>' in listed and "Ford Motor, Ford Motors" in listed
    found = page("tag_changelist", q="motor")
    assert found.count('class="field-stories"') == 1 and ">3</td>" in found


@pytest.mark.parametrize(("model", "field"), [("article", "tags"), ("byline", "author")])
def test_suggestions_for_what_is_typed_count_no_stories(model, field):
    builders.article(tags=["Media"], authors=["Mei Tan"])
    query = {"app_label": "articles", "model_name": model, "field_name": field, "term": "me"}
    client = signed_in(builders.user("Editor"))
    with CaptureQueriesContext(connection) as asked:
        found = client.get(reverse("admin:autocomplete"), query).json()["results"]
    assert [row["text"] for row in found] == ["Media" if field == "tags" else "Mei Tan"]
    joined = ("articles_article_tags", "articles_byline")
    assert not [query for query in asked if any(table in query["sql"] for table in joined)]


@pytest.mark.parametrize("name", ["tag", "author"])
def test_a_list_of_subjects_is_ordered_by_its_stories(name):
    for number in range(3):
        builders.article(f"Story {number}", tags=["Zinc"], authors=["Zoe Lim"])
    builders.tag("Apples")
    builders.author("Ann Lee")
    column = {"tag": "5", "author": "4"}[name]
    url = reverse(f"admin:articles_{name}_changelist")
    found = signed_in(builders.user("Admin")).get(url, {"o": f"-{column}"})
    counts = [row.story_count for row in found.context["cl"].result_list]
    assert counts[0] == 3 and counts == sorted(counts, reverse=True) and counts[-1] == 0


def tag_data(tag, **changed):
    return {
        "name": tag.name,
        "slug": tag.slug,
        "kind": tag.kind,
        "description": "",
        "navigation_order": "",
        "aliases-TOTAL_FORMS": 0,
        "aliases-INITIAL_FORMS": 0,
        **changed,
    }


def test_a_tag_with_a_new_address_is_still_found_at_the_old_one():
    tag = builders.tag("Retail media")
    client = signed_in(builders.user("Editor"))
    url = reverse("admin:articles_tag_change", args=[tag.pk])
    client.post(url, tag_data(tag, slug="retail"))
    client.post(url, tag_data(tag, slug="shops"))
    moved = {redirect.path: redirect.target for redirect in Redirect.objects.all()}
    assert moved == {"/tags/retail-media/": "/tags/shops/", "/tags/retail/": "/tags/shops/"}


def test_a_region_with_a_new_address_leaves_a_redirect_and_keeps_its_place():
    top = builders.region("Lilliput")
    inside = builders.region("Mildendo", parent=top)
    data = {"name": top.name, "short_name": "", "slug": "small", "parent": "", "position": 0}
    url = reverse("admin:articles_region_change", args=[top.pk])
    assert signed_in(builders.user("Admin")).post(url, data).status_code == 302
    assert Redirect.objects.get().target == "/regions/small/"
    inside.refresh_from_db()
    assert inside.path == "small/mildendo"


def test_a_region_does_not_go_inside_itself():
    top = builders.region("Lilliput")
    inside = builders.region("Mildendo", parent=top)
    data = {"name": top.name, "slug": top.slug, "parent": inside.pk, "position": 0}
    url = reverse("admin:articles_region_change", args=[top.pk])
    answer = signed_in(builders.user("Admin")).post(url, data)
    assert "cannot lie inside itself" in answer.content.decode()
    assert Region.objects.get(pk=top.pk).parent is None


@pytest.mark.parametrize(
    ("role", "name", "status"),
    [
        ("Reporter", "tag_add", 403),
        ("Reporter", "region_add", 403),
        ("Reporter", "author_add", 403),
        ("Reporter", "redirect_changelist", 403),
        ("Reporter", "tag_changelist", 200),
        ("Reporter", "image_add", 200),
        ("Editor", "tag_add", 200),
        ("Editor", "region_add", 403),
        ("Editor", "author_add", 200),
        ("Editor", "redirect_add", 403),
        ("Editor", "source_changelist", 200),
        ("Admin", "region_add", 200),
        ("Admin", "redirect_add", 200),
        ("Admin", "source_add", 403),
    ],
)
def test_what_each_role_may_open(role, name, status):
    url = reverse(f"admin:articles_{name}")
    client = signed_in(builders.user(role))
    assert client.get(url).status_code == status
    if status == 403:
        assert client.post(url, {"name": "x", "slug": "x"}).status_code == 403


def test_an_editor_is_not_shown_the_accounts_behind_authors():
    mei = builders.author("Mei Tan")
    assert 'name="user"' not in page("author_change", "Editor", [mei.pk])
    assert 'name="user"' in page("author_change", "Admin", [mei.pk])


# Pictures


def test_a_picture_says_how_many_stories_use_it_and_stays_while_one_does():
    picture = builders.image()
    builders.article("One", hero=picture)
    builders.article("Two", body=f"<p>See</p><p>{picture.file.url}</p>")
    builders.article("Three", body=f'<figure><p><img src="{in_text(picture).url}"></p></figure>')
    assert "3 stories" in page("image_change", args=[picture.pk])
    url = reverse("admin:articles_image_delete", args=[picture.pk])
    assert signed_in(builders.user("Admin")).post(url, {"post": "yes"}).status_code == 403
    assert Image.objects.exists()


def test_a_reporter_does_not_change_the_picture_of_a_public_story():
    picture = builders.image()
    story = builders.article(hero=picture, state=State.DRAFT)
    reporter, editor = (signed_in(builders.user(role)) for role in ("Reporter", "Editor"))
    url = reverse("admin:articles_image_change", args=[picture.pk])
    data = {"alt": "New", "credit": "Photo: Me", "focal_x": "0.5", "focal_y": "0.5"}
    assert reporter.post(url, data).status_code == 302
    story.state, story.published_at = State.PUBLISHED, timezone.now()
    story.save()
    assert reporter.post(url, data | {"credit": "Photo: Other"}).status_code == 403
    assert editor.post(url, data | {"credit": "Photo: Desk"}).status_code == 302
    picture.refresh_from_db()
    assert picture.credit == "Photo: Desk"


def test_a_picture_without_a_description_is_refused_and_a_drawing_program_file_as_well():
    data = {"credit": "Drawing: Newsroom", "focal_x": "0.5", "focal_y": "0.4"}
    client = signed_in(builders.user("Reporter"))
    url = reverse("admin:articles_image_add")
    good = SimpleUploadedFile("a.png", builders.picture(), "image/png")
    answer = client.post(url, data | {"file": good})
    assert "Say what the picture shows" in answer.content.decode()
    bad = SimpleUploadedFile("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml")
    client.post(url, data | {"file": bad, "alt": "A drawing"})
    assert not Image.objects.exists()


def test_the_text_editor_is_told_about_a_picture():
    picture = builders.image(caption="The piers")
    url = reverse("admin:articles_image_details", args=[picture.pk])
    told = signed_in(builders.user("Reporter")).get(url).json()
    assert told["src"] == in_text(picture).url and told["width"] == 1280
    assert told["caption"] == "The piers Illustration: Newsroom"
    assert signed_in(builders.user()).get(url).status_code == 403


# Redirects


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "tags/x/", "/a b/"])
def test_a_redirect_leads_nowhere_but_into_this_site(target):
    url = reverse("admin:articles_redirect_add")
    signed_in(builders.user("Admin")).post(url, {"path": "/old/", "target": target})
    assert not Redirect.objects.exists()


def test_a_redirect_by_hand_keeps_to_one_hop():
    Redirect.objects.create(path="/older/", target="/old/")
    url = reverse("admin:articles_redirect_add")
    signed_in(builders.user("Admin")).post(url, {"path": "/old/", "target": "/new/"})
    assert set(Redirect.objects.values_list("target", flat=True)) == {"/new/"}
    assert not Tag.objects.exists()


def test_a_redirect_by_hand_to_an_old_address_leads_to_the_new_one():
    Redirect.objects.create(path="/mid/", target="/new/")
    url = reverse("admin:articles_redirect_add")
    signed_in(builders.user("Admin")).post(url, {"path": "/old/", "target": "/mid/"})
    redirects = dict(Redirect.objects.values_list("path", "target"))
    assert redirects == {"/mid/": "/new/", "/old/": "/new/"}


def test_a_tag_that_an_import_made_is_looked_for_once_an_editor_has_saved_it():
    tag = builders.tag("Kopi Lane", kind="company", is_proposed=True)
    assert not vocabulary().tags
    address = reverse("admin:articles_tag_change", args=[tag.pk])
    form = {"name": tag.name, "slug": tag.slug, "kind": "company", "description": ""}
    inlines = {"aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0}
    assert signed_in(builders.user("Admin")).post(address, form | inlines).status_code == 302
    assert [each.name for each in vocabulary().tags] == ["Kopi Lane"]
