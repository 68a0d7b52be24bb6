"""How unlike prose a piece of text is, in any script: the judge between two readings.

It knows which characters stand beside which in some ninety languages (`bigrams.txt`), and of the
scripts with too many characters for that, which are common (`ideographs.txt`, and those that the
old national standards put on their first level). `tests.cleaning.make_tables.py` counts them.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from pathlib import Path

# What a pair costs, and an ideograph, by class in the tables: from very common to just known.
_PAIR_COSTS = (0.1, 0.3, 0.6, 0.9, 1.3, 1.8)
_IDEOGRAPH_COSTS = (0.2, 0.35, 0.5, 0.7, 0.9, 0.9)
_SAME_SCRIPT, _UNKNOWN, _MIXED, _NONSENSE = 2.6, 3.2, 4.5, 6.0
# The first levels of China, Taiwan, Japan and Korea, and what a character costs that so many
# of them know and the tables do not.
_FIRST_LEVELS = (
    ("gb2312", 0xB0A1, 0xD7F9),
    ("big5", 0xA440, 0xC67E),
    ("euc_jp", 0xB0A1, 0xCFD3),
    ("euc_kr", 0xB0A1, 0xFDFE),
)
_STANDARD_COSTS = (2.5, 1.4, 1.3, 1.2, 1.1)
# Marks that stand beside anything.
_FREE = frozenset(" \n0.,:;!?()[]\"'/-+&*#@%=<>_|~$")
_MARKS = frozenset(
    "‘’“”„‚«»–—…•·€£¥°™®©§×±½¼¾²³´‹›¿¡₹₺₽₱₩₫₴฿№′″←→↑↓−≈≤≥\u200b\u200c\u200d\u202f\u2011\u00ad\ufeff"
)
_CJK_MARKS = re.compile(
    "[\u3000-\u3002\u3008-\u3011\u3041-\u3096\u30a1-\u30fe\uff01\uff05-\uff1b\uff1f]"
)
_ODD_SPACES = frozenset(map(chr, (0x85, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x205F)))
_EMOJI = re.compile("[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]")


def _lines(name: str) -> list[list[str]]:
    source = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return [line.split("\t") for line in source.split("\n")]


_COSTS = {
    first + second: cost
    for first, *classes in _lines("bigrams.txt")
    for cost, seconds in zip(_PAIR_COSTS, classes, strict=False)
    for second in seconds
}
_IDEOGRAPHS = {
    char: cost
    for cost, (chars,) in zip(_IDEOGRAPH_COSTS, _lines("ideographs.txt"), strict=False)
    for char in chars
}
_ALPHABETS = tuple(frozenset(row[1]) for row in _lines("alphabets.txt") if len(row) > 1)
_KNOWN = frozenset("".join(_COSTS))


def unlikeness(text: str) -> float:
    """Return what the pairs of `text` cost together; ASCII is free.

    >>> unlikeness("it’s") < 3 < unlikeness("itâ€™s")
    True
    """
    return sum(map(pair_cost, text, text[1:]))


def pair_cost(first: str, second: str) -> float:
    """Return how odd it is that `second` follows `first`: 0.2 for a common pair, 6 for nonsense."""
    if first < "\x80" and second < "\x80":
        return 0.0
    cost = _COSTS.get(first + second)
    return _rare_cost(first, second) if cost is None else cost


@lru_cache(maxsize=50_000)
def _rare_cost(first: str, second: str) -> float:
    first, second = _folded(first), _folded(second)
    cost = _COSTS.get(first + second)
    if cost is None and (first + second) != (first + second).lower():
        # A capital inside a word is a little odd; as a first letter it has been seen, or may be.
        cost = _COSTS.get((first + second).lower())
        cost = cost and cost + (0.8 if first.isalpha() and second.isupper() else 0.3)
    if cost is not None:
        return cost
    if is_ideographic(first) and is_ideographic(second):
        return (_alone(first) + _alone(second)) / 2
    worst = max(_alone(first), _alone(second))
    if worst >= _NONSENSE or first in _FREE or second in _FREE:
        return worst
    one, two = script(first), script(second)
    if one and two and one != two:
        return max(worst, _MIXED)
    return max(worst, _SAME_SCRIPT if one and two and worst < 1 else worst, _between(one, two))


def _between(one: str, two: str) -> float:
    """Return the cost of a letter beside a mark that no text has shown."""
    return 1.6 if bool(one) != bool(two) else 0.5


@lru_cache(maxsize=20_000)
def _alone(char: str) -> float:
    """Return the cost of a character whatever stands beside it."""
    if char < "\x80" or char in _MARKS:
        return 0.3
    if unicodedata.category(char) in ("Cn", "Co", "Cs", "Cc"):
        return _NONSENSE
    if _EMOJI.match(char):
        return 1.0
    if is_ideographic(char):
        return _IDEOGRAPHS.get(char) or _STANDARD_COSTS[_standards(char)]
    return 0.8 if char in _KNOWN else _UNKNOWN


def alphabet_of(letters: str) -> frozenset[str]:
    """Return the letters, in lower case, of the languages that `letters` may be written in.

    >>> "ř" in alphabet_of("žluťoučkýkůň"), "ğ" in alphabet_of("žluťoučkýkůň")
    (True, False)
    """
    counts = Counter(letters.lower())
    fits = [sum(counts[char] for char in alphabet & counts.keys()) for alphabet in _ALPHABETS]
    best = max(fits)
    chosen = (
        alphabet for alphabet, fit in zip(_ALPHABETS, fits, strict=True) if fit >= 0.98 * best
    )
    return frozenset().union(*chosen) if best else frozenset()


def is_ideographic(char: str) -> bool:
    """Whether the character is of a script too large for pairs: ideographs, kana, Hangul."""
    return (
        "\u3000" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7a3" or "\uff00" <= char <= "\uffef"
    )


def _standards(char: str) -> int:
    """Return how many of the national standards count the character among the common ones."""
    if _CJK_MARKS.match(char):
        return 4
    codes = (int.from_bytes(char.encode(codec, "ignore"), "big") for codec, _, _ in _FIRST_LEVELS)
    levels = zip(codes, _FIRST_LEVELS, strict=True)
    return sum(first <= code <= last for code, (_, first, last) in levels)


@lru_cache(maxsize=20_000)
def script(char: str) -> str:
    """Return the script of a letter, and "" for what is not one."""
    if not char.isalpha() and unicodedata.category(char)[0] != "M":
        return ""
    if is_ideographic(char):
        return "CJK"
    name = unicodedata.name(char, "").partition(" ")[0]
    return "" if name == "COMBINING" else name


def _folded(char: str) -> str:
    if char.isspace() and char not in _ODD_SPACES:
        return " "
    return "0" if char.isdigit() and char < "\x80" else char
