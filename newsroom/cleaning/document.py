"""The text being cleaned, with its markup held beside it.

Every stage works on one plain string. The tags of an HTML page wait at the side, each with
the offset at which it stands, and move along when the string is edited; so a rule about text
is written once and serves both kinds of page, and links and lists survive it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from newsroom.cleaning.markup import VOID, Reader, Tag, escape_text, write_html

# A line that holds anything; a long run of spaces is read once, from its beginning.
_LINE = re.compile(r"^[^\S\n]*+\S[^\n]*", re.MULTILINE)


class Splice(NamedTuple):
    """Replace `before`, which stands at `offset` (characters), by `after`."""

    offset: int
    before: str
    after: str


@dataclass(frozen=True)
class Document:
    """Text, one line to a block, and the tags that stand in it."""

    text: str
    tags: tuple[Tag, ...] = ()

    @property
    def title(self) -> str:
        """The headline: the first line, where it reads as one."""
        return self.text[: self._title_end].strip()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The body, a paragraph to an entry, as plain text."""
        lines = self.text[self._title_end :].split("\n")
        return tuple(stripped for line in lines if (stripped := line.strip()))

    @property
    def html(self) -> str:
        """The body as HTML, from which `paragraphs` is the text."""
        if not self.tags:
            return "\n".join(f"<p>{escape_text(paragraph)}</p>" for paragraph in self.paragraphs)
        end = self._title_end
        body = self.apply([Splice(0, self.text[:end], "")]) if end else self
        return write_html(body.text, body.tags)

    @property
    def _title_end(self) -> int:
        lines = list(islice(_LINE.finditer(self.text), 2))
        if len(lines) < 2 or not is_headline(lines[0][0].strip(), lines[1][0].strip()):
            return 0
        return lines[0].end()

    def apply(self, splices: Iterable[Splice]) -> "Document":
        """Return the document with all splices made; their offsets are those of `self.text`."""
        ordered = sorted(splices, key=lambda splice: splice.offset)
        if not ordered:
            return self
        pieces: list[str] = []
        done = 0
        for offset, before, after in ordered:
            if offset < done or self.text[offset : offset + len(before)] != before:
                raise ValueError(f"the text at {offset} is not {before[:40]!r}")
            pieces += (self.text[done:offset], after)
            done = offset + len(before)
        text = "".join([*pieces, self.text[done:]])
        return Document(text, tuple(_moved(self.tags, ordered)) if self.tags else ())


def is_headline(line: str, following: str) -> bool:
    """Whether `line`, first on its page and followed by `following`, is a headline.

    A headline is short and, as the trade writes it, has no full stop. A short sentence with a
    stop still counts above a paragraph that is clearly a body ("We are back." and four lines).

    >>> is_headline("Ferry fares frozen", "Fares stay.")
    True
    >>> is_headline("Rain fell.", "Then sun.")
    False
    """
    if len(line) > 200:
        return False
    if not re.search(r"[.。][\"'”’)]*$", line) or re.search(r"\b[A-Z]\.$", line):
        return True
    return len(line) <= 60 and len(following) >= max(100, 2 * len(line))


def _moved(tags: Sequence[Tag], splices: Sequence[Splice]) -> Iterator[Tag]:
    """Yield the tags at their offsets after the splices.

    Where text is put in between tags, those that open stand after it and the others before.
    """
    shift, index = 0, 0
    for position, tag in enumerate(tags):
        while index < len(splices) and _is_past(splices[index], tags, position):
            shift += len(splices[index].after) - len(splices[index].before)
            index += 1
        offset = tag.offset + shift
        if index < len(splices) and splices[index].offset < tag.offset:
            inside = tag.offset - splices[index].offset
            offset += min(inside, len(splices[index].after)) - inside
        yield tag if offset == tag.offset else Tag(offset, tag.markup)


def _is_past(splice: Splice, tags: Sequence[Tag], position: int) -> bool:
    tag = tags[position]
    end = splice.offset + len(splice.before)
    if end != tag.offset or splice.before:
        return end <= tag.offset
    while position < len(tags) and tags[position].offset == tag.offset:
        if tags[position].is_close or tags[position].name in VOID:
            return False
        position += 1
    return True


def read_html(fragment: str) -> Document:
    """Return the document of a fragment that `sanitise` has passed."""
    reader = Reader(fragment)
    return Document("".join(reader.pieces), tuple(reader.tags))
