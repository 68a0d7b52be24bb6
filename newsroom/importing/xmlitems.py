"""Feeds and exports an item at a time: flat in memory, and one bad item is bad alone.

A large XML file is not parsed as a whole, where one stray byte would end the run. It is cut at
its items' tags first, and each item is parsed by itself. As an item begins with its own tag, no
document type can stand before it and so no entity can be declared; a file that declares one
is refused all the same, since no honest export does. Nothing is ever fetched.

Names are taken as they are written (`wp:post_id`): every exporter uses the customary prefixes.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from html import unescape
from typing import IO
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from newsroom.importing.letters import Letters, words
from newsroom.importing.markup import plain
from newsroom.importing.records import MAX_BYTES, Unreadable

CHUNK = 256 * 1024
# A body of the largest size in its item, escaped or with the fields of a page builder beside it.
MAX_ITEM = 4 * MAX_BYTES

_DECLARED = re.compile(rb"<\?xml[^>]{0,200}\bencoding\s*=\s*[\"']([A-Za-z0-9_.:-]{1,40})")
_TITLE = re.compile(rb"<title\b[^<>]*>\s*(?:<!\[CDATA\[)?([^<\]]*)")
# So much of an item shows its title.
_BEGINNING = 1000
_CDATA_END = re.compile(rb"\]\]>")
_COMMENT_END = re.compile(rb"-->")
# The longest mark that may be cut in two by the end of a chunk.
_LONGEST_MARK = 64

_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r")
_NONCHARACTER = re.compile(rb"\xef\xbf[\xbe\xbf]")
# A whole CDATA section, which is left alone, or an ampersand that begins none of XML's five names.
# References by number count as stray: those to no character (&#0;) are what broke the item, and
# the others mean the same to whoever reads the HTML.
_STRAY = re.compile(rb"<!\[CDATA\[.*?\]\]>|&(?!(?:lt|gt|amp|quot|apos);)", re.S)


@dataclass(frozen=True)
class Unit:
    """One element cut out of a file: its name and its bytes, or its beginning and what is wrong."""

    name: str
    raw: bytes
    reason: str = ""

    def label(self, place: str) -> str:
        """The place with the item's title, by which people find it again, sound or not."""
        found = _TITLE.search(self.raw, 0, _BEGINNING)
        title = plain(unescape(words(found[1]))) if found else ""
        return f"{place} “{title[:60]}”" if title else place


def split(stream: IO[bytes], *, names: Collection[str]) -> Iterator[Unit]:
    """Yield the elements of these names, in turn; those inside another of them are its own.

    Raises Unreadable where the file declares a document type.
    """
    starts = "|".join(re.escape(name) for name in names).encode()
    outside = re.compile(rb"<(" + starts + rb")[\s>]|<!\[CDATA\[|<!--|<!(?:DOCTYPE|ENTITY)")
    tape = _Tape(stream)
    mark = tape.skip_to(outside)
    while mark:
        if mark == b"<![CDATA[":
            tape.skip_to(_CDATA_END)
        elif mark == b"<!--":
            tape.skip_to(_COMMENT_END)
        elif mark.startswith(b"<!"):
            raise Unreadable(
                "The file declares a document type or entities of its own (<!DOCTYPE …>), which "
                "no export or feed needs and which can do harm. Remove the declaration."
            )
        else:
            unit, mark = _cut(tape, mark)
            yield unit
            if mark:  # the next one has begun already
                continue
        mark = tape.skip_to(outside)


def _cut(tape: "_Tape", mark: bytes) -> tuple[Unit, bytes]:
    """The element that `mark` opens, and the mark of the next one if that stands inside it."""
    name = mark[1:-1]
    inside = re.compile(
        rb"</" + re.escape(name) + rb"\s{0,9}>|<" + re.escape(name) + rb"[\s>]|<!\[CDATA\["
    )
    kept = _Kept(name)
    kept.add(mark)
    while found := tape.skip_to(inside, kept):
        if found == b"<![CDATA[":
            tape.skip_to(_CDATA_END, kept)
        elif found.startswith(b"</"):
            return kept.unit(), b""
        else:
            return kept.broken(f"It has no end: </{name.decode()}> is missing."), found
    return kept.broken("The file ends in the middle of it: export it again."), b""


class _Kept:
    """The bytes of one element, up to what an item may have."""

    def __init__(self, name: bytes) -> None:
        self._name = name.decode()
        self._beginning = b""
        self._pieces: list[bytes] = []
        self._size = 0

    def add(self, piece: bytes) -> None:
        self._beginning += piece[: _BEGINNING - len(self._beginning)]
        self._size += len(piece)
        if self._size > MAX_ITEM:
            self._pieces = []
        else:
            self._pieces.append(piece)

    def unit(self) -> Unit:
        if self._size > MAX_ITEM:
            size = f"{self._size / 1024**2:.1f} MB"
            return self.broken(f"It has {size}; {MAX_ITEM // 1024**2} MB are the most.")
        return Unit(self._name, b"".join(self._pieces))

    def broken(self, reason: str) -> Unit:
        return Unit(self._name, self._beginning, reason)


class _Tape:
    """Moves through a stream from mark to mark, with no more than a chunk or two in memory."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._chunk = b""
        self._at = 0

    def skip_to(self, mark: re.Pattern[bytes], kept: _Kept | None = None) -> bytes:
        """Go past the next mark and return it, or b"" at the end; `kept` takes what is passed."""
        while True:
            if found := mark.search(self._chunk, self._at):
                self._pass(found.end(), kept)
                return found[0]
            more = self._stream.read(CHUNK)
            if not more:
                self._pass(len(self._chunk), kept)
                return b""
            # The last bytes may be the beginning of a mark: they stay to be looked at again.
            self._pass(max(self._at, len(self._chunk) - _LONGEST_MARK), kept)
            self._chunk = self._chunk[self._at :] + more
            self._at = 0

    def _pass(self, end: int, kept: _Kept | None) -> None:
        if kept:
            kept.add(self._chunk[self._at : end])
        self._at = end


@dataclass(frozen=True)
class Item:
    """A parsed element and how its text is to be read."""

    element: Element
    letters: Letters

    def raw(self, name: str) -> str:
        """The text of the first child of that name, to be taken apart; "" if there is none."""
        child = self.element.find(name)
        return "" if child is None else "".join(child.itertext())

    def text(self, name: str) -> str:
        """The same in real letters."""
        return self.letters.words(self.raw(name)).strip()

    def texts(self, name: str) -> list[str]:
        """The texts of all children of that name."""
        return [self.whole(child) for child in self.element.findall(name)]

    def whole(self, element: Element | None = None) -> str:
        """All text of an element of the item, by itself of the item, in real letters."""
        element = self.element if element is None else element
        return self.letters.words("".join(element.itertext())).strip()

    def attribute(self, element: Element, name: str) -> str:
        """An attribute of an element of the item, in real letters."""
        return self.letters.words(element.get(name, "")).strip()


def parse(raw: bytes, *, declared: str = "") -> Item:
    """One element by itself. Raises Unreadable if it is beyond repair.

    Control characters, which XML forbids and old databases are full of, are left out. Stray
    ampersands and HTML's own entities (&nbsp;), which XML does not know, are taken as written.
    """
    raw = _NONCHARACTER.sub(b"", raw.translate(None, _CONTROLS))
    letters = Letters.of(raw, declared=declared)
    try:
        return Item(_tree(raw, letters), letters)
    except expat.ExpatError:
        pass
    try:
        return Item(_tree(_STRAY.sub(_escaped, raw), letters), letters)
    except expat.ExpatError as error:
        raise Unreadable(f"Its XML is broken ({error}): mend it in the file.") from error


def declared_encoding(start: bytes) -> str:
    """The label in a file's XML declaration, or nothing."""
    found = _DECLARED.search(start)
    return found[1].decode("ascii").lower() if found else ""


def _escaped(found: re.Match[bytes]) -> bytes:
    return b"&amp;" if found[0] == b"&" else found[0]


def _tree(raw: bytes, letters: Letters) -> Element:
    builder = TreeBuilder()
    parser = expat.ParserCreate("utf-8" if letters.is_utf8 else "iso-8859-1")
    parser.buffer_text = True
    parser.buffer_size = CHUNK
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.Parse(raw, True)
    return builder.close()
