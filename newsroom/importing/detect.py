"""Which reader a file is for."""

import re
from collections.abc import Callable
from pathlib import Path

from newsroom.importing.html import read_html
from newsroom.importing.records import MAX_BYTES, RawArticle, Unreadable
from newsroom.importing.text import read_text

READERS: dict[str, Callable[[Path, bytes], RawArticle]] = {"text": read_text, "html": read_html}
FORMATS = ("auto", *READERS)

SUFFIXES = {".html": "html", ".htm": "html", ".xhtml": "html", ".txt": "text", ".text": "text"}
# What a saved page begins with, whatever its name: white space, comments, then one of these.
# A comment ends at its first "-->": a pattern that may try the next one, too, takes for ever.
PAGE_START = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<!--(?:(?!-->).)*-->)*<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)


def read(path: Path, *, format: str = "auto") -> RawArticle:
    """Read one file. Raises Unreadable with what to do about it, and never anything else."""
    body = _bytes(path)
    name = SUFFIXES.get(path.suffix.lower(), "") if format == "auto" else format
    if not name:
        name = "html" if PAGE_START.match(body) else "text"
    return READERS[name](path, body)


def _bytes(path: Path) -> bytes:
    if path.is_dir():
        raise Unreadable(f"This is a folder. Name the files in it: {path}/*.txt")
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise Unreadable(
                f"The file has {size / 1024**2:.1f} MB; one page may have "
                f"{MAX_BYTES // 1024**2} MB. Split it into one file per article."
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Unreadable("There is no such file.") from error
    except OSError as error:
        raise Unreadable(f"The file cannot be read: {error.strerror}.") from error
