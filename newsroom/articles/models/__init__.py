"""Rows and the questions one may ask of a single row. Changing them is the business of verbs."""

from newsroom.articles.models.article import Article, Byline, Correction, Transition
from newsroom.articles.models.audits import AuditReport
from newsroom.articles.models.media import Image
from newsroom.articles.models.revisions import Batch, Revision, RevisionKind
from newsroom.articles.models.sources import (
    ChromePattern,
    PatternState,
    RawDocument,
    SeenLine,
    Source,
    TextBand,
)
from newsroom.articles.models.taxonomy import Author, Redirect, Region, Tag, TagAlias, TagKind
from newsroom.articles.querysets import State

__all__ = [
    "Article",
    "AuditReport",
    "Author",
    "Batch",
    "Byline",
    "ChromePattern",
    "Correction",
    "Image",
    "PatternState",
    "RawDocument",
    "Redirect",
    "Region",
    "Revision",
    "RevisionKind",
    "SeenLine",
    "Source",
    "State",
    "Tag",
    "TagAlias",
    "TagKind",
    "TextBand",
    "Transition",
]
