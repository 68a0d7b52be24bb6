"""The worker's timetable, all of it. A job may be lost, repeated or late without harm."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import close_old_connections
from django.utils import timezone
from huey import Huey, RedisHuey, SqliteHuey, crontab

from newsroom.articles.audit import audit_archive
from newsroom.articles.workflow import release_due


def clear_sessions() -> int:
    """Forget the sign-ins that have run out; returns how many."""
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]


@dataclass(frozen=True)
class Job:
    """A verb and when it runs; times are UTC."""

    run: Callable[[], int]
    when: Callable


TIMETABLE = (
    Job(release_due, crontab(minute="*")),
    Job(clear_sessions, crontab(minute="30", hour="3")),
    # Minutes for a large archive, in which the others wait: at night from India to New Zealand.
    Job(audit_archive, crontab(minute="30", hour="18")),
)


def queue() -> Huey:
    """The queue with the timetable on it: in Redis where QUEUE_URL names one, else in a file."""
    if settings.QUEUE_URL:
        huey = RedisHuey("newsroom", url=settings.QUEUE_URL, results=False)
    else:
        huey = SqliteHuey("newsroom", filename=str(settings.QUEUE_FILE), results=False)
    for job in TIMETABLE:
        huey.periodic_task(job.when, name=job.run.__name__)(_with_fresh_connections(job.run))
    return huey


def _with_fresh_connections(verb: Callable[[], int]) -> Callable[[], None]:
    """A worker lives for weeks and its database does not: begin and end without old ties."""

    @wraps(verb)
    def run() -> None:
        close_old_connections()
        try:
            verb()
        finally:
            close_old_connections()

    return run
