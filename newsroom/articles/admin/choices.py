"""The changes of a preview as an editor sees them: by stage and kind, each to be left out."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.http import QueryDict

from newsroom.articles.admin.provenance import FURNITURE, visible
from newsroom.articles.admin.reasons import reason, stage_name
from newsroom.articles.pasting import Preview
from newsroom.cleaning import CleaningReport, Edit, replay

AROUND = 24  # characters shown on either side of a change
MOST_PLACES = 40  # of one kind; the others can be left out with all of them


@dataclass(frozen=True)
class Choices:
    """What the editor has said so far: steps, kinds and single edits, by the cleaner's names."""

    without: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()

    @classmethod
    def read(cls, data: QueryDict) -> "Choices":
        """The form's hidden fields, and the button that was pressed.

        What is put back comes back with every part of it that had been left out by itself.
        """
        back = data.getlist("back")
        without = frozenset(
            name
            for name in data.getlist("without")
            if not any(name == whole or name.startswith(f"{whole}/") for whole in back)
        )
        return cls(without, frozenset(data.getlist("keep")) - without)


@dataclass(frozen=True)
class Place:
    """One edit, with the words around it."""

    step: str
    edit: Edit
    left: str
    right: str
    is_out: bool
    # Found only because something else was left out.
    is_new: bool

    @property
    def kind(self) -> str:
        return self.edit.key.rpartition("/")[0]


@dataclass(frozen=True)
class Kind:
    """The edits that are alike: the same rule made the same of the same."""

    key: str
    places: list[Place]
    is_kept: bool
    # Its whole stage is left out: one cannot be put back without the others.
    is_stage_out: bool

    @property
    def rule(self) -> str:
        return self.places[0].edit.rule

    @property
    def reason(self) -> str:
        return reason(self.places[0].step, self.rule)

    @property
    def before(self) -> str:
        return _in_a_line(self.places[0].edit.before)

    @property
    def after(self) -> str:
        return _in_a_line(self.places[0].edit.after)

    @property
    def is_furniture(self) -> bool:
        return self.places[0].step in FURNITURE

    @property
    def is_new(self) -> bool:
        return all(place.is_new for place in self.places)

    @property
    def is_sure(self) -> bool:
        return all(place.edit.is_sure for place in self.places)

    @property
    def is_out(self) -> bool:
        return all(place.is_out for place in self.places)

    @property
    def is_decided(self) -> bool:
        return self.is_sure or self.is_out or self.is_kept

    @property
    def number_out(self) -> int:
        return sum(place.is_out for place in self.places)

    @property
    def shown(self) -> list[Place]:
        return self.places[:MOST_PLACES]


@dataclass(frozen=True)
class Stage:
    """A step of the cleaner, with what it changed."""

    step: str
    kinds: list[Kind]
    is_out: bool

    @property
    def name(self) -> str:
        return stage_name(self.step)

    @property
    def is_furniture(self) -> bool:
        return self.step in FURNITURE

    @property
    def number(self) -> int:
        return sum(len(kind.places) for kind in self.kinds)

    @property
    def number_out(self) -> int:
        return sum(kind.number_out for kind in self.kinds)


def stages(shown: Preview, choices: Choices) -> list[Stage]:
    """Every change that is made or was left out, in the order of the steps.

    All that the rules propose, and after it what they found only once something was left out.
    """
    steps: dict[str, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for place in _places(shown, choices):
        steps[place.step][place.kind].append(place)
    return [
        Stage(
            step,
            [
                Kind(key, places, key in choices.kept, is_stage_out=step in choices.without)
                for key, places in kinds.items()
            ],
            is_out=step in choices.without,
        )
        for step, kinds in steps.items()
    ]


def to_decide(found: list[Stage]) -> list[Kind]:
    """The kinds that the cleaner is not sure of, whether the editor has spoken on them or not."""
    return [kind for stage in found for kind in stage.kinds if not kind.is_sure]


def _places(shown: Preview, choices: Choices) -> Iterator[Place]:
    seen: set[str] = set()
    for cleaned in (shown.complete, shown.cleaned):
        for step, edit, left, right in _with_words(shown.text, cleaned.report):
            if edit.key not in seen:
                seen.add(edit.key)
                names = {step, edit.key.rpartition("/")[0], edit.key}
                is_out = not choices.without.isdisjoint(names)
                yield Place(step, edit, left, right, is_out, cleaned is not shown.complete)


def _with_words(text: str, report: CleaningReport) -> Iterator[tuple[str, Edit, str, str]]:
    """Each edit with the name of its step and the words before and behind it."""
    for step in report.steps:
        for edit in step.outcome.edits:
            end = edit.offset + len(edit.before)
            left, right = text[max(0, edit.offset - AROUND) : edit.offset], text[end : end + AROUND]
            yield step.name, edit, _in_a_line(left), _in_a_line(right)
        text = replay(text, replace(report, steps=(step,))).text


def _in_a_line(text: str) -> str:
    """The text with a sign for what cannot be seen, its line ends among it."""
    return visible(text).replace("\n", " ")
