"""What every reader hands on."""

from dataclasses import dataclass
from pathlib import Path

# The longest trade-news features have some 60 kB of text; a page around one rarely a megabyte.
MAX_BYTES = 2 * 1024 * 1024


class Unreadable(Exception):
    """A source that cannot be taken in; the message says what is wrong and what to do."""


@dataclass(frozen=True)
class RawArticle:
    """One page as it lay there.

    `key` is what makes it the same page the next time: its own address where it names one, else
    the place it was read from. `body` is untouched; which encoding it is in is for cleaning to
    say, with `declared_encoding` (the label the page itself carries, if any) as a hint.
    """

    key: str
    source: str
    format: str
    body: bytes
    declared_encoding: str = ""


def file_key(path: Path) -> str:
    """The key of a page that names no address of its own: where it lies, in readable letters."""
    return f"file:{path.resolve()}"
