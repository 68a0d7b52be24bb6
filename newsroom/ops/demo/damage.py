"""Damages clean stories as bad migrations do, so that the demo has something to repair.

Nothing is painted on: the text really is encoded, read with the wrong table and stored again.

    python -m newsroom.ops.demo.damage

writes every page of RECIPES from `originals/` into `damaged/`. A page can be repaired completely
unless its recipe says that bytes are lost for good, which is so that an editor sees what
"needs review" looks like.
"""

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html.entities import codepoint2name
from pathlib import Path

from newsroom.ops.demo import furniture

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Original:
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table that UTF-8 bytes were read with, one byte at a time.

    With `c1` the bytes 80-9F are read as windows-1252 whatever the table says, as browsers do for
    ISO 8859. A byte without a character stays as the control of its number, unless `drops`.
    """

    name: str
    c1: bool = False
    drops: bool = False

    def read(self, byte: int) -> str:
        name = "cp1252" if self.c1 and 0x80 <= byte <= 0x9F else self.name
        try:
            return bytes([byte]).decode(name)
        except UnicodeDecodeError:
            return "" if self.drops else chr(byte)


BALTIC = Table("iso8859-13", c1=True, drops=True)
WESTERN = Table("cp1252")
WESTERN_DROPPING = Table("cp1252", drops=True)
CYRILLIC = Table("cp1251")
MAC = Table("mac-roman")

Step = Callable[[str], str]


@dataclass(frozen=True)
class Recipe:
    """How one page came to be as it is: the steps in order, then the furniture round them.

    A page of text is made of lines with an empty one between them, unless it is `tight`; a page of
    HTML comes from a file in `shells/`. {{ title }} and {{ body }} are the places for the story.
    """

    body: Callable[[Sequence[str]], str]
    steps: tuple[Step, ...] = ()
    head: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()
    tight: bool = False
    newline: str = "\n"
    shell: str = ""
    charset: str = "utf-8"


def misread(*tables: Table) -> Step:
    """Take UTF-8 for the first table's text, then the result again for the next one's."""

    def step(text: str) -> str:
        for table in tables:
            text = "".join(table.read(byte) for byte in text.encode("utf-8"))
        return text

    return step


def some_misread(table: Table, *, every: int) -> Step:
    """Misread each n-th paragraph only: two systems once shared the page."""

    def step(text: str) -> str:
        parts = text.split("\n\n")
        return "\n\n".join(
            misread(table)(part) if place % every == 0 else part for place, part in enumerate(parts)
        )

    return step


def lose(word: str) -> Step:
    """Read one word as ASCII: each byte that is not becomes U+FFFD, and the word is gone."""

    def step(text: str) -> str:
        return text.replace(word, word.encode("utf-8").decode("ascii", errors="replace"))

    return step


def hard_spaces(*, every: int) -> Step:
    """Turn each n-th space into the no-break space of a word processor."""

    def step(text: str) -> str:
        words = text.split(" ")
        joins = ["\N{NO-BREAK SPACE}" if n % every == 0 else " " for n in range(1, len(words))]
        return words[0] + "".join(j + w for j, w in zip(joins, words[1:], strict=True))

    return step


def entities(text: str) -> str:
    """Write every character that HTML has a name for as that name."""
    escaped = html.escape(text, quote=False)
    return "".join(
        f"&{codepoint2name[ord(char)]};"
        if ord(char) > 126 and ord(char) in codepoint2name
        else char
        for char in escaped
    )


def glued(paragraphs: Sequence[str]) -> str:
    return "".join(paragraphs)


def blank_lines(paragraphs: Sequence[str]) -> str:
    return "\n\n".join(paragraphs)


def html_paragraphs(paragraphs: Sequence[str]) -> str:
    return "\n".join(
        f'<p class="p{number}" style="margin:0 0 1em">{html.escape(text, quote=False)}</p>'
        for number, text in enumerate(paragraphs, start=1)
    )


def html_breaks(paragraphs: Sequence[str]) -> str:
    return "<br><br>\n".join(html.escape(text, quote=False) for text in paragraphs)


def html_fonts(paragraphs: Sequence[str]) -> str:
    return "\n".join(
        f'<P><FONT FACE="Arial" SIZE="2">{html.escape(text, quote=False)}</FONT>'
        for text in paragraphs
    )


RECIPES: dict[str, Recipe] = {
    "kelantan-batik-house.txt": Recipe(
        body=glued,
        steps=(hard_spaces(every=31), misread(BALTIC)),
        head=furniture.EVENT_HEAD,
        tail=furniture.NEWSLETTER_TAIL,
    ),
    "tokyo-lift-attendants.txt": Recipe(
        body=blank_lines,
        steps=(misread(WESTERN),),
        head=furniture.MAGAZINE_HEAD,
        tail=furniture.MAGAZINE_TAIL,
        newline="\r\n",
    ),
    "perth-football-club.txt": Recipe(
        body=blank_lines,
        steps=(hard_spaces(every=40), misread(MAC)),
        head=furniture.PLAIN_HEAD,
        tail=furniture.NEWSLETTER_TAIL,
        tight=True,
    ),
    "kolkata-trams.txt": Recipe(
        body=blank_lines,
        steps=(misread(CYRILLIC),),
        head=furniture.SECTION_HEAD,
        tail=furniture.SECTION_TAIL,
    ),
    "hanoi-bookseller.txt": Recipe(
        body=blank_lines,
        steps=(misread(WESTERN, WESTERN),),
        head=furniture.PLAIN_HEAD,
        tail=furniture.SHORT_TAIL,
    ),
    "singapore-hawker-queue.txt": Recipe(
        body=glued,
        steps=(hard_spaces(every=23), entities),
        head=(furniture.BANNER, *furniture.PLAIN_HEAD),
        tail=furniture.NEWSLETTER_TAIL,
    ),
    "hong-kong-dried-seafood.txt": Recipe(
        body=blank_lines,
        steps=(some_misread(WESTERN, every=2),),
        head=("{{ title }}", *furniture.PLAIN_HEAD),
        tail=furniture.NEWSLETTER_TAIL,
    ),
    "jakarta-angkot-radio.html": Recipe(body=html_paragraphs, shell="modern.html"),
    "rotorua-museum.html": Recipe(body=html_breaks, steps=(misread(WESTERN),), shell="soup.html"),
    "seoul-bakery-closing-time.html": Recipe(body=html_fonts, shell="table.html", charset="euc-kr"),
    # The name in the third paragraph is gone: no cleaner can know it.
    "taipei-night-bus.txt": Recipe(
        body=blank_lines,
        steps=(lose("陳美玲"),),
        head=furniture.EVENT_HEAD,
        tail=furniture.SHORT_TAIL,
    ),
    # The second bytes of Í and Á have no character in windows-1252, and were dropped: what is left
    # of either could be five different letters.
    "manila-jeepney-painters.txt": Recipe(
        body=glued,
        steps=(misread(WESTERN_DROPPING),),
        head=furniture.EVENT_HEAD,
        tail=furniture.NEWSLETTER_TAIL,
    ),
}


def read_original(name: str) -> Original:
    """The clean story of a damaged page's name, whatever the page's suffix."""
    path = (FOLDER / "originals" / name).with_suffix(".txt")
    title, *paragraphs = path.read_text(encoding="utf-8").strip().split("\n\n")
    return Original(title=title, paragraphs=tuple(paragraphs))


def damaged(name: str) -> bytes:
    """The bytes of that page; raises KeyError for a name without a recipe."""
    recipe, story = RECIPES[name], read_original(name)
    title, body = story.title, recipe.body(story.paragraphs)
    for step in recipe.steps:
        title, body = step(title), step(body)
    text = _surroundings(recipe).replace("{{ title }}", title).replace("{{ body }}", body)
    if recipe.tight:
        text = text.replace("\n\n", "\n")
    return text.replace("\n", recipe.newline).encode(recipe.charset, errors="xmlcharrefreplace")


def _surroundings(recipe: Recipe) -> str:
    if recipe.shell:
        return (FOLDER / "shells" / recipe.shell).read_text(encoding="utf-8")
    return "\n\n".join([*recipe.head, "{{ body }}", *recipe.tail]) + "\n"


def main() -> None:
    for name in RECIPES:
        (FOLDER / "damaged" / name).write_bytes(damaged(name))


if __name__ == "__main__":
    main()
