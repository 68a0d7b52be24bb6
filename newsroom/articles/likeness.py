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
import struct
from collections.abc import Iterable, Sequence
from functools import lru_cache

WORD = re.compile(r"\w+")
# Scripts that part no words: each character is one.
UNPARTED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
RUN = 3  # words
BANDS, ROWS = 5, 3
# A shorter text is known by the whole of it only: what short notes share is mostly their form.
LEAST_RUNS = 40


def runs(paragraphs: Iterable[str]) -> set[int]:
    """The runs of three words, as numbers; an ideograph counts as a word."""
    text = " ".join(paragraphs).lower()
    if UNPARTED.search(text):
        text = UNPARTED.sub(r" \g<0> ", text)
    words = list(map(_of_word, WORD.findall(text)))
    threes = zip(words, words[1:], words[2:], strict=False)
    return {a[0] ^ b[1] ^ c[2] for a, b, c in threes}


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
    for number in sorted(found):
        smallest.setdefault(number % size, number)
        if len(smallest) == size:
            break
    return [
        next(
            smallest[(place + step) % size]
            for step in range(size)
            if (place + step) % size in smallest
        )
        for place in range(size)
    ]


@lru_cache(maxsize=100_000)
def _of_word(word: str) -> tuple[int, int, int]:
    """A number for the word in each place of a run (tabulation hashing)."""
    digest = hashlib.sha256(word.encode("utf-8", "surrogatepass")).digest()
    first, second, third, _rest = struct.unpack(">4Q", digest)
    return first, second, third


def _number(text: str) -> int:
    """63 bits of a hash: what a column of any database holds."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big") >> 1
