"""Paragraph breaks: put back where a scraper lost them, taken out where a line was wrapped.

Every edit here touches white space and nothing else; `find_breaks` asserts it.
"""

import re
from collections.abc import Iterator

from newsroom.cleaning.labels import MONTHS, WEEKDAYS
from newsroom.cleaning.phrases import (
    ABBREVIATIONS,
    BANGS,
    DOMAINS,
    NAME_DOMAINS,
    ONE_WORD,
    SHORT_STARTERS,
    STARTERS,
    TITLES,
)
from newsroom.cleaning.report import Edit, Note, Outcome

# A line this long is a body run together; in a shorter one a single lost space is a typing error.
LONG_LINE = 500

# Possessive, and from the first stop of a row only: a row of dots must not cost its square.
_GLUE = re.compile(
    r"""(?:(?<![.!?])(?:[!?]++|\.(?![.!?]))[”’»"')\]]*+|(?:…|(?<!\.)\.\.\.)[”’»"')\]]++)"""
    r"""(?=[“‘«"'(\[]*+(?:[^\W\d_a-z]|\d{1,2}\.\s+[A-Z]))"""
)
_GLUED_HEADING = re.compile(
    r"\b(?:[A-Z]\w*[a-z]{3}|[A-Z]{3,}|[a-z]{5,})"
    r"(The|This|That|These|According|However|In|It|But|When)\b(?= )"
)
_OPENERS = "“‘«\"'(["
_URL = re.compile(r"://|www\.|@|^#|\.[a-z]{2,6}/", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")


def find_breaks(text: str, *, is_wrapped: bool = True) -> Outcome:
    """Return the edits that break, join and trim the lines of `text`.

    `is_wrapped` is False where each line is known to be a block of its own, as in HTML.
    """
    edits = [*_spaces(text), *(_wrapped(text) if is_wrapped else ()), *_glued(text)]
    for edit in edits:
        if (edit.before + edit.after).strip():
            raise AssertionError(f"{edit.rule} would touch {edit.before!r}, which is not space")
    notes = () if edits else tuple(_glued_headings(text))
    return Outcome(tuple(sorted(edits, key=lambda edit: edit.offset)), notes)


def _glued_headings(text: str) -> Iterator[Note]:
    """Yield the words in a long line that seem to be a sub-heading's last and a sentence's first.

    To cut there would hit LinkedIn and its like: so the place is shown to the editor.
    """
    for found in _GLUED_HEADING.finditer(text):
        start = text.rfind("\n", 0, found.start()) + 1
        end = text.find("\n", found.end())
        length = (end if end >= 0 else len(text)) - start
        if length > LONG_LINE // 2 and found[0] not in ONE_WORD:
            message = f"A sub-heading may be glued to its text: “{found[0]}”."
            yield Note("glued-heading", found.start(1), found[0], message)


def _spaces(text: str) -> Iterator[Edit]:
    if text == text.strip(" ") and not any(map(text.__contains__, ("  ", " \n", "\n ", "\n\n\n"))):
        return
    for found in re.finditer(r" ++|\n{3,}+", text):
        start, end = found.span()
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        if found[0][0] == "\n":
            yield Edit("spaces", found.start(), found[0], "\n\n")
        elif before in ("", "\n") or after in ("", "\n"):
            yield Edit("spaces", found.start(), found[0], "")
        elif len(found[0]) > 1:
            yield Edit("spaces", found.start(), found[0], " ")


def _wrapped(text: str) -> Iterator[Edit]:
    """Yield the line ends inside a sentence: a long line with no stop, the next in lower case."""
    for found in re.finditer(r"(?<![.!?:;…”\"’)\]\n ])\n(?=[a-z])", text):
        start = text.rfind("\n", 0, found.start()) + 1
        if found.start() - start >= 40:
            yield Edit(
                "wrapped-line",
                found.start(),
                "\n",
                "" if text[found.start() - 1] == "-" else " ",
                0.8,
            )


def _glued(text: str) -> Iterator[Edit]:
    lines = list(re.finditer(r"[^\n]+", text))
    for line in lines:
        cuts = list(_cuts(line[0]))
        is_body = len(cuts) > 1 or len(line[0]) > LONG_LINE or len(lines) < 4
        for cut in cuts:
            yield Edit("glued", line.start() + cut, "", "\n\n" if is_body else " ", 0.9)


def _cuts(line: str) -> Iterator[int]:
    """Yield the places in a line where a sentence begins without a space before it."""
    quotes, counted = 0, 0
    for found in _GLUE.finditer(line):
        cut = found.end()
        first = found[0].find('"')
        if first >= 0:
            # After an odd number of straight quotes the next one closes, else it opens.
            quote = found.start() + first
            quotes += line.count('"', counted, quote)
            counted = quote
            cut = quote if quotes % 2 == 0 else cut
        if _is_break(line, found.start(), cut):
            yield cut


def _is_break(line: str, stop: int, cut: int) -> bool:
    left = re.split(r"[\s“‘(\[]", line[max(0, stop - 60) : stop])[-1]
    right = re.split(r"\s", line[cut : cut + 60])[0].lstrip(_OPENERS)
    if _URL.search(left + line[stop:cut] + right):
        return False
    word = _WORD.match(right)
    first = word[0] if word else ""
    starts = first in STARTERS and right[len(first) : len(first) + 1] in ("", ",")
    return not any(reject(left, right, first, starts, line[stop]) for reject in _REJECTIONS)


def _is_initialism(left: str, right: str, first: str, starts: bool, stop: str) -> bool:
    """U.S.A, Ph.D., J.K, e.g: single letters with stops on either side."""
    if re.match(r"[A-Z][a-z]?\.(?!\s|$)|[A-Z]\.", right) and len(left) <= 4:
        return True
    if left in ("a.m", "p.m"):
        return not first[1:].islower() or first.lower() in (*WEEKDAYS, *MONTHS)
    is_initials = re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]|[A-Z]|Ph", left)
    return bool(is_initials) and not (starts and len(first) > 1)


def _is_abbreviation(left: str, right: str, first: str, starts: bool, stop: str) -> bool:
    if stop != ".":
        return False
    last = left.rpartition(".")[2]
    if last in TITLES or (first in ABBREVIATIONS and right[len(first) :][:1] in ("", ".", ",")):
        return True
    return last in ABBREVIATIONS and not (starts and len(first) > 1)


def _is_domain(left: str, right: str, first: str, starts: bool, stop: str) -> bool:
    is_of_name = first in NAME_DOMAINS and left[:1].isupper()
    inner = right.rpartition(".")[2]
    return (first in DOMAINS or is_of_name or inner in DOMAINS) and not starts


def _is_version(left: str, right: str, first: str, starts: bool, stop: str) -> bool:
    """5.2G, 3.A, v2.Beta, Web3.Kopi, 4.Ever, No.1.A; but "in 2024.Residents" is two sentences."""
    if len(first) <= 2 and first not in SHORT_STARTERS and not starts and first.isalpha():
        return True
    if re.fullmatch(r"No\.\d+", left):
        return True
    is_model = re.fullmatch(r"v\d[\d.]*|[A-Z][a-z]{2,}\d+|\d{1,2}", left)
    return bool(is_model) and not (starts and len(first) > 1)


def _is_bang(left: str, right: str, first: str, starts: bool, stop: str) -> bool:
    return stop == "!" and left in BANGS


_REJECTIONS = (_is_initialism, _is_abbreviation, _is_domain, _is_version, _is_bang)
