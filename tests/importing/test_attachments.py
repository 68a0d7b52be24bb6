"""Pictures by their old addresses, in a copy of the uploads: the right file, never another's."""

import pytest

from newsroom.importing import local_file

SITE = "https://old.example/wp-content/uploads/"


@pytest.fixture
def uploads(tmp_path):
    for name in ("2019/03/ferry.jpg", "2019/03/hall-300x200.jpg", "flat.jpg", "2019/04/ferry.jpg"):
        path = tmp_path / "uploads" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    (tmp_path / "secret.jpg").write_bytes(b"x")
    (tmp_path / "uploads/link.jpg").symlink_to(tmp_path / "secret.jpg")
    return tmp_path / "uploads"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        (f"{SITE}2019/03/ferry.jpg", "2019/03/ferry.jpg"),
        (f"{SITE}2019/04/ferry.jpg?w=640", "2019/04/ferry.jpg"),
        (f"{SITE}2019/03/ferry-1024x683.jpg", "2019/03/ferry.jpg"),
        (f"{SITE}2019/03/hall-300x200.jpg", "2019/03/hall-300x200.jpg"),
        (f"{SITE}2011/01/flat.jpg", "flat.jpg"),
        ("https://old.example/2019%2F03/fl%61t.jpg", "flat.jpg"),
    ],
)
def test_a_picture_is_found_by_the_end_of_its_address(uploads, url, name):
    assert local_file(url, folder=uploads) == uploads / name


@pytest.mark.parametrize(
    "url",
    [
        f"{SITE}2019/05/ferry.jpg",
        f"{SITE}2019/03/",
        "https://old.example/../secret.jpg",
        "https://old.example/%2e%2e%2fsecret.jpg",
        "https://old.example/link.jpg",
        "https://old.example/a%00.jpg",
        "",
    ],
)
def test_no_address_leads_to_another_file_or_out_of_the_folder(uploads, url):
    assert local_file(url, folder=uploads) is None
