"""Cuts of pictures: sizes, focal point, and what is refused."""

import io
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from PIL import Image as Picture

from newsroom.articles import images
from newsroom.articles.images import (
    Rendition,
    in_text,
    largest,
    renditions,
    stored,
    version,
    widths,
)
from newsroom.articles.models import Image
from tests import builders

pytestmark = pytest.mark.django_db


def opened(data):
    return Picture.open(io.BytesIO(data))


def half_red(mode="RGB"):
    """A picture whose left half is red and whose right half is blue."""
    picture = Picture.new(mode, (1200, 400), "#0000ff")
    picture.paste("#ff0000", (0, 0, 600, 400))
    data = io.BytesIO()
    picture.save(data, "PNG")
    return ContentFile(data.getvalue(), name="halves.png")


@pytest.mark.parametrize("crop", ["16x9", "3x2", "4x3", "1x1", "card", "whole"])
@pytest.mark.parametrize("extension", ["webp", "jpg"])
def test_every_size_on_offer_can_be_had_and_measures_what_it_says(client, crop, extension):
    for rendition in renditions(builders.image(), crop=crop, extension=extension)[:2]:
        response = client.get(rendition.url)
        assert response.status_code == 200 and "immutable" in response["Cache-Control"]
        assert opened(response.content).size == (rendition.width, rendition.height)
        assert response["Content-Type"] == {"webp": "image/webp", "jpg": "image/jpeg"}[extension]


def test_a_picture_is_never_blown_up():
    small = Image.objects.create(
        file=ContentFile(builders.picture(500, 300), name="small.png"), credit="Us", alt="Small"
    )
    assert widths(small, crop="16x9") == [400, 500]
    assert widths(small, crop="1x1") == [300]
    assert largest(small, crop="16x9") == (500, 281)


def test_the_focal_point_stays_in_view():
    picture = Image.objects.create(file=half_red(), credit="Us", alt="Halves", focal_x=0.0)
    left = opened(stored(Rendition(picture, "1x1", 400, "jpg"))).getpixel((200, 200))
    picture.focal_x = 1.0
    right = opened(stored(Rendition(picture, "1x1", 400, "jpg"))).getpixel((200, 200))
    assert left[0] > 200 > right[0] and right[2] > 200 > left[2]


def test_a_new_focal_point_gives_a_new_address():
    picture = builders.image()
    before = version(picture)
    picture.focal_x = 0.9
    assert version(picture) != before


def test_transparency_becomes_white_paper():
    clear = io.BytesIO()
    Picture.new("RGBA", (800, 800), (0, 0, 0, 0)).save(clear, "PNG")
    picture = Image.objects.create(
        file=ContentFile(clear.getvalue(), name="clear.png"), credit="Us", alt="Nothing"
    )
    assert opened(stored(Rendition(picture, "1x1", 400))).getpixel((5, 5)) == (255, 255, 255)


def test_a_cut_is_made_once():
    rendition = renditions(builders.image(), crop="16x9", extension="webp")[0]
    stored(rendition)
    with default_storage.open(rendition.name, "wb") as file:
        file.write(b"kept")
    assert stored(rendition) == b"kept"


@pytest.mark.parametrize(
    "change",
    [("16x9-400", "16x9-401"), ("16x9-400", "16x9-9600"), (".webp", ".png"), ("/1", "/9")],
)
def test_sizes_that_no_page_offers_do_not_exist(client, change):
    url = renditions(builders.image(), crop="16x9", extension="webp")[0].url
    changed = url.replace(*change) if change[0] in url else f"{url}x"
    assert client.get(changed).status_code == 404


@pytest.mark.parametrize("broken", [b"", b"no picture", builders.picture()[:2000]])
def test_a_broken_file_is_not_found_rather_than_an_error(client, broken):
    picture = builders.image()
    with default_storage.open(picture.file.name, "wb") as file:
        file.write(broken)
    url = renditions(picture, crop="1x1", extension="jpg")[0].url
    response = client.get(url)
    assert response.status_code == 404 and "immutable" not in response.get("Cache-Control", "")


def test_nobody_is_given_half_a_rendition(monkeypatch):
    """While one thread writes the file, another one asks for it."""
    rendition = renditions(builders.image(), crop="16x9", extension="jpg")[0]
    seen_halfway = []
    write = Path.write_bytes

    def write_slowly(path, data):
        write(path, data[:100])
        seen_halfway.append(default_storage.exists(rendition.name))
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", write_slowly)
    drawn = stored(rendition)
    assert seen_halfway == [False]
    assert stored(rendition) == drawn
    folder = Path(default_storage.path(rendition.name)).parent
    assert [file.name for file in folder.iterdir()] == [Path(rendition.name).name]


class ObjectStore(Storage):
    """Keeps files nowhere on this machine's disk, so that they have no path."""

    def __init__(self):
        self.kept = {}

    def exists(self, name):
        return name in self.kept

    def _open(self, name, mode="rb"):
        if name not in self.kept:
            raise FileNotFoundError(name)
        return ContentFile(self.kept[name])

    def _save(self, name, content):
        self.kept[name] = content.read()
        return name


def test_renditions_may_live_in_an_object_store(monkeypatch):
    monkeypatch.setattr(images, "default_storage", ObjectStore())
    rendition = renditions(builders.image(), crop="16x9", extension="jpg")[0]
    assert stored(rendition) == stored(rendition)
    assert images.default_storage.exists(rendition.name)


def test_an_address_in_a_text_outlives_a_new_focal_point(client):
    picture = builders.image()
    before = in_text(picture)
    address, width = before.url, before.width
    picture.focal_x = 0.9
    picture.save()
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (302, in_text(picture).url)
    assert response["Cache-Control"] == "public, max-age=0, s-maxage=1"
    assert opened(client.get(response["Location"]).content).size[0] == width


def test_a_text_keeps_the_address_of_a_rendition():
    picture = builders.image()
    story = builders.article(body=f'<p><img src="{in_text(picture).url}" alt=""></p>')
    story.refresh_from_db()
    assert in_text(picture).url in story.body


def test_a_lost_file_is_not_found_rather_than_an_error(client):
    picture = builders.image()
    picture.file.storage.delete(picture.file.name)
    assert client.get(renditions(picture, crop="1x1", extension="jpg")[0].url).status_code == 404
