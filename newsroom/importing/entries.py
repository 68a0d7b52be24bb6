"""Where pages lie: in a file, in a folder and those below it, in a zip."""

import codecs
import lzma
import os
import re
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath
from typing import IO, TypeVar, cast

from newsroom.importing.records import MAX_BYTES, Failure, Unreadable, too_large

# What lies beside pages and is none. A Word file is not in here: it may well be a story.
ATTACHMENT = re.compile(
    r"\.(?:avif|bmp|css|eot|gif|ico|jpe?g|js|m4a|map|mov|mp[34]|otf|pdf|png|svg|swf|tiff?|ttf|wav"
    r"|web[mp]|woff2?)",
    re.I,
)
P = TypeVar("P", bound=PurePath)
PAGES = frozenset({".htm", ".html", ".xhtml"})
# Text packs to a tenth, a long run of one item's like to a fiftieth; only a bomb does better.
MAX_UNPACKING = 200
_IS_ENCRYPTED = 0x1
# What zipfile and its unpackers raise. UnicodeDecodeError: of a name.
BROKEN_ZIP = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError),
    UnicodeDecodeError,
)


@dataclass(frozen=True)
class Entry:
    """A file, or a file in a zip: bytes that can be read from the start as often as needed."""

    path: PurePath
    key: str
    source: str
    size: int
    open: Callable[[], IO[bytes]]

    @property
    def label(self) -> str:
        """What to call it before whoever runs the import."""
        return written(self.path)

    def open_as_text(self) -> IO[bytes]:
        """Its bytes, in UTF-8 where they are UTF-16: Excel and some exporters write that."""
        with self.open() as stream:
            is_utf16 = stream.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
        stream = self.open()
        if is_utf16:
            # Half a character costs itself, not the file.
            return cast(IO[bytes], codecs.EncodedFile(stream, "utf-8", "utf-16", "replace"))
        return stream

    def start(self, size: int) -> bytes:
        """How it begins, for whoever looks for marks in it."""
        with self.open_as_text() as stream:
            return stream.read(size)

    def page(self) -> bytes:
        """All of it, as one page. Raises Unreadable if it is too large for one."""
        if self.size > MAX_BYTES:
            raise too_large(self.size)
        with self.open() as stream:
            return stream.read(self.size)


def entries(path: Path) -> Iterator[Entry | Failure]:
    """The files to read at a path, in the order of their names.

    A file in a zip can be opened until the next one is asked for.
    """
    try:
        if path.is_dir():
            yield from _in_folder(path)
        elif path.suffix.lower() == ".zip":
            yield from _in_zip(path)
        else:
            yield of_file(path)
    except FileNotFoundError:
        yield Failure(written(path), "There is no such file.")
    except OSError as error:
        yield Failure(written(path), f"The file cannot be read: {error.strerror}.")
    except Unreadable as error:
        yield Failure(written(path), str(error))


def of_file(path: Path) -> Entry:
    """The entry of one file. Raises OSError if there is none."""
    place = path.resolve()
    size = path.stat().st_size
    source = written(place.parent.name)
    return Entry(path, f"file:{written(place)}", source, size, lambda: place.open("rb"))


def written(name: PurePath | str) -> str:
    """A file's name as text that can be stored, also where its bytes are no UTF-8.

    >>> written(os.fsdecode(b"caf\\xe9.txt"))
    'caf\\\\xe9.txt'
    """
    return os.fsencode(name).decode(errors="backslashreplace")


def _in_folder(folder: Path) -> Iterator[Entry | Failure]:
    unopened: list[OSError] = []
    found = [
        Path(parent, name).relative_to(folder)
        for parent, _folders, names in os.walk(folder, onerror=unopened.append)
        for name in names
    ]
    yield from (
        Failure(written(error.filename), f"The folder cannot be read: {error.strerror}.")
        for error in unopened
    )
    files = [folder / name for name in _pages_among(found) if (folder / name).is_file()]
    if not files and not unopened:
        raise Unreadable("There is no page in this folder: no text, HTML, XML, CSV or JSONL file.")
    for path in files:
        if path.suffix.lower() == ".zip":
            yield Failure(written(path), "A zip in a folder is not opened: name it by itself.")
        else:
            yield of_file(path)


def _in_zip(path: Path) -> Iterator[Entry | Failure]:
    try:
        archive = zipfile.ZipFile(path)
    except BROKEN_ZIP as error:
        raise Unreadable(f"The zip is damaged: {error}. Pack it again.") from error
    with archive:
        members = {PurePosixPath(info.filename): info for info in archive.infolist()}
        names = _pages_among(name for name, info in members.items() if not _is_folder(info))
        _check_bomb(sum(members[name].file_size for name in names), path.stat().st_size)
        if not names:
            raise Unreadable("There is no page in this zip: no text, HTML, XML, CSV or JSONL file.")
        for name in names:
            yield _member(path, archive, members[name], name)


def _member(
    path: Path, archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: PurePosixPath
) -> Entry | Failure:
    label = written(path / name)
    if name.is_absolute() or ".." in name.parts:
        return Failure(label, "Its name leads out of the zip. Pack the folder again.")
    if info.flag_bits & _IS_ENCRYPTED:
        return Failure(label, "It is locked with a password. Unpack the zip and name the folder.")
    if name.suffix.lower() == ".zip":
        return Failure(label, "A zip in a zip is not opened: unpack the outer one.")
    place = path.resolve() / name
    source = name.parent.name or written(path.stem)
    # A zip says how large each file is, and zipfile reads no more than that.
    return Entry(
        path / name, f"file:{written(place)}", source, info.file_size, lambda: archive.open(info)
    )


def _is_folder(info: zipfile.ZipInfo) -> bool:
    """As its own `is_dir`, which fails on a damaged name of no letter."""
    return info.filename.endswith("/")


def _check_bomb(unpacked: int, packed: int) -> None:
    if unpacked > MAX_UNPACKING * packed:
        raise Unreadable(
            f"The zip would unpack to {unpacked / packed:.0f} times its size, which is how bombs "
            "are made. If it is sound, unpack it and name the folder."
        )


def _pages_among(names: Iterable[P]) -> list[P]:
    """The names of what may be a page, sorted: nothing hidden, no pictures, no page's own parts."""
    files = set(names)
    return sorted(
        name
        for name in files
        if not ATTACHMENT.fullmatch(name.suffix)
        and not any(part.startswith(".") and part != ".." for part in name.parts)
        and "__MACOSX" not in name.parts
        and not _is_part_of_page(name, files)
    )


def _is_part_of_page(name: PurePath, files: Collection[PurePath]) -> bool:
    """Whether a browser stored it with a page: "Ferry fares_files/frame.html"."""
    return any(
        folder.name.endswith("_files")
        and any(folder.with_name(folder.name[:-6] + suffix) in files for suffix in PAGES)
        for folder in list(name.parents)[:-1]
    )
