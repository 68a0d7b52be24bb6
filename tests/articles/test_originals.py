"""Pictures as they come in: what is refused, what is kept, and how they go."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Picture
from PIL import features

from newsroom.articles.images import renditions, stored
from newsroom.articles.models import Image
from newsroom.articles.originals import take_in
from tests import builders
from tests.articles.desk import signed_in

ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def photograph(kind="JPEG", size=(400, 300), mode="RGB", *, turned=6, **settings):
    """As a telephone writes it: its upper half red, lying on its side, with the place inside."""
    upright = Picture.new(mode, size[::-1] if turned == 6 else size, "#0000ff")
    upright.paste("#ff0000", (0, 0, upright.width, upright.height // 2))
    lying = upright.transpose(Picture.Transpose.ROTATE_90) if turned == 6 else upright
    notes = Picture.Exif()
    notes[ORIENTATION], notes[MAKER] = turned, "Kamera Nusantara"
    notes.get_ifd(GPS)[1] = "N"
    data = io.BytesIO()
    lying.save(data, kind, exif=notes, **settings)
    return data.getvalue()


def plain(kind="JPEG", size=(400, 300), mode="RGB", **settings):
    data = io.BytesIO()
    Picture.new(mode, size, 1 if mode == "1" else "#5f857a").save(data, kind, **settings)
    return data.getvalue()


def image(data, name="a.jpg"):
    return Image(file=ContentFile(data, name=name), alt="A picture", credit="Photo: Us")


KINDS = ["JPEG", "PNG", "WEBP"] + (["AVIF"] if features.check("avif") else [])


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_a_photograph_is_kept_upright_and_without_what_it_says_about_its_maker(kind):
    picture = image(photograph(kind), f"a.{kind.lower()}")
    picture.save()
    picture.refresh_from_db()
    assert (picture.width, picture.height) == (300, 400)
    with picture.file.open("rb") as file:
        data = file.read()
    assert b"Kamera" not in data
    with Picture.open(io.BytesIO(data)) as kept:
        assert kept.size == (300, 400) and not dict(kept.getexif())
        red, _, blue = kept.convert("RGB").getpixel((150, 50))
    assert red > 200 > blue


@pytest.mark.django_db
def test_a_portrait_from_a_telephone_has_whole_renditions_of_its_own_shape():
    picture = image(photograph())
    picture.save()
    whole = renditions(picture, crop="whole", extension="jpg")[-1]
    assert (whole.width, whole.height) == (300, 400)
    assert Picture.open(io.BytesIO(stored(whole))).size == (300, 400)


def test_a_plain_jpeg_stays_as_it_is_byte_by_byte():
    data = plain(quality=88)
    assert take_in(ContentFile(data, name="a.jpg")).read() == data


def test_words_inside_a_jpeg_go_as_well():
    data = plain(comment=b"taken at home")
    assert b"taken at home" in data
    assert b"taken at home" not in take_in(ContentFile(data, name="a.jpg")).read()


def test_the_first_of_several_pictures_is_kept():
    several = io.BytesIO()
    first, second = (Picture.new("RGB", (40, 30), colour) for colour in ("#ff0000", "#0000ff"))
    first.save(several, "GIF", save_all=True, append_images=[second])
    kept = take_in(ContentFile(several.getvalue(), name="moving.gif"))
    with Picture.open(kept) as still:
        assert (still.format, still.n_frames) == ("PNG", 1)
        assert still.convert("RGB").getpixel((5, 5)) == (255, 0, 0)
    assert kept.name == "moving.png"


def test_the_several_jpegs_of_a_telephone_are_one():
    several = io.BytesIO()
    first, second = (Picture.new("RGB", (40, 30), colour) for colour in ("#ff0000", "#0000ff"))
    first.save(several, "MPO", save_all=True, append_images=[second])
    with Picture.open(take_in(ContentFile(several.getvalue(), name="a.jpg"))) as kept:
        assert kept.format == "JPEG"


def test_a_jpeg_for_print_becomes_one_for_screens():
    with Picture.open(take_in(ContentFile(plain(mode="CMYK"), name="a.jpg"))) as kept:
        assert kept.mode == "RGB"


def test_a_transparent_picture_stays_transparent():
    data = io.BytesIO()
    Picture.new("RGBA", (40, 30), (0, 0, 0, 0)).save(data, "PNG")
    with Picture.open(take_in(ContentFile(data.getvalue(), name="a.png"))) as kept:
        assert kept.getpixel((5, 5))[3] == 0


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        plain("BMP"),
        plain("TIFF"),
        plain(size=(900, 900), quality=95)[:3000],
        plain("PNG", size=(900, 900))[:900],
    ],
    ids=["nothing", "svg", "eps", "bmp", "tiff", "half a jpeg", "half a png"],
)
def test_what_is_no_picture_of_ours_is_refused(data):
    with pytest.raises(ValidationError, match="JPEG, PNG, WebP"):
        take_in(ContentFile(data, name="a.jpg"))


@pytest.mark.parametrize("size", [(8000, 6400), (14000, 14000)], ids=["large", "bomb"])
def test_a_picture_of_more_than_fifty_megapixels_is_refused(size):
    with pytest.raises(ValidationError, match="50 megapixels"):
        take_in(ContentFile(plain("PNG", size, "1"), name="a.png"))


@pytest.mark.django_db
def test_whoever_saves_a_picture_it_is_looked_at():
    with pytest.raises(ValidationError):
        image(plain("TIFF")).save()
    assert not Image.objects.exists()


@pytest.mark.django_db
def test_the_desk_says_what_is_wrong_with_a_picture():
    data = {"credit": "Photo: Us", "alt": "A map", "focal_x": "0.5", "focal_y": "0.4"}
    client = signed_in(builders.user("Reporter"))
    url = reverse("admin:articles_image_add")
    large = SimpleUploadedFile("a.png", plain("PNG", (8000, 6400), "1"), "image/png")
    assert "50 megapixels" in client.post(url, data | {"file": large}).content.decode()
    drawing = SimpleUploadedFile("a.tiff", plain("TIFF"), "image/tiff")
    assert "JPEG, PNG, WebP" in client.post(url, data | {"file": drawing}).content.decode()
    good = SimpleUploadedFile("a.jpg", photograph(), "image/jpeg")
    assert client.post(url, data | {"file": good}).status_code == 302
    assert (Image.objects.get().width, Image.objects.get().height) == (300, 400)


@pytest.mark.django_db
def test_a_deleted_picture_leaves_no_file(django_capture_on_commit_callbacks):
    picture, other = builders.image(), builders.image()
    rendition = renditions(picture, crop="1x1", extension="jpg")[0]
    kept = renditions(other, crop="1x1", extension="jpg")[0]
    stored(rendition), stored(kept)
    original = picture.file.name
    with django_capture_on_commit_callbacks() as callbacks:
        Image.objects.filter(pk=picture.pk).delete()
    assert default_storage.exists(original)
    for callback in callbacks:
        callback()
    assert not default_storage.exists(original)
    assert default_storage.listdir("renditions")[0] == [str(other.pk)]
    assert default_storage.exists(kept.name) and default_storage.exists(other.file.name)
