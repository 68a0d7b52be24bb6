"""The article form and list: saving, steps, and what each role may do."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from newsroom.articles import workflow
from newsroom.articles.admin import steps
from newsroom.articles.models import Article, Redirect, State
from tests import builders
from tests.articles.desk import change_url, form_data, said, signed_in

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_article_changelist")


def send(account, story, **changed):
    return signed_in(account).post(change_url(story), form_data(story, **changed))


# Saving


def test_a_story_is_saved_by_the_verb_that_counts_words_and_keeps_addresses():
    story = builders.article("Old headline", body="<p>One two.</p>")
    send(builders.user("Editor"), story, slug="new-address", body="<p>One two three.</p>")
    story.refresh_from_db()
    assert story.slug == "new-address" and story.word_count == 3
    assert Redirect.objects.get().path == "/articles/old-headline/"


def test_a_new_story_gets_its_address_from_the_headline():
    client = signed_in(builders.user("Reporter"))
    data = form_data(builders.article("Pattern", state=State.DRAFT, authors=[]))
    new = data | {"headline": "Kiosks go digital", "slug": ""}
    response = client.post(reverse("admin:articles_article_add"), new)
    assert response.status_code == 302
    made = Article.objects.get(slug="kiosks-go-digital")
    assert made.state == State.DRAFT
    assert [region.name for region in made.regions.all()] == ["Singapore"]


def test_a_headline_is_one_line():
    story = builders.article(state=State.DRAFT)
    send(builders.user("Reporter"), story, headline=" Ferries\r\ngo  digital ")
    story.refresh_from_db()
    assert story.headline == "Ferries go digital"


def test_what_is_posted_is_sanitised():
    story = builders.article(state=State.DRAFT)
    send(builders.user("Reporter"), story, body='<p onclick="x()">Fine.<script>x()</script></p>')
    story.refresh_from_db()
    assert "onclick" not in story.body and "<script" not in story.body and "Fine." in story.body


def test_bylines_keep_the_order_that_the_editor_gave_them():
    story = builders.article(authors=["Mei Tan", "Arif Rahman"], state=State.DRAFT)
    send(builders.user("Editor"), story, **{"bylines-0-position": "2", "bylines-1-position": "1"})
    assert [str(line) for line in story.bylines.all()] == ["Arif Rahman", "Mei Tan"]


# Steps


def test_the_text_is_saved_before_the_step_is_taken():
    story = builders.article("Old", state=State.IN_REVIEW)
    editor = builders.user("Editor")
    response = send(editor, story, headline="New", _publish="")
    story.refresh_from_db()
    assert story.headline == "New" and story.is_published()
    assert story.transitions.get().by == editor
    assert said(response) == ["Published."]
    assert LogEntry.objects.filter(change_message="Publish now.").exists()


def test_a_story_that_is_not_ready_stays_saved_and_each_problem_is_told():
    story = builders.article("Old", state=State.DRAFT, regions=[])
    response = send(builders.user("Editor"), story, headline="Sales are TK", _publish="")
    story.refresh_from_db()
    assert story.headline == "Sales are TK" and story.state == State.DRAFT
    assert said(response) == [
        "Choose at least one region.",
        "Fill in what is still marked TK or XXX.",
        "The text is saved.",
    ]


def test_a_time_is_read_in_the_zone_of_the_site_and_said_with_it():
    story = builders.article(state=State.IN_REVIEW)
    tomorrow = timezone.now() + timedelta(days=1)
    response = send(
        builders.user("Editor"),
        story,
        step_at_0=f"{tomorrow:%Y-%m-%d}",
        step_at_1="11:00",
        _schedule="",
    )
    story.refresh_from_db()
    assert story.state == State.SCHEDULED
    assert (story.published_at.hour, story.published_at.minute) == (3, 0)  # UTC
    assert said(response)[0].endswith(", 11:00 SGT.")


@pytest.mark.parametrize("at", [("", ""), ("2031-02-30", "11:00"), ("2031-02-03", "")])
def test_a_schedule_without_a_whole_time_says_what_is_missing(at):
    story = builders.article(state=State.IN_REVIEW)
    response = send(builders.user("Editor"), story, step_at_0=at[0], step_at_1=at[1], _schedule="")
    assert said(response)[0].startswith("Choose the date and the time")
    story.refresh_from_db()
    assert story.state == State.IN_REVIEW


@pytest.mark.parametrize(
    ("role", "state", "verb", "after"),
    [
        ("Reporter", State.DRAFT, "submit", State.IN_REVIEW),
        ("Editor", State.IN_REVIEW, "send_back", State.DRAFT),
        ("Editor", State.PUBLISHED, "withdraw", State.WITHDRAWN),
        ("Admin", State.WITHDRAWN, "restore", State.PUBLISHED),
    ],
)
def test_each_step_with_its_note(role, state, verb, after):
    story = builders.article(state=state)
    data = {f"_{verb}": "", "step_note": "The second figure is wrong."}
    assert send(builders.user(role), story, **data).status_code == 302
    story.refresh_from_db()
    assert story.state == after
    asks = steps.BUTTONS[verb].asks
    assert story.transitions.get().note == ("The second figure is wrong." if asks else "")


@pytest.mark.parametrize(
    ("state", "verb"), [(State.IN_REVIEW, "send_back"), (State.PUBLISHED, "withdraw")]
)
def test_a_step_that_needs_a_reason_is_not_taken_without_one(state, verb):
    story = builders.article(state=state)
    response = send(builders.user("Editor"), story, **{f"_{verb}": "", "step_note": " "})
    story.refresh_from_db()
    assert story.state == state
    assert "The text is saved." in said(response)


def form_of(response):
    """The form that came back, and what it says at its head."""
    form = response.context["adminform"].form
    return form, " ".join(form.non_field_errors())


def test_a_step_that_a_colleague_has_taken_gives_the_form_back_as_it_was_typed():
    story = builders.article("Old", published_at=timezone.now() - timedelta(days=1))
    note = "The second figure is wrong."
    typed = {"headline": "New", "step_note": note, "_send_back": ""}
    response = send(builders.user("Editor"), story, **typed)
    form, error = form_of(response)
    assert response.status_code == 409
    assert error.startswith("What readers have seen is withdrawn, not sent back. Nothing is saved")
    assert form["headline"].value() == "New" and note in response.content.decode()
    story.refresh_from_db()
    assert story.headline == "Old" and story.is_published()


@pytest.mark.parametrize("pressed", ["_save", "_submit"])
@pytest.mark.parametrize("state", [State.IN_REVIEW, State.PUBLISHED])
def test_a_draft_that_moves_on_while_a_reporter_types_gives_back_what_was_typed(state, pressed):
    story = builders.article("Old", state=State.DRAFT)
    # The form was opened while the story was a draft: it has no corrections.
    data = form_data(story, headline="New", body="<p>Typed for an hour.</p>", **{pressed: ""})
    data = {name: value for name, value in data.items() if not name.startswith("corrections")}
    workflow.publish(story, by=None) if state == State.PUBLISHED else workflow.submit(
        story, by=None
    )
    response = signed_in(builders.user("Reporter")).post(change_url(story), data)
    form, error = form_of(response)
    page = response.content.decode()
    assert response.status_code == 409 and 'name="_save"' not in page
    assert error.startswith("A colleague has moved this story on: it is ")
    assert form["headline"].value() == "New" and "Typed for an hour." in form["body"].value()
    assert "Typed for an hour." in page
    story.refresh_from_db()
    assert story.headline == "Old" and story.state == state and "Typed" not in story.body


def test_an_editors_text_is_saved_though_the_draft_was_published_meanwhile():
    story = builders.article("Old", state=State.DRAFT)
    data = form_data(story, headline="New")
    data = {name: value for name, value in data.items() if not name.startswith("corrections")}
    workflow.publish(story, by=None)
    response = signed_in(builders.user("Editor")).post(change_url(story), data)
    assert response.status_code == 302
    story.refresh_from_db()
    assert story.headline == "New" and story.is_published()


# What readers have before them


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"body": ""}, "Write the text: the body is empty."),
        ({"regions": []}, "Choose at least one region."),
        ({"headline": "Sales are TK"}, "Fill in what is still marked TK or XXX."),
    ],
)
def test_a_public_story_is_not_saved_without_what_readers_need(changed, sentence):
    story = builders.article("Old")
    response = send(builders.user("Editor"), story, **{"standfirst": "New."} | changed)
    assert response.status_code == 200
    assert form_of(response)[1] == sentence
    story.refresh_from_db()
    assert (story.headline, story.standfirst) == ("Old", "")
    assert story.regions.exists() and story.body


def test_a_region_that_the_form_adds_counts_and_a_draft_may_lack_everything():
    bare = builders.article("Public and bare", regions=[])
    singapore = builders.region("Singapore")
    assert send(builders.user("Editor"), bare, regions=[singapore.pk]).status_code == 302
    draft = builders.article(state=State.DRAFT)
    unready = {"regions": [], "body": "", "headline": "TK"}
    assert send(builders.user("Editor"), draft, **unready).status_code == 302


def test_a_public_story_with_problems_can_be_withdrawn_and_only_with_a_reason():
    story, editor = builders.article(regions=[]), builders.user("Editor")
    assert send(editor, story, _withdraw="", step_note=" ").status_code == 200
    assert send(editor, story, _withdraw="", step_note="It is wrong.").status_code == 302
    story.refresh_from_db()
    assert story.state == State.WITHDRAWN


# Updates


def test_the_box_tells_readers_of_an_update_and_a_typo_does_not():
    story = builders.article(published_at=timezone.now() - timedelta(days=1))
    editor = builders.user("Editor")
    send(editor, story, headline="A typo less")
    story.refresh_from_db()
    assert story.shown_update is None and not story.transitions.exists()
    send(editor, story, headline="A new figure", is_substantive="on")
    story.refresh_from_db()
    assert story.shown_update is not None and story.headline == "A new figure"
    assert (story.transitions.get().verb, story.transitions.get().by) == ("update", editor)


@pytest.mark.parametrize(
    ("role", "state", "is_there"),
    [
        ("Editor", State.PUBLISHED, True),
        ("Editor", State.DRAFT, False),
        ("Editor", State.WITHDRAWN, False),
        ("Reporter", State.PUBLISHED, False),
    ],
)
def test_the_box_is_there_for_an_editor_of_a_public_story(role, state, is_there):
    page = signed_in(builders.user(role)).get(change_url(builders.article(state=state)))
    assert ('name="is_substantive"' in page.content.decode()) == is_there


def test_a_tick_for_a_story_that_was_withdrawn_meanwhile_gives_the_form_back():
    story = builders.article("Old", state=State.WITHDRAWN)
    response = send(builders.user("Editor"), story, headline="New", is_substantive="on")
    assert response.status_code == 409 and form_of(response)[0]["headline"].value() == "New"


def test_only_the_steps_that_would_work_are_offered():
    draft, public = builders.article("A", state=State.DRAFT), builders.article("B")
    reporter, editor = signed_in(builders.user("Reporter")), signed_in(builders.user("Editor"))
    as_reporter = reporter.get(change_url(draft)).content.decode()
    assert 'name="_submit"' in as_reporter and 'name="_publish"' not in as_reporter
    as_editor = editor.get(change_url(public)).content.decode()
    assert 'name="_withdraw"' in as_editor and 'name="_publish"' not in as_editor
    assert "deletelink" not in as_editor


# Roles


@pytest.mark.parametrize("verb", ["publish", "schedule", "send_back", "withdraw", "restore"])
def test_a_reporter_gets_403_for_an_editors_step_and_nothing_is_saved(verb):
    story = builders.article("Old", state=State.DRAFT)
    response = send(builders.user("Reporter"), story, headline="New", **{f"_{verb}": ""})
    assert response.status_code == 403
    story.refresh_from_db()
    assert story.headline == "Old" and story.state == State.DRAFT


def test_a_reporter_gets_403_for_publishing_a_story_while_adding_it():
    client = signed_in(builders.user("Reporter"))
    data = form_data(builders.article(state=State.DRAFT)) | {"_publish": "", "slug": ""}
    assert client.post(reverse("admin:articles_article_add"), data).status_code == 403
    assert Article.objects.count() == 1


def test_an_editor_gets_403_for_restoring():
    story = builders.article(state=State.WITHDRAWN)
    response = send(builders.user("Editor"), story, _restore="", step_note="Oh.")
    assert response.status_code == 403


@pytest.mark.parametrize("state", [State.IN_REVIEW, State.SCHEDULED, State.PUBLISHED])
def test_a_reporter_reads_but_does_not_change_what_left_the_draft(state):
    at = timezone.now() + timedelta(days=1) if state == State.SCHEDULED else None
    story = builders.article("Old", state=state, published_at=at)
    reporter = builders.user("Reporter")
    page = signed_in(reporter).get(change_url(story))
    assert page.status_code == 200 and b'name="_save"' not in page.content
    assert send(reporter, story, headline="New").status_code == 409
    story.refresh_from_db()
    assert story.headline == "Old"


def test_whoever_has_no_role_sees_nothing():
    story = builders.article()
    client = signed_in(builders.user())
    assert client.get(LIST).status_code == 403
    assert client.get(change_url(story)).status_code == 403


@pytest.mark.parametrize("state", [State.PUBLISHED, State.WITHDRAWN])
def test_what_was_public_cannot_be_deleted(state):
    story = builders.article(state=state)
    client = signed_in(builders.user("Admin"))
    url = reverse("admin:articles_article_delete", args=[story.pk])
    assert client.post(url, {"post": "yes"}).status_code == 403
    assert Article.objects.filter(pk=story.pk).exists()


def test_an_admin_deletes_a_draft_and_an_editor_does_not():
    story = builders.article(state=State.DRAFT)
    url = reverse("admin:articles_article_delete", args=[story.pk])
    assert signed_in(builders.user("Editor")).post(url, {"post": "yes"}).status_code == 403
    assert signed_in(builders.user("Admin")).post(url, {"post": "yes"}).status_code == 302
    assert not Article.objects.filter(pk=story.pk).exists()


# Corrections


def correction(**fields):
    return {
        "corrections-TOTAL_FORMS": 1,
        "corrections-0-kind": "correction",
        "corrections-0-text": "It was 14%, not 41%.",
        **fields,
    }


def test_a_correction_is_signed_and_marks_the_story_as_updated():
    story = builders.article(published_at=timezone.now() - timedelta(days=1))
    editor = builders.user("Editor")
    assert send(editor, story, **correction()).status_code == 302
    story.refresh_from_db()
    assert story.shown_update is not None
    assert story.corrections.get().made_by == editor


def test_a_correction_is_reworded_and_never_deleted():
    story = builders.article()
    editor = builders.user("Editor")
    send(editor, story, **correction())
    known = {"corrections-0-id": story.corrections.get().pk, "corrections-INITIAL_FORMS": 1}
    send(
        editor,
        story,
        **correction(**known, **{"corrections-0-text": "14%.", "corrections-0-DELETE": "on"}),
    )
    assert story.corrections.get().text == "14%."


# The list


def test_the_list_costs_the_same_for_one_story_and_for_thirty(django_assert_max_num_queries):
    client = signed_in(builders.user("Editor"))
    builders.tag("Media", navigation_order=1)
    for number in range(30):
        builders.article(f"Story {number}", tags=["Media"], authors=["Mei Tan", "Arif Rahman"])
    with django_assert_max_num_queries(16):
        page = client.get(LIST).content.decode()
    assert page.count("Mei Tan, Arif Rahman") == 30


def test_the_list_names_the_zone_and_a_scheduled_story_whose_time_has_come_is_published():
    at = timezone.now() - timedelta(minutes=1)
    builders.article(state=State.SCHEDULED, published_at=at)
    page = signed_in(builders.user("Reporter")).get(LIST).content.decode()
    assert '<td class="field-shown_state">Published</td>' in page
    assert " SGT</td>" in page


def test_what_is_not_public_yet_comes_first_the_last_changed_at_the_top():
    hour = timedelta(hours=1)
    touched = builders.article("Draft of old, changed now", state=State.DRAFT)
    builders.article("Draft", state=State.DRAFT)
    at = timezone.now() + hour
    builders.article("Later today", state=State.SCHEDULED, published_at=at)
    builders.article("Old", published_at=timezone.now() - 2 * hour)
    builders.article("New", published_at=timezone.now() - hour)
    Article.objects.exclude(pk=touched.pk).update(changed_at=timezone.now() - hour)
    client = signed_in(builders.user("Editor"))

    def order(**query):
        return [story.headline for story in client.get(LIST, query).context["cl"].result_list]

    drafts = ["Draft of old, changed now", "Draft"]
    assert order() == [*drafts, "Later today", "New", "Old"]
    column = "5"
    assert order(o=column)[:3] == ["Old", "New", "Later today"]
    assert order(o=f"-{column}")[2:] == ["Later today", "New", "Old"]


def test_the_list_is_cut_by_state_region_and_section_and_searched_by_headline():
    top = builders.region("Lilliput")
    inside = builders.region("Mildendo", parent=top)
    builders.region("Blefuscu")
    media = builders.tag("Media", navigation_order=1)
    builders.article("Ferries", regions=[inside], tags=[media])
    builders.article("Kiosks", regions=["Japan"], state=State.DRAFT)
    client = signed_in(builders.user("Reporter"))

    def found(**query):
        return {story.headline for story in client.get(LIST, query).context["cl"].result_list}

    assert found(region=top.pk) == {"Ferries"}
    assert found(section=media.pk) == {"Ferries"}
    assert found(state__exact="draft") == {"Kiosks"}
    assert found(q="kiosk") == {"Kiosks"}
    assert found(region="nowhere") == set()
    offered = [name for _pk, name in client.get(LIST).context["cl"].filter_specs[1].lookup_choices]
    assert {"Japan", "Lilliput", "Mildendo"} <= {name.strip() for name in offered}
    assert "Blefuscu" not in {name.strip() for name in offered}


def test_the_list_is_cut_by_the_year_of_the_sites_zone_without_asking_each_row():
    eve = datetime(2023, 12, 31, 15, 59, tzinfo=UTC)  # a minute before midnight in Singapore
    builders.article("Old", published_at=eve)
    builders.article("New", published_at=eve + timedelta(minutes=1))
    builders.article("Draft", state=State.DRAFT)
    client = signed_in(builders.user("Editor"))

    def found(year):
        page = client.get(LIST, {"year": year})
        return [story.headline for story in page.context["cl"].result_list]

    assert (found("2024"), found("2023"), found("1999"), found("x")) == (["New"], ["Old"], [], [])
    with CaptureQueriesContext(connection) as asked:
        page = client.get(LIST).content.decode()
    assert "?year=2023" in page and "?year=2024" in page and "?year=2022" not in page
    assert not [query for query in asked if "trunc" in query["sql"].lower()]


def test_the_bulk_action_publishes_what_it_can_and_reports_each_refusal():
    ready = builders.article("Ready", state=State.IN_REVIEW)
    bare = builders.article("Bare", state=State.IN_REVIEW, regions=[])
    data = {"action": "publish_selected", "_selected_action": [ready.pk, bare.pk]}
    response = signed_in(builders.user("Editor")).post(LIST, data)
    ready.refresh_from_db(), bare.refresh_from_db()
    assert ready.is_published() and bare.state == State.IN_REVIEW
    assert said(response) == ["“Bare”: Choose at least one region.", "1 story published."]


def test_a_reporter_gets_403_for_the_bulk_action_and_nobody_is_offered_bulk_deletion():
    story = builders.article(state=State.DRAFT)
    data = {"action": "publish_selected", "_selected_action": [story.pk]}
    assert signed_in(builders.user("Reporter")).post(LIST, data).status_code == 403
    data["action"] = "delete_selected"
    signed_in(builders.user("Admin")).post(LIST, data | {"post": "yes"})
    story.refresh_from_db()
    assert story.state == State.DRAFT
