"""A story with all that belongs to it as one plain record."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter, itemgetter
from typing import Any

from newsroom.articles.exchange.portable import Names, Plain, values, with_names
from newsroom.articles.imported import fingerprint
from newsroom.articles.models import (
    Article,
    Author,
    Image,
    RawDocument,
    Redirect,
    Region,
    Revision,
    Tag,
)
from newsroom.articles.revisions import FIELDS, digest

# Stories that are in memory together, with their raw pages.
CHUNK = 100
# Queries for a chunk: the stories, these, and their redirects.
PARTS = (
    *("regions", "tags", "bylines", "corrections", "transitions", "revisions"),
    *("raws", "raws__lines", "raws__bands", "copies", "copies__lines", "copies__bands"),
)
# The rows that earlier versions name by their numbers.
NAMED_IN_VERSIONS: dict[str, type[Any]] = {"regions": Region, "tags": Tag, "bylines": Author}
# Where `left` points when the text that a change left is the story's present one.
PRESENT = 0


def records(keys: Sequence[int], names: Names) -> Iterator[Plain]:
    """The stories with these keys in that order, a chunk at a time. What is gone is left out."""
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        found = Article.objects.prefetch_related(*PARTS).in_bulk(chunk)
        leading = redirects_to(found.values())
        for key in chunk:
            if article := found.get(key):
                yield _record(article, names, leading[article.get_absolute_url()])


def redirects_to(articles: Iterable[Article]) -> dict[str, list[Redirect]]:
    """By their targets, the redirects that lead to these stories. One query."""
    addresses = [article.get_absolute_url() for article in articles]
    leading: dict[str, list[Redirect]] = defaultdict(list)
    for redirect in sorted(Redirect.objects.filter(target__in=addresses), key=attrgetter("path")):
        leading[redirect.target].append(redirect)
    return leading


def raw_record(raw: RawDocument, names: Names) -> Plain:
    """A raw page with its counted lines, and the numbers by which its like is found."""
    return {
        **values(raw, names, without=["article", "copy_of"]),
        "lines": [values(line, names, without=["document"]) for line in _in_order(raw.lines)],
        "bands": [values(band, names, without=["document"]) for band in _in_order(raw.bands)],
    }


def _record(article: Article, names: Names, redirects: list[Redirect]) -> Plain:
    return {
        **values(article, names),
        "body": with_names(article.body, names),
        "regions": sorted(region.slug for region in article.regions.all()),
        "tags": sorted(tag.slug for tag in article.tags.all()),
        "bylines": [values(line, names, without=["article"]) for line in article.bylines.all()],
        "redirects": [values(redirect, names, without=["target"]) for redirect in redirects],
        "corrections": _parts(article.corrections, names),
        "transitions": _parts(article.transitions, names),
        "revisions": _revisions(article, names),
        "raws": _raws(article, names),
        "copies": [raw_record(raw, names) for raw in _in_order(article.copies)],
    }


def _in_order(rows: Any) -> list[Any]:
    """In the order of their keys, which is also that in which they are stored again."""
    return sorted(rows.all(), key=attrgetter("pk"))


def _parts(rows: Any, names: Names) -> list[Plain]:
    return [values(row, names, without=["article"]) for row in _in_order(rows)]


def _raws(article: Article, names: Names) -> list[Plain]:
    """`written_sha256` is None where the story still says what was made of the page.

    As a hash of the stored text, with the numbers of its pictures, it would be another there.
    """
    raws = _in_order(article.raws)
    if not raws:
        return []
    now = fingerprint(article)
    return [
        {
            **raw_record(raw, names),
            "written_sha256": None if raw.written_sha256 == now else raw.written_sha256,
        }
        for raw in raws
    ]


def _revisions(article: Article, names: Names) -> list[Plain]:
    """`left` is the version with the text of `left_sha256`, which is a hash with numbers in it."""
    found = sorted(article.revisions.all(), key=attrgetter("number"))
    if not found:
        return []
    versions = {digest(revision.content): revision.number for revision in found}
    versions[digest(_said(article))] = PRESENT
    raws = {raw.pk: raw.digest for raw in article.raws.all()}
    return [
        {
            **values(revision, names, without=["article", "left_sha256"]),
            "content": _content(revision, names),
            "provenance": _provenance(revision, raws),
            "left": versions.get(revision.left_sha256),
        }
        for revision in found
    ]


def _said(article: Article) -> Plain:
    """What `revisions.digest` looks at, of a story whose parts have been fetched."""
    return {
        **{field: getattr(article, field) for field in FIELDS},
        "regions": [{"id": region.pk} for region in _in_order(article.regions)],
        "tags": [{"id": tag.pk} for tag in _in_order(article.tags)],
        "bylines": [{"id": byline.author_id} for byline in article.bylines.all()],
    }


def _content(revision: Revision, names: Names) -> Plain:
    """`now` is what a row is called that had another name then; None if it is gone."""
    content = dict(revision.content)
    content["hero"] = names.name(Image, content.pop("hero_id", None))
    content["body"] = with_names(content["body"], names)
    for part, model in NAMED_IN_VERSIONS.items():
        rows = [
            {key: value for key, value in row.items() if key != "id"}
            | {"now": names.name(model, row["id"])}
            for row in content[part]
        ]
        # The order of bylines is the story's own, that of the others their numbers'.
        content[part] = rows if part == "bylines" else sorted(rows, key=itemgetter("slug"))
    return content


def _provenance(revision: Revision, raws: dict[int, str]) -> Plain | None:
    """The raw page by its hash."""
    kept: Plain | None = revision.provenance
    return kept and {**kept, "document": raws.get(kept.get("document", 0))}
