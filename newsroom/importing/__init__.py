"""Reading what others stored: files in, `RawArticle`s out. Plain Python; bytes stay bytes."""

from newsroom.importing.detect import FORMATS, read
from newsroom.importing.records import MAX_BYTES, RawArticle, Unreadable

__all__ = ["FORMATS", "MAX_BYTES", "RawArticle", "Unreadable", "read"]
