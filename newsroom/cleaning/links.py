"""Which addresses a link or an image may carry.

The rules follow the URL standard as browsers read it (tab and line breaks vanish, a backslash is a
slash, a leading control character is dropped), and refuse whatever would need such a reading.
"""

import re
from collections.abc import Sequence
from urllib.parse import quote, unquote

from newsroom.cleaning.characters import CONTROLS

#: Schemes that a stored link may have.
ALLOWED_PROTOCOLS = frozenset({"http", "https", "mailto"})

# Tab and line break vanish from an address before a browser looks at its scheme; controls, bidi
# marks, invisible characters and a backslash have no business in one.
_FORBIDDEN = re.compile(
    f'[{CONTROLS}\\t\\n\\r\\f\\x0b\\x85\\\\<>"\\xad\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff0-\\ufffd]'
)
_UNENCODED = re.compile(r"[\s{}|^`]")
_EDGES = "".join(map(chr, range(0x21)))
_WEB = re.compile(r"https?://[\w.-]+(?::\d{1,5})?(?:[/?#]\S*)?", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^\s@/?#]+@[^\s@/?#]+(?:\?\S*)?", re.IGNORECASE)
_OWN_PATH = re.compile(r"/(?![/\\])\S*")
_DOTS = re.compile(r"(?:^|[/\\])\.\.?(?:[/\\]|$)")


def safe_link(address: str) -> str | None:
    """The address in the form to store, or None when a link may not carry it.

    Kept: ``http`` and ``https`` with a host, ``mailto`` with an address, and a path from the root
    of this site. ``//host/path`` becomes ``https``. A bare fragment goes, since ids are never
    kept and it would lead nowhere; so does any other relative path, which meant something only on
    the page that it came from; and a host with a user name before it, which is a disguise.

    >>> safe_link(" https://example.com/a b ")
    'https://example.com/a%20b'
    >>> safe_link("//example.com/a")
    'https://example.com/a'
    >>> safe_link("java\\nscript:alert(1)") is None
    True
    """
    address = address.strip(_EDGES)
    if not address or _FORBIDDEN.search(address):
        return None
    address = _encoded(address)
    if address.startswith("//"):
        address = "https:" + address
    kept = _WEB.fullmatch(address) or _MAIL.fullmatch(address) or _OWN_PATH.fullmatch(address)
    return address if kept else None


def safe_image(address: str, *, media_prefixes: Sequence[str]) -> str | None:
    """The address of an image under our own media, or None.

    A foreign image would be a request to a third party from every reader's browser.

    >>> safe_image("/media/2026/a.webp", media_prefixes=["/media/"])
    '/media/2026/a.webp'
    >>> safe_image("/media/../admin/logout/", media_prefixes=["/media/"]) is None
    True
    """
    address = address.strip(_EDGES)
    # A prefix of nothing, or of the root alone, would open the whole site.
    folders = tuple(f"{prefix.rstrip('/')}/" for prefix in media_prefixes if prefix.strip("/"))
    if not address.startswith(folders) or _FORBIDDEN.search(address):
        return None
    path = re.split(r"[?#]", address, maxsplit=1)[0]
    if _DOTS.search(unquote(unquote(path))):
        return None
    return _encoded(address)


def _encoded(address: str) -> str:
    return _UNENCODED.sub(lambda match: quote(match.group()), address)
