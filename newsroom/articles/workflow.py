"""The verbs that move an article on its way to the reader, and who may use them.

Each verb checks the right and the state that it starts from, claims the row by a conditional
update (so that two editors pressing at once make one step, not two), and notes who did what:
also where the story stays in its state, as for a correction. `by=None` is the site itself: an
importer, the demo, the worker.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User as Account
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from newsroom.articles.checklist import problems
from newsroom.articles.models import Article, Correction, State, Transition
from newsroom.articles.querysets import PUBLIC_STATES

User = Account | None
NOTE_LENGTH = 500  # characters that the record of a step keeps


class WorkflowError(Exception):
    """A step that cannot be taken now. The message tells the editor what to do."""


class WrongState(WorkflowError):
    """The article is not where this step starts, perhaps because a colleague was faster."""


class NotReady(WorkflowError):
    """The article lacks what a reader needs; `problems` lists it, one sentence each."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__(" ".join(problems))


@dataclass(frozen=True)
class Step:
    """One kind of step: where it may start, where it ends, and the right that it needs.

    `to` is None where the story stays where it is. The state alone does not say what readers
    have seen (a scheduled story is public from its minute on), so `wants_public` adds it: True
    for what they have, False for what they have not, None for either. `otherwise` is said to
    whoever tries it all the same.
    """

    to: State | None
    start: frozenset[State]
    permission: str
    is_publication: bool = False
    wants_public: bool | None = None
    otherwise: str = ""


_UNPUBLISHED = frozenset({State.DRAFT, State.IN_REVIEW})
_PUBLIC = frozenset(PUBLIC_STATES)
_PUBLISH = "articles.publish_article"
_NOT_AGAIN = "Readers have had this story already."
_NOT_YET = "No reader has seen this story yet: just change it."

TRANSITIONS = {
    "submit": Step(State.IN_REVIEW, frozenset({State.DRAFT}), "articles.change_article"),
    "send_back": Step(
        State.DRAFT,
        frozenset({State.IN_REVIEW, State.SCHEDULED}),
        _PUBLISH,
        wants_public=False,
        otherwise="What readers have seen is withdrawn, not sent back.",
    ),
    "schedule": Step(
        State.SCHEDULED,
        _UNPUBLISHED | {State.SCHEDULED},
        _PUBLISH,
        is_publication=True,
        wants_public=False,
        otherwise=_NOT_AGAIN,
    ),
    "publish": Step(
        State.PUBLISHED,
        _UNPUBLISHED | {State.SCHEDULED},
        _PUBLISH,
        is_publication=True,
        wants_public=False,
        otherwise=_NOT_AGAIN,
    ),
    "withdraw": Step(
        State.WITHDRAWN,
        _PUBLIC,
        "articles.withdraw_article",
        wants_public=True,
        otherwise="Only a public story can be withdrawn. Send this one back instead.",
    ),
    "restore": Step(
        State.PUBLISHED,
        frozenset({State.WITHDRAWN}),
        "articles.restore_article",
        is_publication=True,
    ),
    "update": Step(None, _PUBLIC, _PUBLISH, wants_public=True, otherwise=_NOT_YET),
    "correct": Step(
        None, _PUBLIC | {State.WITHDRAWN}, _PUBLISH, wants_public=True, otherwise=_NOT_YET
    ),
}


def available(article: Article, *, by: User) -> list[str]:
    """The verbs that this person can use on the article now, in the order of the table."""
    return [
        verb
        for verb, step in TRANSITIONS.items()
        if _is_allowed(step, by) and not obstacle(verb, article)
    ]


def obstacle(verb: str, article: Article) -> str:
    """Why the story is not where this step starts, as a sentence; empty if it is."""
    step = TRANSITIONS[verb]
    if step.wants_public not in (None, article.was_public):
        return step.otherwise
    if article.state not in step.start:
        where = State(article.state).label.lower()
        return f"“{verb.replace('_', ' ')}” is not possible while the story is {where}."
    return ""


def submit(article: Article, *, by: User, note: str = "") -> None:
    """Hand a draft to the editors."""
    _take("submit", article, by=by, note=note)


def send_back(article: Article, *, by: User, note: str) -> None:
    """Return a story to its writer, saying why. Also takes a scheduled story off the schedule."""
    _take("send_back", article, by=by, note=note, published_at=None)


def schedule(article: Article, *, by: User, at: datetime) -> None:
    """Let the story appear by itself at a time to come. A scheduled one gets the new time."""
    if at <= timezone.now():
        raise WorkflowError("That time has passed. Choose a later one, or publish now.")
    _take("schedule", article, by=by, published_at=at)


def publish(article: Article, *, by: User, at: datetime | None = None) -> None:
    """Make the story public: now, or dated at a time gone by (an archive story, the demo)."""
    now = timezone.now()
    if at is not None and at > now:
        raise WorkflowError("That time is still to come. Schedule the story instead.")
    _take("publish", article, by=by, published_at=at or now)


@transaction.atomic
def publish_archive(dated: Sequence[tuple[Article, datetime]]) -> None:
    """Make these drafts of an import public as archive, each under its date: never as news.

    All or none: raises NotReady for one that lacks something, WrongState for one that moved on.
    """
    keys, now = [article.pk for article, _at in dated], timezone.now()
    placements = Article.regions.through.objects.filter(article__in=keys)
    placed = set(placements.values_list("article_id", flat=True))
    for article, at in dated:
        if found := problems(article, regions=placed & {article.pk}):
            raise NotReady(found)
        if at > now:
            raise WorkflowError("That time is still to come. Schedule the story instead.")
    # Before the state: what is public has a time.
    undated = [(article, at) for article, at in dated if article.published_at != at]
    for article, at in undated:
        article.published_at = at
    Article.objects.bulk_update([article for article, _at in undated], ["published_at"])
    changes = {"state": State.PUBLISHED, "is_archive": True, "changed_at": now}
    drafts = Article.objects.filter(pk__in=keys, state=State.DRAFT)
    if drafts.update(**changes) != len(keys):
        raise WrongState("A colleague has just moved this story on. Load it again.")
    for article, _at in dated:
        article.state, article.is_archive, article.changed_at = State.PUBLISHED, True, now
    Transition.objects.bulk_create(
        Transition(
            article=article, verb="publish", from_state=State.DRAFT, to_state=State.PUBLISHED
        )
        for article, _at in dated
    )


def date_archive(article: Article, *, at: datetime) -> None:
    """Date a public archive story anew: its source has put its date right."""
    article.published_at = at
    found = Article.objects.filter(pk=article.pk, state=State.PUBLISHED, is_archive=True)
    if not found.update(published_at=at):
        raise WrongState("Only archive that is public gets another date.")


def withdraw(article: Article, *, by: User, reason: str) -> None:
    """Take a public story away. Its address goes on answering, with the reason."""
    if not reason.strip():
        raise WorkflowError("Say why: readers who follow an old link are told the reason.")
    _take("withdraw", article, by=by, note=reason, withdrawal_reason=reason.strip())


def restore(article: Article, *, by: User, reason: str) -> None:
    """Bring a withdrawn story back, under its first date of publication."""
    if not reason.strip():
        raise WorkflowError("Say why the story comes back.")
    _take("restore", article, by=by, note=reason, withdrawal_reason="")


@transaction.atomic
def correct(
    article: Article,
    *,
    by: User,
    text: str,
    kind: str = "correction",
    at: datetime | None = None,
) -> Correction:
    """Tell readers what was wrong (now, if no time is given), and mark the story as updated.

    Raises WrongState for a story that no reader has seen: that one is just changed.
    """
    made_at = at or timezone.now()
    correction = Correction(article=article, kind=kind, text=text, made_by=by, made_at=made_at)
    correction.full_clean()
    _take("correct", article, by=by, note=text[:NOTE_LENGTH], updated_at=made_at)
    correction.save()
    return correction


def announce_update(article: Article, *, by: User, at: datetime | None = None) -> None:
    """Say on the page, in feeds and to search engines that the story changed in substance."""
    _take("update", article, by=by, updated_at=at or timezone.now())


def release_due() -> int:
    """Note as published what the clock has made public, and return how many. Safe to run twice.

    Readers see a scheduled story from its minute on whether this runs or not; it keeps the
    desk's lists and the record true.
    """
    return sum(_release(article) for article in Article.objects.due())


@transaction.atomic
def _release(article: Article) -> bool:
    won = Article.objects.due().filter(pk=article.pk).update(state=State.PUBLISHED)
    if won:
        _note("release", article, State.SCHEDULED, State.PUBLISHED, by=None)
    return bool(won)


@transaction.atomic
def _take(verb: str, article: Article, *, by: User, note: str = "", **changes: Any) -> None:
    """Take one step of the table, or raise and change nothing."""
    step = TRANSITIONS[verb]
    _check_right(step, by)
    if reason := obstacle(verb, article):
        raise WrongState(reason)
    if step.is_publication and (found := problems(article, regions=article.regions.all())):
        raise NotReady(found)
    before = State(article.state)
    after = step.to or before
    changes |= {"state": after, "changed_at": timezone.now()}
    if not Article.objects.filter(pk=article.pk, state=before).update(**changes):
        raise WrongState("A colleague has just moved this story on. Load it again.")
    for name, value in changes.items():
        setattr(article, name, value)
    _note(verb, article, before, after, by=by, note=note)


def _note(
    verb: str, article: Article, start: State, end: State, *, by: User, note: str = ""
) -> None:
    Transition.objects.create(
        article=article, verb=verb, from_state=start, to_state=end, by=by, note=note
    )


def _is_allowed(step: Step, by: User) -> bool:
    return by is None or by.has_perm(step.permission)


def _check_right(step: Step, by: User) -> None:
    if not _is_allowed(step, by):
        raise PermissionDenied("Your role does not allow this step. Ask an editor.")
