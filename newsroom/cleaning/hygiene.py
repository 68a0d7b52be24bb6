"""Characters that no reader should meet: controls, disguises, odd spaces, loose accents.

This is the one stage that may touch text that is not damaged; what it does is invisible, or
was meant by nobody.
"""

import re
import unicodedata
from collections.abc import Iterator

from newsroom.cleaning.report import Edit

# Letters of scripts written without spaces, where U+200B marks the words.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\uaa60-\uaa7f"
_CJK = "\u2e80-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# A number and its unit, or the groups of a number: "10 %", "5 kg", "12 500".
_UNIT = r"(?:[%‰°€$£¥]|\d{3}(?!\d)|[A-Za-zµ]{1,3}(?![\w]))"

# (rule, pattern, replacement). The first that matches at a place is applied.
_RULES: tuple[tuple[str, str, str], ...] = (
    ("terminal-escape", r"\x1b\[[0-9;]*[A-Za-z]", ""),
    ("tab", r"\t", " "),
    ("control", r"[\x00-\x08\x0b-\x1f\x7f]", ""),
    ("c1-control", r"[\x80-\x9f]", ""),
    ("zero-width-space", f"(?<![{_UNSPACED}])\u200b|\u200b(?![{_UNSPACED}])", ""),
    ("zero-width", "[\u2060\ufeff\u00ad\u206a-\u206f\ufff9-\ufffc]", ""),
    ("bidi-override", "[\u202a-\u202e\u2066-\u2069]", ""),
    ("direction-mark", "[\u200e\u200f]", ""),
    ("space-of-unit", f"(?<=\\d)[\u00a0\u202f](?={_UNIT})", "\0"),
    ("wide-space", f"(?<=[{_CJK}])\u3000|\u3000(?=[{_CJK}])", "\0"),
    ("odd-space", "[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]", " "),
)
_KEPT = "\0"
_ODD = re.compile("|".join(f"({pattern})" for _, pattern, _ in _RULES))
_TOKEN = re.compile(r"\S+")


def find_odd_characters(text: str) -> tuple[Edit, ...]:
    """Return the edits of hygiene; none when `text` is as it should be."""
    edits = tuple(_odd_edits(text))
    if edits or text.isascii() or unicodedata.is_normalized("NFC", text):
        return edits
    return tuple(_loose_accents(text))


def _odd_edits(text: str) -> Iterator[Edit]:
    for found in _ODD.finditer(text):
        rule, _, after = _RULES[(found.lastindex or 1) - 1]
        if rule == "c1-control":
            after = _as_windows(found[0])
        if rule == "direction-mark" and _RTL.search(_line_around(text, found.start())):
            continue
        if after != _KEPT:
            yield Edit(rule, found.start(), found[0], after)


def _as_windows(char: str) -> str:
    """Return a C1 control as browsers read it, in windows-1252; nothing where that is undefined."""
    return char.encode("latin-1").decode("cp1252", "ignore")


def _line_around(text: str, offset: int) -> str:
    start, end = text.rfind("\n", 0, offset) + 1, text.find("\n", offset)
    return text[start : end if end >= 0 else len(text)]


def _loose_accents(text: str) -> Iterator[Edit]:
    """Yield the words to compose: a letter and its accent become one character (NFC)."""
    for token in _TOKEN.finditer(text):
        composed = unicodedata.normalize("NFC", token[0])
        if composed != token[0]:
            yield Edit("nfc", token.start(), token[0], composed)
