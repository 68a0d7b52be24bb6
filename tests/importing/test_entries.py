"""Folders and zips: every page in order, no attachment, and no zip that explodes."""

import io
import os
import random
import struct
import zipfile
from pathlib import Path

import pytest

from newsroom.importing import Failure, read_all, total_size
from tests.importing.exports import articles, item, take, write_large, wxr

TREE = {
    "b/page.html": b"<!doctype html><p>Rain.</p>",
    "b/page_files/frame.html": b"<!doctype html><p>An advertisement.</p>",
    "b/page_files/style.css": b"p {}",
    "a.txt": b"It rained.",
    "b/386433,Fares.aspx": b"<html><p>Fares.</p></html>",
    "press_files/note.txt": b"A folder may end like that.",
    "export.xml": wxr(item(1), item(2)),
    "photo.JPG": b"\xff\xd8\xff",
    "terms.pdf": b"%PDF-1.4",
    ".hidden.txt": b"x",
    ".git/config.txt": b"x",
    "__MACOSX/a.txt": b"x",
}
LABELS = ["a.txt", "b/386433,Fares.aspx", "b/page.html", "export.xml", "press_files/note.txt"]


def plant(folder: Path) -> Path:
    for name, body in TREE.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(body)
    return folder


def pack(path: Path, files: dict[str, bytes], **options: int) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return path


def places(found, path: Path) -> list[str]:
    """Where each article was, without the path and the item's number, each place once."""
    inside = (raw.label.removeprefix(f"{path}/").partition(", item")[0] for raw in found)
    return list(dict.fromkeys(inside))


def test_a_folder_gives_its_pages_in_order_and_nothing_beside_them(tmp_path):
    folder = plant(tmp_path / "old")
    found = articles(folder)
    assert places(found, folder) == LABELS
    assert [raw.format for raw in found] == ["text", "html", "html", "wxr", "wxr", "text"]
    assert found[0].key == f"file:{folder}/a.txt"
    assert found[1].source == "b"


def test_a_zip_gives_what_its_folder_does(tmp_path):
    folder = plant(tmp_path / "old")
    path = pack(tmp_path / "old.zip", TREE)
    found = articles(path)
    assert places(found, path) == LABELS
    assert [raw.body for raw in found] == [raw.body for raw in articles(folder)]
    assert found[0].key == f"file:{path}/a.txt"
    assert (found[0].source, found[1].source) == ("old", "b")


def test_a_folder_reached_by_a_link_is_not_read_twice(tmp_path):
    folder = plant(tmp_path / "old")
    (folder / "loop").symlink_to(folder)
    assert len(articles(folder)) == 6


@pytest.mark.parametrize("empty", ["folder", "zip"])
def test_where_there_is_no_page_that_is_said(tmp_path, empty):
    path = tmp_path / "old.zip"
    if empty == "folder":
        path.mkdir()
        (path / "photo.jpg").write_bytes(b"x")
    else:
        pack(path, {"photo.jpg": b"x"})
    [bad] = take(path)
    assert isinstance(bad, Failure) and "There is no page in this" in bad.reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every folder")
def test_a_folder_that_may_not_be_read_is_told_of(tmp_path):
    folder = plant(tmp_path / "old")
    (folder / "b").chmod(0)
    assert any("folder cannot be read" in x.reason for x in take(folder) if isinstance(x, Failure))


def test_a_name_in_an_old_encoding_is_one_that_can_be_stored(tmp_path):
    folder = tmp_path / os.fsdecode(b"d\xe9p\xeaches")
    folder.mkdir()
    page = folder / os.fsdecode(b"caf\xe9.txt")
    [raw] = articles(page, b"It rained.")
    assert raw.key == f"file:{tmp_path}/d\\xe9p\\xeaches/caf\\xe9.txt"
    assert (raw.source, raw.label) == ("d\\xe9p\\xeaches", raw.key.removeprefix("file:"))
    assert articles(folder) == [raw]


def test_a_zip_among_others_is_told_of(tmp_path):
    inner = pack(tmp_path / "inner.zip", {"a.txt": b"Rain."}).read_bytes()
    [in_zip] = take(pack(tmp_path / "outer.zip", {"inner.zip": inner}))
    assert isinstance(in_zip, Failure) and "unpack the outer one" in in_zip.reason
    folder = tmp_path / "folder"
    folder.mkdir()
    [in_folder] = take(pack(folder / "inner.zip", {"a.txt": b"Rain."}).parent)
    assert isinstance(in_folder, Failure) and "name it by itself" in in_folder.reason


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    path = pack(tmp_path / "bomb.zip", {f"{n}.xml": bytes(9_000_000) for n in range(3)})
    [bad] = take(path)
    assert isinstance(bad, Failure) and "how bombs are made" in bad.reason


def test_a_zip_that_lies_about_its_sizes_gives_no_more_than_it_says(tmp_path):
    """zipfile stops at the size the directory states; a test holds it to that for us."""
    path = pack(tmp_path / "liar.zip", {"a.txt": b"rain " * 100_000})
    body = bytearray(path.read_bytes())
    directory = body.rindex(b"PK\x01\x02")
    body[directory + 24 : directory + 28] = struct.pack("<L", 1000)
    path.write_bytes(body)
    [bad] = take(path)
    assert isinstance(bad, Failure) or len(bad.body) <= 1000


def test_a_large_and_well_packed_export_is_no_bomb(tmp_path):
    export = io.BytesIO()
    written = write_large(export, 5 * 1024**2)
    path = pack(tmp_path / "old.zip", {"export.xml": export.getvalue()})
    assert len(articles(path)) == written


def test_names_that_lead_out_and_locked_files_fail_alone(tmp_path):
    path = pack(
        tmp_path / "old.zip",
        {"../up.txt": b"x", "/etc/x.txt": b"x", "a.txt": b"Rain.", "z.txt": b"x"},
    )
    body = bytearray(path.read_bytes())
    locked = body.rindex(b"PK\x01\x02") + 8
    body[locked] |= 1
    path.write_bytes(body)
    found = take(path)
    assert [type(each).__name__ for each in found] == [
        "Failure",
        "Failure",
        "RawArticle",
        "Failure",
    ]
    reasons = [each.reason for each in found if isinstance(each, Failure)]
    assert ["leads out of the zip" in reason for reason in reasons] == [True, True, False]
    assert "locked with a password" in reasons[2]


def test_a_damaged_file_in_a_zip_fails_alone(tmp_path):
    path = tmp_path / "old.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", b"RAINRAIN")
        archive.writestr("b.xml", wxr(item(1, "SNOWSNOW")))
        archive.writestr("c.txt", b"It rained.")
    path.write_bytes(
        path.read_bytes().replace(b"RAINRAIN", b"RAINRUIN").replace(b"SNOWSNOW", b"SNOW....")
    )
    first, *_, last = found = take(path)
    assert isinstance(first, Failure) and "The zip is damaged here" in first.reason
    assert not isinstance(last, Failure)
    assert sum(isinstance(each, Failure) for each in found) == 2


@pytest.mark.parametrize(
    "packing",
    [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA],
    ids=["zlib", "bz2", "lzma"],
)
def test_a_damaged_file_fails_alone_however_it_was_packed(tmp_path, packing):
    path = tmp_path / "old.zip"
    with zipfile.ZipFile(path, "w", packing) as archive:
        archive.writestr("a.txt", bytes(random.Random(1).choices(b"RAIN\n", k=2000)))
        archive.writestr("b.txt", b"It rained.")
    damaged = bytearray(path.read_bytes())
    damaged[60:90] = b"\xff" * 30
    path.write_bytes(damaged)
    bad, good = take(path)
    assert isinstance(bad, Failure) and not isinstance(good, Failure)


def test_damaged_names_in_a_zip_are_told_of(tmp_path):
    whole = pack(tmp_path / "old.zip", {"ß.txt": b"Rain.", "b.txt": b"It rained."}).read_bytes()
    [bad] = take(tmp_path / "list.zip", whole.replace("ß".encode(), b"\xff\xff"))
    assert isinstance(bad, Failure) and "The zip is damaged" in bad.reason
    bad, good = take(tmp_path / "file.zip", whole.replace("ß".encode(), b"\xff\xff", 1))
    reasons = {each.reason for each in (bad, good) if isinstance(each, Failure)}
    assert len(reasons) == 1 and "The zip is damaged here" in reasons.pop()


def test_a_file_without_a_name_in_a_zip_costs_no_other(tmp_path):
    path = pack(tmp_path / "old.zip", {"a.txt": b"Rain.", "b.txt": b"It rained."})
    found = take(path, path.read_bytes().replace(b"a.txt", b"\0.txt"))
    assert [getattr(each, "body", b"") for each in found][-1] == b"It rained."


def test_a_damaged_zip_is_one_failure(tmp_path):
    [bad] = take(tmp_path / "old.zip", b"PK\x03\x04 and no more")
    assert isinstance(bad, Failure) and "The zip is damaged" in bad.reason


def test_progress_adds_up_to_the_total_whatever_fails(tmp_path):
    folder = plant(tmp_path / "old")
    (folder / "broken.xml").write_bytes(b"<!DOCTYPE x><rss>" + wxr(item(1)))
    (folder / "large.txt").write_bytes(bytes(3 * 1024**2))
    paths = [folder, pack(tmp_path / "old.zip", TREE), tmp_path / "missing.txt"]
    steps: list[int] = []
    found = list(read_all(paths, progress=steps.append))
    assert sum(steps) == total_size(paths) > 3 * 1024**2
    assert min(steps) >= 0
    assert len(found) == 6 + 2 + 6 + 1
