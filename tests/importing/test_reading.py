"""Files in, raw pages out: bytes untouched, labels read, bad input told in a sentence."""

from pathlib import Path

import pytest

from newsroom.importing import MAX_BYTES, Unreadable, read

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
