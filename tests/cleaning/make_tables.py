"""Builds the three tables of `newsroom.cleaning.prose`: pairs, alphabets, ideographs.

Counted from the translations that Django ships (BSD) and the names in Babel's copy of CLDR
(Unicode licence); only counts, in classes, are kept. None of the rig's own texts go in.
Run it from the root of the project: python -m tests.cleaning.make_tables
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import django
from babel import Locale

TARGET = Path("newsroom/cleaning")
LANGUAGES: str = (
    "ar ast az be bg bn br bs ca cs cy da de dsb el eo es et eu fa fi fil fo fr fy ga gd gl gu "
    "he hi hr hsb hu hy ia id io is it ka kk km kn ko ky lb lo lt lv mi mk ml mn mr ms mt my nb ne "
    "nl nn or os pa pl ps pt pt_BR ro ru sd si sk sl sq sr sr_Latn sv sw ta te tg th tk tr tt ug "
    "uk ur uz vi yo zh zh_Hans zh_Hant"
)
# Shares of a language's characters from which a pair falls into each class.
CLASSES = (6e-3, 2e-3, 6e-4, 2e-4, 6e-5, 0)
# From this share of its characters on, a letter belongs to a language.
OF_ALPHABET = 1.5e-4
LEAST_SEEN = 3
MARKUP = re.compile(r"%\([^)]*\)[sd]|%[sdr%]|\{[^}]*\}|<[^>]*>")


def build() -> dict[str, str]:
    """Return the three tables by the name of their file."""
    pairs, alphabets, ideographs = Shares(), [], Shares()
    for language in LANGUAGES.split():
        text = "\n".join([*_translations(language), *_names(language)])
        pairs.add(Counter(_pairs(text)), len(text))
        chars = Counter(char for char in text if not char.isascii() and char.isalpha())
        ideographs.add(Counter({c: n for c, n in chars.items() if _is_ideographic(c)}), len(text))
        alphabets.append((language, _alphabet(chars, len(text))))
    return {
        "bigrams.txt": _table(pairs),
        "alphabets.txt": "".join(f"{name}\t{letters}\n" for name, letters in alphabets if letters),
        "ideographs.txt": "\n".join("".join(level) for level in ideographs.classes()) + "\n",
    }


class Shares:
    """The greatest share that each item has of any language, and how often it was seen at all."""

    def __init__(self) -> None:
        self._share: dict[str, float] = defaultdict(float)
        self._seen: Counter[str] = Counter()

    def add(self, counts: Counter[str], size: int) -> None:
        self._seen.update(counts)
        for item, count in counts.items():
            self._share[item] = max(self._share[item], count / size)

    def classes(self) -> list[list[str]]:
        """Return the items of each class, the most frequent first."""
        levels: list[list[str]] = [[] for _ in CLASSES]
        for item, part in sorted(self._share.items(), key=lambda entry: (-entry[1], entry[0])):
            if self._seen[item] >= LEAST_SEEN:
                levels[next(n for n, least in enumerate(CLASSES) if part >= least)].append(item)
        return levels


def _table(pairs: Shares) -> str:
    rows: dict[str, list[str]] = defaultdict(lambda: [""] * len(CLASSES))
    for level, items in enumerate(pairs.classes()):
        for first, second in items:
            rows[first][level] += second
    return "".join("\t".join([first, *rows[first]]) + "\n" for first in sorted(rows))


def _alphabet(chars: Counter[str], size: int) -> str:
    folded = Counter()
    for char, count in chars.items():
        folded[char.lower() if len(char.lower()) == 1 else char] += count
    return "".join(
        c for c, n in folded.most_common() if n / size >= OF_ALPHABET and not _is_ideographic(c)
    )


def _translations(language: str) -> Iterator[str]:
    root = Path(django.__file__).parent
    for path in sorted(root.glob(f"**/locale/{language}/LC_MESSAGES/*.po")):
        entries = re.findall(r'^msgstr.*?((?:"[^\n]*"\n)+)', path.read_text("utf-8"), re.M)
        for entry in entries[1:]:
            text = "".join(re.findall(r'"(.*)"\n', entry))
            yield MARKUP.sub("0", text.replace("\\n", " ").replace('\\"', '"'))


def _names(language: str) -> Iterator[str]:
    locale = Locale.parse(language)
    for table in (locale.territories, locale.languages, locale.currencies):
        yield from (name for name in table.values() if isinstance(name, str))
    for table in (locale.months, locale.days):
        yield from (name for forms in table.values() for name in forms["wide"].values())


def _pairs(text: str) -> Iterable[str]:
    """Yield the pairs with a letter that is not ASCII; white space and digits count as one."""
    folded = re.sub(r"\s", " ", re.sub(r"[0-9]", "0", f" {unicodedata.normalize('NFC', text)} "))
    for first, second in zip(folded, folded[1:], strict=False):
        if not (first + second).isascii() and _counts(first) and _counts(second):
            yield first + second


def _counts(char: str) -> bool:
    """Whether pairs say anything of it: ideographs and Hangul are too many for that."""
    code = ord(char)
    return (
        not _is_ideographic(char)
        and code < 0xFB00
        and not 0x1200 <= code < 0x1780
        and unicodedata.category(char)[0] != "C"
    )


def _is_ideographic(char: str) -> bool:
    return "\u3000" <= char <= "\ud7ff"


if __name__ == "__main__":
    for name, content in build().items():
        (TARGET / name).write_text(content, encoding="utf-8")
        print(name, len(content.encode()))
