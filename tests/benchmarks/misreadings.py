"""Ways in which UTF-8 is misread, made by real encoding and decoding: the rig's damage."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PAGES = (
    "cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp874 iso8859-1 iso8859-2 "
    "iso8859-4 iso8859-7 iso8859-9 iso8859-13 iso8859-15 mac-roman cp437 cp850 cp866 koi8-r"
)
TEXTS: dict[str, list[str]] = json.loads(
    (Path(__file__).parent / "texts.json").read_text(encoding="utf-8")
)["texts"]
# Between damaged and good paragraphs of one text.
LEAD = "A short note from the desk, in plain words."


class Damaged(NamedTuple):
    """A damaged text, what it was, and how it came about."""

    variant: str
    page: str
    language: str
    text: str
    original: str


def read_byte(byte: int, page: str, *, gaps: str) -> str:
    """Return what one byte becomes; `gaps` is "c1", "cp1252", "drop" or "replace"."""
    try:
        char = bytes([byte]).decode(page)
        if not 0x80 <= ord(char) < 0xA0:
            return char
    except UnicodeDecodeError:
        pass
    if gaps == "c1":
        return chr(byte)
    lost = {"drop": "", "replace": "\ufffd"}.get(gaps, chr(byte))
    return bytes([byte]).decode("cp1252", "ignore") or lost


def misread(text: str, page: str, *, gaps: str) -> str:
    """Return `text` as it looks when its UTF-8 is read as `page`.

    >>> misread("it’s", "cp1252", gaps="c1")
    'itâ€™s'
    """
    return "".join(read_byte(byte, page, gaps=gaps) for byte in text.encode())


def grid(*, held_out: bool) -> Iterator[Damaged]:
    """Yield the damaged texts: those that no rule was tuned on, or the others."""
    for language, texts in TEXTS.items():
        for text in texts[-1:] if held_out else texts[:-1]:
            for page in PAGES.split():
                for variant, damaged, original in _variants(text, page):
                    if damaged != original:
                        yield Damaged(variant, page, language, damaged, original)


def _variants(text: str, page: str) -> Iterator[tuple[str, str, str]]:
    sloppy = misread(text, page, gaps="c1")
    hybrid = misread(text, page, gaps="cp1252")
    yield "clean", sloppy, text
    yield "hybrid", hybrid, text
    yield "paragraph", f"{LEAD}\n\n{text}\n\n{hybrid}", f"{LEAD}\n\n{text}\n\n{text}"
    yield "inline", f"{text} {hybrid}", f"{text} {text}"
    yield "inline first", f"{sloppy} {text}", f"{text} {text}"
    words = text.split(" ")
    third = [misread(word, page, gaps="c1") if i % 3 == 0 else word for i, word in enumerate(words)]
    if len(words) > 5:
        yield "words", " ".join(third), text
    yield "double", misread(sloppy, page, gaps="c1"), text
    quote = misread("”", page, gaps="cp1252")
    if "”" in text and quote.endswith("\x9d"):  # a gap: this is how the byte gets lost
        yield "quotes", hybrid.replace(quote, quote[:2]), text
