"""The verbs of the workflow as buttons of the article form."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from newsroom.articles import workflow
from newsroom.articles.models import Article, State
from newsroom.articles.workflow import WorkflowError
from newsroom.core.desk import desk_time
from newsroom.core.models import SiteSettings


@dataclass(frozen=True)
class Button:
    """How one verb looks on the form. `asks` names the field of StepForm that it needs."""

    verb: str
    label: str
    done: str
    asks: str = ""
    opener: str = ""
    question: str = ""
    missing: str = ""

    @property
    def name(self) -> str:
        return f"_{self.verb}"


BUTTONS = {
    button.verb: button
    for button in (
        Button("submit", "Send to review", "The story is with the editors."),
        Button("publish", "Publish now", "Published."),
        Button(
            "schedule",
            label="Schedule",
            done="The story will appear by itself on {time}.",
            asks="step_at",
            opener="Schedule…",
            question="Publish at",
            missing="Choose the date and the time at which the story is to appear.",
        ),
        Button(
            "send_back",
            label="Send back",
            done="The story is a draft again.",
            asks="step_note",
            opener="Send back…",
            question="What is still to be done? The writer reads this.",
            missing="Tell the writer what is still to be done.",
        ),
        Button(
            "withdraw",
            label="Withdraw",
            done="Withdrawn. Its address goes on answering, with the reason.",
            asks="step_note",
            opener="Withdraw…",
            question="Reason. Readers who follow an old link are told it.",
            missing="Say why: readers who follow an old link are told the reason.",
        ),
        Button(
            "restore",
            label="Restore",
            done="The story is public again, under its first date.",
            asks="step_note",
            opener="Restore…",
            question="Why does the story come back?",
            missing="Say why the story comes back.",
        ),
    )
}


class StepForm(forms.Form):
    """What a verb may have to be told. Times are read in the site's zone."""

    step_at = forms.SplitDateTimeField(
        required=False,
        widget=forms.SplitDateTimeWidget(
            date_attrs={"type": "date", "aria-label": "Date"},
            time_attrs={"type": "time", "aria-label": "Time"},
            date_format="%Y-%m-%d",
            time_format="%H:%M",
        ),
    )
    step_note = forms.CharField(
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 300}),
    )


def buttons(article: Article, *, by: User) -> list[Button]:
    """The steps that this person can take now, as the form shows them."""
    return [BUTTONS[verb] for verb in BUTTONS if verb in workflow.available(article, by=by)]


def pressed(data: Mapping[str, Any]) -> Button | None:
    """The step that the form was sent with, if it was one."""
    return next((button for button in BUTTONS.values() if button.name in data), None)


def is_withdrawal(data: Mapping[str, Any]) -> bool:
    """Whether the form takes the story away from readers, with the reason that this needs."""
    form = StepForm(data)
    return "_withdraw" in data and form.is_valid() and bool(form.cleaned_data["step_note"])


def check_right(button: Button, *, by: User) -> None:
    """Raise PermissionDenied before anything is saved: the button was never offered."""
    if not by.has_perm(workflow.TRANSITIONS[button.verb].permission):
        raise PermissionDenied(f"Your role does not allow “{button.label}”.")


def take(button: Button, article: Article, *, by: User, data: Mapping[str, Any]) -> None:
    """Call the verb with what the form says. Raises WorkflowError, which tells what to do."""
    arguments: dict[str, Any] = {}
    if button.asks:
        form = StepForm(data)
        if not form.is_valid() or not form.cleaned_data[button.asks]:
            raise WorkflowError(button.missing)
        answer = form.cleaned_data[button.asks]
        arguments = {_PARAMETER[button.verb]: answer}
    getattr(workflow, button.verb)(article, by=by, **arguments)


_PARAMETER = {"schedule": "at", "send_back": "note", "withdraw": "reason", "restore": "reason"}


def sentences(error: WorkflowError) -> list[str]:
    """Each reason why the step was not taken, as a sentence of its own."""
    return error.problems if isinstance(error, workflow.NotReady) else [str(error)]


def state_label(article: Article) -> str:
    """The state as a reader would see it: a scheduled story whose time has come is published."""
    return State.PUBLISHED.label if article.is_published() else State(article.state).label


def done(button: Button, article: Article, *, site: SiteSettings) -> str:
    """What to tell the editor after the step."""
    return button.done.format(time=desk_time(article.published_at, site=site))
