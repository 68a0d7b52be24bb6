"""Files in, raw pages out: bytes untouched, labels read, bad input told in a sentence."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.importing import (
    FORMATS,
    MAX_BYTES,
    Failure,
    RawArticle,
    Unreadable,
    read,
    read_all,
)
from tests.importing.exports import articles, item, take, wxr

PAGE = b"""<!-- saved --><!DOCTYPE html><html><head><meta charset="Big5">
<link href='https://old.example/Article/386433,Ferry+fares.aspx?a=1&amp;b=2' rel=canonical>
</head><body><p>\xb4\xba</p></body></html>"""


def write(folder: Path, name: str, body: bytes) -> Path:
    path = folder / name
    path.write_bytes(body)
    return path


def test_a_text_file_is_handed_over_byte_for_byte(tmp_path):
    body = b"Ferry fares frozen\r\n\r\nIt\x92s a first.\x00"
    path = write(tmp_path, "ferry.txt", body)
    raw = read(path)
    assert (raw.body, raw.format, raw.declared_encoding) == (body, "text", "")
    assert raw.key == f"file:{path}" and raw.source == tmp_path.name


def test_a_saved_page_goes_by_its_own_address_and_its_own_label(tmp_path):
    raw = read(write(tmp_path, "386433.html", PAGE))
    assert raw.key == "https://old.example/Article/386433,Ferry+fares.aspx?a=1&b=2"
    assert (raw.source, raw.declared_encoding, raw.body) == ("old.example", "big5", PAGE)


def test_a_page_without_its_ending_is_known_by_its_beginning(tmp_path):
    assert read(write(tmp_path, "386433", PAGE)).format == "html"
    assert read(write(tmp_path, "note", b"Use <body> with care.")).format == "text"


def test_many_comments_before_a_page_cost_no_time(tmp_path):
    comments = b"<!--a-->" * 20_000
    assert read(write(tmp_path, "text", comments + b"no page")).format == "text"
    assert read(write(tmp_path, "page", comments + b"<html>")).format == "html"


def test_the_format_can_be_said(tmp_path):
    assert read(write(tmp_path, "page.html", PAGE), format="text").format == "text"


@pytest.mark.parametrize(
    "link",
    [
        b'<link rel="canonical" href="/articles/ferry/">',
        b'<link rel="canonical" href="javascript:alert(1)">',
        b'<link rel="alternate" href="https://old.example/feed">',
        b"<link rel=canonical>",
        b'<link rel=canonical href="http://[x">',
    ],
)
def test_an_address_that_is_no_absolute_web_address_does_not_count(tmp_path, link):
    path = write(tmp_path, "page.html", b"<html><head>" + link)
    assert read(path).key == f"file:{path}"


def test_the_first_address_that_counts_is_taken(tmp_path):
    links = b"<link rel=canonical href=/fares/><link rel=canonical href=https://old.example/fares/>"
    assert read(write(tmp_path, "page.html", links)).url == "https://old.example/fares/"


def test_what_cannot_be_read_says_what_to_do(tmp_path):
    with pytest.raises(Unreadable, match="no such file"):
        read(tmp_path / "nothing.txt")
    with pytest.raises(Unreadable, match=r"folder. Name the files in it"):
        read(tmp_path)
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(50 * 1024**2)
    with pytest.raises(Unreadable, match=r"50.0 MB; one page may have 2 MB. Split"):
        read(large)


def test_the_largest_page_allowed_is_read(tmp_path):
    assert len(read(write(tmp_path, "page.txt", b"a" * MAX_BYTES)).body) == MAX_BYTES


# Many from one


def test_whatever_is_named_is_read_in_turn_and_what_is_bad_is_told(tmp_path):
    good = write(tmp_path, "ferry.txt", b"Rain.")
    export = write(tmp_path, "export.xml", wxr(item(1), item(2)))
    found = list(read_all([tmp_path / "missing.txt", good, export]))
    assert [type(each).__name__ for each in found] == ["Failure"] + ["RawArticle"] * 3
    assert found[0] == Failure(str(tmp_path / "missing.txt"), "There is no such file.")


def test_reading_is_lazy(tmp_path):
    """The first article is there before the last is looked for: nothing is gathered."""
    first = write(tmp_path, "a.txt", b"Rain.")
    found = read_all([first, tmp_path / "b.txt"])
    assert next(found).label == str(first)
    write(tmp_path, "b.txt", b"Wind.")
    assert next(found).label == str(tmp_path / "b.txt")


JSON = (
    b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "content_text": "x"}]}'
)


@pytest.mark.parametrize(
    ("name", "body", "format"),
    [
        ("a.xml", wxr(item(1)), "wxr"),
        ("a", b"\xef\xbb\xbf" + wxr(item(1)), "wxr"),
        ("a.wxr", b"\n\n" + wxr(item(1)), "wxr"),
        ("a.rss", b"<rss><item><description>x</description></item></rss>", "feed"),
        ("a.xml", b"<?xml version='1.0'?><feed><entry><content>x</content></entry></feed>", "feed"),
        ("a.json", JSON, "feed"),
        ("a", JSON, "feed"),
        ("a.csv", b"text\nRain.\n", "csv"),
        ("a.TSV", b"title\ttext\nA\tRain.\n", "csv"),
        ("a.jsonl", b'{"text": "x"}', "jsonl"),
        ("a.json", b'{"text": "x"}\n{"text": "y"}\n', "jsonl"),
        ("a.dump", b'{"text": "x"}\n{"text": "y"}\n', "jsonl"),
        ("a.xml", b"<?xml version='1.0'?><!DOCTYPE html><html><p>x</p></html>", "html"),
        ("a.aspx", b"\n<HTML><p>x</p>", "html"),
        ("a.md", b"# Why MySQL matters\n\nIt rained.", "text"),
        ("a.md", b"A feed says " + JSON, "text"),
        ("a", b"Insert into your diary: it rained.", "text"),
    ],
)
def test_the_format_is_known_by_name_or_by_content(tmp_path, name, body, format):
    assert {raw.format for raw in articles(tmp_path / name, body)} == {format}


@pytest.mark.parametrize(
    ("name", "body", "advice"),
    [
        ("dump.sql", b"-- MySQL dump 10.13  Distrib 8.0\n--\n", "Tools → Export"),
        (
            "dump.txt",
            b"/*!999999\\- enable the sandbox mode */ \n-- MariaDB dump 10.19\n",
            "Tools → Export",
        ),
        ("dump", b"-- phpMyAdmin SQL Dump\n-- version 5.2\n", "Tools → Export"),
        ("dump.sql", b"--\n-- PostgreSQL database dump\n--\n", "Tools → Export"),
        ("dump.sql", b"INSERT INTO `wp_posts` VALUES (1)", "Tools → Export"),
        ("site.db", b"SQLite format 3\0", "Tools → Export"),
        ("story.docx", b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml", "Save it as a web page"),
        ("story.doc", b"\xd0\xcf\x11\xe0\xa1\xb1", "Save it as a web page"),
        ("story.rtf", b"{\\rtf1\\ansi", "Save it as a web page"),
        ("story.pdf", b"%PDF-1.7", "Save it as a web page"),
        ("old.tar.gz", b"\x1f\x8b\x08", "unpack it"),
        ("old.tar", b"a.txt".ljust(257, b"\0") + b"ustar", "unpack it"),
        ("old.bin", b"PK\x03\x04" + bytes(40), "let its name end in .zip"),
        ("sitemap.xml", b"<?xml version='1.0'?><urlset></urlset>", "lists addresses"),
        ("odd.xml", b"<?xml version='1.0'?><books></books>", "no RSS and no Atom"),
        ("list.json", b'[{"text": "x"}]', "jq -c '.[]'"),
    ],
)
def test_what_is_no_archive_of_articles_says_what_to_do(tmp_path, name, body, advice):
    [bad] = take(tmp_path / name, body)
    assert isinstance(bad, Failure) and advice in bad.reason


def test_the_format_can_be_said_for_many(tmp_path):
    [raw] = articles(tmp_path / "dump.dat", b"title;text\nA;Rain.\n", format="csv")
    assert raw.format == "csv"


def test_one_page_is_asked_of_a_file_of_many_in_vain(tmp_path):
    with pytest.raises(Unreadable, match="holds many articles"):
        read(write(tmp_path, "export.xml", wxr(item(1))))


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(body=st.binary(max_size=300), format=st.sampled_from(FORMATS[1:]))
def test_no_bytes_at_all_stop_a_run(tmp_path, body, format):
    starts = {"wxr": b"<rss><item>", "feed": b"<feed><entry>", "csv": b"text,date\n"}
    path = write(tmp_path, "bytes", starts.get(format, b"") + body)
    assert all(isinstance(each, RawArticle | Failure) for each in read_all([path], format=format))
