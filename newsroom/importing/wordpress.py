"""WordPress bodies as the site showed them: shortcodes, blocks and bare line breaks to HTML.

WordPress keeps a body as it was typed and finishes it for every reader. Bodies of the block
editor have `<!-- wp:… -->` comments around each block; older ones have bare blank lines where
the reader saw paragraphs. Both have [shortcodes], which a plugin may have served that is long gone.
"""

import re
from collections.abc import Callable, Sequence
from html import escape, unescape

from newsroom.importing.records import Picture, web_address

# Finds the pictures of a gallery: by their ids, or all of the post if it names none.
Gallery = Callable[[Sequence[str]], Sequence[Picture]]

_BLOCK_COMMENT = re.compile(r"<!--\s*(/?)wp:([a-z][a-z0-9_/-]*)\s[^<>]*?(/?)-->")
# <!--more Read on-->, <!--nextpage-->, <!--noteaser-->: where the site cut the page.
_PAGE_MARK = re.compile(r"<!--\s*(?:more\b[^<>]{0,300}|nextpage|noteaser)\s*-->")
_EMBED = re.compile(
    r"<div class=[\"']wp-block-embed__wrapper[\"']>\s*(https?://[^\s<]+)\s*</div>", re.I
)

_NAME = r"[A-Za-z][\w-]{0,60}"
_QUOTE = "(?:[\"'“”″]|&quot;|&#8220;|&#8221;|&#8243;)"
_ATTRIBUTE = re.compile(rf"(?<=\s)([\w-]+)\s*=\s*(?:{_QUOTE}(.*?){_QUOTE}|([^\s\"']+))", re.S)
_TAG = re.compile(rf"\[(\[?)(/?)({_NAME})((?:[\s=][^\[\]]{{0,2000}}?)?)(/?)\](\]?)")
_QUOTED = re.compile(rf"\s[\w-]+\s*=\s*{_QUOTE}")
# id=3, an address, or the short name of a film: [youtube dQw4w9WgXcQ]
_ARGUMENT = re.compile(r"=|://|^\s+[\w-]*\d[\w-]*\s*$")
_PICTURE = re.compile(r"((?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?)(.*)", re.S)

# Shortcodes that mean nothing away from their plugin and often come without an attribute.
_FURNITURE = re.compile(
    "ads?|adrotate|adsense|contact-form(?:-7)?|divider|gallery|jetpack-related-posts|more|newsletter"
    "|related(?:-posts)?|share|sharethis|social-share|spacer|table-of-contents|toc|wpforms"
)
_EMBED_NAME = re.compile("audio|embed|playlist|soundcloud|ted|tweet|twitter|video|vimeo|youtube")
_CAPTION_NAME = re.compile("(?:wp_)?caption")
# The most that an embed or a caption encloses: without it an end would be sought for ever.
_LONGEST_CONTENT = 20_000
# The attributes that name what an embed shows, in the order to ask for them.
_SOURCES = ("url", "src", "mp4", "mp3", "id", "")
_SITES = {"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/"}


def as_html(body: str, *, gallery: Gallery = lambda ids: ()) -> str:
    """A body as the site showed it. Text loses nothing; what only a plugin knew goes."""
    text = _PAGE_MARK.sub("\n\n", body.replace("\r\n", "\n").replace("\r", "\n"))
    if "<!-- wp:" in text:
        return _shortcodes(_blocks(text), gallery=gallery).strip()
    return paragraphs(_shortcodes(text, gallery=gallery)).strip()


# Blocks


def _blocks(text: str) -> str:
    """The blocks without their comments; what stands between them gets its paragraphs."""
    pieces: list[str] = []
    done = depth = 0
    for found in _BLOCK_COMMENT.finditer(text):
        pieces.append(_between(text[done : found.start()], depth))
        done = found.end()
        is_closing, name, is_empty = found[1], found[2], found[3]
        # A classic block inside the new editor is typed like an old body.
        if name not in {"freeform", "core/freeform"} and not is_empty:
            depth = max(0, depth - 1) if is_closing else depth + 1
    pieces.append(_between(text[done:], depth))
    return _EMBED.sub(lambda found: _link(unescape(found[1])), "".join(pieces))


def _between(text: str, depth: int) -> str:
    return text if depth or not text.strip() else paragraphs(text) + "\n"


# Shortcodes


def _shortcodes(text: str, *, gallery: Gallery) -> str:
    """The text with each shortcode replaced by what it showed, from the first on."""
    closing = {found[3].lower() for found in _TAG.finditer(text) if found[2]}
    pieces: list[str] = []
    done = 0
    for found in _TAG.finditer(text):
        if found.start() < done or not _is_shortcode(text, found, closing):
            continue
        if found[1] and found[6]:  # [[caption]] is how to write about a shortcode
            pieces += text[done : found.start()], found[0][1:-1]
            done = found.end()
        else:
            content, end = _content(text, found)
            pieces += text[done : found.start()], found[1], _shown(found, content, gallery)
            done = end
    pieces.append(text[done:])
    return "".join(pieces)


def _is_shortcode(text: str, found: re.Match[str], closing: set[str]) -> bool:
    """Whether a bracket is a shortcode, and not an editor's: [sic], [the company], [more] ads.

    A bracket's own form proves it, or a known name with an argument or a line to itself.
    """
    name, rest = found[3].lower(), found[4]
    if found[2] or found[5] or "_" in name or name in closing or _QUOTED.search(rest):
        return True
    if not any(each.fullmatch(name) for each in (_FURNITURE, _EMBED_NAME, _CAPTION_NAME)):
        return False
    return bool(_ARGUMENT.search(rest)) or (not rest.strip() and _has_own_line(text, found))


def _has_own_line(text: str, found: re.Match[str]) -> bool:
    start, end = found.span()
    before = text[max(0, start - 200) : start].rpartition("\n")[2]
    after = text[end : end + 200].partition("\n")[0]
    return not re.sub(r"<[^<>]*>|\s", "", before + after)


def _content(text: str, opening: re.Match[str]) -> tuple[str, int]:
    """What a shortcode encloses, and where it ends.

    Only those that we know are taken whole. Others lose their two tags, each when its turn
    comes, and keep what stands between.
    """
    start, name = opening.end() - len(opening[6]), opening[3].lower()
    encloses = _EMBED_NAME.fullmatch(name) or _CAPTION_NAME.fullmatch(name)
    if opening[2] or opening[5] or not encloses:
        return "", start
    end = text.find(f"[/{opening[3]}]", start, start + _LONGEST_CONTENT)
    if end < 0:
        return "", start
    return text[start:end], end + len(opening[3]) + 3


def _shown(found: re.Match[str], content: str, gallery: Gallery) -> str:
    name = found[3].lower()
    if found[2]:
        return ""
    given = _attributes(found[4])
    if _CAPTION_NAME.fullmatch(name):
        return _caption(content, given)
    if name == "gallery":
        ids = re.findall(r"\d+", given.get("ids") or given.get("include", ""))
        return "".join(map(_figure, gallery(ids)))
    if _EMBED_NAME.fullmatch(name):
        return _embed(name, content, given)
    return ""


def _attributes(text: str) -> dict[str, str]:
    """The attributes by name; a bare value, as in [youtube https://…], is under no name."""
    given = {found[1].lower(): found[2] or found[3] or "" for found in _ATTRIBUTE.finditer(text)}
    first = _ATTRIBUTE.sub("", text).strip(" \t\n=\"'").split()
    return given | ({"": first[0]} if first else {})


def _caption(content: str, given: dict[str, str]) -> str:
    """A picture with its caption, which follows it, or was an attribute until 2012."""
    found = _PICTURE.search(content)
    if not found:
        return content
    caption = found[2].strip() or given.get("caption", "")
    return f"\n\n<figure>{found[1]}<figcaption>{caption}</figcaption></figure>\n\n"


def _figure(picture: Picture) -> str:
    image = f'<img src="{escape(picture.url)}" alt="{escape(picture.alt)}">'
    caption = f"<figcaption>{escape(picture.caption)}</figcaption>" if picture.caption else ""
    return f"\n\n<figure>{image}{caption}</figure>\n\n"


def _embed(name: str, content: str, given: dict[str, str]) -> str:
    """A link to what was shown: nothing of another site is ever loaded into a page."""
    stated = [unescape(content.strip()), *(unescape(given.get(key, "")) for key in _SOURCES)]
    what = next((each for each in stated if each), "")
    if name in _SITES and re.fullmatch(r"[\w-]{5,20}", what):
        what = _SITES[name] + what
    return _link(what) if web_address(what) else ""


def _link(url: str) -> str:
    address = escape(url)
    return f'\n\n<p><a href="{address}">{address}</a></p>\n\n'


# Paragraphs

# Their text is left as it is: it has its block already, or is no prose.
_LEAVES = (
    "address|caption|dd|dt|figcaption|figure|h[1-6]|iframe|li|math|object|p|pre|script|style"
    "|summary|svg|td|textarea|th|video"
)
_GROUPS = (
    "article|aside|blockquote|center|col|colgroup|details|div|dl|fieldset|footer|form|header|hr"
    "|main|menu|nav|ol|section|table|tbody|tfoot|thead|tr|ul"
)
_LEAF = re.compile(_LEAVES)
# Those that may hold several paragraphs.
_ROOMY = frozenset({"dd", "li", "p", "td", "th"})
_BLANK_LINE = re.compile(r"\n(?:[ \t]*\n)+")
_BREAK = re.compile(r"<br ?/?>$", re.I)
_ONLY_COMMENTS = re.compile(r"(?:<!--(?:(?!-->).)*-->\s*)+", re.S)
_BLOCK = re.compile(rf"<(/?)({_LEAVES}|{_GROUPS})(?:\s[^<>]*)?/?>", re.I)


def paragraphs(text: str) -> str:
    """Text with the paragraphs that its blank lines stand for, and <br> for single line ends.

    Text that has a block of its own already (a heading, a list item, a <p>) is left as it is,
    unless it has blank lines inside.
    """
    pieces: list[str] = []
    done = 0
    leaves: list[str] = []  # the blocks open now that hold text themselves
    for found in _BLOCK.finditer(text):
        name = found[2].lower()
        pieces += _laid_out(text[done : found.start()], leaves), found[0]
        done = found.end()
        if found[1] and name in leaves:
            del leaves[leaves.index(name) :]
        elif not found[1] and _LEAF.fullmatch(name) and name not in leaves:
            leaves.append(name)
    pieces.append(_laid_out(text[done:], leaves))
    return "".join(pieces)


def _laid_out(text: str, leaves: Sequence[str]) -> str:
    """A run of text without a block in it, inside these blocks."""
    if not leaves:
        return _wrapped(text)
    if not _BLANK_LINE.search(text.strip()) or leaves[-1] not in _ROOMY:
        return text
    if leaves[-1] == "p":
        return _BLANK_LINE.sub("</p>\n<p>", text.strip())
    return _wrapped(text)


def _wrapped(text: str) -> str:
    blocks = (block.strip() for block in _BLANK_LINE.split(text))
    return "".join(_paragraph(block) for block in blocks if block)


def _paragraph(block: str) -> str:
    if _ONLY_COMMENTS.fullmatch(block):
        return block
    *lines, last = block.split("\n")
    broken = "".join(f"{_BREAK.sub('', line.rstrip())}<br>\n" for line in lines)
    return f"\n<p>{broken}{last}</p>\n"
