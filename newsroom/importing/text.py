"""A plain text file: one page, as it was scraped or pasted."""

from pathlib import Path

from newsroom.importing.records import RawArticle


def read_text(path: Path, body: bytes) -> RawArticle:
    """The file is the page, and its path is its name."""
    return RawArticle(
        key=path.resolve().as_uri(), source=path.resolve().parent.name, format="text", body=body
    )
