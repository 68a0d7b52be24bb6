"""The pictures of an export, each once: known again by its name and its bytes."""

from pathlib import Path, PurePosixPath

from django.core.files import File
from django.core.files.storage import default_storage
from PIL import Image as Picture

from newsroom.articles.exchange.folder import sha256_of
from newsroom.articles.exchange.portable import Names, Plain, insert, row_of
from newsroom.articles.models import Image
from newsroom.articles.originals import KEPT, MAX_PIXELS, OPENED, UNREADABLE


class BadPicture(Exception):
    """A file that cannot be a picture here; the message says why."""


def restore_picture(plain: Plain, names: Names, *, folder: Path, sums: dict[str, str]) -> None:
    """Store the picture, unless it is here. Raises BadPicture for a file that is none.

    Where another picture has its name, it gets one with its own hash in it, which is the same
    the next time.
    """
    name = plain["file"]
    expected = sums.get(f"media/{name}", "")
    for place in (name, _marked(name, expected)):
        stored = _sha256_of_stored(place)
        if stored and expected and stored != expected:
            continue
        image = Image.objects.filter(file=place).first()
        if expected and not stored:
            _store(folder / name, place)
        if image is None:
            image = row_of(Image, {**plain, "file": place}, names)
            insert(image)
        names.learn(image, name)
        return
    raise BadPicture(f"Two other pictures are in the places of {name}: move media/ away.")


def _store(path: Path, place: str) -> None:
    """As it is: it was taken in once, and taken in again it might become another file."""
    try:
        with Picture.open(path, formats=OPENED) as picture:
            fits = KEPT[str(picture.format)][1] == path.suffix.lower()
            if not fits or picture.width * picture.height > MAX_PIXELS:
                raise BadPicture(f"{path} is no picture as this newsroom keeps them.")
            picture.verify()
    except UNREADABLE as error:
        raise BadPicture(f"{path} is no picture, or damaged: {error}") from error
    with path.open("rb") as file:
        default_storage.save(place, File(file))


def _sha256_of_stored(place: str) -> str:
    try:
        with default_storage.open(place) as file:
            return sha256_of(file.chunks())
    except FileNotFoundError:
        return ""


def _marked(name: str, sha256: str) -> str:
    path = PurePosixPath(name)
    return str(path.with_name(f"{path.stem}-{sha256[:8]}{path.suffix}"))
