"""Text out of containers whose encoding may be anything, with the bytes of bodies kept.

XML, JSON and CSV have to be taken apart as text, but which encoding a body is in is for cleaning
to say. Bytes that are UTF-8 are read as such. Others are read as Latin-1, where every byte is
one character, which says nothing about their letters and gives them back exactly.
"""

import codecs
import re
from dataclasses import dataclass

import webencodings

# What the HTML standard takes for unlabelled pages of the West.
FALLBACK = codecs.lookup("windows-1252")
_UTF8_LETTER = re.compile(rb"[\xc3-\xf4][\x80-\xbf]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# What is no character, or none that PostgreSQL stores.
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True)
class Letters:
    """How the bytes of one item stand as text: exactly, or a byte to a character."""

    is_utf8: bool
    declared: str = ""

    @classmethod
    def of(cls, raw: bytes, *, declared: str = "") -> "Letters":
        """How these bytes are best read; `declared` is the label their file carries."""
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError:
            return cls(False, declared)
        return cls(True, declared)

    def text(self, raw: bytes) -> str:
        """The bytes as text to take apart."""
        return raw.decode("utf-8" if self.is_utf8 else "latin-1")

    def body(self, text: str) -> bytes:
        """A piece of that text as the bytes that it was.

        A character that was written as a reference stays one. References to U+0080-00FF become
        that one byte: right in the encodings of the West, and rare in files of the others.
        """
        if self.is_utf8:
            return _SURROGATE.sub("\ufffd", text).encode()
        return text.encode("latin-1", "xmlcharrefreplace")

    def words(self, text: str) -> str:
        """A piece of that text in real letters, for what is stored as text: names, titles."""
        if self.is_utf8:
            return _UNSTORABLE.sub("\ufffd", text)
        return words(self.body(text), declared=self.declared)


def words(raw: bytes, *, declared: str = "") -> str:
    """Bytes in real letters: UTF-8 if they are, else by their label, else as Western text.

    Bytes that are UTF-8 but for a few (a text cut in the middle of a letter) stay UTF-8.
    """
    return _UNSTORABLE.sub("\ufffd", _decoded(raw, declared))


def _decoded(raw: bytes, declared: str) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        label = webencodings.lookup(declared)
    codec = FALLBACK if label in (None, webencodings.UTF8) else label.codec_info
    if _UTF8_LETTER.search(raw):
        codec = webencodings.UTF8.codec_info
    return str(codec.decode(raw, "replace")[0])


UTF8 = Letters(is_utf8=True)
