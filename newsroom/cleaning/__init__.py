"""Cleaning scraped and legacy articles: text in, text and report out.

`clean` is the only door. It never touches the network, a database or the clock: the same
input, vocabulary and patterns give the same article, and the report says why.
"""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from newsroom.cleaning.document import Document
from newsroom.cleaning.encoding import Decoded, Uncleanable, badness, decode
from newsroom.cleaning.page import line_key
from newsroom.cleaning.pipeline import CLEANER_VERSION, Settings, run
from newsroom.cleaning.report import CleaningReport, Edit, Note, replay
from newsroom.cleaning.stumps import has_stump
from newsroom.cleaning.suggest import (
    Suggestion,
    Vocabulary,
    VocabularyTag,
    suggest_regions,
    suggest_tags,
)

__all__ = [
    "CLEANER_VERSION",
    "CleanedArticle",
    "CleaningReport",
    "Edit",
    "Note",
    "Suggestion",
    "Uncleanable",
    "Vocabulary",
    "VocabularyTag",
    "clean",
    "line_key",
    "replay",
]


@dataclass(frozen=True)
class CleanedArticle:
    """A cleaned article and how it came about. `needs_review` is empty when all is well."""

    title: str
    standfirst: str
    byline: str
    date: datetime.date | None
    place: str
    paragraphs: tuple[str, ...]
    html: str
    regions: tuple[Suggestion, ...]
    tags: tuple[Suggestion, ...]
    needs_review: tuple[str, ...]
    report: CleaningReport

    def as_text(self) -> str:
        """Return title and paragraphs; cleaning this again changes nothing."""
        return "\n\n".join([self.title, *self.paragraphs] if self.title else self.paragraphs)

    def as_dict(self) -> dict[str, Any]:
        """Return the article as JSON types."""
        return {
            "title": self.title,
            "standfirst": self.standfirst,
            "byline": self.byline,
            "date": self.date.isoformat() if self.date else None,
            "place": self.place,
            "paragraphs": list(self.paragraphs),
            "html": self.html,
            "regions": [_suggestion(each) for each in self.regions],
            "tags": [_suggestion(each) for each in self.tags],
            "needs_review": list(self.needs_review),
            "report": self.report.as_dict(),
        }


def clean(
    raw: bytes | str,
    *,
    vocabulary: Vocabulary = Vocabulary(),  # noqa: B008 - frozen
    patterns: Sequence[str] = (),
    declared_encoding: str | None = None,
    media_prefixes: tuple[str, ...] = (),
    without: Collection[str] = (),
) -> CleanedArticle:
    """Return the cleaned article of a page or a text.

    `patterns` are line keys (`line_key`) that an editor confirmed as furniture of the source;
    `without` names what to leave out: steps, or edits of an earlier report by their keys; a key
    up to its last stroke names every edit of that kind.
    Raises Uncleanable where there is no article to be had.
    """
    decoded = decode(raw, declared=declared_encoding)
    settings = Settings(patterns=tuple(patterns), media_prefixes=media_prefixes)
    document, report = run(decoded, raw=raw, settings=settings, without=without)
    if not document.paragraphs:
        raise Uncleanable(
            "no_body", "No body text was found: check that this is an article's page."
        )
    return _article(document, report, decoded, vocabulary)


def _article(
    document: Document, report: CleaningReport, decoded: Decoded, vocabulary: Vocabulary
) -> CleanedArticle:
    facts = report.facts
    title, paragraphs = document.title, document.paragraphs
    regions = suggest_regions(title, paragraphs, place=facts.get("place", ""))
    return CleanedArticle(
        title=title,
        standfirst=facts.get("standfirst", ""),
        byline=facts.get("byline", ""),
        date=datetime.date.fromisoformat(facts["date"]) if "date" in facts else None,
        place=facts.get("place", ""),
        paragraphs=paragraphs,
        html=document.html,
        regions=regions,
        tags=suggest_tags(title, paragraphs, vocabulary=vocabulary, regions=regions),
        needs_review=tuple(_doubts(document, report, decoded)),
        report=report,
    )


def _doubts(document: Document, report: CleaningReport, decoded: Decoded) -> list[str]:
    """Return why an editor should look at the article."""
    text = document.text
    doubts = {
        "The charset was guessed: check names and accents.": decoded.is_guess,
        "No headline was found.": not document.title,
        "The body is shorter than two sentences.": sum(map(text.count, ".!?。！？")) < 2,
        "Characters are missing (\ufffd).": "\ufffd" in text,
        "Some damaged characters could not be repaired.": badness(text) > 0,
        "Half a letter was left where the other half is lost.": has_stump(
            text, {edit.rule for _, edit in report.edits}
        ),
        "An uncertain rule was used: see the report.": any(
            not edit.is_sure for _, edit in report.edits
        ),
    }
    notes = list(dict.fromkeys(note.message for note in report.notes))
    return [reason for reason, applies in doubts.items() if applies] + notes


def _suggestion(suggestion: Suggestion) -> dict[str, Any]:
    return {
        "name": suggestion.name,
        "score": suggestion.score,
        "evidence": list(suggestion.evidence),
    }
