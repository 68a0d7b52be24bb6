"""The door: files, folders and zips in; articles out, with a reason for each that is not."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

from newsroom.importing.detect import format_of
from newsroom.importing.entries import BROKEN_ZIP, Entry, entries, of_file
from newsroom.importing.feeds import read_feed
from newsroom.importing.html import read_html
from newsroom.importing.records import Failure, RawArticle, Unreadable
from newsroom.importing.tables import read_csv, read_jsonl
from newsroom.importing.text import read_text
from newsroom.importing.wxr import read_wxr

PAGES: dict[str, Callable[[Entry], RawArticle]] = {"text": read_text, "html": read_html}
# A reader of many gets the entry, and the stream to read them from: how far that is shows how
# much is done.
Reader = Callable[[Entry, IO[bytes]], Iterator[RawArticle | Failure]]
CONTAINERS: dict[str, Reader] = {
    "wxr": read_wxr,
    "feed": read_feed,
    "csv": read_csv,
    "jsonl": read_jsonl,
}
PAGE_FORMATS = ("auto", *PAGES)
FORMATS = (*PAGE_FORMATS, *CONTAINERS)


def read(path: Path, *, format: str = "auto") -> RawArticle:
    """Read a file that is one page. Raises Unreadable with what to do, and never anything else."""
    if path.is_dir():
        raise Unreadable(f"This is a folder. Name the files in it: {path}/*.txt")
    try:
        entry = of_file(path)
        name = format_of(entry) if format == "auto" else format
        if name not in PAGES:
            raise Unreadable("This file holds many articles, and one page was asked for.")
        return PAGES[name](entry)
    except FileNotFoundError as error:
        raise Unreadable("There is no such file.") from error
    except OSError as error:
        raise Unreadable(f"The file cannot be read: {error.strerror}.") from error


def read_all(
    paths: Iterable[Path],
    *,
    format: str = "auto",
    progress: Callable[[int], object] = lambda size: None,
) -> Iterator[RawArticle | Failure]:
    """Read all articles of these files, folders and zips, in turn and few in memory.

    Raises nothing for bad input: what cannot be read is a Failure, and the rest goes on.
    `progress` is told of each stretch of bytes done, out of `total_size(paths)`.
    """
    for path in paths:
        for entry in entries(path):
            if isinstance(entry, Failure):
                yield entry
            else:
                yield from _read(entry, format, progress)


def total_size(paths: Iterable[Path]) -> int:
    """The bytes that `read_all` will read, zips unpacked."""
    found = (entry for path in paths for entry in entries(path))
    return sum(entry.size for entry in found if isinstance(entry, Entry))


def _read(
    entry: Entry, format: str, progress: Callable[[int], object]
) -> Iterator[RawArticle | Failure]:
    done = 0
    try:
        name = format_of(entry) if format == "auto" else format
        if name in PAGES:
            yield PAGES[name](entry)
        else:
            with entry.open_as_text() as stream:
                for item in CONTAINERS[name](entry, stream):
                    progress(stream.tell() - done)
                    done = stream.tell()
                    yield item
    except Unreadable as error:
        yield Failure(entry.label, str(error))
    except OSError as error:
        yield Failure(entry.label, f"The file cannot be read: {error.strerror or error}.")
    except BROKEN_ZIP as error:
        yield Failure(entry.label, f"The zip is damaged here: {error}. Pack it again.")
    progress(entry.size - done)
