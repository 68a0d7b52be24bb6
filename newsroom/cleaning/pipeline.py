"""The steps of cleaning, in the one order that works, and what runs them."""

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from html import unescape

from newsroom.cleaning.attributes import collapsed
from newsroom.cleaning.chrome import find_furniture
from newsroom.cleaning.document import Document, read_html
from newsroom.cleaning.encoding import Decoded
from newsroom.cleaning.extract import Extracted, extract, looks_like_html
from newsroom.cleaning.held import HeldPlaces
from newsroom.cleaning.hygiene import find_odd_characters
from newsroom.cleaning.markup import protect_tags
from newsroom.cleaning.mojibake import find_mojibake
from newsroom.cleaning.paragraphs import find_breaks
from newsroom.cleaning.report import (
    CleaningReport,
    Edit,
    EditKeys,
    Note,
    Outcome,
    StepResult,
    apply_outcome,
    in_order,
)
from newsroom.cleaning.tables import story_spans

CLEANER_VERSION = "2"

_LINE_END = re.compile("\r\n?|[\u2028\u2029]|[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]")
# However often it was escaped.
_ENTITY = re.compile(r"&(?:amp;)*(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


@dataclass(frozen=True)
class Settings:
    """What the caller knows: furniture confirmed for the source, where our own media live."""

    patterns: tuple[str, ...] = ()
    media_prefixes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """A named stage: it looks at the document and returns what to change.

    It is run again, up to `passes` times, for as long as it finds something.
    """

    stage: int
    name: str
    version: int
    find: Callable[[Document, Settings], Outcome]
    passes: int = 1


def _line_ends(document: Document, settings: Settings) -> Outcome:
    found = _LINE_END.finditer(document.text)
    return Outcome(tuple(Edit(*_line_end(each)) for each in found))


def _line_end(found: re.Match[str]) -> tuple[str, int, str, str]:
    """Return a line end made "\\n", or a surrogate pair made whole (a lone one U+FFFD)."""
    if found[0] < "\ud800":
        return "line-end", found.start(), found[0], "\n"
    whole = found[0].encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return "surrogate", found.start(), found[0], whole


def _mojibake(document: Document, settings: Settings) -> Outcome:
    return Outcome(find_mojibake(document.text))


def _reading(document: Document, settings: Settings) -> Outcome:
    if document.tags or not looks_like_html(document.text):
        return Outcome(tuple(_entities(document.text)))
    found = extract(document.text, media_prefixes=settings.media_prefixes)
    body = read_html(found.html)
    if found.title:
        line = protect_tags(collapsed(found.title).strip())
        body = Document(
            f"{line}\n{body.text}",
            tuple(tag._replace(offset=tag.offset + len(line) + 1) for tag in body.tags),
        )
    facts = {"byline": found.byline, "standfirst": found.standfirst, "date": str(found.date or "")}
    return Outcome(
        notes=tuple(_left_out(found)),
        facts={name: value for name, value in facts.items() if value},
        document=body,
    )


def _left_out(found: Extracted) -> Iterator[Note]:
    """Yield what an editor will miss: pictures and embeds of other sites."""
    for removed in found.removed:
        if removed.element in ("img", "iframe", "video", "audio", "embed", "object"):
            message = "A picture or an embed of another site was left out."
            yield Note(f"foreign-{removed.element}", 0, removed.value, message)


def _entities(text: str) -> Iterator[Edit]:
    """Yield the entities of plain text, save those that would form a tag."""
    for found in _ENTITY.finditer(text):
        after = unescape(f"&{found[1]};")
        if after == "<" and re.match(r"[A-Za-z/!?&]", text[found.end() : found.end() + 1]):
            after = "&lt;"
        if after != found[0]:
            yield Edit("entity", found.start(), found[0], after)


def _hygiene(document: Document, settings: Settings) -> Outcome:
    return Outcome(find_odd_characters(document.text))


def _chrome(document: Document, settings: Settings) -> Outcome:
    held = story_spans(document)
    return find_furniture(document.text, patterns=settings.patterns, held=held)


def _paragraphs(document: Document, settings: Settings) -> Outcome:
    return find_breaks(document.text, is_wrapped=not document.tags)


STEPS = (
    # One kind of line end, so that every later rule sees lines.
    Step(2, "line-ends", 1, _line_ends),
    # Before any control or odd space goes: they are the evidence.
    Step(3, "mojibake", 2, _mojibake, passes=4),
    # Markup becomes lines of text with the tags beside them; entities become characters.
    Step(4, "reading", 2, _reading, passes=5),
    Step(5, "hygiene", 1, _hygiene, passes=3),
    # Furniture goes before paragraphs are split: its lines are known as the page had them.
    Step(6, "chrome", 2, _chrome),
    Step(7, "paragraphs", 2, _paragraphs),
)
# One step may lay bare work for an earlier one: damage that was written as entities, furniture
# that was glued to the body. So they are run until they find nothing, which also makes cleaning
# a cleaned text change nothing.
ROUNDS = 6


def run(
    decoded: Decoded, *, raw: bytes | str, settings: Settings, without: Collection[str]
) -> tuple[Document, CleaningReport]:
    """Run all steps on the text of an input, leaving out the steps and edits named in `without`."""
    runner = _Runner(settings, frozenset(without))
    document = runner.run(Document(decoded.text))
    content = raw if isinstance(raw, bytes) else raw.encode("utf-8", "surrogatepass")
    digest = hashlib.sha256(content).hexdigest()
    left_out, steps = tuple(sorted(without)), tuple(runner.results)
    return document, CleaningReport(CLEANER_VERSION, digest, decoded.encoding, left_out, steps)


class _Runner:
    """Runs the steps over one document and keeps what each did."""

    def __init__(self, settings: Settings, without: frozenset[str]) -> None:
        self.results: list[StepResult] = []
        self._settings = settings
        self._without = without
        self._keys = EditKeys(without)
        self._has_run: set[str] = set()
        self._held = HeldPlaces()

    def run(self, document: Document) -> Document:
        for _ in range(ROUNDS):
            before = document
            for step in STEPS:
                if step.name not in self._without:
                    document = self._run_step(step, document)
            if document == before:
                break
        return document

    def _run_step(self, step: Step, document: Document) -> Document:
        for _ in range(step.passes):
            earlier = [result.outcome for result in self.results if result.name == step.name]
            found = step.find(document, self._settings)
            outcome = replace(found, edits=tuple(self._kept(step, found.edits)))
            changed = apply_outcome(document, outcome)
            self._held.follow(outcome)
            if outcome and (changed != document or outcome not in earlier):
                self.results.append(StepResult(step.stage, step.name, step.version, outcome))
            if changed == document:
                break
            document = changed
        return document

    def _kept(self, step: Step, edits: Iterable[Edit]) -> Iterator[Edit]:
        """Yield the edits with their keys, save those that are to be left out.

        Once a step has run, what is like an edit left out is that edit, found again: also where
        nothing but that edit was found, so that the step has no result. And no other of its rules
        may have its way with the place.
        """
        is_first = step.name not in self._has_run
        self._has_run.add(step.name)
        for edit in sorted(edits, key=in_order):
            if not is_first and self._held.touches(step.name, edit):
                continue
            key = self._keys.next(step.name, edit)
            if self._keys.is_named(key) if is_first else self._keys.is_out(step.name, edit):
                self._held.hold(step.name, edit)
            else:
                yield edit._replace(key=key)
