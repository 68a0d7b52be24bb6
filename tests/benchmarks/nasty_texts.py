"""How the cost of hostile and degenerate plain text grows with its length.

    python -m tests.benchmarks.nasty_texts [--large] [--only TEXT] [--above MS]

The same measure as `nasty_pages`, for text without markup: damage of every kind, characters at
random, lines and marks over and over.
"""

import random
from collections.abc import Callable

from tests.benchmarks.misreadings import TEXTS, misread
from tests.benchmarks.nasty_pages import clean_or_refuse, print_kinds

_MANY_TONGUES = "\n\n".join(text for texts in TEXTS.values() for text in texts)
_CHINESE = TEXTS["zht"][0]

#: What is repeated until the text is long enough.
REPEATED = {
    "many tongues": _MANY_TONGUES,
    "many tongues in one line": _MANY_TONGUES.replace("\n\n", " "),
    "many tongues, misread": misread(_MANY_TONGUES, "cp1252", gaps="cp1252"),
    "one line, misread": misread(_MANY_TONGUES.replace("\n\n", " "), "iso8859-13", gaps="cp1252"),
    "misread twice": misread(misread(_MANY_TONGUES, "cp1252", gaps="c1"), "cp1252", gaps="c1"),
    "Chinese": _CHINESE,
    "Chinese, misread": misread(_CHINESE, "cp1252", gaps="cp1252"),
    "emoji, misread": misread("😀 👍🏽", "mac-roman", gaps="c1"),
    "lost bytes": "ā€ word ",
    "replaced bytes": "â€\ufffd ",
    "no-break spaces, misread": "aĀ\xa0",
    "no-break spaces": "a\xa0",
    "zero-width spaces": "a\u200b",
    "C1 controls": "a\x92",
    "direction marks": "a\u200e",
    "terminal escapes": "\x1b[0m a",
    "line ends": "a\r\n",
    "lone surrogates": "a\ud800",
    "tabs": "a\t",
    "accents apart": "e\u0301a\u0300 ",
    "Hangul apart": "\u1112\u1161\u11ab",
    "one-letter lines": "a\n",
    "short sentences": "Tea.\n",
    "sentences run together": "Tea is hot.It is sold.",
    "quotations run together": "“Tea is hot.”“It is sold.”",
    "straight quotes run together": 'a."B',
    "stops": ".",
    "stops and capitals": ".A",
    "quotes": '"',
    "capitals": "Kite Bank ",
    "lines of capitals": "Kite Bank\n",
    "share bars": "share on\n",
    "platforms": "facebook twitter ",
    "related articles": "Tea is hot.\nRelated articles\nKite bank\n",
    "newsletter boxes": "newsletter\nfoo\n",
    "banners": "Kopi Forum 2024 Kopi Forum 2024\n",
    "bylines": "By Mei Lin Chua\n",
    "dates": "12 March 2024\n",
    "breadcrumbs": "Home > ",
    "wrapped lines": "a long line of a story that goes on until it\n",
    "entities": "&amp;",
    "entities of damage": "&acirc;&#128;&#153;",
    "places": "Singapore ",
    "sums of money": "S$5 million ",
    "addresses": "http://a.example/B.C?d ",
    "one word": "a",
}


def _random(chars: str) -> Callable[[int], str]:
    def build(size: int) -> str:
        return "".join(random.Random(size).choices(chars, k=size))

    return build


def _repeated(part: str) -> Callable[[int], str]:
    return lambda size: (part * (size // len(part) + 1))[:size]


KINDS: dict[str, Callable[[int], str]] = {
    name: _repeated(part) for name, part in REPEATED.items()
} | {
    "letters of damage at random": _random("ÃÂâ€œ™žšĀāÐÑðŸ¡¢£¤¥§©«®±´¶»ïÅÄ"),
    "damage and words at random": _random("ÃÂâ€œ™ abc. ĀāÐÑð§©«®±´¶»ï\n"),
    "Latin letters at random": _random("".join(map(chr, range(0x80, 0x180)))),
    "all letters at random": _random("".join(map(chr, range(0xA0, 0xD7FF)))),
    "ASCII at random": _random("".join(map(chr, range(32, 127))) + "\n"),
    "accents on one letter": lambda size: "e" + "\u0301" * size,
    "accents at random on one letter": lambda size: (
        "e" + _random("".join(map(chr, range(0x300, 0x36F))))(size)
    ),
    "an entity of entities": lambda size: "&" + "amp;" * (size // 4) + "lt;",
    "spaces": lambda size: f"a{' ' * size}b",
    "empty lines": lambda size: f"a.{chr(10) * size}b.",
    "names, all different": lambda size: "".join(f"Kite{n} Bank{n} " for n in range(size // 14)),
    "headlines, all different": lambda size: "".join(
        f"Kite {n} opens a bank\n" for n in range(size // 23)
    ),
}


if __name__ == "__main__":
    print_kinds("How the cost of nasty text grows.", KINDS, {"text": clean_or_refuse})
