"""A plain text file: one page, as it was scraped or pasted."""

from pathlib import Path

from newsroom.importing.records import RawArticle, file_key


def read_text(path: Path, body: bytes) -> RawArticle:
    """The file is the page, and its path is its name."""
    return RawArticle(
        key=file_key(path), source=path.resolve().parent.name, format="text", body=body
    )
