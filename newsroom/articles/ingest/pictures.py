"""The pictures of an archive: their files taken in once, and put where the story shows them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from pathlib import Path
from re import Match

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.text import Truncator

from newsroom.articles.cleaners import IMAGE, Page
from newsroom.articles.images import in_text
from newsroom.articles.models import Image
from newsroom.importing import Picture

# As `MAX_PIXELS`: no photograph of a paper is larger.
MAX_BYTES = 50 * 1024**2


@dataclass(frozen=True)
class Taken:
    """The pictures of a page by their addresses, and a sentence for each file that is none."""

    images: Mapping[str, Image] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def take_pictures(page: Page) -> Taken:
    """Store the pictures that have a file and are not here yet.

    Not within the transaction that writes the story: drawing takes long, and editors want to save.
    """
    stated = {each.url: each for each in page.stated.images}
    of_file = {page.files[url]: picture for url, picture in stated.items() if url in page.files}
    taken: dict[Path, Image] = {}
    problems = []
    for path in dict.fromkeys(page.files.values()):
        try:
            taken[path] = _image(path, of_file.get(path, Picture("")), source=page.stated.source)
        except ValidationError as error:
            problems.append(f"{path.name}: {' '.join(error.messages)}")
        except OSError as error:
            problems.append(f"{path.name} cannot be read: {error.strerror}.")
    images = {url: taken[path] for url, path in page.files.items() if path in taken}
    return Taken(images, tuple(problems))


def lead(page: Page, images: Mapping[str, Image]) -> Image | None:
    """The main picture: the first that the source states."""
    return images.get(page.stated.images[0].url) if page.stated.images else None


def placed(html: str, images: Mapping[str, Image]) -> str:
    """The text with our own pictures in it; what has no file is left to the sanitiser to drop."""

    def ours(found: Match[str]) -> str:
        image = images.get(unescape(found[1]))
        if image is None:
            return found[0]
        shown = in_text(image)
        size = f'width="{shown.width}" height="{shown.height}"'
        return f'<img src="{escape(shown.url)}" alt="{escape(image.alt)}" {size}>'

    return IMAGE.sub(ours, html) if images else html


def _image(path: Path, picture: Picture, *, source: str) -> Image:
    if path.stat().st_size > MAX_BYTES:
        raise ValidationError(f"The file has more than {MAX_BYTES // 1024**2} MB.")
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    known = Image.objects.filter(source_sha256=digest).first()
    if known:
        return known
    alt = picture.alt or picture.caption
    image = Image(
        file=ContentFile(data, name=f"{digest[:20]}{path.suffix.lower()}"),
        source_sha256=digest,
        alt=Truncator(alt).chars(_most("alt")),
        # In HTML an empty alternative says just this.
        is_decorative=not alt,
        caption=Truncator(picture.caption).chars(_most("caption")),
        # No picture is shown without one.
        credit=Truncator(picture.credit or f"Archive: {source}").chars(_most("credit")),
    )
    image.full_clean(exclude=["file"])
    _forget_leftover(image)
    image.save()
    return image


def _forget_leftover(image: Image) -> None:
    """Remove the file that a run left which was killed before it stored the row."""
    name = image.file.field.generate_filename(image, str(image.file.name))
    if default_storage.exists(name) and not Image.objects.filter(file=name).exists():
        default_storage.delete(name)


def _most(name: str) -> int:
    return getattr(Image._meta.get_field(name), "max_length", None) or 0
