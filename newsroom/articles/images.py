"""Renditions of a picture: the cuts and sizes that pages ask for.

A rendition's name follows from the picture's row alone, so a page can offer a dozen of them
without asking the database or the disk; the file itself is made when it is first asked for. The
name changes with the file and its focal point, so a rendition may be kept by browsers for ever.
"""

import hashlib
import io
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from PIL import Image as Picture
from PIL import ImageOps

from newsroom.articles.models import Image

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
# At these qualities drawn and photographed pictures show no damage at arm's length.
FORMATS: dict[str, tuple[str, dict]] = {
    "webp": ("WEBP", {"quality": 76, "method": 4}),
    "jpg": ("JPEG", {"quality": 80, "optimize": True, "progressive": True}),
}


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
            f"renditions/{self.image.pk}-{version(self.image)}/"
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
    """The file's bytes, made and kept if nobody has asked for it before."""
    if not default_storage.exists(rendition.name):
        kept = default_storage.save(rendition.name, ContentFile(_drawn(rendition)))
        if kept != rendition.name:  # two asked at once: the other one's file stands
            default_storage.delete(kept)
    with default_storage.open(rendition.name) as file:
        return bytes(file.read())


def _drawn(rendition: Rendition) -> bytes:
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
