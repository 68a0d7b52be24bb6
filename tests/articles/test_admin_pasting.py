"""Paste and clean: everything is shown before anything is stored, and an editor has the say."""

import base64
import doctest
import re
from html import unescape

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from newsroom.articles import pasting
from newsroom.articles.admin import reasons
from newsroom.articles.admin.comparing import MOST_COMPARED, compare
from newsroom.articles.imported import is_untouched
from newsroom.articles.ingest import ingest, vocabulary
from newsroom.articles.models import (
    Article,
    Author,
    ChromePattern,
    PatternState,
    RawDocument,
    Source,
    State,
    Tag,
)
from newsroom.cleaning import clean, line_key
from tests import builders
from tests.articles.desk import change_url, said, signed_in

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/articles/article/paste/"
# Damaged characters, glued sentences, furniture.
SURE = """Cebu guitar makers tune their ads by ear

Six guitar workshops on Mactan have hired a radio announcer â€“ retired â€“ for Kite Bank.â€œIf \
he hears it, itâ€™s too loud,â€ said Nilo Inso.Kite Bankâ€™s budget is PHP1.8 million.A jingle \
will follow, he said.

share on

Free newsletter
"""
# The same with a line that may be the last of the story, or the first of what sells a seat.
DOUBT = "Kite Week returns this May. Get your tickets now."
TEXT = SURE.replace("share on", f"{DOUBT}\n\nshare on")
PAGE = b"""<!doctype html><html><head><link rel="canonical" href="https://kites.example/bank">
<title>Kite Bank opens in Ipoh</title></head><body><h1>Kite Bank opens in Ipoh</h1>
<p>The branch has two rooms and a roof. <script>alert(1)</script>It opened on Monday.</p>
<p>\xe2\x80\x9cWe like it,\xe2\x80\x9d said Farah Idris. Nobody else did.</p></body></html>"""


@pytest.fixture
def desk():
    """A client of an editor."""
    return signed_in(builders.user("Editor"))


def paste(client, text=SURE, **fields):
    """Press "Clean" on a text."""
    return client.post(ADDRESS, {"text": text, "source": ""} | fields)


def held(answer):
    """What the browser would send back of the preview: its hidden fields and its ticked boxes."""
    fields: dict[str, list[str]] = {}
    for tag in re.findall(r"<(?:input|textarea)\b[^>]*>[^<]*", page(answer)):
        named = re.search(r'\bname="([^"]*)"', tag)
        is_box = 'type="checkbox"' in tag or 'type="radio"' in tag
        if not named or 'type="submit"' in tag or (is_box and " checked" not in tag):
            continue
        value = re.search(r'\bvalue="([^"]*)"', tag)
        text = tag.partition(">")[2] if tag.startswith("<textarea") else value[1] if value else ""
        fields.setdefault(named[1], []).append(unescape(text).removeprefix("\n"))
    return fields


def press(client, answer, **fields):
    """Press a button of the preview. A button that adds to a list leaves what is in it."""
    sent = held(answer)
    for name, value in fields.items():
        is_list = name in ("without", "keep", "back", "region", "tag")
        sent[name] = sent.get(name, []) + [value] if is_list else [value]
    return client.post(ADDRESS, sent)


def page(answer):
    return answer.content.decode()


def keys(text=SURE, **about):
    """The keys of the cleaner's edits of which something is true."""
    edits = [edit for _, edit in clean(text.encode()).report.edits]
    return [e.key for e in edits if all(getattr(e, name) == v for name, v in about.items())]


def cleaned_text(answer):
    """The text of the pane that shows the cleaned story alone."""
    shown = page(answer).split('class="paste-clean"')[1].partition("</section>")[0]
    return unescape(re.sub(r"<[^>]+>", "", shown))


# Who, and the ways there


@pytest.mark.parametrize(("role", "status"), [("Reporter", 200), ("Editor", 200), ("", 403)])
def test_whoever_may_add_articles_may_paste(role, status):
    client = signed_in(builders.user(role))
    assert client.get(ADDRESS).status_code == status
    assert paste(client).status_code == status
    answer = client.post(ADDRESS, {"raw": base64.b64encode(SURE.encode()), "_save": ""})
    assert (answer.status_code == 403) is (status == 403)


def test_nobody_pastes_without_signing_in(client):
    assert client.get(ADDRESS).status_code == 302


@pytest.mark.parametrize("name", ["admin:index", "admin:articles_article_changelist"])
def test_the_first_page_and_the_list_lead_to_it(desk, name):
    assert f'href="{ADDRESS}"' in page(desk.get(reverse(name)))
    stranger = signed_in(builders.user())
    assert ADDRESS not in page(stranger.get(reverse("admin:index")))


# What is shown


def test_a_pasted_text_is_shown_raw_and_cleaned_and_nothing_is_stored(desk):
    answer = paste(desk)
    assert answer.status_code == 200
    assert "itâ€™" in page(answer) and "“If he hears it, it’s too loud,” said" in page(answer)
    assert re.search(r"<del><span[^>]*>removed: </span>share on↵", page(answer))
    counts = (Article.objects, RawDocument.objects, Source.objects, Author.objects)
    assert [rows.count() for rows in counts] == [0, 0, 0, 0]


def test_every_change_says_its_rule_its_reason_and_how_often(desk):
    shown = page(paste(desk))
    assert "Text in UTF-8 that was read as CP1252." in shown
    assert "utf-8-as-cp1252, 2 times" in shown
    assert "Buttons to share the story." in shown
    assert "A full stop with no space behind it" in shown


def test_markup_is_shown_as_text_and_never_as_a_page(desk):
    file = SimpleUploadedFile("bank.html", PAGE)
    shown = page(paste(desk, text="", file=file))
    assert "<script>alert(1)" not in shown
    assert "&lt;script&gt;alert(1)" in shown  # the markup as it came in
    assert "<p>“We like it,” said Farah Idris. Nobody else did.</p>" in shown


def test_lines_confirmed_for_a_source_go_and_can_be_put_back(desk):
    source = Source.objects.create(name="kites.example")
    line = "Kites fly over Ipoh"
    ChromePattern.objects.create(
        source=source,
        line_hash="a",
        line=line_key(line),
        sample=line,
        state=PatternState.CONFIRMED,
        seen_count=3,
    )
    text = SURE.replace("A jingle", f"\n\n{line}\n\nA jingle")
    assert line in cleaned_text(paste(desk, text))
    answer = paste(desk, text, source="kites.example")
    assert line not in cleaned_text(answer)
    (key,) = [
        edit.key
        for _, edit in clean(text.encode(), patterns=[line_key(line)]).report.edits
        if edit.rule == "source-pattern"
    ]
    assert line in cleaned_text(press(desk, answer, without=key))


def test_a_very_long_text_is_shown_but_not_compared(desk):
    text = "\n\n".join(f"Kite Bank opened branch {n}. It has a roof." for n in range(3000))
    assert len(text) * 2 > MOST_COMPARED
    shown = page(paste(desk, text))
    assert "too long to be compared" in shown and "<del>" not in shown
    assert "Kite Bank opened branch 700." in shown


def test_every_rule_has_a_reason_if_only_that_of_its_stage():
    assert doctest.testmod(reasons).attempted == 2 and doctest.testmod(reasons).failed == 0
    assert reasons.reason("chrome", "a-rule-of-tomorrow") == reasons.STAGES["chrome"][1]
    assert reasons.reason("a-step-of-tomorrow", "x") == ""


@pytest.mark.parametrize(
    ("before", "after", "marks"),
    [
        ("ends.It begins", "ends.\n\nIt begins", [("added", "↵\n↵\n")]),
        ("said itâ€™s so", "said it’s so", [("removed", "itâ€™"), ("added", "it’")]),
        ("a\u00a0b c", "a b c", [("removed", "⍽"), ("added", " ")]),
    ],
)
def test_what_differs_is_marked_as_closely_as_it_can_be(before, after, marks):
    pieces = compare(before, after).pieces
    assert [(piece.kind, piece.text) for piece in pieces if piece.kind != "same"] == marks


# Choosing


def test_one_change_is_left_out_and_the_rest_is_made(desk):
    first, second = keys(before="â€“")
    answer = press(desk, paste(desk), without=second)
    assert "announcer – retired â€“ for" in cleaned_text(answer)
    assert "“If he hears it" in cleaned_text(answer)
    assert "1 left out by you" in page(answer)
    again = press(desk, answer, back=second)
    assert "announcer – retired – for" in cleaned_text(again)
    assert first not in held(answer)["without"]


def test_all_changes_of_a_kind_are_left_out_and_made_again_with_one_press(desk):
    first, second = keys(before="â€“")
    kind = first.rpartition("/")[0]
    answer = press(desk, press(desk, paste(desk), without=second), without=kind)
    assert "announcer â€“ retired â€“ for" in cleaned_text(answer)
    again = press(desk, answer, back=kind)
    assert "announcer – retired – for" in cleaned_text(again)
    assert "left out by you" not in page(again)


def test_a_whole_stage_is_left_out(desk):
    answer = press(desk, paste(desk), without="mojibake")
    assert "itâ€™s too loud,â€ said Nilo Inso." in cleaned_text(answer)
    assert "share on" not in cleaned_text(answer)


def test_a_line_that_was_taken_out_is_put_back(desk):
    (share,) = keys(before="share on\n\n")
    answer = press(desk, paste(desk), without=share)
    assert "share on" in cleaned_text(answer)
    assert "Free newsletter" not in cleaned_text(answer)


def test_what_nobody_typed_in_follows_the_choices_and_what_was_typed_stays(desk):
    text = SURE.replace("Cebu guitar", "Cebuâ€™s guitar")
    answer = press(desk, paste(desk, text), standfirst="Typed.", without="mojibake")
    assert held(answer)["headline"] == ["Cebuâ€™s guitar makers tune their ads by ear"]
    answer = press(desk, answer, headline="My own", back="mojibake")
    assert held(answer)["headline"] == ["My own"]
    assert held(answer)["standfirst"] == ["Typed."]


def test_suggestions_say_why_and_none_is_taken_unasked(desk):
    builders.region("Philippines")
    builders.tag("Kite Bank")
    answer = paste(desk)
    assert "because of: Cebu, PHP" in page(answer) and "because of: Kite Bank" in page(answer)
    assert "region" not in held(answer) and "tag" not in held(answer)
    ticked = press(desk, answer, region="Philippines", without="chrome")
    assert held(ticked)["region"] == ["Philippines"]


# Deciding


def test_what_the_cleaner_is_not_sure_of_has_to_be_decided_before_saving(desk):
    answer = paste(desk, TEXT)
    assert "1 for you to decide" in page(answer)
    refused = press(desk, answer, _save="")
    assert "Decide first on what the cleaner is not sure of." in page(refused)
    assert not Article.objects.exists()
    assert held(refused)["headline"] == ["Cebu guitar makers tune their ads by ear"]


@pytest.mark.parametrize(("button", "is_in"), [("keep", False), ("without", True)])
def test_either_decision_will_do_and_is_what_is_saved(desk, button, is_in):
    (doubt,) = [e.key for _, e in clean(TEXT.encode()).report.edits if not e.is_sure]
    decided = press(desk, paste(desk, TEXT), **{button: doubt.rpartition("/")[0]})
    assert "for you to decide" not in page(decided).partition("</p>")[0]
    press(desk, decided, _save="")
    assert (DOUBT in Article.objects.get().body) is is_in


# Saving


def test_the_draft_is_the_cleaned_text_and_the_raw_one_is_kept_beside_it(desk):
    answer = press(desk, paste(desk, source="Kite PR"), standfirst="Loud.", place="Cebu", _save="")
    story = Article.objects.get()
    assert answer.headers["Location"] == change_url(story)
    assert said(answer) == ["Saved as a draft. The text as it came in is kept beside it."]
    assert (story.state, story.standfirst, story.place) == (State.DRAFT, "Loud.", "Cebu")
    assert story.body.startswith("<p>Six guitar workshops") and "share on" not in story.body
    document = RawDocument.objects.get()
    assert bytes(document.body).decode() == SURE
    assert (document.source.name, document.format) == ("Kite PR", "text")
    assert document.article == story and document.report["report"]["without"] == []
    assert LogEntry.objects.get().is_addition()
    assert desk.get(change_url(story)).status_code == 200


def test_line_ends_of_a_paste_are_those_it_had_before_the_form(desk):
    press(desk, paste(desk, SURE.replace("\n", "\r\n")), _save="")
    assert bytes(RawDocument.objects.get().body).decode() == SURE


def test_the_bytes_of_a_file_are_kept_as_they_are(desk):
    body = SURE.replace("\n", "\r\n").replace("â€™", "’").encode("cp1252", "ignore")
    answer = paste(desk, text="", file=SimpleUploadedFile("cebu.txt", body))
    assert "cebu.txt" in page(answer)
    press(desk, answer, _save="")
    assert bytes(RawDocument.objects.get().body) == body


def test_a_saved_page_is_kept_under_its_own_address(desk):
    press(desk, paste(desk, text="", file=SimpleUploadedFile("a.html", PAGE)), _save="")
    document = RawDocument.objects.get()
    assert document.key == "https://kites.example/bank"
    assert (document.source.name, document.format) == ("kites.example", "html")


def test_only_what_was_offered_and_ticked_is_on_the_story(desk):
    for name in ("Philippines", "Singapore"):
        builders.region(name)
    builders.tag("Mactan")
    shown = press(desk, paste(desk), region="Philippines")
    shown = press(desk, shown, region="Singapore")
    answer = press(desk, shown, tag="Kite Bank", _save="")
    assert said(answer)[1:] == ["Region added: Philippines.", "Tag added: Kite Bank."]
    story = Article.objects.get()
    assert [region.name for region in story.regions.all()] == ["Philippines"]
    assert [tag.name for tag in story.tags.all()] == ["Kite Bank"]  # a new one


def test_a_reporter_makes_neither_a_tag_nor_an_author():
    client = signed_in(builders.user("Reporter"))
    builders.author("Mei Tan")
    answer = paste(client)
    assert re.search(r'name="tag" value="Kite Bank"[^>]* disabled', page(answer))
    saved = press(client, answer, tag="Kite Bank", byline="mei tan, Arif Rahman", _save="")
    story = Article.objects.get()
    assert not Tag.objects.exists()
    assert [line.author.name for line in story.bylines.all()] == ["Mei Tan"]
    assert "There is no author Arif Rahman yet: an editor can add one." in said(saved)


def test_an_editor_makes_an_author_of_a_new_name(desk):
    press(desk, paste(desk), byline="Arif Rahman and Mei Tan", _save="")
    names = [line.author.name for line in Article.objects.get().bylines.all()]
    assert names == ["Arif Rahman", "Mei Tan"]


def test_a_story_without_a_headline_is_not_saved(desk):
    answer = press(desk, paste(desk), headline=" ", _save="")
    assert "This field is required." in page(answer)
    assert not Article.objects.exists()


def test_a_name_that_no_author_can_have_is_refused(desk):
    answer = press(desk, paste(desk), byline=f"Mei Tan and {'x' * 200}", _save="")
    assert re.search(r"A name may have \d+ letters", page(answer))
    assert not Article.objects.exists() and not Author.objects.exists()


def test_what_an_editor_left_out_makes_the_story_the_editors_own(desk):
    press(desk, press(desk, paste(desk), without="mojibake"), _save="")
    document = RawDocument.objects.get()
    assert document.report["report"]["without"] == ["mojibake"]
    assert not is_untouched(Article.objects.get(), document)


def test_a_script_is_told_where_to_go_after_saving(desk):
    sent = held(paste(desk)) | {"_save": [""]}
    answer = desk.post(ADDRESS, sent, headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == change_url(Article.objects.get())


# What came before


def test_the_same_text_again_leads_to_the_story_that_is_there(desk):
    first = paste(desk)
    press(desk, first, _save="")
    story = Article.objects.get()
    for answer in (paste(desk), press(desk, first, _save="")):
        assert "This text is here already" in page(answer)
        assert change_url(story) in page(answer) and 'name="_save"' not in page(answer)
    assert Article.objects.count() == RawDocument.objects.count() == 1


def test_a_text_whose_story_was_deleted_leads_to_what_is_kept(desk):
    press(desk, paste(desk), _save="")
    Article.objects.get().delete()
    assert "its story was deleted" in page(paste(desk))


def test_a_page_that_was_imported_is_known_again_also_as_a_copy(desk):
    story = ingest(pasting.raw_article(PAGE), known=vocabulary()).article
    copy = PAGE.replace(b"kites.example/bank", b"kites.example/copy")
    ingest(pasting.raw_article(copy), known=vocabulary())
    assert RawDocument.objects.filter(copy_of=story).count() == 1
    for body in (PAGE, copy):
        answer = paste(desk, text="", file=SimpleUploadedFile("a.html", body))
        assert "This text is here already" in page(answer)
        assert change_url(story) in page(answer)


def test_nearly_the_same_text_is_pointed_out(desk):
    more = "\n\n".join(f"Shop {n} of Cebu sells {n * 7} guitars. It is glad." for n in range(30))
    press(desk, paste(desk, SURE.replace("share on", more)), _save="")
    answer = paste(desk, SURE.replace("share on", f"{more} And open."))
    assert change_url(Article.objects.get()) in page(answer) and 'name="_save"' in page(answer)


def test_another_copy_of_an_imported_page_is_pointed_out(desk):
    story = ingest(pasting.raw_article(PAGE), known=vocabulary()).article
    file = SimpleUploadedFile("a.html", PAGE.replace(b"on Monday", b"on Tuesday"))
    answer = paste(desk, text="", file=file)
    assert "The same page, or nearly the same text, is here already" in page(answer)
    assert change_url(story) in page(answer) and 'name="_save"' in page(answer)


def test_of_two_presses_at_once_one_makes_the_story(desk, monkeypatch):
    first = paste(desk)
    press(desk, first, _save="")
    document = RawDocument.objects.get()
    answers = iter([None, None, document])  # the row comes after the two looks for it
    monkeypatch.setattr(pasting, "seen_before", lambda shown: next(answers))
    answer = press(desk, first, _save="")
    assert "This text is here already" in page(answer)
    assert Article.objects.count() == 1


# What is no story


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "The input is empty"),
        (" \n ", "The input is empty"),
        ("a" * 2_000_001, "The input is larger than 2 MB"),
        ("Kite Bank", "One line without a sentence is no article"),
    ],
)
def test_a_text_that_is_no_story_is_refused_in_words_and_kept(desk, text, message):
    answer = paste(desk, text, source="Kite PR")
    form = answer.context["form"]
    assert message in form.errors["text"][0]
    assert form["text"].value() == text and form["source"].value() == "Kite PR"
    assert message in page(answer)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "The input is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(400), "The input is not text"),
        (bytes(range(128, 256)) * 8, "names no charset"),
        (b"a" * 3_000_000, "The input is larger than 2 MB"),
    ],
)
def test_a_file_that_is_no_story_is_refused_in_words(desk, body, message):
    answer = paste(desk, text="", file=SimpleUploadedFile("story.txt", body))
    assert message in answer.context["form"].errors["file"][0]


def test_a_text_and_a_file_at_once_are_one_too_many(desk):
    answer = paste(desk, file=SimpleUploadedFile("a.html", PAGE))
    assert answer.context["form"].errors == {"file": ["Give the text or a file, not both."]}
    assert answer.context["form"]["text"].value() == SURE


def test_a_text_that_was_damaged_on_its_way_is_asked_for_again(desk):
    answer = desk.post(ADDRESS, {"raw": "no base64 é", "_save": ""})
    assert "The input is empty" in answer.context["form"].errors["text"][0]
    assert not Article.objects.exists()
