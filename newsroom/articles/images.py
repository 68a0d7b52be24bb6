"""Renditions of a picture: the cuts and sizes that pages ask for.

A rendition's name follows from the picture's row alone, so a page can offer a dozen of them
without asking the database or the disk; the file itself is made when it is first asked for. The
name changes with the file and its focal point, so a rendition may be kept by browsers for ever.
"""

import hashlib
import io
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from PIL import Image as Picture
from PIL import ImageOps

from newsroom.articles.fields import PICTURES_PATH
from newsroom.articles.models import Image
from newsroom.articles.originals import UNREADABLE, renditions_folder

# Width and height of each cut; the whole picture keeps its own.
CROPS: dict[str, tuple[int, int] | None] = {
    "16x9": (16, 9),
    "3x2": (3, 2),
    "4x3": (4, 3),
    "1x1": (1, 1),
    "card": (1200, 630),  # what link previews in chats and feeds show
    "whole": None,
}
# In pixels: a 390-pixel phone takes the first or the third, by its screen; the last is for print.
WIDTHS = (400, 640, 960, 1280, 1600)
CARD_WIDTH = 1200
TEXT_WIDTH = 1280
# At these qualities drawn and photographed pictures show no damage at arm's length.
FORMATS: dict[str, tuple[str, dict]] = {
    "webp": ("WEBP", {"quality": 76, "method": 4}),
    "jpg": ("JPEG", {"quality": 80, "optimize": True, "progressive": True}),
}


class NoPicture(Exception):
    """The original is missing, or nothing that can be read as a picture."""


@dataclass(frozen=True)
class Rendition:
    """One cut of a picture in one size and format. Width and height are in pixels."""

    image: Image
    crop: str
    width: int
    extension: str = "jpg"

    @property
    def height(self) -> int:
        whole_width, whole_height = largest(self.image, crop=self.crop)
        return round(self.width * whole_height / whole_width)

    @property
    def name(self) -> str:
        """Where the storage keeps it."""
        return (
            f"{renditions_folder(self.image)}/{version(self.image)}/"
            f"{self.crop}-{self.width}.{self.extension}"
        )

    @property
    def url(self) -> str:
        return reverse(
            "reader:picture",
            args=[self.image.pk, version(self.image), self.crop, self.width, self.extension],
        )


def version(image: Image) -> str:
    """Eight hexadecimal digits that change with the file and with its focal point."""
    seen = f"{image.file.name} {image.focal_x} {image.focal_y}"
    return hashlib.sha256(seen.encode()).hexdigest()[:8]


def largest(image: Image, *, crop: str) -> tuple[int, int]:
    """Width and height of the largest cut of that shape in the picture, in pixels."""
    shape = CROPS[crop]
    if shape is None:
        return image.width, image.height
    across, down = shape
    width = min(image.width, round(image.height * across / down))
    return width, max(1, round(width * down / across))


def widths(image: Image, *, crop: str) -> list[int]:
    """The widths in which the cut is offered: never larger than the picture itself."""
    most = largest(image, crop=crop)[0]
    sizes = (CARD_WIDTH,) if crop == "card" else WIDTHS
    return [size for size in sizes if size < most] + ([min(most, sizes[-1])])


def renditions(image: Image, *, crop: str, extension: str) -> list[Rendition]:
    """Every size of the cut in that format, smallest first."""
    return [Rendition(image, crop, width, extension) for width in widths(image, crop=crop)]


def biggest(image: Image, *, crop: str) -> Rendition:
    """The largest JPEG of the cut, for those who take one picture and no choice."""
    return renditions(image, crop=crop, extension="jpg")[-1]


def stored(rendition: Rendition) -> bytes:
    """The file's bytes, made and kept if nobody has asked for it before. Raises NoPicture."""
    try:
        with default_storage.open(rendition.name) as file:
            return bytes(file.read())
    except FileNotFoundError:
        data = _drawn(rendition)
        _keep(rendition.name, data)
        return data


def in_text(image: Image) -> Rendition:
    """What stands in the text of a story, whose column is half as wide: sharp on any screen."""
    fitting = [width for width in widths(image, crop="whole") if width <= TEXT_WIDTH]
    return Rendition(image, "whole", fitting[-1] if fitting else widths(image, crop="whole")[0])


def nearest(image: Image, *, crop: str, width: int, extension: str) -> Rendition:
    """The cut as it is today, for an address from before its file or its focal point changed."""
    offered = widths(image, crop=crop)
    return Rendition(image, crop, min(offered, key=lambda size: abs(size - width)), extension)


def address_start(image: Image) -> str:
    """How the address of each rendition of the picture begins, whatever its version."""
    return f"{PICTURES_PATH}{image.pk}-"


def _keep(name: str, data: bytes) -> None:
    """Store the file whole or not at all: whoever reads half of it would keep that for a year."""
    try:
        path = Path(default_storage.path(name))
    except (
        NotImplementedError
    ):  # not a folder but an object store, where no file is ever half there
        kept = default_storage.save(name, ContentFile(data))
        if kept != name:  # two asked at once: the other one's file stands
            default_storage.delete(kept)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    try:
        unfinished.write_bytes(data)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _drawn(rendition: Rendition) -> bytes:
    try:
        return _cut(rendition)
    except UNREADABLE as error:
        raise NoPicture(f"{rendition.image.file.name}: {error}") from error


def _cut(rendition: Rendition) -> bytes:
    image = rendition.image
    with image.file.open("rb") as file, Picture.open(file) as original:
        upright = _on_white(ImageOps.exif_transpose(original))
        cut = ImageOps.fit(
            upright,
            (rendition.width, rendition.height),
            method=Picture.Resampling.LANCZOS,
            centering=(image.focal_x, image.focal_y),
        )
    data = io.BytesIO()
    kind, options = FORMATS[rendition.extension]
    cut.save(data, kind, **options)
    return data.getvalue()


def _on_white(picture: Picture.Image) -> Picture.Image:
    """Without transparency, which JPEG does not know."""
    if picture.mode == "RGB":
        return picture
    layer = picture.convert("RGBA")
    paper = Picture.new("RGBA", layer.size, "#ffffff")
    return Picture.alpha_composite(paper, layer).convert("RGB")
