"""The code pages through which UTF-8 is misread, as tables from character back to byte.

A misreading is rarely the textbook one. Where a code page leaves a byte undefined, readers
pass it through as a C1 control or fill it from windows-1252, and the C1 area of ISO-8859-x is
read as windows-1252 by everything that follows the HTML standard. So each table is many to
one: it knows every character that a byte may have become.
"""

import codecs
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product

# In order of how often archives show them: the first of two that explain a text equally wins.
NAMES = (
    "cp1252 iso8859-1 iso8859-15 cp1250 iso8859-2 cp1251 cp1254 iso8859-9 cp1257 iso8859-13 "
    "iso8859-4 cp1253 iso8859-7 cp1256 cp1255 cp1258 cp874 mac-roman cp437 cp850 cp866 koi8-r"
)


def _decoded(byte: int, codec: str) -> str | None:
    try:
        return bytes([byte]).decode(codec)
    except UnicodeDecodeError:
        return None


def _readings(byte: int, codec: str) -> set[str]:
    """Return every character that `byte` may have become under `codec`."""
    own = _decoded(byte, codec)
    if own is not None and unicodedata.category(own) != "Cc":
        return {own}
    fill = _decoded(byte, "cp1252") if byte < 0xA0 else None
    return {chr(byte), fill or chr(byte)}


@dataclass(frozen=True)
class Charmap:
    """One code page: which bytes each character may stand for."""

    name: str
    bytes_of: dict[str, tuple[int, ...]]

    def chars(self, first: int, last: int) -> str:
        """Return the characters that may stand for a byte from `first` to `last`."""
        return "".join(
            char
            for char, options in self.bytes_of.items()
            if any(first <= byte <= last for byte in options)
        )

    @cached_property
    def leads(self) -> frozenset[str]:
        return frozenset(self.chars(0xC2, 0xF4))

    @cached_property
    def continuations(self) -> frozenset[str]:
        return frozenset(self.chars(0x80, 0xBF))

    @cached_property
    def sequence(self) -> re.Pattern[str]:
        """Matches the image of one character of UTF-8."""
        two, three, four = (
            f"[{re.escape(self.chars(first, last))}]"
            for first, last in ((0xC2, 0xDF), (0xE0, 0xEF), (0xF0, 0xF4))
        )
        follow = f"[{re.escape(self.chars(0x80, 0xBF))}]"
        return re.compile(f"{four}{follow}{{3}}|{three}{follow}{{2}}|{two}{follow}")

    @cached_property
    def run(self) -> re.Pattern[str]:
        """Matches such images in a row."""
        return re.compile(f"(?:{self.sequence.pattern})+")

    @lru_cache(maxsize=20_000)  # noqa: B019 - one table per code page lives for ever
    def readings(self, sequence: str) -> tuple[str, ...]:
        """Return the characters of UTF-8 that `sequence` may be the image of."""
        found = []
        for option in product(*(self.bytes_of[char] for char in sequence)):
            try:
                text = bytes(option).decode()
            except UnicodeDecodeError:
                continue
            if len(text) == 1:
                found.append(text)
        return tuple(found)

    def __hash__(self) -> int:
        return hash(self.name)


def _build(name: str) -> Charmap:
    codec = codecs.lookup(name).name
    table: dict[str, list[int]] = {}
    for byte in range(0x80, 0x100):
        for char in _readings(byte, codec):
            table.setdefault(char, []).append(byte)
    return Charmap(name, {char: tuple(options) for char, options in table.items()})


CHARMAPS = tuple(_build(name) for name in NAMES.split())
