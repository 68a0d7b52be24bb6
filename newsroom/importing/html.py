"""A saved web page. Only its labels are read here: the text is for cleaning."""

import re
from html import unescape

from newsroom.importing.entries import Entry
from newsroom.importing.records import RawArticle, host, web_address

# Labels stand in the head. The HTML standard looks for the charset in the first 1,024 bytes;
# pages of old systems put scripts before their canonical link, hence a longer look for that.
CHARSET_WITHIN = 1024
HEAD_WITHIN = 64 * 1024

# <meta charset="big5"> and <meta http-equiv=Content-Type content="text/html; charset=big5">
CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.I)
LINK = re.compile(r"<link\b[^>]{0,2000}>", re.I)
REL_CANONICAL = re.compile(r"""\brel\s*=\s*["']?canonical\b""", re.I)
HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.I)


def read_html(entry: Entry) -> RawArticle:
    """The page under its canonical address, so that two saved copies are one article."""
    body = entry.page()
    url = canonical_url(body)
    charset = CHARSET.search(body[:CHARSET_WITHIN])
    return RawArticle(
        key=url or entry.key,
        source=host(url) or entry.source,
        format="html",
        body=body,
        declared_encoding=charset[1].decode("ascii").lower() if charset else "",
        label=entry.label,
        url=url,
    )


def canonical_url(body: bytes) -> str:
    """The absolute http(s) address that the page gives as its own, or nothing."""
    head = body[:HEAD_WITHIN].decode("latin-1")
    for link in LINK.findall(head):
        if REL_CANONICAL.search(link) and (found := HREF.search(link)):
            url = web_address(unescape(found[1] or found[2] or found[3] or ""))
            if url:
                return url
    return ""
