"""A whole archive of made-up news, as large as it has to be: the same each time."""

import random
from pathlib import Path

from tests.importing.exports import END, HEAD, item

WHO = "Kite Bank, Kopi Lane, Pasar Media, Ferry One, Rumah Retail, Merlion Mobile, Batik Air"
DID = "hires, names, drops, joins, buys, sues, leaves, opens, shuts, moves, wins, loses"
WHAT = "a drummer, its agency, a pier, the pitch, a branch, the account, a studio, two rivals"
WHERE = "Singapore, Malaysia, Indonesia, Thailand, Japan, Vietnam, the Philippines, Hong Kong"
WORDS = (
    "agency brand budget buyer campaign channel client company consumer deal digital director "
    "event executive film growth head idea industry launch leader manager market media month "
    "office owner partner people plan platform press price product project quarter radio report "
    "research results retail review rival sales screen season sector service shop show spend "
    "sponsor staff story strategy studio team title trade trend video viewer week work year "
    "and the of to in for with on from by at that which after before under over about said"
)
AUTHORS = ("Mei Tan", "Arif Rahman", "Tess Callaghan", "Ravi Menon", "陳美玲")


def _choices(text: str) -> list[str]:
    return text.split(", ")


def write_archive(path: Path, *, articles: int, words: int) -> None:
    """Write an export of so many articles of about so many words."""
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        for number in range(1, articles + 1):
            file.write(_article(random.Random(number), number, words))
        file.write(END)


def _article(chance: random.Random, number: int, words: int) -> str:
    who, did, what, where = (chance.choice(_choices(text)) for text in (WHO, DID, WHAT, WHERE))
    headline = f"{who} {did} {what} in {where}"
    first = f"{who} {did} {what} in {where}, it said on Monday.".replace("&", "and")
    paragraphs = [first, *(_paragraph(chance) for _ in range(words // 60))]
    body = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    day = f"{2005 + number % 15}-{1 + number % 12:02}-{1 + number % 28:02}"
    more = (
        f'<category domain="category"><![CDATA[{where.removeprefix("the ")}]]></category>'
        f'<category domain="post_tag"><![CDATA[{who}]]></category>'
    )
    return item(
        number,
        body,
        title=headline,
        more=more,
        dc__creator=chance.choice(AUTHORS),
        wp__post_date=f"{day} 08:30:00",
        wp__post_date_gmt=f"{day} 00:30:00",
    )


def _paragraph(chance: random.Random) -> str:
    sentences = (
        " ".join(chance.choices(WORDS.split(), k=chance.randint(8, 16))).capitalize()
        for _ in range(5)
    )
    return f"{'. '.join(sentences)}."
