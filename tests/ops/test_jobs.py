"""The timetable runs its verbs, from a file and from Redis."""

from datetime import datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from huey import Huey

from newsroom.articles.models import AuditReport, State
from newsroom.ops import jobs
from tests import builders, services

NIGHT = datetime(2026, 11, 22, 3, 30)
MORNING = datetime(2026, 11, 22, 7, 1)
EVENING = datetime(2026, 11, 22, 18, 30)


def due(queue: Huey, at: datetime) -> set[str]:
    return {task.name for task in queue.read_periodic(at)}


def run_all(queue: Huey, at: datetime) -> None:
    """What a consumer does at that minute: put the due jobs in the queue, take each out, run it."""
    for task in queue.read_periodic(at):
        queue.enqueue(task)
    while (task := queue.dequeue()) is not None:
        queue.execute(task)


@pytest.fixture(params=["file", "redis"])
def queue(request, settings, tmp_path):
    settings.QUEUE_FILE = tmp_path / "queue.sqlite3"
    if request.param == "redis":
        services.need(services.answers(services.REDIS_URL), "Redis")
        settings.QUEUE_URL = services.REDIS_URL
    made = jobs.queue()
    made.flush()
    yield made
    made.flush()


def test_each_job_has_its_hour(queue):
    assert due(queue, MORNING) == {"release_due"}
    assert due(queue, NIGHT) == {"release_due", "clear_sessions"}
    assert due(queue, EVENING) == {"release_due", "audit_archive"}


@pytest.mark.django_db(transaction=True)
def test_a_due_story_is_released_through_the_queue(queue):
    story = builders.article(
        state=State.SCHEDULED, published_at=timezone.now() - timedelta(minutes=1)
    )
    run_all(queue, MORNING)
    story.refresh_from_db()
    assert story.state == State.PUBLISHED
    assert queue.pending_count() == 0


@pytest.mark.django_db(transaction=True)
def test_the_archive_is_audited_through_the_queue(queue):
    builders.article(tags=())
    run_all(queue, EVENING)
    assert [group["signature"] for group in AuditReport.objects.get().groups] == ["no-tag"]


@pytest.mark.django_db
def test_only_sessions_that_have_run_out_are_forgotten():
    now = timezone.now()
    Session.objects.create(session_key="old", expire_date=now - timedelta(seconds=1))
    Session.objects.create(session_key="new", expire_date=now + timedelta(days=1))
    assert jobs.clear_sessions() == 1
    assert Session.objects.get().session_key == "new"
