"""One story of an export, made anew with all that belongs to it."""

from typing import Any

from newsroom.articles.exchange.portable import (
    Names,
    Plain,
    insert,
    insert_all,
    row_of,
    with_numbers,
)
from newsroom.articles.exchange.records import NAMED_IN_VERSIONS, PRESENT
from newsroom.articles.fields import sanitise_body
from newsroom.articles.imported import fingerprint
from newsroom.articles.models import (
    Article,
    Byline,
    Correction,
    Image,
    RawDocument,
    Redirect,
    Revision,
    SeenLine,
    State,
    TextBand,
    Transition,
)
from newsroom.articles.revisions import digest, snapshot


def create_story(plain: Plain, names: Names) -> Article:
    """Make the story, in the caller's transaction. Raises Unknown for a name that is not here."""
    State(plain["state"])  # or ValueError: no column would object
    article: Article = row_of(Article, plain, names)
    # The column's own guard is passed by: nothing may be filled in here.
    article.body = sanitise_body(with_numbers(article.body, names))
    insert(article)
    _place(article, plain, names)
    for model, part in ((Byline, "bylines"), (Correction, "corrections")):
        insert_all(model, plain[part], names, article=article)
    insert_all(Transition, plain["transitions"], names, article=article)
    _leave_redirects(article, plain, names)
    raws = {raw["digest"]: create_raw(raw, names, article=article) for raw in plain["raws"]}
    for raw in plain["copies"]:
        create_raw(raw, names, copy_of=article)
    _restore_revisions(article, plain, names, raws)
    return article


def create_raw(plain: Plain, names: Names, **stories: Article) -> RawDocument:
    """Make a raw page with what is known of it; `stories` are its `article` or `copy_of`."""
    raw: RawDocument = row_of(RawDocument, plain, names, **stories)
    if raw.article and plain["written_sha256"] is None:
        raw.written_sha256 = fingerprint(raw.article)
    insert(raw)
    insert_all(SeenLine, plain["lines"], names, document=raw)
    insert_all(TextBand, plain["bands"], names, document=raw)
    return raw


def _place(article: Article, plain: Plain, names: Names) -> None:
    for part in ("regions", "tags"):
        rows: Any = getattr(article, part)
        rows.add(*(names.key(rows.model, name) for name in plain[part]))


def _leave_redirects(article: Article, plain: Plain, names: Names) -> None:
    """An address that leads elsewhere here goes on doing so."""
    paths = [redirect["path"] for redirect in plain["redirects"]]
    taken = set(Redirect.objects.filter(path__in=paths).values_list("path", flat=True))
    for redirect in plain["redirects"]:
        if redirect["path"] not in taken:
            insert(row_of(Redirect, redirect, names, target=article.get_absolute_url()))


def _restore_revisions(
    article: Article, plain: Plain, names: Names, raws: dict[str, RawDocument]
) -> None:
    if not plain["revisions"]:
        return
    contents = {each["number"]: _content(each["content"], names) for each in plain["revisions"]}
    digests = {number: digest(content) for number, content in contents.items()}
    digests[PRESENT] = digest(snapshot(article))
    for each in plain["revisions"]:
        known = {
            "content": contents[each["number"]],
            "provenance": _provenance(each["provenance"], raws),
            # None: that text is nowhere, and no hash is this one.
            "left_sha256": digests.get(each["left"], ""),
        }
        insert(row_of(Revision, each, names, article=article, **known))


def _content(plain: Plain, names: Names) -> Plain:
    """An earlier version with the numbers of now, as `revisions.snapshot` would have made it."""
    content = dict(plain)
    hero = content.pop("hero")
    content["hero_id"] = None if hero is None else names.key(Image, hero)
    content["body"] = with_numbers(content["body"], names)
    for part, model in NAMED_IN_VERSIONS.items():
        rows = []
        for place, row in enumerate(content[part], start=1):
            # What is gone gets a number that no row has: its name is all that is left of it.
            key = -place if row["now"] is None else names.key(model, row["now"])
            rows.append({"id": key} | {name: row[name] for name in row if name != "now"})
        content[part] = rows if part == "bylines" else sorted(rows, key=lambda row: row["id"])
    return content


def _provenance(plain: Plain | None, raws: dict[str, RawDocument]) -> Plain | None:
    if plain is None:
        return None
    raw = raws.get(plain["document"])
    return {**plain, "document": raw.pk if raw else None}
