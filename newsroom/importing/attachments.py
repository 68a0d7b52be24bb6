"""The files of an archive's pictures, in a copy of its uploads that lies on this machine."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from newsroom.importing.markup import original


def local_file(url: str, *, folder: Path) -> Path | None:
    """The file of a picture's address in this folder, in its own size if that is there.

    Of the address as much of the end counts as the folder has: /wp-content/uploads/2019/03/a.jpg
    is found as uploads/2019/03/a.jpg, as 2019/03/a.jpg, or as a.jpg alone.
    """
    for address in dict.fromkeys((original(url), url)):
        parts = [unquote(part) for part in urlsplit(address).path.split("/") if part]
        for start in range(len(parts)):
            path = _inside(folder, parts[start:])
            if path:
                return path
    return None


def _inside(folder: Path, parts: list[str]) -> Path | None:
    """The file there, unless the address or a link leads out of the folder."""
    if any(part in {".", ".."} or "/" in part or "\0" in part for part in parts):
        return None
    path = folder.joinpath(*parts)
    is_inside = path.is_file() and path.resolve().is_relative_to(folder.resolve())
    return path if is_inside else None
