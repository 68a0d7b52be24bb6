"""Forms that come too late: a colleague has moved the story on while somebody was typing.

The form is answered with itself, so that nothing typed is lost, and with what happened.
"""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest

from newsroom.articles import workflow
from newsroom.articles.admin import steps
from newsroom.articles.models import Article, State

NOT_SAVED = "Nothing is saved yet: what you typed still stands below."
NOT_YOURS = "What you typed is not saved. It still stands below: hand it to an editor."


def may_write(article: Article, *, by: User) -> bool:
    """From review on the text belongs to the editors."""
    return article.state == State.DRAFT or by.has_perm("articles.publish_article")


def judge(request: HttpRequest, article: Article, *, by: User) -> None:
    """Note on the request why its form cannot be saved, if the story has moved on."""
    request.desk_refusal = _why_not(article, by=by, data=request.POST)  # type: ignore[attr-defined]


def reason(request: HttpRequest) -> str:
    """What `judge` has noted; empty if nothing keeps the form from being saved."""
    found: str = getattr(request, "desk_refusal", "")
    return found


def _why_not(article: Article, *, by: User, data: Mapping[str, Any]) -> str:
    if not may_write(article, by=by):
        where = steps.state_label(article).lower()
        return f"A colleague has moved this story on: it is {where} now. {NOT_YOURS}"
    step = steps.pressed(data)
    wanted = [step.verb] if step else []
    if "is_substantive" in data:
        wanted.append("update")
    obstacles = [found for verb in wanted if (found := workflow.obstacle(verb, article))]
    return f"{obstacles[0]} {NOT_SAVED}" if obstacles else ""
