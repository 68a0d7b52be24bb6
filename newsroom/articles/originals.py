"""What is kept of a picture that somebody brings in, and how it goes.

A photograph from a telephone says where it was taken, and lies on its side with a note to turn
it. Neither may reach a reader, so such a file is written anew before it is stored: upright, and
nothing but the picture.
"""

import io
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models.fields.files import FieldFile
from PIL import Image as Picture
from PIL import ImageOps

MAX_PIXELS = 50_000_000
# What may come in, and how it is kept: format, ending, settings. A drawing that can run programs
# (SVG, EPS) is not among them. MPO is what telephones put several JPEGs into; of this and of a
# moving picture the first is kept.
KEPT: dict[str, tuple[str, str, dict]] = {
    "JPEG": ("JPEG", ".jpg", {"quality": 92}),
    "MPO": ("JPEG", ".jpg", {"quality": 92}),
    "PNG": ("PNG", ".png", {}),
    "GIF": ("PNG", ".png", {}),
    "WEBP": ("WEBP", ".webp", {"quality": 90}),
    "AVIF": ("WEBP", ".webp", {"quality": 90}),
}
OPENED = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")  # the first of them also finds MPO
# All that a JPEG can say about itself without saying anything about who made it, and where.
PLAIN = {
    *("jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "icc_profile"),
    *("progressive", "progression", "adobe", "adobe_transform"),
}
# Needed to show the picture as it was meant.
NEEDED = {"transparency", "icc_profile"}
TOO_LARGE = (Picture.DecompressionBombError, Picture.DecompressionBombWarning)
# What Pillow raises for a file that is missing, cut off, or no picture at all.
UNREADABLE = (OSError, SyntaxError, ValueError, EOFError, *TOO_LARGE)


class Original(ContentFile):
    """A picture that has been taken in already."""


def take_in(file: File) -> File:
    """The picture as it may be stored. Raises ValidationError for what is no picture of ours."""
    if isinstance(file, Original):
        return file
    file.seek(0)
    try:
        with Picture.open(file, formats=OPENED) as picture:
            _check_size(picture)
            if _is_plain(picture):
                picture.draft(None, (1, 1))  # quicker, and still reads the file to its end
                picture.load()
                file.seek(0)
                return Original(file.read(), name=_named(file, ".jpg"))
            return _written_anew(file, picture)
    except TOO_LARGE as error:
        raise _too_large() from error
    except UNREADABLE as error:
        raise ValidationError(
            "This is no picture that can be used here, or the file is damaged. "
            "Give a JPEG, PNG, WebP, AVIF or GIF."
        ) from error


def renditions_folder(image: models.Model) -> str:
    """Where the storage keeps all that is made from the picture."""
    return f"renditions/{image.pk}"


def forget_deleted(instance: models.Model, **_signal: Any) -> None:
    """Signal: remove a deleted picture's file and renditions, once the deletion is certain."""
    folder = renditions_folder(instance)  # now: the key is taken off the row
    original: FieldFile = instance.file  # type: ignore[attr-defined]
    transaction.on_commit(lambda: _remove(original, folder=folder))


def _remove(original: FieldFile, *, folder: str) -> None:
    original.storage.delete(str(original.name))
    for name in _files_below(folder):
        default_storage.delete(name)


def _files_below(folder: str) -> list[str]:
    """Files first, then the folders that held them; nothing where no rendition was ever made."""
    if not default_storage.exists(folder):
        return []
    folders, files = default_storage.listdir(folder)
    below = [name for inner in folders for name in _files_below(f"{folder}/{inner}")]
    return [*below, *(f"{folder}/{name}" for name in files), folder]


def _check_size(picture: Picture.Image) -> None:
    if picture.width * picture.height > MAX_PIXELS:
        raise _too_large()


def _too_large() -> ValidationError:
    return ValidationError(
        f"The picture is larger than {MAX_PIXELS // 1_000_000} megapixels. Make it smaller first."
    )


def _is_plain(picture: Picture.Image) -> bool:
    """Whether the file may stay as it is."""
    has_own_colours = picture.mode in {"RGB", "L"}
    return picture.format == "JPEG" and has_own_colours and set(picture.info) <= PLAIN


def _written_anew(file: File, picture: Picture.Image) -> Original:
    kind, ending, settings = KEPT[str(picture.format)]
    upright = ImageOps.exif_transpose(picture)
    upright.info = {name: value for name, value in upright.info.items() if name in NEEDED}
    if kind == "JPEG" and upright.mode not in {"RGB", "L"}:
        upright = upright.convert("RGB")
        upright.info.pop("icc_profile", None)  # that of the inks: it does not fit light
    data = io.BytesIO()
    upright.save(data, kind, **settings)
    return Original(data.getvalue(), name=_named(file, ending))


def _named(file: File, ending: str) -> str:
    return str(Path(file.name or "picture").with_suffix(ending))
