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

# (rule, what it takes, replacement). The first that matches at a place is applied.
_RULES = tuple(
    (rule, re.compile(pattern), after)
    for rule, pattern, after in (
        ("terminal-escape", r"\x1b\[[0-9;]*[A-Za-z]", ""),
        ("tab", r"\t+", " "),
        ("control", r"[\x00-\x08\x0b-\x1f\x7f]+", ""),
        ("c1-control", r"[\x80-\x9f]+", ""),
        ("zero-width-space", f"(?<![{_UNSPACED}])\u200b|\u200b(?![{_UNSPACED}])", ""),
        ("zero-width", "[\u2060\ufeff\u00ad\u206a-\u206f\ufff9-\ufffc]+", ""),
        ("bidi-override", "[\u202a-\u202e\u2066-\u2069]+", ""),
        ("direction-mark", "[\u200e\u200f]", ""),
        ("space-of-unit", f"(?<=\\d)[\u00a0\u202f](?={_UNIT})", None),
        ("wide-space", f"(?<=[{_CJK}])\u3000|\u3000(?=[{_CJK}])", None),
        ("odd-space", "[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+", " "),
    )
)
# Any character that one of the rules may take.
_ODD = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\xad\u1680\u2000-\u200b\u200e\u200f\u202a-\u202f\u205f-\u206f"
    "\u3000\ufeff\ufff9-\ufffc]"
)
_TOKEN = re.compile(r"\S+")


def find_odd_characters(text: str) -> tuple[Edit, ...]:
    """Return the edits of hygiene; none when `text` is as it should be."""
    edits = tuple(_odd_edits(text))
    if edits or text.isascii() or unicodedata.is_normalized("NFC", text):
        return edits
    return tuple(_loose_accents(text))


def _odd_edits(text: str) -> Iterator[Edit]:
    done = 0
    for odd in _ODD.finditer(text):
        if odd.start() < done:
            continue
        for rule, pattern, after in _RULES:
            if found := pattern.match(text, odd.start()):
                done = found.end()
                if after is not None and not _is_wanted(rule, text, odd.start()):
                    yield Edit(rule, odd.start(), found[0], after or _as_windows(rule, found[0]))
                break


def _is_wanted(rule: str, text: str, offset: int) -> bool:
    """Whether it is a direction mark near text that runs from right to left."""
    near = max(0, offset - 200), offset + 200
    return rule == "direction-mark" and bool(_RTL.search(text, *near))


def _as_windows(rule: str, chars: str) -> str:
    """Return C1 controls as browsers read them, in windows-1252; of anything else, nothing."""
    if rule != "c1-control":
        return ""
    return chars.encode("latin-1").decode("cp1252", "ignore")


def _loose_accents(text: str) -> Iterator[Edit]:
    """Yield the words to compose: a letter and its accent become one character (NFC)."""
    for token in _TOKEN.finditer(text):
        composed = unicodedata.normalize("NFC", token[0])
        if composed != token[0]:
            yield Edit("nfc", token.start(), token[0], composed)
