"""A plain text file: one page, as it was scraped or pasted."""

from newsroom.importing.entries import Entry
from newsroom.importing.records import RawArticle


def read_text(entry: Entry) -> RawArticle:
    """The file is the page, and its path is its name."""
    return RawArticle(
        key=entry.key,
        source=entry.source,
        format="text",
        body=entry.page(),
        label=entry.label,
    )
