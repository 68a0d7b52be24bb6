"""What the importer received and the cleaner did, in a form that a page can show.

The report is JSON that some version of the cleaner wrote, perhaps years ago; so it is read with
care, and whatever is missing or of another shape is left out rather than bringing the page down.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from newsroom.articles.admin.reasons import reason, stage_name
from newsroom.articles.models import RawDocument

# A page of this many characters can still be read on a screen; the rest is in the download.
MOST_SHOWN = 200_000
# Below this an editor should look, as the cleaner's report says.
SURE_FROM = 0.7
FURNITURE = {"chrome", "chrome-in-paragraphs"}


@dataclass(frozen=True)
class Change:
    """One edit of the cleaner, why, and how many times it was made."""

    stage: str
    rule: str
    before: str
    after: str
    reason: str = ""
    is_sure: bool = True
    times: int = 1


@dataclass(frozen=True)
class Remark:
    """Something that the cleaner saw and left to the editor."""

    rule: str
    text: str
    message: str


@dataclass(frozen=True)
class Suggestion:
    """A region or tag that the cleaner proposes, with the words that spoke for it."""

    name: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Provenance:
    """All that the desk shows of one raw document's way to the story."""

    needs_review: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    remarks: tuple[Remark, ...] = ()
    regions: tuple[Suggestion, ...] = ()
    tags: tuple[Suggestion, ...] = ()
    html: str = ""
    encoding: str = ""
    removed: tuple[Change, ...] = ()

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many changes each stage made, in the order of the stages."""
        counts: Counter[str] = Counter()
        for change in self.changes:
            counts[change.stage] += change.times
        return list(counts.items())


def read(stored: Any) -> Provenance:
    """The stored report. Unknown shapes give an empty one."""
    whole = _mapping(stored)
    report = _mapping(whole.get("report")) or whole
    steps = list(_mappings(report.get("steps")))
    return Provenance(
        needs_review=tuple(_texts(whole.get("needs_review"))),
        changes=tuple(_changes(step for step in steps if step.get("name") not in FURNITURE)),
        removed=tuple(_changes(step for step in steps if step.get("name") in FURNITURE)),
        remarks=tuple(_remarks(steps)),
        regions=tuple(_suggestions(whole.get("regions"))),
        tags=tuple(_suggestions(whole.get("tags"))),
        html=_text(whole.get("html")),
        encoding=_text(report.get("encoding")),
    )


def decode(raw: RawDocument, *, encoding: str) -> str:
    """The page as text, for the eye: what cannot be read in its encoding shows as �."""
    body = bytes(raw.body)
    for name in filter(None, (encoding, raw.declared_encoding)):
        # A name that is no encoding, or not one of text.
        with suppress(LookupError, ValueError):
            return body.decode(name, errors="replace")[:MOST_SHOWN]
    return body.decode(errors="replace")[:MOST_SHOWN]


def _changes(steps: Iterable[dict[str, Any]]) -> Iterator[Change]:
    for step in steps:
        name = _text(step.get("name"))
        for edit in _mappings(step.get("edits")):
            confidence, places = edit.get("confidence", 1), edit.get("at")
            rule = _text(edit.get("rule"))
            yield Change(
                stage=stage_name(name),
                rule=rule,
                before=visible(_text(edit.get("before"))),
                after=visible(_text(edit.get("after"))),
                reason=reason(name, rule),
                is_sure=not isinstance(confidence, int | float) or confidence >= SURE_FROM,
                times=len(places) if isinstance(places, list) else 1,
            )


def _remarks(steps: list[dict[str, Any]]) -> Iterator[Remark]:
    for step in steps:
        if _mapping(step.get("document")):
            yield Remark("html", "", "The story was taken out of the HTML of its page.")
        for note in _mappings(step.get("notes")):
            yield Remark(
                rule=_text(note.get("rule")),
                text=visible(_text(note.get("text"))),
                message=_text(note.get("message")),
            )


def _suggestions(value: Any) -> Iterator[Suggestion]:
    for item in _mappings(value):
        if name := _text(item.get("name")):
            yield Suggestion(name=name, evidence=tuple(_texts(item.get("evidence"))))


# White space that is the very thing that was mended.
_MARKS = str.maketrans({"\u00a0": "⍽", "\n": "↵\n", "\t": "⇥", "\u200b": "∅", "\ufeff": "∅"})


def visible(text: str) -> str:
    """The text with a sign for each character that cannot be seen.

    >>> visible("told\\u00a0us")
    'told⍽us'
    """
    return text.translate(_MARKS)


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _mappings(value: Any) -> Iterator[dict[str, Any]]:
    yield from (item for item in value if isinstance(item, dict)) if isinstance(value, list) else ()


def _text(value: Any) -> str:
    return str(value) if isinstance(value, str | int | float) else ""


def _texts(value: Any) -> Iterator[str]:
    """A list of texts; an item with a message of its own (an object) gives that."""
    for item in value if isinstance(value, list) else [value]:
        said = item.get("message") if isinstance(item, dict) else item
        if text := _text(said):
            yield text
