"""How alike two texts are, and numbers by which the ones that are nearly the same find each other.

MinHash (A. Broder, "On the resemblance and containment of documents", 1997): of the hashes of all
runs of three words the smallest is the same in two texts about as often as the texts are alike.
All minima come from one hash, cut into bins (P. Li, A. Owen, C.-H. Zhang, "One Permutation
Hashing", 2012). A band is three of them together, so that unlike texts hardly ever share one:
of texts with nine tenths in common 99.9 % share a band, with half 49 %, with a tenth 0.5 %.

Plain Python, for the processes that clean.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from zlib import crc32

WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]|\w+")
RUN = 3  # words
BANDS, ROWS = 5, 3
# A shorter text is known by the whole of it only: what short notes share is mostly their form.
LEAST_RUNS = 40
_MIXER, _MASK = 0x9E3779B97F4A7C15, (1 << 64) - 1


def runs(paragraphs: Iterable[str]) -> set[int]:
    """The runs of three words, as numbers; an ideograph counts as a word."""
    words = [crc32(word.encode()) for word in WORD.findall(" ".join(paragraphs).lower())]
    threes = zip(words, words[1:], words[2:], strict=False)
    return {((a * 31 + b) * 31 + c) * _MIXER & _MASK for a, b, c in threes}


def likeness(one: set[int], other: set[int]) -> float:
    """The share of their runs that both texts have, from 0 to 1 (Jaccard)."""
    return len(one & other) / len(one | other) if one and other else float(one == other)


def bands(title: str, paragraphs: Sequence[str]) -> tuple[int, ...]:
    """The numbers of a text: the first is that of the whole of it."""
    whole = _number("\n".join((title, *paragraphs)))
    found = runs(paragraphs)
    if len(found) < LEAST_RUNS:
        return (whole,)
    minima = _minima(found)
    return whole, *(
        _number(f"{band} {minima[band * ROWS : (band + 1) * ROWS]}") for band in range(BANDS)
    )


def _minima(found: set[int]) -> list[int]:
    """The smallest number in each bin; an empty bin takes that of the next (Shrivastava, Li)."""
    size = BANDS * ROWS
    smallest: dict[int, int] = {}
    for number in found:
        place = (number >> 40) % size
        if number < smallest.get(place, _MASK + 1):
            smallest[place] = number
    return [
        next(
            smallest[(place + step) % size]
            for step in range(size)
            if (place + step) % size in smallest
        )
        for place in range(size)
    ]


def _number(text: str) -> int:
    """63 bits of a hash: what a column of any database holds."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big") >> 1
