"""Raw and cleaned: shown without harm, downloaded untouched, suggestions taken by hand."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from newsroom.articles.admin import provenance
from newsroom.articles.models import RawDocument, Source, State, Tag
from newsroom.core.models import SiteSettings
from tests import builders
from tests.articles.desk import change_url, form_data, signed_in

pytestmark = pytest.mark.django_db

BYTES = "Kiosks share on\n\nThe two said ā€œwe areā€ <script>alert(1)</script>".encode()
REPORT = {
    "html": "<p>The two said “we are”</p><script>alert(2)</script>",
    "needs_review": ["A quotation may have lost its end."],
    "regions": [{"name": "Lilliput", "score": 2.0, "evidence": ["Mildendo"]}],
    "tags": [
        {"name": "Ford", "score": 3.0, "evidence": ["Ford"]},
        {"name": "Kopi Lane", "score": 2.0, "evidence": ["Kopi Lane", "the chain"]},
    ],
    "report": {
        "cleaner_version": "1",
        "encoding": "utf-8",
        "steps": [
            {
                "stage": 2,
                "name": "mojibake",
                "edits": [
                    {
                        "rule": "hybrid",
                        "at": [4, 9],
                        "before": "ā€œ",
                        "after": "“",
                        "confidence": 1,
                    },
                    {"rule": "lost-byte", "before": "ā€", "after": "”", "confidence": 0.5},
                ],
                "notes": [{"rule": "quotes", "text": "“we", "message": "No end found."}],
            },
            {
                "stage": 3,
                "name": "chrome",
                "edits": [{"rule": "share-on", "before": "Kiosks share on\n", "after": ""}],
            },
        ],
    },
}


def raw(report=REPORT, *, story=None, body=BYTES, encoding=""):
    source, _made = Source.objects.get_or_create(name="supplier.example")
    return RawDocument.objects.create(
        source=source,
        article=story,
        key="https://supplier.example/kiosks",
        format="text",
        declared_encoding=encoding,
        body=body,
        sha256="a" * 64,
        cleaner_version="1",
        report=report,
        written_sha256="b" * 64,
    )


def page_of(document, role="Reporter"):
    url = reverse("admin:articles_rawdocument_change", args=[document.pk])
    return signed_in(builders.user(role)).get(url).content.decode()


def test_a_change_made_more_than_once_says_how_often():
    assert "hybrid, 2 times" in page_of(raw())
    assert provenance.read(REPORT).counts == [("damaged characters", 3)]


def test_the_original_is_escaped_and_the_cleaned_text_is_sanitised_again():
    page = page_of(raw())
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page
    assert "The two said “we are”" in page


def test_every_change_is_told_with_its_rule_and_what_is_unsure_is_marked():
    page = page_of(raw())
    assert "share-on" in page and "Kiosks share on↵" in page
    assert '<del class="desk-text">ā€œ</del>' in page and '<ins class="desk-text">“</ins>' in page
    assert page.count("Not sure: please look.") == 1
    assert "No end found." in page and "A quotation may have lost its end." in page


@pytest.mark.parametrize(
    "report",
    [
        {},
        [],
        None,
        "old",
        {"report": "gone", "tags": {"name": "x"}, "needs_review": 7},
        {"steps": [None, {"edits": [3, {"before": None}], "notes": "no"}]},
        {"report": {"encoding": "no-such-code", "steps": [{"edits": [{"confidence": "high"}]}]}},
        {"report": {"encoding": "hex_codec"}},
    ],
)
def test_a_report_of_an_unknown_shape_does_not_bring_the_page_down(report):
    story = builders.article(state=State.DRAFT)
    document = raw(report if report is not None else {}, story=story)
    assert "supplier.example" in page_of(document)
    assert provenance.read(report).tags == ()
    client = signed_in(builders.user("Editor"))
    assert client.get(change_url(story)).status_code == 200


def test_bytes_that_are_no_text_in_their_encoding_are_shown_all_the_same():
    assert "caf\ufffd" in page_of(raw(body=b"caf\xe9 \xff", encoding="utf-8"))


def test_the_download_is_the_bytes_themselves_and_never_a_page():
    document = raw(body=b"\x00<html>\xff")
    url = reverse("admin:articles_rawdocument_download", args=[document.pk])
    answer = signed_in(builders.user("Reporter")).get(url)
    assert answer.content == b"\x00<html>\xff"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert signed_in(builders.user()).get(url).status_code == 403


@pytest.mark.parametrize("role", ["Editor", "Admin"])
def test_nobody_changes_or_deletes_what_came_in(role):
    document = raw()
    client = signed_in(builders.user(role))
    for action in ("change", "delete"):
        url = reverse(f"admin:articles_rawdocument_{action}", args=[document.pk])
        assert client.post(url, {"key": "x", "post": "yes"}).status_code == 403
    assert client.post(reverse("admin:articles_rawdocument_add"), {"key": "x"}).status_code == 403
    assert RawDocument.objects.get().key == "https://supplier.example/kiosks"


# Suggestions on the story's form


def test_the_form_shows_what_spoke_for_a_suggestion_and_offers_to_add_it():
    story = builders.article(state=State.DRAFT, tags=["Ford"])
    raw(story=story)
    page = signed_in(builders.user("Editor")).get(change_url(story)).content.decode()
    assert "Kopi Lane, the chain" in page and 'value="Kopi Lane"' in page
    assert 'name="_add_tag" value="Ford"' not in page  # on the story already
    assert "not in the tree of regions" in page  # Lilliput


def test_an_editor_adds_a_new_tag_and_the_text_is_saved_with_it():
    story = builders.article("Old", state=State.DRAFT)
    raw(story=story)
    data = form_data(story, headline="New", _add_tag="Kopi Lane")
    signed_in(builders.user("Editor")).post(change_url(story), data)
    story.refresh_from_db()
    assert story.headline == "New"
    assert [(tag.name, tag.slug) for tag in story.tags.all()] == [("Kopi Lane", "kopi-lane")]


def test_a_reporter_adds_a_tag_that_there_is_and_makes_no_new_one():
    story = builders.article(state=State.DRAFT)
    builders.tag("Ford")
    client = signed_in(builders.user("Reporter"))
    client.post(change_url(story), form_data(story, _add_tag="Ford"))
    refused = client.post(change_url(story), form_data(story, _add_tag="Kopi Lane"))
    assert refused.status_code == 403
    assert [tag.name for tag in story.tags.all()] == ["Ford"]
    assert Tag.objects.count() == 1


def test_a_suggested_region_is_added_only_if_the_tree_has_it():
    story = builders.article(state=State.DRAFT)
    builders.region("Japan")
    client = signed_in(builders.user("Editor"))
    client.post(change_url(story), form_data(story, _add_region="Japan"))
    client.post(change_url(story), form_data(story, _add_region="Atlantis"))
    names = {region.name for region in story.regions.all()}
    assert names == {"Singapore", "Japan"}


def test_a_name_that_cannot_be_a_tag_is_refused_in_words():
    story = builders.article(state=State.DRAFT)
    data = form_data(story, _add_tag="x" * 200)
    answer = signed_in(builders.user("Editor")).post(change_url(story), data, follow=True)
    assert "No tag was made of" in answer.content.decode()
    assert not Tag.objects.exists()


def test_when_a_page_came_in_is_told_with_the_label_of_that_day():
    SiteSettings(pk=1, name="Wire", timezone="Australia/Sydney").save()
    story = builders.article()
    document = raw(story=story)
    RawDocument.objects.update(received_at=datetime(2026, 6, 20, 0, 10, tzinfo=UTC))
    with time_machine.travel("2026-11-22T01:40+00:00", tick=False):
        assert "20 Jun 2026, 10:10 AEST" in page_of(document)
        page = signed_in(builders.user("Editor")).get(change_url(story)).content.decode()
        assert "20 Jun 2026, 10:10 AEST" in page
