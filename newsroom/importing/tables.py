"""Articles in rows: CSV with a header, and JSONL, one object to a line, as crawlers write it.

Columns and keys are known by their usual names, whatever their case and punctuation.
"""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import chain, count
from typing import IO, Any

from newsroom.importing.dates import read_date
from newsroom.importing.entries import Entry
from newsroom.importing.letters import UTF8, Letters
from newsroom.importing.markup import each_once, headed, pictures_in, plain
from newsroom.importing.records import (
    MAX_BYTES,
    Failure,
    Picture,
    RawArticle,
    Standing,
    Unreadable,
    check_size,
    host,
    key_inside,
    web_address,
)
from newsroom.importing.wordpress import as_html

# Our name for each, and what others call it, best first, in small letters without punctuation.
COLUMNS: dict[str, tuple[str, ...]] = {
    "url": ("url", "canonicalurl", "canonical", "permalink", "link", "address", "sourceurl"),
    "guid": ("guid", "externalurl", "shortlink", "oldurl"),
    "name": ("id", "postid", "articleid", "uuid"),
    "title": ("title", "headline", "heading", "posttitle"),
    "standfirst": (
        *("standfirst", "excerpt", "summary", "description", "dek", "deck", "subtitle"),
        *("subheading", "teaser", "abstract", "postexcerpt"),
    ),
    "html": ("html", "contenthtml", "bodyhtml", "rawhtml"),
    "text": (
        *("text", "contenttext", "plaintext", "body", "content", "articlebody", "article"),
        *("story", "postcontent", "fulltext"),
    ),
    "published": (
        *("published", "publishedat", "datepublished", "publicationdate", "publishdate", "pubdate"),
        *("date", "postdate", "publishedon", "datetime", "timestamp"),
    ),
    "modified": ("modified", "updated", "datemodified", "updatedat", "modifiedat", "lastmodified"),
    "authors": ("authors", "author", "byline", "by", "writer", "creator", "reporter"),
    "categories": ("categories", "category", "sections", "section", "channel", "topics", "topic"),
    "tags": ("tags", "tag", "keywords", "labels"),
    "images": (
        *("leadimage", "featuredimage", "image", "imageurl", "bannerimage", "ogimage", "thumbnail"),
        *("photo", "images"),
    ),
    "status": ("status", "poststatus", "state"),
    "language": ("language", "lang", "locale"),
}
STANDINGS = {each.value: each for each in Standing} | {
    "publish": Standing.PUBLISHED,
    "public": Standing.PUBLISHED,
    "live": Standing.PUBLISHED,
    "future": Standing.SCHEDULED,
    "inreview": Standing.PENDING,
    "trash": Standing.TRASHED,
    "deleted": Standing.TRASHED,
}
# A row of the largest body, its quotes and line ends escaped, with another form of it beside.
MAX_ROW = 4 * MAX_BYTES
# A line of our own below the last: csv takes it into a cell whose quote has no end, and says
# nothing, as it does with all the rows from there on.
_END = "\0 the end \0"
_DELIMITERS = ",;\t|"
_ELEMENT = re.compile(
    r"<(?:a|blockquote|br|div|em|figure|h[1-6]|img|li|p|span|strong|table)(?:\s[^<>]*)?/?>", re.I
)
_FULL_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.I)

# For the whole process, since csv knows no other way. It is our rows that are large.
csv.field_size_limit(MAX_ROW)


def read_csv(entry: Entry, stream: IO[bytes]) -> Iterator[RawArticle | Failure]:
    """Yield the article of each row below the header.

    The text is cut as Latin-1, which every encoding in use survives: commas and quotes stand in
    none of their letters.
    """
    lines = (line.decode("latin-1") for line in iter(partial(stream.readline, MAX_ROW), b""))
    first = next(lines, "").removeprefix("\xef\xbb\xbf")
    delimiter = max(_DELIMITERS, key=first.count)
    names = _header(first, delimiter)
    rows = csv.reader(chain(lines, [_END]), delimiter=delimiter)
    for number in count(2):
        label = f"{entry.label}, row {number}"
        try:
            row = next(rows)
        except csv.Error as error:
            raise _unclosed(number, str(error)) from error
        if row == [_END]:
            return
        if row and row[-1].endswith(_END):
            raise _unclosed(number, "the file ends in a cell")
        if any(row):
            yield _from_row(names, row, entry, label)


def _unclosed(number: int, reason: str) -> Unreadable:
    return Unreadable(
        f"From row {number} on it cannot be read ({reason}): is a quote missing there?"
    )


def _header(line: str, delimiter: str) -> list[str]:
    """The names of the columns, of which one must be for the text."""
    try:
        names = [name.strip() for name in next(csv.reader([line], delimiter=delimiter), [])]
    except csv.Error as error:  # lines that end in CR alone, as on Macs of the last century
        raise Unreadable(f"Its first line cannot be read ({error}): save as CSV UTF-8.") from error
    known = {_folded(name) for name in names}
    if not known.intersection((*COLUMNS["html"], *COLUMNS["text"])):
        raise Unreadable(
            "Its first line names no column for the text. Call one of them text or html; "
            f"found: {', '.join(names)[:200] or 'nothing'}."
        )
    return names


def _from_row(names: list[str], row: list[str], entry: Entry, label: str) -> RawArticle | Failure:
    if len(row) != len(names):
        reason = f"It has {len(row)} cells, the header {len(names)}: is a quote missing?"
        return Failure(label, reason)
    letters = Letters.of("\n".join(row).encode("latin-1"))
    cells = (letters.text(cell.encode("latin-1")) for cell in row)
    try:
        return from_mapping(
            dict(zip(names, cells, strict=True)), entry, label, letters=letters, format="csv"
        )
    except Unreadable as error:
        return Failure(label, str(error))


def read_jsonl(entry: Entry, stream: IO[bytes]) -> Iterator[RawArticle | Failure]:
    """Yield the article of each line that is not empty."""
    for number, line in enumerate(_lines(stream), 1):
        label = f"{entry.label}, line {number}"
        try:
            if len(line) > MAX_ROW:
                raise Unreadable(f"The line is longer than {MAX_ROW // 1024**2} MB.")
            if line.strip():
                letters = Letters.of(line)
                found = _object(letters.text(line))
                yield from_mapping(found, entry, label, letters=letters, format="jsonl")
        except Unreadable as error:
            yield Failure(label, str(error))


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    """The lines, of an endless one no more than shows that it is too long."""
    first = True
    while line := stream.readline(MAX_ROW + 1):
        yield line.removeprefix(b"\xef\xbb\xbf") if first else line
        first = False
        while len(line) > MAX_ROW and not line.endswith(b"\n"):
            line = stream.readline(MAX_ROW + 1)


def _object(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"The line is not JSON: {error}.") from error


# A row of either kind


def from_mapping(
    found: Any, entry: Entry, label: str, *, letters: Letters = UTF8, format: str
) -> RawArticle:
    """The article of one object or row. Raises Unreadable if it holds none."""
    if not isinstance(found, Mapping):
        raise Unreadable("It is not an object with names and values.")
    row = _Row(found, letters)
    title = plain(row.text("title"))
    markup, text = row.raw("html"), row.raw("text")
    if not markup.strip() and not text.strip():
        raise Unreadable("It has no text: nothing stands under text, html, body or content.")
    stated = (web_address(row.text(name)) for name in ("url", "guid", "name"))
    url, *urls = [*dict.fromkeys(filter(None, stated)), ""]
    shown = _shown(row.raw("title"), markup, text)
    body = check_size(letters.body(shown))
    return RawArticle(
        key=url or key_inside(entry.key, name=row.text("name"), body=body),
        source=host(url) or entry.source,
        format=format,
        body=body,
        declared_encoding="utf-8" if letters.is_utf8 else "",
        label=f"{label} “{title[:60]}”",
        url=url,
        urls=tuple(filter(None, urls)),
        title=title,
        standfirst=plain(row.text("standfirst")),
        published=read_date(row.text("published")),
        modified=read_date(row.text("modified")),
        authors=row.names("authors", r"[;|]"),
        categories=row.names("categories", r"[;|,]"),
        tags=row.names("tags", r"[;|,]"),
        images=each_once([*row.pictures(), *pictures_in(letters.words(shown), base=url)]),
        status=_standing(row.text("status")),
        language=row.text("language"),
    )


def _standing(status: str) -> Standing:
    if _folded(status) not in STANDINGS:
        raise Unreadable(f"The status “{status[:40]}” is unknown: write published or draft.")
    return STANDINGS[_folded(status)]


def _shown(title: str, markup: str, text: str) -> str:
    """The page to clean: a whole one as it is, anything else below its headline.

    A column of "content" holds what its system stores. If that is HTML it is often WordPress's,
    paragraphs as blank lines; any other HTML comes through the same way unharmed.
    """
    if not markup.strip() and _ELEMENT.search(text):
        markup = text if _FULL_PAGE.search(text[:4096]) else as_html(text)
    if markup.strip():
        return markup if _FULL_PAGE.search(markup[:4096]) else headed(title, markup)
    if not title.strip() or text.lstrip().startswith(title.strip()):
        return text
    return f"{title.strip()}\n\n{text}"


class _Row:
    """The values of a row by our names for them."""

    def __init__(self, found: Mapping[Any, Any], letters: Letters) -> None:
        self._letters = letters
        theirs = {_folded(str(name)): value for name, value in reversed(list(found.items()))}
        self._values = {
            ours: next((theirs[name] for name in names if theirs.get(name)), "")
            for ours, names in COLUMNS.items()
        }

    def raw(self, name: str) -> str:
        """The value as text to be taken apart."""
        value = self._values[name]
        return value if isinstance(value, str) else _as_text(value)

    def text(self, name: str) -> str:
        """The value in real letters."""
        return self._letters.words(self.raw(name)).strip()

    def names(self, name: str, separator: str) -> tuple[str, ...]:
        """Several names: a list, of objects maybe, or one text with separators in it."""
        value = self._values[name]
        several: Iterable[Any] = value if isinstance(value, list) else [value]
        if isinstance(value, str):
            several = re.split(separator, value)
        words = (plain(self._letters.words(_as_text(each))) for each in several)
        return tuple(dict.fromkeys(filter(None, words)))

    def pictures(self) -> list[Picture]:
        """The pictures stated beside the body, as addresses or as objects with one."""
        value = self._values["images"]
        several = value if isinstance(value, list) else [value]
        if isinstance(value, str):
            several = re.split(r"[|\s]", value)
        found = (self._picture(each) for each in several)
        return [picture for picture in found if picture.url]

    def _picture(self, value: Any) -> Picture:
        if not isinstance(value, Mapping):
            return Picture(web_address(_as_text(value)))
        words = {
            key: plain(self._letters.words(_as_text(value.get(key, ""))))
            for key in ("alt", "caption", "credit")
        }
        return Picture(web_address(_as_text(value.get("url") or value.get("src"))), **words)


def _as_text(value: Any) -> str:
    """A JSON value as text; of an object its name ({"name": "Mei Tan"}), nothing of a list."""
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("title") or ""
    if value is None or isinstance(value, list | Mapping | bool):
        return ""
    return str(value)


def _folded(name: str) -> str:
    """A name in small letters without punctuation: "Published At" and "published_at" are one."""
    return re.sub(r"[\W_]", "", name).casefold()
