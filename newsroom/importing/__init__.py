"""Reading what others stored: files in, `RawArticle`s out. Plain Python; bytes stay bytes."""

from newsroom.importing.attachments import local_file
from newsroom.importing.reading import FORMATS, PAGE_FORMATS, read, read_all, total_size
from newsroom.importing.records import (
    MAX_BYTES,
    Failure,
    Picture,
    RawArticle,
    Standing,
    Unreadable,
)

__all__ = [
    "FORMATS",
    "MAX_BYTES",
    "PAGE_FORMATS",
    "Failure",
    "Picture",
    "RawArticle",
    "Standing",
    "Unreadable",
    "local_file",
    "read",
    "read_all",
    "total_size",
]
