# ruff: noqa: E501
"""One story in the shells that sites put around theirs."""

STORY = [
    "Fares on the harbour’s six ferries stay where they are for a year, which is good news for the commuters who cross twice a day.",
    "“We froze the fares because we could,” said the harbour chief, Lito Ramos, at a short ceremony on the pier on Monday morning.",
    "Fuel is cheap.",
    "The first review is due when the school year begins again in June, and the operators will ask for a subsidy instead of a rise.",
    "Ramos did not say what would happen if the price of fuel doubled, as it did three years ago, but he laughed when he was asked.",
    "No ferry has been cancelled for want of money since 2019.",
]
#: Words of the furniture, none of which may be left.
FURNITURE = [
    "Home",
    "Copyright",
    "Related",
    "share on",
    "Pier shuts",
    "Great news",
    "Recent posts",
    "Filed",
]

_P = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
_NAV = '<nav><ul><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ul></nav>'
_LINKS = '<a href="/">Home</a> | <a href="/n">News</a>'
_RELATED = '<div class="related"><h3>Related Articles</h3><ul><li><a href="/a">Pier shuts for repairs</a></li></ul></div>'
_FOOTER = "<footer><p>Copyright 2024 Harbour Weekly. All rights reserved.</p></footer>"
_SHARE = '<div class="share-bar"><a href="https://social.example/s">share on</a></div>'
_HEAD = (
    '<head><title>Ferry fares frozen | Harbour Weekly</title><meta property="og:title" '
    'content="Ferry fares frozen"><meta property="og:site_name" content="Harbour Weekly"></head>'
)
_H1 = "<h1>Ferry fares frozen</h1>"


def _page(body: str) -> str:
    return f"<!doctype html><html>{_HEAD}<body>{body}</body></html>"


SHELLS = {
    "semantic": _page(
        f"<header>{_NAV}</header><main><article>{_H1}{_SHARE}{_P}{_RELATED}</article></main>{_FOOTER}"
    ),
    "main only": _page(f"{_NAV}<main>{_H1}{_P}</main>{_FOOTER}"),
    "paragraphs in the body": _page(f"{_NAV}{_H1}{_P}{_FOOTER}"),
    "paragraphs in divs": _page(
        f'<div id="nav">{_NAV}</div><div id="content">{_H1}<div class="text">{_P}</div></div>{_RELATED}{_FOOTER}'
    ),
    "double breaks": _page(
        f'<div class="menu">{_LINKS}</div><div class="story">{_H1}<div>{"<br><br>".join(STORY)}</div></div><div id="footer">Copyright 2024</div>'
    ),
    "single breaks": _page(
        f'<div class="menu">{_LINKS}</div><div class="story">{_H1}<div>{"<br>".join(STORY)}</div></div><div id="footer">Copyright 2024</div>'
    ),
    "a div each": _page(
        f'{_NAV}<div class="post">{_H1}{"".join(f"<div>{p}</div>" for p in STORY)}</div>{_FOOTER}'
    ),
    "a span each": _page(
        f'{_NAV}<div class="post">{_H1}{"".join(f"<span>{p}</span><br/><br/>" for p in STORY)}</div>{_FOOTER}'
    ),
    "a table for layout": _page(
        f"<table><tr><td colspan=2>{_NAV}</td></tr><tr><td width=150>{_LINKS}</td><td>{_H1}{_P}</td></tr><tr><td colspan=2>Copyright 2024</td></tr></table>"
    ),
    "font tags": _page(
        f"<CENTER><FONT SIZE=5>Ferry fares frozen</FONT></CENTER><FONT FACE=arial>{'<P>'.join(STORY)}</FONT>"
    ),
    "unclosed paragraphs": _page(f"{_H1}<p>{'<p>'.join(STORY)}"),
    "an article with header and footer": _page(
        f'<article><header>{_H1}<p class="standfirst">Commuters get a year without a rise.</p><p class="byline">By Ana Cruz</p></header><div>{_P}</div><footer>Filed under ferries</footer></article>'
    ),
    "a blog with comments": _page(
        f'<div id="page"><header>{_NAV}</header><main><article><header>{_H1}</header><div class="entry-content">{_P}<div class="sharedaddy">share on</div></div></article>'
        '<div id="comments"><h2>3 thoughts</h2><ol><li><p>Great news, thank you for writing this, I cross every single day of the week!</p></li></ol></div></main>'
        f"<aside><h2>Recent posts</h2><ul><li>Pier shuts</li></ul></aside>{_FOOTER}</div>"
    ),
    "two articles": _page(
        f"<article>{_H1}{_P}</article><article><h2>Pier shuts</h2><p>It shuts for a month of repairs, the board said on Friday.</p></article>"
    ),
    "deep in sections": _page(
        f"<section><div><div>{_H1}</div><div>{''.join(f'<div><p>{p}</p></div>' for p in STORY)}</div></div></section>"
    ),
    "given to machines only": _page(
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry fares frozen", "articleBody": "'
        + "\\n\\n".join(STORY)
        + '"}</script><div id="app">Loading</div>'
    ),
}
