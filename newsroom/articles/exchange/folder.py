"""The files of an export: written whole or not at all, and read only as they were written."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from newsroom.articles.exchange.portable import Plain

FORMAT = "newsroom-export"
VERSION = 1
MANIFEST = "manifest.json"
TAXONOMY, PICTURES = "taxonomy.jsonl", "pictures.jsonl"
ARTICLES, DELETED = "articles.jsonl", "deleted.jsonl"
LINES = (TAXONOMY, PICTURES, ARTICLES, DELETED)
# The longest manifest that is looked into to see whether it is ours: other programs' are short,
# and ours names its format first.
_LOOK_AT = 200


class BadFolder(Exception):
    """A folder that no export can be written to, or read from; the message says what to do."""


@dataclass
class Folder:
    """A folder that is being filled, with the SHA-256 of each file in it."""

    path: Path
    sums: dict[str, str] = field(default_factory=dict)

    def write(self, name: str, pieces: Iterable[bytes]) -> None:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        total = hashlib.sha256()
        with path.open("wb") as file:
            for piece in pieces:
                file.write(piece)
                total.update(piece)
        self.sums[name] = total.hexdigest()

    def write_lines(self, name: str, plain: Iterable[Plain]) -> int:
        """Returns how many. In ASCII: the report on a damaged page may hold half a letter."""
        count = 0

        def lines() -> Iterator[bytes]:
            nonlocal count
            for each in plain:
                count += 1
                yield f"{json.dumps(each, separators=(',', ':'))}\n".encode("ascii")

        self.write(name, lines())
        return count


@contextmanager
def new_folder(target: Path) -> Iterator[Folder]:
    """A folder that takes its name when all is in it: half an export is never taken for one.

    Raises BadFolder if something is there already, or its parent cannot be written to.
    """
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise BadFolder(f"{target} is there already. Name a folder that is not.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    except OSError as error:
        raise BadFolder(f"{target} cannot be written: {error.strerror}.") from error
    try:
        yield Folder(unfinished)
        unfinished.chmod(0o755)
        unfinished.replace(target)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def is_export(path: Path) -> bool:
    """Whether this is a folder that an export has written, in whatever version."""
    try:
        with (path / MANIFEST).open("rb") as file:
            return f'"format": "{FORMAT}"'.encode() in file.read(_LOOK_AT)
    except OSError:
        return False


def check(path: Path) -> Plain:
    """The manifest of a sound export. Raises BadFolder, and reads every file for that."""
    try:
        manifest: Plain = json.loads((path / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise BadFolder(f"{path / MANIFEST} cannot be read: {error}") from error
    if (manifest.get("format"), manifest.get("version")) != (FORMAT, VERSION):
        raise BadFolder(
            f"{path} is an export of version {manifest.get('version')}; this newsroom reads "
            f"version {VERSION}. Update the one that is behind."
        )
    if missing := set(LINES) - set(manifest["files"]):
        raise BadFolder(f"{path / MANIFEST} does not name {min(missing)}. Export again.")
    for name, expected in manifest["files"].items():
        _check_file(path, name, expected)
    return manifest


def lines(path: Path) -> Iterator[Plain]:
    """The records of a file, one in memory at a time."""
    with path.open(encoding="ascii") as file:
        for line in file:
            yield json.loads(line)


def sha256_of(pieces: Iterable[bytes]) -> str:
    total = hashlib.sha256()
    for piece in pieces:
        total.update(piece)
    return total.hexdigest()


def pieces_of(path: Path) -> Iterator[bytes]:
    """A file's bytes, a little at a time."""
    with path.open("rb") as file:
        while piece := file.read(2**16):
            yield piece


def _check_file(path: Path, name: str, expected: str) -> None:
    if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
        raise BadFolder(f"{path / MANIFEST} names a file outside the folder: {name}")
    try:
        found = sha256_of(pieces_of(path / name))
    except OSError as error:
        raise BadFolder(
            f"{path / name} cannot be read: {error.strerror}. Copy it again."
        ) from error
    if found != expected:
        raise BadFolder(
            f"{path / name} is not what was exported: its SHA-256 is another. Nothing was "
            "imported. Copy the folder again, or export again."
        )
