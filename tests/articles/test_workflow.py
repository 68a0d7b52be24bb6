"""States, rights and the record of each step."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from newsroom.articles import workflow
from newsroom.articles.models import Article, State
from tests import builders

pytestmark = pytest.mark.django_db


def test_a_story_goes_from_draft_to_the_reader_and_each_step_is_noted():
    reporter, editor = builders.user("Reporter"), builders.user("Editor")
    story = builders.article(state=State.DRAFT)
    workflow.submit(story, by=reporter)
    workflow.publish(story, by=editor)
    story.refresh_from_db()
    assert story.is_published()
    steps = [(t.verb, t.from_state, t.to_state, t.by) for t in story.transitions.all()]
    assert steps == [
        ("submit", "draft", "in_review", reporter),
        ("publish", "in_review", "published", editor),
    ]


@pytest.mark.parametrize("verb", ["publish", "schedule", "send_back"])
def test_a_reporter_has_no_right_to(verb):
    story = builders.article(state=State.IN_REVIEW)
    arguments = {
        "publish": {},
        "schedule": {"at": timezone.now() + timedelta(hours=1)},
        "send_back": {"note": "No."},
    }[verb]
    with pytest.raises(PermissionDenied):
        getattr(workflow, verb)(story, by=builders.user("Reporter"), **arguments)
    story.refresh_from_db()
    assert story.state == State.IN_REVIEW


def test_an_editor_cannot_restore_and_an_admin_can():
    story = builders.article()
    editor, chief = builders.user("Editor"), builders.user("Admin")
    dated = story.published_at
    workflow.withdraw(story, by=editor, reason="The client asked for a day.")
    assert not story.is_published()
    with pytest.raises(PermissionDenied):
        workflow.restore(story, by=editor, reason="Day over.")
    workflow.restore(story, by=chief, reason="Day over.")
    story.refresh_from_db()
    assert story.is_published() and story.published_at == dated


def test_a_scheduled_story_appears_by_the_clock_alone():
    story = builders.article(state=State.DRAFT)
    at = timezone.now() + timedelta(hours=2)
    workflow.schedule(story, by=None, at=at)
    assert not Article.objects.published().exists()
    assert Article.objects.published(at=at).get() == story
    assert story.is_published(at=at) and not story.is_published(at=at - timedelta(seconds=1))


def test_what_is_due_is_released_once():
    story = builders.article(
        state=State.SCHEDULED, published_at=timezone.now() - timedelta(minutes=1)
    )
    assert workflow.release_due() == 1
    assert workflow.release_due() == 0
    story.refresh_from_db()
    assert story.state == State.PUBLISHED
    assert story.transitions.get().verb == "release"


def test_the_second_of_two_editors_is_told():
    mine = builders.article(state=State.IN_REVIEW)
    theirs = Article.objects.get(pk=mine.pk)
    workflow.publish(theirs, by=builders.user("Editor"))
    with pytest.raises(workflow.WrongState, match="colleague"):
        workflow.publish(mine, by=builders.user("Editor"))
    assert mine.transitions.count() == 1


def test_a_public_story_cannot_be_scheduled_away_or_published_again():
    story = builders.article()
    with pytest.raises(workflow.WrongState):
        workflow.publish(story, by=None)
    with pytest.raises(workflow.WrongState):
        workflow.schedule(story, by=None, at=timezone.now() + timedelta(days=1))
    with pytest.raises(workflow.WrongState):
        workflow.send_back(story, by=None, note="Oh.")


def test_a_story_that_lacks_what_a_reader_needs_is_not_published():
    story = builders.article(state=State.DRAFT, regions=[], body="<p>Sales were TK in June.</p>")
    with pytest.raises(workflow.NotReady) as caught:
        workflow.publish(story, by=None)
    assert caught.value.problems == [
        "Choose at least one region.",
        "Fill in what is still marked TK or XXX.",
    ]
    story.refresh_from_db()
    assert story.state == State.DRAFT


def test_times_on_the_wrong_side_of_now_are_refused():
    story = builders.article(state=State.DRAFT)
    with pytest.raises(workflow.WorkflowError, match="has passed"):
        workflow.schedule(story, by=None, at=timezone.now() - timedelta(minutes=1))
    with pytest.raises(workflow.WorkflowError, match="still to come"):
        workflow.publish(story, by=None, at=timezone.now() + timedelta(minutes=1))


def test_a_withdrawal_needs_its_reason():
    story = builders.article()
    with pytest.raises(workflow.WorkflowError, match="Say why"):
        workflow.withdraw(story, by=None, reason=" ")
    assert story.is_published()


def test_a_correction_marks_the_story_as_updated():
    story = builders.article(published_at=timezone.now() - timedelta(days=1))
    assert story.shown_update is None
    workflow.correct(story, by=builders.user("Editor"), text="It was 14%, not 41%.")
    story.refresh_from_db()
    assert story.shown_update is not None
    assert story.corrections.get().text == "It was 14%, not 41%."


def test_a_correction_is_on_record_with_the_beginning_of_its_text():
    story, editor = builders.article(), builders.user("Editor")
    workflow.correct(story, by=editor, text="It was 14%, not 41%. " * 40)
    step = story.transitions.get()
    assert (step.verb, step.from_state, step.to_state) == ("correct", "published", "published")
    assert step.by == editor and len(step.note) == 500
    assert len(story.corrections.get().text) > 500


def test_an_update_is_told_by_an_editor_and_is_on_record():
    story = builders.article(published_at=timezone.now() - timedelta(days=1))
    with pytest.raises(PermissionDenied):
        workflow.announce_update(story, by=builders.user("Reporter"))
    editor = builders.user("Editor")
    workflow.announce_update(story, by=editor)
    story.refresh_from_db()
    assert story.shown_update is not None
    step = story.transitions.get()
    assert (step.verb, step.from_state, step.to_state) == ("update", "published", "published")
    assert step.by == editor


def test_the_desk_is_offered_just_the_steps_that_would_work():
    reporter, editor = builders.user("Reporter"), builders.user("Editor")
    draft = builders.article("A", state=State.DRAFT)
    public = builders.article("B")
    assert workflow.available(draft, by=reporter) == ["submit"]
    assert workflow.available(draft, by=editor) == ["submit", "schedule", "publish"]
    assert workflow.available(public, by=reporter) == []
    assert workflow.available(public, by=editor) == ["withdraw", "update", "correct"]
    due = builders.article("C", state=State.SCHEDULED, published_at=timezone.now())
    assert workflow.available(due, by=editor) == workflow.available(public, by=editor)
    later = timezone.now() + timedelta(hours=1)
    waiting = builders.article("D", state=State.SCHEDULED, published_at=later)
    assert workflow.available(waiting, by=editor) == ["send_back", "schedule", "publish"]


ANSWERS = {
    "send_back": {"note": "Oh."},
    "schedule": {"at": timezone.now() + timedelta(days=1)},
    "withdraw": {"reason": "Oh."},
    "restore": {"reason": "Oh."},
    "correct": {"text": "Oh."},
}
# Each state as readers know it: a scheduled story is theirs from its minute on.
PLACES = [(state, None) for state in State if state != State.SCHEDULED] + [
    (State.SCHEDULED, timedelta(hours=-1)),
    (State.SCHEDULED, timedelta(hours=1)),
]


@pytest.mark.parametrize("verb", workflow.TRANSITIONS)
@pytest.mark.parametrize(("state", "delay"), PLACES)
def test_what_is_offered_works_and_what_is_not_offered_is_refused(verb, state, delay):
    at = None if delay is None else timezone.now() + delay
    story, chief = builders.article(state=state, published_at=at), builders.user("Admin")
    use = getattr(workflow, {"update": "announce_update"}.get(verb, verb))
    if verb in workflow.available(story, by=chief):
        use(story, by=chief, **ANSWERS.get(verb, {}))
        assert story.transitions.get().verb == verb
    else:
        with pytest.raises(workflow.WrongState, match=r"\.$"):
            use(story, by=chief, **ANSWERS.get(verb, {}))
        assert not story.transitions.exists()
