"""Cutting large XML into items: the same cuts however it arrives, and no bomb goes off."""

import io
import re
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.importing import Failure, Unreadable, read_all, xmlitems
from newsroom.importing.xmlitems import parse, split
from tests.importing.exports import articles, item, take, wxr

NAMES = ("item", "wp:author")


class Dripping(io.BytesIO):
    """A stream that hands out as many bytes at a time as a list says, over and over."""

    def __init__(self, body: bytes, sizes: list[int]) -> None:
        super().__init__(body)
        self._sizes = sizes
        self._turn = 0

    def read(self, size: int | None = -1, /) -> bytes:
        self._turn += 1
        return super().read(self._sizes[self._turn % len(self._sizes)])


PIECES = [
    *("<item>", "</item>", "</item >", "<item rdf:about='x'>", "<items>", "</items>", "<item/>"),
    *("<![CDATA[", "]]>", "]]]]><![CDATA[>", "<!--", "-->", "<", ">", "]", "text", "\n", "é"),
    *("<wp:author>", "</wp:author>"),
]


@settings(max_examples=300)
@given(
    pieces=st.lists(st.sampled_from(PIECES), max_size=40),
    sizes=st.lists(st.integers(1, 9), min_size=1, max_size=5),
)
def test_the_cuts_do_not_depend_on_the_chunks(pieces, sizes):
    body = "".join(pieces).encode()
    assert list(split(Dripping(body, sizes), names=NAMES)) == list(
        split(io.BytesIO(body), names=NAMES)
    )


@settings(max_examples=200)
@given(
    bodies=st.lists(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), max_size=6),
    sizes=st.lists(st.integers(1, 50), min_size=1, max_size=5),
)
def test_whatever_a_body_holds_each_item_comes_back_whole(bodies, sizes):
    escaped = [body.replace("]]>", "]]]]><![CDATA[>") for body in bodies]
    whole = wxr(*(item(number, body) for number, body in enumerate(escaped)))
    units = [unit for unit in split(Dripping(whole, sizes), names=NAMES) if unit.name == "item"]
    assert [parse(unit.raw).raw("content:encoded") for unit in units] == bodies


@given(st.binary(max_size=400))
def test_no_bytes_at_all_raise_anything_but_our_own(body):
    for unit in split(io.BytesIO(b"<rss><item>" + body + b"</item>"), names=NAMES):
        try:
            parse(unit.raw)
        except Unreadable:
            continue


def test_an_item_without_an_end_ends_where_the_next_begins():
    found = split(io.BytesIO(b"<item>a<item>b</item>"), names=NAMES)
    first, second = found
    assert "</item> is missing" in first.reason
    assert second.raw == b"<item>b</item>"


# Bombs

LAUGHS = b"".join(
    b'<!ENTITY l%d "%s">' % (number, b"&l%d;" % (number - 1) * 10) for number in range(1, 10)
)


@pytest.mark.parametrize(
    "declaration",
    [
        b'<!DOCTYPE rss [<!ENTITY l0 "ha">' + LAUGHS + b"]>",
        b'<!DOCTYPE rss [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE rss [<!ENTITY l9 SYSTEM "http://127.0.0.1:9/">]>',
        b'<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/rss.dtd">',
        b'<!ENTITY l9 SYSTEM "file:///etc/passwd">',
    ],
)
def test_a_file_that_declares_entities_is_refused(tmp_path, declaration):
    body = wxr(item(1, title="T")).replace(b"<rss", declaration + b"<rss")
    [refused] = take(tmp_path / "bomb.xml", body.replace(b"<![CDATA[T]]>", b"&l9;"))
    assert isinstance(refused, Failure)
    assert "declares a document type" in refused.reason


def test_an_entity_that_nobody_declared_stays_five_letters(tmp_path):
    body = wxr(item(1, title="T")).replace(b"<![CDATA[T]]>", b"&xxe;")
    [raw] = articles(tmp_path / "export.xml", body)
    assert raw.title == "&xxe;"


def test_a_declaration_inside_an_item_is_no_declaration(tmp_path):
    inside = (
        b'<item><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><title>&e;</title></item>'
    )
    body = wxr(item(1)).replace(b"<item>", inside + b"<item>")
    found = take(tmp_path / "export.xml", body)
    assert [type(each).__name__ for each in found] == ["Failure", "RawArticle"]


def test_deep_nesting_does_no_harm():
    parse(b"<item>" + b"<a>" * 100_000 + b"</a>" * 100_000 + b"</item>")


# Memory


def test_memory_stays_flat_however_long_the_export_is():
    """50 MB in 30 MB: what grows with the export is the pictures' addresses, and no more."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.reading", "--megabytes", "50"],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    ).stdout
    figures = re.search(r"(\d+) articles\nReading: (\d+) .* memory (\d+) MB \((\d+) MB", told)
    assert figures, told
    written, read, peak, before = map(int, figures.groups())
    assert read == written > 5000
    assert peak - before < 30


def test_an_endless_item_is_not_kept(tmp_path):
    path = tmp_path / "endless.xml"
    path.write_bytes(wxr(item(1, "a" * (4 * xmlitems.MAX_ITEM)), item(2)))
    tracemalloc.start()
    try:
        found = list(read_all([path]))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert [type(each).__name__ for each in found] == ["Failure", "RawArticle"]
    assert peak < 2 * xmlitems.MAX_ITEM
