"""What cleaning did: every edit of every step, enough to do it again from the raw input.

A report is data. It goes to JSON and comes back equal, and `replay` makes the cleaned
document of it and the raw input alone, without running a rule.
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from newsroom.cleaning.document import Document, Splice
from newsroom.cleaning.markup import Tag

# Under this an editor should look at an edit.
_SURE = 0.7


class Edit(NamedTuple):
    """One change: `before`, at `offset` in the text that the step was given, became `after`.

    `offset` counts characters; `confidence` runs from 0 to 1.
    `key`, given by the runner, names the edit in this report and in any that leaves some out.
    """

    rule: str
    offset: int
    before: str
    after: str
    confidence: float = 1.0
    key: str = ""

    @property
    def splice(self) -> Splice:
        return Splice(self.offset, self.before, self.after)

    @property
    def is_sure(self) -> bool:
        """Whether it may stand without an editor's look."""
        return self.confidence >= _SURE


def in_order(edit: Edit) -> tuple[int, str, str]:
    """Key to sort the edits of a step by."""
    return edit.offset, edit.rule, edit.before


@dataclass(frozen=True)
class Note:
    """Something that a step saw and left to the editor."""

    rule: str
    offset: int
    text: str
    message: str


@dataclass(frozen=True)
class Outcome:
    """What one run of a step returns.

    `document` is given by the one step that reads the page anew (HTML, entities kept apart);
    all others return edits. `facts` are what was recognised: byline, date, place, standfirst.
    """

    edits: tuple[Edit, ...] = ()
    notes: tuple[Note, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    document: Document | None = None

    def __bool__(self) -> bool:
        return bool(self.edits or self.notes or self.facts or self.document)


@dataclass(frozen=True)
class StepResult:
    """What one step changed, and which version of its rules did it."""

    stage: int
    name: str
    version: int
    outcome: Outcome


@dataclass(frozen=True)
class CleaningReport:
    """All that was done to one input, in order."""

    cleaner_version: str
    sha256: str
    encoding: str
    without: tuple[str, ...] = ()
    steps: tuple[StepResult, ...] = ()

    @property
    def edits(self) -> tuple[tuple[StepResult, Edit], ...]:
        """Every edit with its step."""
        return tuple((step, edit) for step in self.steps for edit in step.outcome.edits)

    @property
    def removed(self) -> tuple[Edit, ...]:
        """The lines of page furniture that were taken out, each with its rule and place."""
        return tuple(edit for step, edit in self.edits if step.name == "chrome")

    @property
    def notes(self) -> tuple[Note, ...]:
        return tuple(note for step in self.steps for note in step.outcome.notes)

    @property
    def facts(self) -> dict[str, str]:
        """What the steps recognised; the first to say something has the word."""
        found: dict[str, str] = {}
        for step in self.steps:
            for name, value in step.outcome.facts.items():
                found.setdefault(name, value)
        return found

    def as_dict(self) -> dict[str, Any]:
        """Return the report as JSON types: edits that are alike are one entry, with their places.

        An edit's key is left out: it follows from what the edit is and how many were before it.
        """
        data = asdict(self)
        for step in data["steps"]:
            step.update(step.pop("outcome"))
            step["edits"] = list(_grouped(step["edits"]))
        return data

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "CleaningReport":
        """Read what `as_dict` wrote, after its way through JSON."""
        keys = EditKeys(data["without"])
        steps = tuple(_step(step, keys) for step in data["steps"])
        plain = {name: data[name] for name in ("cleaner_version", "sha256", "encoding")}
        return cls(**plain, without=tuple(data["without"]), steps=steps)


class EditKeys:
    """Names the edits of one run: by step, rule and change, and by number among those alike.

    The offset is no part of the name: it must still hold when an earlier edit is left out.
    """

    def __init__(self, without: Collection[str]) -> None:
        self._without = frozenset(without)
        # A name without a number is that of a kind already; those of steps are no kind's.
        self._kinds_without = {key.rpartition("/")[0] for key in without} | self._without
        self._seen: Counter[str] = Counter()

    def is_out(self, step: str, edit: Edit) -> bool:
        """Whether every edit like this one is to be left out."""
        return edit_kind(step, edit.rule, edit.before, edit.after) in self._kinds_without

    def is_named(self, key: str) -> bool:
        """Whether the edit of that key is to be left out, by itself or with all of its kind."""
        return key in self._without or key.rpartition("/")[0] in self._without

    def next(self, step: str, edit: Edit) -> str:
        """Return the key of the next edit of its kind."""
        kind = edit_kind(step, edit.rule, edit.before, edit.after)
        self._seen[kind] += 1
        return f"{kind}/{self._seen[kind]}"

    def next_kept(self, step: str, edit: Edit) -> str:
        """Return the key of the next edit of its kind that was not left out."""
        while (key := self.next(step, edit)) in self._without:
            pass
        return key


@lru_cache(maxsize=10_000)
def edit_kind(step: str, rule: str, before: str, after: str) -> str:
    """Return what names edits that are alike: their step, rule and a digest of the change."""
    change = f"{before}\0{after}".encode("utf-8", "surrogatepass")
    return f"{step}/{rule}/{hashlib.sha256(change).hexdigest()[:8]}"


def replay(text: str, report: CleaningReport) -> Document:
    """Return the cleaned document: the decoded input with every reported edit made."""
    document = Document(text)
    for step in report.steps:
        document = apply_outcome(document, step.outcome)
    return document


def apply_outcome(document: Document, outcome: Outcome) -> Document:
    """Return the document that a step's outcome makes of the one it was given."""
    if outcome.document is not None:
        return outcome.document
    return document.apply(edit.splice for edit in outcome.edits)


def _grouped(edits: Iterable[Edit]) -> Iterator[dict[str, Any]]:
    groups: dict[Edit, list[int]] = {}
    for edit in edits:
        groups.setdefault(edit._replace(offset=0, key=""), []).append(edit.offset)
    for edit, offsets in groups.items():
        entry = edit._asdict()
        del entry["offset"], entry["key"]
        yield entry | {"at": offsets}


def _step(data: Mapping[str, Any], keys: EditKeys) -> StepResult:
    found = [
        Edit(offset=offset, **{name: value for name, value in entry.items() if name != "at"})
        for entry in data["edits"]
        for offset in entry["at"]
    ]
    found.sort(key=in_order)
    edits = tuple(edit._replace(key=keys.next_kept(data["name"], edit)) for edit in found)
    notes = tuple(Note(**note) for note in data["notes"])
    outcome = Outcome(edits, notes, dict(data["facts"]), _document(data["document"]))
    return StepResult(data["stage"], data["name"], data["version"], outcome)


def _document(data: Mapping[str, Any] | None) -> Document | None:
    if data is None:
        return None
    tags = tuple(Tag(offset, markup) for offset, markup in data["tags"])
    return Document(data["text"], tags)
