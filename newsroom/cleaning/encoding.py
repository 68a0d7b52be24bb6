"""Bytes to text, and all that we use of ftfy: this is the only file that imports it.

The order of guesses is that of the HTML standard for the web, with a careful step for the
Asian encodings of old archives before the last resort.
"""

import codecs
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

import ftfy
import webencodings
from charset_normalizer import from_bytes
from ftfy import badness as ftfy_badness
from ftfy.bad_codecs import ok as register_sloppy_codecs

register_sloppy_codecs()

MAX_BYTES = 2_000_000
LAST_RESORT = "sloppy-windows-1252"

# Undeclared bytes that are not UTF-8 may be one of these; nothing else is guessed.
_ASIAN = ("big5", "gb18030", "shift_jis", "euc_kr", "tis_620")
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_SIGNATURES = (b"\x89PNG", b"%PDF", b"PK\x03\x04", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b")
_C0 = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]+")
_NEIGHBOURHOOD = re.compile(r"(?:[\x00-\x7f]{0,3}[^\x00-\x7f]+)+[\x00-\x7f]{0,3}")
# The space after what bytes C2 and C3 look like in the code pages that ftfy knows.
_AFTER_LEAD = re.compile(r"(?<=[ÂÃĂĀĆВГΒΓ¬√┬├]) ")
_REPAIR = ftfy.TextFixerConfig(
    replace_lossy_sequences=False,
    unescape_html=False,
    fix_character_width=False,
    fix_latin_ligatures=False,
    uncurl_quotes=False,
)


class Uncleanable(ValueError):
    """The input holds no article. `code` is stable; the message says what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Decoded:
    """The text of an input and the Python codec that read it; `is_guess` needs an editor."""

    text: str
    encoding: str
    is_guess: bool = False


def decode(raw: bytes | str, *, declared: str | None = None) -> Decoded:
    """Return the text of `raw`; `declared` is the charset that its server or file named.

    Raises Uncleanable with code `empty`, `too_large`, `binary` or `undecodable`.
    """
    if len(raw) > MAX_BYTES:
        raise Uncleanable(
            "too_large", "The input is larger than 2 MB: import the article by itself."
        )
    if not raw.strip():
        raise Uncleanable("empty", "The input is empty: there is nothing to clean.")
    decoded = Decoded(raw, "unicode") if isinstance(raw, str) else _decode(raw, declared)
    if _is_binary(decoded.text):
        raise _not_text()
    return decoded


def _decode(raw: bytes, declared: str | None) -> Decoded:
    if raw.startswith(_SIGNATURES):
        raise _not_text()
    for encoding in _stated(raw, declared):
        try:
            return Decoded(raw.decode(encoding), encoding)
        except UnicodeDecodeError:
            continue
    return _guess(raw)


def _stated(raw: bytes, declared: str | None) -> list[str]:
    """Return the codecs to try in turn: byte order mark, UTF-8, the declared charset."""
    marks = ((codecs.BOM_UTF8, "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
    found = [encoding for mark, encoding in marks if raw.startswith(mark)]
    found.append("utf-8")
    in_page = _CHARSET.search(raw[:2048])
    for label in (declared, in_page and in_page[1].decode("ascii")):
        encoding = webencodings.lookup(label) if label else None
        if encoding is not None:
            name = encoding.codec_info.name
            found.append(LAST_RESORT if name == "cp1252" else name)
    return found


def _guess(raw: bytes) -> Decoded:
    if b"\0" in raw:
        raise _not_text()
    best = from_bytes(raw, cp_isolation=list(_ASIAN), enable_fallback=False).best()
    if best is not None and best.encoding in _ASIAN and best.chaos < 0.1 and best.coherence > 0:
        return Decoded(str(best), best.encoding, is_guess=True)
    text = raw.decode(LAST_RESORT)
    letters = sum(char.isalpha() or char.isspace() for char in text)
    if letters < 0.6 * len(text):
        raise Uncleanable(
            "undecodable",
            "The input is not UTF-8, and names no charset: save it as UTF-8 or name its charset.",
        )
    return Decoded(text, LAST_RESORT, is_guess=True)


def _not_text() -> Uncleanable:
    return Uncleanable(
        "binary", "The input is not text (an image or an archive?): import the page itself."
    )


def _is_binary(text: str) -> bool:
    if text.isascii() and text.isprintable():
        return False
    if text.count("\0") > max(2, len(text) // 100):
        return True
    controls = sum(map(len, _C0.findall(text)))
    unassigned = (n for char, n in Counter(text).items() if unicodedata.category(char) == "Cn")
    return controls + sum(unassigned) > max(8, 0.3 * len(text))


def badness(text: str) -> int:
    """Return ftfy's count of unlikely sequences in `text`.

    Only what stands around characters that are not ASCII is shown to ftfy: it is slow, and finds
    nothing elsewhere.
    """
    if text.isascii():
        return 0
    return ftfy_badness.badness("\n".join(_NEIGHBOURHOOD.findall(text)))


def ftfy_repair(text: str) -> str:
    """Return what ftfy's own plan makes of one line's encoding.

    ftfy takes the space in "GarcÃ said" for byte A0, which would be a guess at a name; so it is
    shown the pieces between such spaces.
    """
    pieces = _AFTER_LEAD.split(text)
    return " ".join(ftfy.fix_encoding(piece, _REPAIR) for piece in pieces)
