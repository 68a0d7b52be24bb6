"""`import_articles` with whole exports: faithful to what they state, the same when run again."""

import io
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from PIL import Image as Picture

from newsroom.articles.editing import save_article
from newsroom.articles.ingest.stated import as_raw
from newsroom.articles.models import (
    Article,
    Author,
    Byline,
    Image,
    RawDocument,
    Redirect,
    State,
    Tag,
    TextBand,
    Transition,
)
from newsroom.core.models import SiteSettings
from newsroom.importing import RawArticle, read_all
from tests import builders
from tests.articles.test_import_command import run
from tests.importing.exports import item, meta, picture, wxr

pytestmark = pytest.mark.django_db

BODY = """<p>The ferry company in Cebu has frozen its fares for a second year, said Farah Idris, who
runs its piers in the Philippines. Nobody expects them to rise before the end of next year.</p>
<p>Fares last rose in 2019. Passengers in Manila welcomed it, and the unions did not.</p>"""
OTHER = """<p>A kite maker in Penang has hired a drummer as its head of brand, which surprised the
trade in Malaysia. She starts in May, and has never flown a kite, she said on Monday.</p>
<p>The last head of brand left for a bank in Ipoh. He flies kites at the weekend there.</p>"""


@pytest.fixture(autouse=True)
def old_site(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    SiteSettings.objects.create(pk=1, timezone="Asia/Singapore", former_hosts="www.old.example")


@pytest.fixture
def export(tmp_path):
    """Writes an export of these items and returns its path."""

    def write(*items, name="export.xml"):
        (tmp_path / name).write_bytes(wxr(*items))
        return tmp_path / name

    return write


def rows(path, *arguments, **options):
    """What the report says of each item."""
    report = path.parent / "report.json"
    run(path, *arguments, report=str(report), **options)
    return json.loads(report.read_text())


def categories(*names, domain="category"):
    return "".join(f'<category domain="{domain}"><![CDATA[{name}]]></category>' for name in names)


def test_date_zone_byline_and_standfirst_are_those_of_the_source(export):
    path = export(item(1, BODY, title="Fares frozen", excerpt__encoded="No rise in Cebu."))
    assert run(path, publish=True)[2] == 0
    article = Article.objects.get()
    assert (article.headline, article.standfirst) == ("Fares frozen", "No rise in Cebu.")
    assert article.published_at == datetime(2019, 3, 4, 0, 30, tzinfo=UTC)
    assert article.is_archive and article.state == State.PUBLISHED
    assert [byline.author.name for byline in article.bylines.all()] == ["Mei Tan"]
    assert Author.objects.get().user is None
    assert Transition.objects.get().verb == "publish"


def test_an_hour_without_a_zone_is_the_papers_own(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(f'title,body,date\nFares frozen,"{BODY}",2019-03-04 08:30\n')
    run(path, publish=True)
    assert Article.objects.get().published_at == datetime(2019, 3, 4, 0, 30, tzinfo=UTC)


def test_what_is_stated_is_repaired_and_plain(export):
    run(
        export(item(1, BODY, title="The cafÃ©â€™s fares", excerpt__encoded="Itâ€™s <b>no</b> rise"))
    )
    article = Article.objects.get()
    assert article.headline == "The café’s fares"
    assert article.standfirst == "It’s no rise"


def test_categories_are_regions_and_tags_by_every_name(export):
    ferries = builders.tag("Ferries")
    ferries.aliases.create(name="Boats")
    more = categories("SINGAPORE", "apac", "boats", "Fare News") + categories(
        "fare news", domain="post_tag"
    )
    run(export(item(1, BODY, more=more)), publish=True)
    article = Article.objects.get()
    assert {region.name for region in article.regions.all()} == {"Singapore", "Asia-Pacific"}
    names = {tag.name: tag.kind for tag in article.tags.all()}
    assert names["Ferries"] and names["Fare News"] == "topic"
    assert "Boats" not in names and "boats" not in names and "fare news" not in names


def test_unknown_categories_are_proposals_on_a_draft(export):
    run(export(item(1, BODY, more=categories("Fare News"))))
    article = Article.objects.get()
    assert not Tag.objects.filter(name="Fare News").exists()
    assert "Fare News" in [tag["name"] for tag in article.raws.get().report["tags"]]


@pytest.mark.parametrize(
    ("status", "words"),
    [("draft", "as a draft"), ("pending", "review"), ("private", "kept it"), ("future", "to come")],
)
def test_what_readers_could_not_see_stays_a_draft(export, status, words):
    [row] = rows(export(item(1, BODY, wp__status=status)), publish=True)
    assert row["status"] == "created" and words in row["reason"]
    assert Article.objects.get().state == State.DRAFT


def test_what_was_in_the_trash_is_left_out(export):
    [row] = rows(export(item(1, BODY, wp__status="trash")), publish=True)
    assert row["status"] == "skipped" and "trash" in row["reason"]
    assert not Article.objects.exists() and not RawDocument.objects.exists()


def test_a_story_without_a_date_is_not_public_as_new(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(f'title,body\nFares frozen,"{BODY}"\n')
    [row] = rows(path, publish=True)
    assert "No date" in row["reason"]
    assert not Article.objects.published().exists()
    assert rows(path, "--undated", "2013-01-31", publish=True)[0]["status"] == "updated"
    assert Article.objects.get().published_at == datetime(2013, 1, 30, 16, tzinfo=UTC)


def test_the_sources_last_change_is_kept(export):
    changed = {
        "wp__post_modified": "2020-01-01 08:00:00",
        "wp__post_modified_gmt": "2020-01-01 00:00:00",
    }
    run(export(item(1, BODY, **changed)), publish=True)
    assert Article.objects.get().updated_at == datetime(2020, 1, 1, tzinfo=UTC)


# Addresses


@pytest.mark.parametrize(
    "address",
    [
        "/Article/386433,Maxis+Malaysia+hires.aspx",
        "/article/386433,maxis+malaysia+hires.aspx",
        "/article/maxis-hires/386433",
        "/article/maxis-hires/386433/",
        "/?p=386433",
        "/?utm_source=mail&p=386433",
        "/story.aspx?id=5",
    ],
)
def test_every_former_address_leads_to_the_story_in_one_step(export, client, address):
    more = (
        "<guid>https://production.old.example/Article/386433,Maxis+Malaysia+hires.aspx</guid>"
        "<guid>http://old.example/story.aspx?ID=5</guid>"
    )
    link = "https://old.example/article/maxis-hires/386433"
    ids = {"wp__post_id": "386433", "guid": "https://old.example/?p=386433"}
    run(export(item(1, BODY, link=link, more=more, **ids)), publish=True)
    response = client.get(address)
    assert response.status_code == 301
    assert response["Location"] == Article.objects.get().get_absolute_url()
    assert client.get(response["Location"]).status_code == 200


def test_a_query_that_is_no_storys_name_goes_along(export, client):
    run(export(item(1, BODY, link="https://old.example/fares/")), publish=True)
    assert client.get("/fares/?utm_source=mail")["Location"].endswith("/?utm_source=mail")
    assert client.get("/?p=99").status_code == 200


def test_addresses_of_foreign_hosts_make_no_redirects_until_they_are_named(export, client):
    SiteSettings.objects.update(former_hosts="")
    path = export(item(1, BODY))
    out, _err, _status = run(path, publish=True)
    assert "old.example" in out and not Redirect.objects.exists()
    SiteSettings.objects.update(former_hosts="https://www.old.example/")
    [row] = rows(path, publish=True)
    assert row["status"] == "updated" and "lead to it now" in row["reason"]
    assert client.get("/1").status_code == 301
    assert rows(path, publish=True)[0]["status"] == "unchanged"


def test_a_page_of_the_site_is_never_hidden_and_conflicts_are_reported(export):
    builders.article("Taken")
    Redirect.objects.create(path="/old/", target="/latest/")
    path = export(
        item(1, BODY, link="https://old.example/articles/taken/", guid=""),
        item(2, OTHER, link="https://old.example/OLD", guid=""),
    )
    one, two = rows(path, publish=True)
    assert "/articles/taken is a page" in one["reason"]
    assert "/old leads to /latest/ already" in two["reason"]
    assert Redirect.objects.get(path="/old/").target == "/latest/"


def test_a_draft_that_gets_another_address_keeps_its_former_ones(export):
    run(export(item(1, BODY)))
    article = Article.objects.get()
    article.slug = "fares"
    save_article(article)
    assert set(Redirect.objects.values_list("target", flat=True)) == {"/articles/fares/"}


# Pictures


@pytest.fixture
def uploads(tmp_path):
    folder = tmp_path / "uploads"
    (folder / "2019/03").mkdir(parents=True)
    for name, colour in (("ferry", "#ff0000"), ("pier", "#00ff00")):
        Picture.new("RGB", (900, 600), colour).save(folder / f"2019/03/{name}.jpg")
    return folder


SHOWN = (
    '<figure><img src="https://old.example/wp-content/uploads/2019/03/pier-300x200.jpg" '
    'alt="A pier"><figcaption>The pier</figcaption></figure>'
)


def with_pictures(number, body=BODY, lead="2019/03/ferry-scaled.jpg", shown=SHOWN):
    fields = {"excerpt__encoded": "The ferry at noon"}
    named = meta("_wp_attachment_image_alt", "A ferry") + meta(
        "_wp_attachment_metadata", 'a:1:{s:6:"credit";s:8:"Mei Ling";}'
    )
    middle = body.replace("</p>\n<p>", f"</p>\n{shown}\n<p>", 1)
    return item(number, middle, more=meta("_thumbnail_id", f"9{number}")) + picture(
        int(f"9{number}"), lead, more=named, **fields
    )


def test_pictures_come_in_from_the_folder_once(export, uploads):
    (uploads / "2019/03/ferry.jpg").rename(uploads / "2019/03/ferry-scaled.jpg")
    path = export(with_pictures(1), with_pictures(2, OTHER))
    one, two = rows(path, "--media", str(uploads), publish=True)
    assert (one["reason"], two["reason"]) == ("", "")
    assert Image.objects.count() == 2, "each file once, for both stories"
    for article in Article.objects.all():
        assert article.is_published()
        assert (article.hero.alt, article.hero.credit) == ("A ferry", "Mei Ling")
        assert article.hero.caption == "The ferry at noon"
        pier = Image.objects.exclude(pk=article.hero_id).get()
        assert f'<img src="/pictures/{pier.pk}-' in article.body and "The pier" in article.body
        assert pier.credit == "Archive: old.example"
        assert default_storage.exists(pier.file.name)
    assert {row["status"] for row in rows(path, "--media", str(uploads))} == {"unchanged"}
    assert Image.objects.count() == 2


def test_missing_and_broken_pictures_are_reported_and_stop_nothing(export, uploads):
    (uploads / "2019/03/pier.jpg").write_bytes(b"no picture")
    path = export(with_pictures(1, lead="2019/03/gone.jpg"))
    [row] = rows(path, "--media", str(uploads), publish=True)
    assert row["status"] == "created" and Article.objects.get().is_published()
    assert "gone.jpg" in row["reason"] and "pier.jpg" in row["reason"]
    assert "<img" not in Article.objects.get().body


def test_no_file_outside_the_folder_is_taken(export, uploads, tmp_path):
    Picture.new("RGB", (9, 9)).save(tmp_path / "secret.jpg")
    (uploads / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    path = export(with_pictures(1, lead="../../secret.jpg"), with_pictures(2, OTHER, "link.jpg"))
    rows(path, "--media", str(uploads))
    assert not Article.objects.exclude(hero=None).exists()


def test_without_a_folder_the_run_says_how_many_pictures_were_left_out(export):
    out, _err, status = run(export(with_pictures(1)), publish=True)
    assert "2 pictures were left out; --media" in out and status == 0
    assert Article.objects.get().is_published()


def test_cleaning_again_keeps_what_was_stated_and_the_pictures(export, uploads):
    more = categories("Fare News") + meta("_wp_old_slug", "x")
    path = export(with_pictures(1), item(2, OTHER, title="Stated", more=more))
    run(path, "--media", str(uploads), publish=True)
    assert (
        Article.objects.published().count() == 2
        and "/pictures/" in Article.objects.get(slug="rain-1").body
    )
    out = io.StringIO()
    call_command("reclean_articles", stdout=out)
    assert "2 looked at: 0 would change, 2 the same" in out.getvalue()


def test_what_was_stated_is_kept_whole(export):
    path = export(with_pictures(1))
    run(path)
    [source] = [each for each in read_all([path]) if isinstance(each, RawArticle)]
    kept = as_raw(RawDocument.objects.get())
    assert replace(kept, label="") == replace(source, label="")


# Again, and alike

COUNTED = (Article, RawDocument, Redirect, Tag, Author, Byline, Image, TextBand, Transition)


def test_the_same_export_again_adds_no_row_anywhere(export):
    path = export(item(1, BODY, more=categories("Fare News")), item(2, OTHER), item(3, "<p></p>"))
    run(path, publish=True)
    before = [model.objects.count() for model in COUNTED]
    out, _err, status = run(path, publish=True)
    assert out.startswith("0 created, 0 updated, 2 unchanged, 0 skipped, 1 failed.")
    assert [model.objects.count() for model in COUNTED] == before and status == 1


def test_a_change_of_what_is_stated_updates_the_story(export):
    run(export(item(1, BODY)), publish=True)
    moved = {"wp__post_date": "2018-03-04 08:30:00", "wp__post_date_gmt": "2018-03-04 00:30:00"}
    [row] = rows(export(item(1, BODY, title="Fares stay", **moved)), publish=True)
    article = Article.objects.get()
    assert row["status"] == "updated" and article.headline == "Fares stay"
    assert article.published_at == datetime(2018, 3, 4, 0, 30, tzinfo=UTC)


def test_a_change_does_not_overwrite_an_editor(export):
    run(export(item(1, BODY)), publish=True)
    article = Article.objects.get()
    article.headline = "Mine"
    save_article(article)
    [row] = rows(export(item(1, BODY.replace("second", "third"))), publish=True)
    assert row["status"] == "failed" and "editor" in row["reason"]
    assert Article.objects.get().headline == "Mine"


def test_the_same_text_at_another_address_is_one_story_with_both(export, client):
    path = export(
        item(1, BODY, title="Fares", link="https://old.example/one/", guid=""),
        item(2, BODY, title="Fares", link="https://beta.old.example/two/", guid=""),
    )
    one, two = rows(path, publish=True)
    assert (one["status"], two["status"]) == ("created", "skipped")
    assert two["reason"].startswith("The same text as Fares (/articles/fares/)")
    assert client.get("/two/")["Location"] == client.get("/one/")["Location"] == "/articles/fares/"
    assert [row["status"] for row in rows(path, publish=True)] == ["unchanged", "unchanged"]


LONG = "".join(
    f"<p>Line {number} of the ferry, {number * 7} seats and {number * 3} sails in Cebu.</p>"
    for number in range(40)
)


def alike(export):
    return export(
        item(1, LONG, title="Fares", link="https://old.example/one/", guid=""),
        item(2, f"{LONG}<p>Updated.</p>", title="Fare", link="https://old.example/two/", guid=""),
    )


def test_nearly_the_same_text_is_reported(export):
    one, two = rows(alike(export), publish=True)
    assert (one["status"], two["status"]) == ("created", "created") and one["reason"] == ""
    assert "Nearly the same text as Fares (/articles/fares/)" in two["reason"]


def test_of_many_that_are_alike_the_first_is_named(export):
    notes = [f"<p>Number {number}, as each week.</p>" for number in range(120)]
    path = export(*(item(n, LONG + note, title=f"Fares {n}") for n, note in enumerate(notes)))
    found = rows(path)
    assert {row["status"] for row in found} == {"created"} and found[0]["reason"] == ""
    assert all("same text as Fares 0 (/articles/fares-0/)" in row["reason"] for row in found[1:])


def test_folding_makes_one_story_of_new_twins(export, client):
    assert [r["status"] for r in rows(alike(export), fold=True, publish=True)] == [
        "created",
        "skipped",
    ]
    assert client.get("/two/")["Location"] == "/articles/fares/"
    assert Article.objects.count() == 1


def test_folding_makes_one_story_of_those_that_are_here_already(export, client):
    rows(alike(export), publish=True)
    folded = rows(alike(export), fold=True, publish=True)
    assert [row["status"] for row in folded] == ["unchanged", "updated"]
    assert "Folded" in folded[1]["reason"]
    assert Article.objects.count() == 1
    for address in ("/two/", "/articles/fare/"):
        assert client.get(address)["Location"] == "/articles/fares/"
    again = rows(alike(export), fold=True, publish=True)
    assert [row["status"] for row in again] == ["unchanged", "unchanged"]


def test_folding_leaves_a_story_alone_that_an_editor_has_touched(export):
    rows(alike(export), publish=True)
    article = Article.objects.get(slug="fare")
    article.headline = "Mine"
    save_article(article)
    assert "editor" in rows(alike(export), fold=True, publish=True)[1]["reason"]
    assert Article.objects.count() == 2


def test_a_date_to_come_does_not_take_a_public_story_away(export):
    run(export(item(1, BODY)), publish=True)
    later = {"wp__post_date": "2090-03-04 08:30:00", "wp__post_date_gmt": "2090-03-04 00:30:00"}
    assert rows(export(item(1, BODY, **later)))[0]["status"] == "updated"
    assert Article.objects.get().published_at == datetime(2019, 3, 4, 0, 30, tzinfo=UTC)


def test_a_main_picture_that_opens_the_text_is_not_shown_twice(export, uploads):
    path = export(item(1, SHOWN + BODY), item(2, OTHER.replace("</p>\n<p>", f"</p>{SHOWN}<p>")))
    run(path, "--media", str(uploads))
    first, second = Article.objects.order_by("pk")
    assert first.hero == second.hero and first.hero.caption == "The pier"
    assert "<img" not in first.body and first.body.startswith("<p>The ferry company")
    assert "<img" in second.body
