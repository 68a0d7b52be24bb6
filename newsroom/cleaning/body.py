"""Where on a page its story is.

Trafilatura knows the shapes of the web's pages, but it also loses paragraphs, so its answer is
held against the page's own markup: what stands between the story's first and last paragraph and
reads like one is part of it. Where it finds too little, the part that holds most of the page's
prose is taken whole.
"""

import re
from collections.abc import Mapping, Sequence
from html import unescape

import trafilatura
from lxml import etree
from lxml.html import HtmlElement

from newsroom.cleaning.attributes import collapsed
from newsroom.cleaning.blocks import Removed, Tidied, tidy

#: Trafilatura's text must be at least this part of the page's own paragraphs.
LEAST_KEPT = 0.6
#: A part of the page that holds so much of its prose holds the story.
MOST_PROSE = 0.8
# Trafilatura takes the square of a page's elements; pages of stories have a tenth of these.
_MOST_ELEMENTS = 10_000

#: Around the story, on nearly every site.
_FURNITURE = frozenset({"nav", "header", "footer", "aside", "form"})
_FURNITURE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:ad|ads|advert|advertisement|breadcrumbs?|comments?|cookies?|disqus|footer|menu|"
    r"nav|navbar|navigation|newsletter|outbrain|popup|promo|related|sharing|share|sharedaddy|"
    r"sidebar|social|subscribe|subscription|taboola|toolbar|widget)(?:$|[\s_-])",
    re.IGNORECASE,
)
# A name that no page has: the parser writes them small.
_DROPPED = "DROPPED"
_NO_PROSE = frozenset({"a", "script", "style", "template", "noscript"})
_TAG = re.compile(r"<[^<>]*>")
_CAPTION_ONLY = re.compile(
    r"<figure><figcaption[^<>]*>(?:(?!</figcaption>).)*</figcaption></figure>"
)
_LINK = re.compile(r"<a [^<>]*>(.*?)</a>")
# Lines that end like sentences.
_BROKEN_LINES = re.compile(r"[.!?…”\"]<br>")
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
#: A run of text is prose from this length on; shorter ones are labels, links and dates.
_LEAST_PROSE = 40


def find_body(
    html: str, page: HtmlElement, *, url: str, media_prefixes: Sequence[str] = ()
) -> Tidied:
    """The story's blocks, not yet sanitised. ``page`` is the parsed ``html``, and is used up."""
    prose = _prose(page)
    own = tidy_lines(_own_markup(page, prose), base_url=url, media_prefixes=media_prefixes)
    if not own.html:
        # Nested too deep for a tree, perhaps.
        own = tidy_lines(html, base_url=url, media_prefixes=media_prefixes)
    if len(prose) > _MOST_ELEMENTS:
        return own
    # Not given the page's address: it would resolve every link against the site's root.
    found = trafilatura.extract(
        html,
        output_format="html",
        include_comments=False,
        include_formatting=True,
        include_links=True,
        include_tables=True,
    )
    if not found:
        return own
    chosen = tidy_lines(found, base_url=url, media_prefixes=media_prefixes)
    is_enough = _length(plain(chosen.html)) >= LEAST_KEPT * _body_length(own.html)
    return _completed(chosen, own) if is_enough and not _is_framed(chosen.html) else own


def tidy_lines(markup: str, *, base_url: str, media_prefixes: Sequence[str] = ()) -> Tidied:
    """Blocks; where a page parts its paragraphs by one line break only, so do we.

    A caption goes where its image did, since without one it reads like a stray sentence.
    """
    tidied = tidy(markup, base_url=base_url, media_prefixes=media_prefixes)
    sentences = len(_BROKEN_LINES.findall(tidied.html))
    if sentences > 1 and sentences >= 0.6 * tidied.html.count("<br>"):
        tidied = tidy(markup, base_url=base_url, media_prefixes=media_prefixes, parting_breaks=1)
    blocks = tidied.html.split("\n")
    orphans = {number for number, block in enumerate(blocks) if _CAPTION_ONLY.fullmatch(block)}
    lost = tuple(Removed("figcaption", plain(blocks[number])) for number in sorted(orphans))
    kept = "\n".join(block for number, block in enumerate(blocks) if number not in orphans)
    return Tidied(kept, tidied.removed + lost)


def plain(markup: str) -> str:
    """The text of sanitised blocks.

    >>> plain("<p>Fish <em>&amp;</em> chips</p>")
    'Fish & chips'
    """
    return collapsed(unescape(_TAG.sub("", markup))).strip()


def _completed(chosen: Tidied, own: Tidied) -> Tidied:
    """The chosen blocks as the page has them, and those beside them that were passed over."""
    theirs, mine = chosen.html.split("\n"), own.html.split("\n")
    place_of = {plain(block): place for place, block in enumerate(theirs)}
    places = [place_of.get(plain(block)) for block in mine]
    known = [number for number, place in enumerate(places) if place is not None]
    if not known:
        return Tidied(chosen.html, own.removed)
    first, last = _widened(mine, known[0], known[-1])
    # A lost block follows the one that it follows on the page; those before the first go before.
    at = place_of[plain(mine[known[0]])] - 1
    lost: dict[int, list[str]] = {}
    for block, place in zip(mine[first : last + 1], places[first : last + 1], strict=True):
        if place is not None:
            theirs[place], at = block, place
        elif _reads_like_body(block):
            lost.setdefault(at, []).append(block)
    blocks = lost.get(-1, [])
    for place, block in enumerate(theirs):
        blocks += [block, *lost.get(place, [])]
    return Tidied("\n".join(blocks), own.removed)


def _widened(blocks: Sequence[str], first: int, last: int) -> tuple[int, int]:
    """The range of blocks with those before and after it that read like a story."""
    while first and _reads_like_body(blocks[first - 1]):
        first -= 1
    while last + 1 < len(blocks) and _reads_like_body(blocks[last + 1]):
        last += 1
    return first, last


def _is_framed(blocks: str) -> bool:
    """Whether most of the text stands in tables: a page laid out in them, not a story."""
    tables = sum(len(plain(block)) for block in blocks.split("\n") if block.startswith("<table"))
    return tables > 0.5 * len(plain(blocks))


def _reads_like_body(block: str) -> bool:
    """A paragraph that is long enough, ends like a sentence and is not mostly links."""
    text = plain(block)
    linked = sum(_length(_TAG.sub("", link)) for link in _LINK.findall(block))
    is_text = block.startswith(("<p", "<blockquote")) and len(text) >= _LEAST_PROSE
    return is_text and bool(_SENTENCE_END.search(text)) and linked < 0.5 * _length(text)


# The page's own markup


def _own_markup(page: HtmlElement, prose: Mapping[HtmlElement, int]) -> str:
    """What the page marks as its story, without the furniture inside; or its densest part."""
    marked = [part for part in page.iter("article", "main") if prose[part]]
    part = max(marked, key=lambda part: prose[part]) if marked else next(page.iter("body"), None)
    if part is None:
        return ""
    part = _densest(part, prose)
    _drop_furniture(part, prose)
    return str(etree.tostring(part, encoding="unicode", method="html", with_tail=False))


def _densest(part: HtmlElement, prose: Mapping[HtmlElement, int]) -> HtmlElement:
    """The innermost element that still holds nearly all prose of this part."""
    while True:
        least = MOST_PROSE * prose[part]
        inner = next((child for child in part if prose[child] >= least > 0), None)
        if inner is None or inner.tag in {"p", "span", "font"}:
            return part
        part = inner


def _drop_furniture(part: HtmlElement, prose: Mapping[HtmlElement, int]) -> None:
    """Remove what surrounds stories, by element and by class, unless it holds the story."""
    for element in part.iterdescendants():
        marks = f"{element.get('class', '')} {element.get('id', '')}"
        is_furniture = element.tag in _FURNITURE or _FURNITURE_CLASS.search(marks)
        if is_furniture and prose[element] < LEAST_KEPT * prose[part]:
            element.tag = _DROPPED
    # All at once: dropping them one by one would join the text behind each to that before it.
    etree.strip_elements(part, _DROPPED, with_tail=False)


def _prose(page: HtmlElement) -> dict[HtmlElement, int]:
    """How many characters in each element stand in runs of text long enough to be prose."""
    prose: dict[HtmlElement, int] = {}
    for element in reversed(list(page.iter())):
        own = 0 if element.tag in _NO_PROSE else _run(element.text)
        prose[element] = own + sum(prose[child] + _run(child.tail) for child in element)
    return prose


def _run(text: str | None) -> int:
    length = len(text.strip()) if text else 0
    return length if length >= _LEAST_PROSE else 0


def _body_length(blocks: str) -> int:
    return sum(_length(plain(block)) for block in blocks.split("\n") if _reads_like_body(block))


def _length(text: str) -> int:
    return len("".join(text.split()))
