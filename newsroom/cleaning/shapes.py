"""What a line of furniture looks like: by its phrase, by its words, by its form.

`strong_kind` is sure enough to act anywhere; `weak_kind` and `is_prompt` only above or below the
story, where a line that looks like a button is one.
"""

import re

from newsroom.cleaning.facts import read_line
from newsroom.cleaning.labels import (
    ADDRESSES,
    BESIDE_LABELS,
    BIOS,
    CJK_LABELS,
    EMPTY,
    LABELS,
    ORDERS,
    OTHER_LABELS,
    PROMPTS,
)
from newsroom.cleaning.page import Row, has_stop
from newsroom.cleaning.phrases import (
    CAPTIONS,
    EVENTS,
    FOREIGN_HEADINGS,
    OPENERS,
    PLATFORM,
    STRONG,
    WEAK,
)

# Kinds whose phrases are sentences; a line of any other kind with two of them stays.
_WORDY = frozenset(
    {
        "promo",
        "newsletter",
        "cookies",
        "comments",
        "copyright",
        "disclaimer",
        "syndication",
        "credit",
        "caption",
    }
)
# No phrase is longer.
_LONGEST = 320

_STRONG = tuple((kind, re.compile(pattern)) for kind, pattern in STRONG)
_ANY_STRONG = re.compile("|".join(f"(?:{pattern})" for _, pattern in STRONG))
_WEAK = tuple((kind, re.compile(pattern)) for kind, pattern in WEAK)
_ANY_WEAK = re.compile("|".join(f"(?:{pattern})" for _, pattern in WEAK))
_FOREIGN = re.compile(rf"(?:{FOREIGN_HEADINGS})|(?:{OPENERS})")
_PLATFORM = re.compile(PLATFORM)
_LABELS = tuple((kind, re.compile(pattern)) for kind, pattern in (*CJK_LABELS, *OTHER_LABELS))
_ANY_LABEL = re.compile("|".join(f"(?:{pattern})" for _, pattern in (*CJK_LABELS, *OTHER_LABELS)))
_ORDER = re.compile(ORDERS)
_PROMPTS = tuple(map(re.compile, PROMPTS))
# One look that most lines fail: \b stands before the group, so that few places are tried.
_ANY_PROMPT = re.compile(
    rf"^(?:{ORDERS})|©|\b(?:{'|'.join(mark.removeprefix(chr(92) + 'b') for mark in PROMPTS)})"
)
_ADDRESSES = tuple(map(re.compile, ADDRESSES))
_BIO = re.compile(rf"(?:the|this) (?:author|writer|columnist|contributor|reporter)s? {BIOS}")
_BIO_OF_NAME = re.compile(rf" (?:{BIOS})")

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_EVENT = re.compile(rf"\b(?:{EVENTS})\b")
_TWICE = re.compile(r"(?:.{0,40} )?(.{4,80}) \1")
_BULLET = re.compile(r"[>»›▶►●★☆◆■□▪➤→⇒+|•·\s]+")
_STORIES = re.compile(r"(?:\S+ ){1,4}(?:stories|articles|news|headlines|posts|reads|videos)")
# "[1/2] Tubes of toothpaste in a store", "… June 17, 2025. REUTERS/Kim Hong-ji"
_AGENCY_CAPTION = re.compile(
    r"^(?:[\[(]\d{1,2}/\d{1,2}[\])]|Item \d+ of \d+|\d+ of \d+ \|)"
    r"|[.\s(][A-Z]{2,}(?: [A-Z]{2,})?(?: via [A-Z]{2,})?/[A-Z][\w.' -]{2,40}\)?$"
)
# No credit ends so.
_PLAIN_END = re.compile(r"[^)\]）][.!?]$")
_CAPTION = re.compile("|".join(CAPTIONS))
_TIMED = re.compile(r"[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?\s\D.{0,80}")
_CRUMBS = re.compile(r"\s*[|·•│>»›→]\s*|\s+/\s+")
_GLUED = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[^\W\d_](?:[\w'-]*\w)?")
_LINK = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|(?:@[\w.]+[ ,|]*)+|(?:#\w+[ ,]*)+"
    r"|[\w.-]+\.(?:com|org|net|asia|co|my|sg|id)(?:/\S*)?"
)
# "2 1", "* * *", "A- A+"
_NUMBERS = re.compile(r"[\d\W_]+[km]?|(?:a[-+ ]+)+a?[-+]?", re.IGNORECASE)
_SPEECH = re.compile(
    r"(?<!\w)[\"“「][^\"”」]{30}|\b(?:said|says|told|added|according to)\b", re.IGNORECASE
)


def strong_kind(row: Row) -> str:
    """Return the kind of furniture whose phrase the whole line is, "" for none."""
    if len(row.text) > _LONGEST:
        return ""
    folded = row.folded
    if folded[:1] in ">»›▶►●★☆◆■□▪➤→⇒":
        folded = _BULLET.sub("", folded, count=1)
    if _ANY_STRONG.fullmatch(folded):
        kinds = (kind for kind, pattern in _STRONG if pattern.fullmatch(folded))
        return next((kind for kind in kinds if kind in _WORDY or row.sentences < 2), "")
    if _is_caption(row):
        return "caption"
    return _label_kind(folded, is_sure=True) if row.width < 200 else ""


def _is_caption(row: Row) -> bool:
    if len(row.text) > 250 or _PLAIN_END.search(row.text):
        return False
    found = _CAPTION.search(row.folded) or _AGENCY_CAPTION.search(row.text)
    return bool(found) and row.sentences < 3


def _label_kind(folded: str, *, is_sure: bool) -> str:
    """Return the kind of a label that a line begins with, in the languages other than English.

    Inside the story only the label alone, or with its colon: "更多學生加入" may be a sub-heading.
    """
    found = _ANY_LABEL.match(folded)
    if not found:
        return ""
    rest = folded[found.end() :].strip()
    is_label = not rest or rest[0] in ":：/／=＝" or folded[found.end() - 1] in ":：/／=＝"
    if is_label or not (is_sure or has_stop(folded)):
        return next(kind for kind, pattern in _LABELS if pattern.match(folded))
    return ""


def is_platform(row: Row) -> bool:
    """Whether the line is one platform's name."""
    return bool(_PLATFORM.fullmatch(row.folded))


def opens_list(row: Row) -> bool:
    """Whether the line is a heading with other stories' headlines under it."""
    if len(row.text) > 80:
        return False
    folded = row.folded.lstrip(">»›▶►●★ ")
    if _FOREIGN.fullmatch(folded):
        return True
    if _STORIES.fullmatch(folded) and _words_kind(row):
        return True
    return (
        _label_kind(folded, is_sure=True) == "related"
        and not folded.partition(":")[2].strip("： ")
        and row.width < 45
    )


def weak_kind(row: Row) -> str:
    """Return the kind of furniture that a head or tail line looks like, "" for none."""
    if row.weak is None:
        row.weak = _weak_kind(row)
    return row.weak


def _weak_kind(row: Row) -> str:
    folded = row.folded
    if len(folded) > 240 or row.sentences > 1 or row.is_wrapped:
        return ""
    if _ANY_WEAK.fullmatch(folded):
        return next(kind for kind, pattern in _WEAK if pattern.fullmatch(folded))
    if kind := _words_kind(row) or _form_kind(row):
        return kind
    words = len(folded.split())
    is_twice = words <= 14 and bool(_TWICE.fullmatch(folded))
    is_event = words <= 8 and not row.sentences and bool(_EVENT.search(folded))
    if _YEAR.search(folded) and (is_twice or is_event):
        return "event-banner"
    return "masthead" if is_twice else ""


def _words_kind(row: Row) -> str:
    """Return the kind of a line that is made of the words of labels alone, "" for any other.

    "Purchase Licensing Rights", "AboutCareersAdvertise With UsPrivacy", "会員登録（無料）".
    """
    if (
        row.width < 120
        and not row.text.isascii()
        and (kind := _label_kind(row.folded, is_sure=False))
    ):
        return kind
    if row.words > 14 or row.text.endswith("?"):
        return ""
    words = _WORD.findall(_GLUED.sub(" ", row.text).lower().replace("’", "'"))
    if not words or any(
        word not in LABELS and word not in BESIDE_LABELS and len(word) > 1 for word in words
    ):
        return ""
    named = [LABELS[word] for word in words if word in LABELS]
    if named and (len(named) > 1 or len(words) < 9):
        return named[0]
    return "label" if any(word not in EMPTY for word in words) and not row.sentences else ""


def _form_kind(row: Row) -> str:
    """Return the kind that the form of the line gives away, whatever it says."""
    text = row.text
    if _LINK.fullmatch(text.partition(": ")[2] or text):
        return "link"
    if _TIMED.fullmatch(text):
        return "timed"
    if _NUMBERS.fullmatch(text):
        return "number"
    if is_menu(row):
        return "navigation"
    if not row.is_statement and (found := read_line(text)) is not None:
        return "byline" if "byline" in found else "date"
    return ""


def is_menu(row: Row) -> bool:
    """Whether the line is a row of links: parted by bars or arrows, or glued to one another."""
    text = row.text
    if has_stop(text):
        return False
    parts = [part for part in _CRUMBS.split(text) if part]
    if len(parts) > 2 and all(len(part) <= 30 and part.count(" ") < 4 for part in parts):
        return True
    return len(_GLUED.findall(text)) > 2 and len(_GLUED.findall(text)) >= text.count(" ") // 2


def prompt_marks(row: Row) -> int:
    """Return how many marks a sentence has of speaking to the reader of the page, 0 for a story's.

    Sign up, follow us, tell us, accept: one such mark at least, one more beside it, and no quote.
    """
    if len(row.text) > 500 or row.sentences > 6 or _SPEECH.search(row.text):
        return 0
    folded = row.folded
    if not _ANY_PROMPT.search(folded):
        return 0
    prompts = sum(bool(mark.search(folded)) for mark in _PROMPTS)
    is_order = bool(_ORDER.match(folded))
    if not prompts and not is_order:
        return 0
    subjects = sum(bool(mark.search(folded)) for mark in _ADDRESSES[1:])
    if not prompts and not subjects:
        return 0
    marks = prompts + is_order + subjects + bool(_ADDRESSES[0].search(folded))
    return marks if marks > 1 else 0


def is_address(row: Row) -> bool:
    """Whether a sentence says "you" or "we": a page does so to its reader, a report rarely."""
    return bool(_ADDRESSES[0].search(row.folded)) and not _SPEECH.search(row.text)


def is_bio(row: Row, byline: str) -> bool:
    """Whether the line presents the writer: "Rukmini Seneviratne covers media from Colombo."."""
    folded = row.folded
    if _BIO.match(folded):
        return True
    name = byline.casefold()
    first = name.partition(" ")[0]
    return any(
        len(each) > 2 and folded.startswith(each) and _BIO_OF_NAME.match(folded, len(each))
        for each in (name, first)
    )
