"""Which reader a file is for, by its name and by how it begins."""

import re

from newsroom.importing.entries import Entry
from newsroom.importing.records import Unreadable

SUFFIXES = {
    ".csv": "csv",
    ".htm": "html",
    ".html": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".text": "text",
    ".tsv": "csv",
    ".txt": "text",
    ".xhtml": "html",
}
# What a saved page begins with, whatever its name: white space, comments, then one of these.
# A comment ends at its first "-->": a pattern that may try the next one, too, takes for ever.
PAGE_START = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<!--(?:(?!-->).)*-->)*<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
# How far to look. Exports open with comments of a page or two on how to use them.
LOOK_AT = 256 * 1024

XML_SUFFIXES = frozenset({".atom", ".rdf", ".rss", ".wxr", ".xml"})
_XML_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\b")
_WXR = re.compile(rb"<wp:wxr_version|wordpress\.org/export/")
_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")
_XHTML = re.compile(rb"<!DOCTYPE\s+html|<html[\s>]", re.I)
_JSON_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")
_JSON_FEED = re.compile(rb"\"version\"\s*:\s*\"https:\\?/\\?/jsonfeed\.org\\?/version\\?/")
_JSON_LINE = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{[^\n]*\}\s*(?:\n\s*\{|\Z)")

_SAVE_AS = "Save it as a web page (.html) or as plain text (.txt) and import that."
_UNPACK = "It is packed: unpack it and name the folder, or pack that as .zip."
_DATABASE = (
    "This is a database, not an export of articles. In WordPress, export all content under "
    "Tools → Export and import that file."
)
# "-- MySQL dump 10.13", "-- phpMyAdmin SQL Dump"; newer ones open with a comment for the server.
_DUMP = re.compile(
    rb"(?:\s|/\*[^\n]{0,200}\n)*--[\s-]{0,9}"
    rb"(?:mysql|mariadb|phpmyadmin sql|postgresql database|adminer)[^\n]{0,40} dump\b",
    re.I,
)
_STATEMENT = re.compile(
    rb"\s*(?:CREATE TABLE|INSERT INTO|DROP TABLE IF EXISTS) [^\n(]{1,90}[(;]",
)
# What people have at hand when they are asked for their archive, by how it begins.
_REFUSED = (
    (_DUMP, _DATABASE),
    (_STATEMENT, _DATABASE),
    (re.compile(rb"SQLite format 3\0|PGDMP"), _DATABASE),
    (re.compile(rb"\xd0\xcf\x11\xe0|\{\\rtf"), f"This is a Word or Excel file. {_SAVE_AS}"),
    (re.compile(rb"%PDF-"), f"This is a PDF file. {_SAVE_AS}"),
    (re.compile(rb"\x1f\x8b|BZh[1-9]|\xfd7zXZ|7z\xbc\xaf|Rar!|.{257}ustar", re.S), _UNPACK),
    (re.compile(rb"\x89PNG|GIF8|\xff\xd8\xff"), "This is a picture, not a page."),
)
_OFFICE = re.compile(rb"PK\x03\x04.{26}(?:\[Content_Types\]|_rels/|mimetypeapplication)", re.S)


def format_of(entry: Entry) -> str:
    """The name of the format. Raises Unreadable, with what to do, for what is known to be none."""
    start = entry.start(LOOK_AT)
    _refuse(start)
    suffix = entry.path.suffix.lower()
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]
    if _JSON_START.match(start) and _JSON_FEED.search(start):
        return "feed"
    if suffix == ".json" or _JSON_LINE.match(start):
        return _json(start)
    if PAGE_START.match(start):
        return "html"
    if suffix in XML_SUFFIXES or _XML_START.match(start):
        return _xml(start)
    return "text"


def _refuse(start: bytes) -> None:
    for pattern, advice in _REFUSED:
        if pattern.match(start):
            raise Unreadable(advice)
    if _OFFICE.match(start):
        raise Unreadable(f"This is an office document. {_SAVE_AS}")
    if start.startswith(b"PK\x03\x04"):
        raise Unreadable("This is a zip: unpack it, or let its name end in .zip.")


def _json(start: bytes) -> str:
    if _JSON_LINE.match(start):
        return "jsonl"
    raise Unreadable(
        "This JSON is neither a JSON Feed nor one object to a line. Of one list of objects, "
        "jq -c '.[]' old.json > new.jsonl makes lines."
    )


def _xml(start: bytes) -> str:
    if _WXR.search(start):
        return "wxr"
    if _ROOT.search(start):
        return "feed"
    if _XHTML.search(start):
        return "html"
    if re.search(rb"<(?:urlset|sitemapindex)[\s>]", start):
        raise Unreadable("This is a sitemap: it lists addresses and holds no article.")
    raise Unreadable("This XML is no WordPress export (WXR), no RSS and no Atom feed.")
