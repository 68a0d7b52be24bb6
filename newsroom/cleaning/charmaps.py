"""The code pages through which UTF-8 is misread, as tables from character back to byte.

A misreading is rarely the textbook one. Where a code page leaves a byte undefined, readers
pass it through as a C1 control or fill it from windows-1252, and the C1 area of ISO-8859-x is
read as windows-1252 by everything that follows the HTML standard. The filled tables are many to
one: in ISO-8859-13 so filled, a right double quotation mark is byte A1 as well as 94.
"""

import codecs
import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

# In order of how often archives show them: the first of two that explain a text equally wins.
PAGES = (
    "cp1252 iso8859-1 cp1250 iso8859-2 cp1251 cp1254 iso8859-9 cp1257 iso8859-13 iso8859-15 "
    "iso8859-4 cp1253 iso8859-7 cp1256 cp1255 cp1258 cp874 mac-roman cp437 cp850 cp866 koi8-r"
)
_C1 = frozenset(map(chr, range(0x80, 0xA0)))


@dataclass(frozen=True)
class Charmap:
    """One code page with its gaps filled in one way: the bytes each character may stand for."""

    page: str
    bytes_of: dict[str, tuple[int, ...]]
    needs: frozenset[str]  # one of these must occur, or another table says the same
    _readings: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def may_occur(self, present: frozenset[str]) -> bool:
        """Whether a text with these characters may hold the image of a UTF-8 character."""
        return not (
            (self.needs and self.needs.isdisjoint(present))
            or self._leads.isdisjoint(present)
            or self._continuations.isdisjoint(present)
        )

    def chars(self, first: int, last: int) -> str:
        """Return the characters that may stand for a byte from `first` to `last`."""
        wanted = set(range(first, last + 1))
        found = (c for c, options in self.bytes_of.items() if not wanted.isdisjoint(options))
        return "".join(found)

    @cached_property
    def _leads(self) -> frozenset[str]:
        return frozenset(self.chars(0xC2, 0xF4))

    @cached_property
    def _continuations(self) -> frozenset[str]:
        return frozenset(self.chars(0x80, 0xBF))

    @cached_property
    def sequence(self) -> re.Pattern[str]:
        """Matches the image of one character of UTF-8.

        The group "lost" is that of a mark of U+20xx whose third byte is gone or was replaced.
        """
        two, three, four, follow = (
            f"[{re.escape(self.chars(first, last))}]"
            for first, last in ((0xC2, 0xDF), (0xE0, 0xEF), (0xF0, 0xF4), (0x80, 0xBF))
        )
        mark = f"[{re.escape(self.chars(0xE2, 0xE2))}][{re.escape(self.chars(0x80, 0x80))}]"
        # Where the text was misread twice, the lost byte may have left what stood before it.
        rest = f"[{re.escape(self.chars(0xC2, 0xC2))}]"
        lost = f"(?P<lost>{mark}(?:\ufffd|{rest}?(?!{follow})))"
        return re.compile(f"{four}{follow}{{3}}|{three}{follow}{{2}}|{two}{follow}|{lost}")

    @cached_property
    def gaps(self) -> frozenset[int]:
        """The bytes that are no character here, and so get lost on the way."""
        kept = (options for char, options in self.bytes_of.items() if char not in _C1)
        return frozenset(range(0x80, 0xA0)).difference(*kept)

    @cached_property
    def run(self) -> re.Pattern[str]:
        """Matches such images in a row; so many at most, since a row is decoded as one."""
        return re.compile(f"(?:{self.sequence.pattern}){{1,100}}")

    def readings(self, sequence: str) -> tuple[str, ...]:
        """Return the characters of UTF-8 that `sequence` may be the image of."""
        found = self._readings.get(sequence)
        if found is None:
            found = self._readings[sequence] = tuple(self._read(sequence))
        return found

    def _read(self, sequence: str) -> list[str]:
        options = product(*(self.bytes_of[char] for char in sequence))
        texts = (bytes(option).decode("utf-8", "ignore") for option in options)
        return [text for text in texts if len(text) == 1]


def _table(page: str, *, filled: bool) -> dict[str, tuple[int, ...]]:
    own = bytes(range(0x80, 0x100)).decode(page, "replace")
    table: dict[str, tuple[int, ...]] = {}
    for byte, char in enumerate(own, 0x80):
        if char == "\ufffd" or char in _C1:
            fill = bytes([byte]).decode("cp1252", "replace") if filled else "\ufffd"
            char = chr(byte) if fill == "\ufffd" else fill
        table[char] = (*table.get(char, ()), byte)
    return table


def _build() -> list[Charmap]:
    charmaps: list[Charmap] = []
    for page in PAGES.split():
        codec = codecs.lookup(page).name
        pure, filled = _table(codec, filled=False), _table(codec, filled=True)
        charmaps.append(Charmap(page, pure, frozenset()))
        if filled != pure:
            new = filled.keys() - pure.keys() - _C1 | _shared(filled)
            charmaps.append(Charmap(f"{page}-filled", filled, frozenset(new)))
    return charmaps


def _shared(table: dict[str, tuple[int, ...]]) -> frozenset[str]:
    return frozenset(char for char, options in table.items() if len(options) > 1)


CHARMAPS = tuple(_build())
