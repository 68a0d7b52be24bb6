"""The first halves of letters whose second byte is lost: seen, never guessed at."""

import re
from collections.abc import Collection

from newsroom.cleaning.charmaps import CHARMAPS

# The lead byte of À to ÿ, and with it of nearly all accents of Western Europe's languages.
LEAD = 0xC3


def has_stump(text: str, rules: Collection[str]) -> bool:
    """Whether half a letter was left, judged by the repairs that were made beside it.

    "Ãvila" was Ávila, Ãvila or Ívila: an editor has to say. Without a repair under the same code
    page (`rules` are those of the edits) the letter is taken for what it is, as in Ão.

    >>> has_stump("Mr Ãvila said", ["utf-8-as-cp1252"]), has_stump("Mr Ãvila said", [])
    (True, False)
    """
    used = [charmap for charmap in CHARMAPS if f"utf-8-as-{charmap.page}" in rules]
    leads = sorted({char for charmap in used for char in charmap.chars(LEAD, LEAD)})
    letters = "".join(char for char in leads if char.isalpha())
    if not letters:
        return False
    return bool(re.search(rf"(?:\b|(?<=[a-z]))[{letters}](?=[a-z])|(?<=[a-z])[{letters}]\b", text))
