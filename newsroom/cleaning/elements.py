"""What becomes of each HTML element. Data, no logic."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Gone with everything inside: code, other documents, form controls, drawings, media.
DROPPED = _words(
    """
    applet area audio base basefont bgsound button canvas datalist dialog embed frame frameset head
    iframe input keygen link map math meta meter noembed noframes noscript object optgroup option
    param portal progress rp script select slot source style svg template textarea title track
    video
    """
)
#: Left by the first paragraph inside, as browsers leave them: an unclosed one eats no article.
FOREIGN = frozenset({"svg", "math"})
#: Dropped without a word: they hold nothing that a reader would have seen.
SILENT = frozenset({"head", "title", "meta", "link", "base", "rp"})

#: What an inline element becomes.
INLINE = {
    "a": "a",
    "b": "strong",
    "cite": "em",
    "dfn": "em",
    "em": "em",
    "i": "em",
    "strong": "strong",
    "sub": "sub",
    "sup": "sup",
}
#: What a block of running text becomes.
LEAF = {
    "caption": "caption",
    "figcaption": "figcaption",
    "h1": "h2",
    "h2": "h2",
    "h3": "h3",
    "h4": "h3",
    "h5": "h3",
    "h6": "h3",
    "p": "p",
}
#: What an element that holds other blocks becomes.
CONTAINER = {
    "aside": "aside",
    "blockquote": "blockquote",
    "dir": "ul",
    "figure": "figure",
    "li": "li",
    "menu": "ul",
    "ol": "ol",
    "table": "table",
    "tbody": "tbody",
    "td": "td",
    "tfoot": "tbody",
    "th": "th",
    "thead": "thead",
    "tr": "tr",
    "ul": "ul",
}
#: Elements that only end the paragraph before them and after them.
BREAKS = _words(
    """
    address article body center dd details div dl dt fieldset footer form header hgroup hr html
    legend listing main nav plaintext pre search section summary xmp
    """
)
#: Of these, the ones whose line ends count.
PREFORMATTED = _words("pre listing plaintext xmp")

#: Which containers may stand directly in which; a missing one in between is supplied.
PARENTS = {
    "li": frozenset({"ul", "ol"}),
    "thead": frozenset({"table"}),
    "tbody": frozenset({"table"}),
    "tr": frozenset({"thead", "tbody"}),
    "td": frozenset({"tr"}),
    "th": frozenset({"tr"}),
    "caption": frozenset({"table"}),
    "figcaption": frozenset({"figure"}),
}
IMPLIED_PARENT = {"tr": "tbody", "td": "tr", "th": "tr"}
IMPLIED_CHILD = {
    "ul": "li",
    "ol": "li",
    "table": "tbody",
    "thead": "tr",
    "tbody": "tr",
    "tr": "td",
}
TABLE_PARTS = frozenset({"caption", "thead", "tbody", "tr", "td", "th"})
CELLS = frozenset({"td", "th"})
#: Containers that hold text directly when it is a single plain paragraph.
BARE = frozenset({"li", "td", "th", "figure"})
