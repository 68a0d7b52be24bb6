"""The demo newsroom's content, read from the files beside this module.

Every company, person and figure in it is invented. Plain Python: the loader that fills the
database reads what `load` returns, and publishes relative to the moment it runs, so that the
demo is never older than its newest story.

    newsroom.toml       [site], [regions] group = [markets], [[authors]], [[tags]], [[pictures]]
    stories/NNN-slug.html
                        a TOML head between two lines of `+++`, then the body: a fragment of
                        p h2 h3 ul ol li blockquote aside figure figcaption table caption thead
                        tbody tr th td a strong em. The address is /articles/<slug>/
    originals/NAME.txt  a clean story: title and paragraphs, an empty line between them
    damaged/NAME.*      the same story as a bad migration left it, made by `damage.py`
    shells/*.html       pages of the old site, which damage.py puts round some of them
    damaged/pages.toml  [NAME] what the demo adds after it has imported and cleaned the page

A story's head holds `headline`, `standfirst`, `authors`, `regions`, `tags`, `age`, and where they
apply `state` (published by default), `place` (the dateline, only where the reporter was there),
`hero` (a picture's name), `substantive_update` (its age), `due_in` (scheduled), `reason`
(withdrawn) and `[[corrections]]` with `kind`, `age`, `text`.

Ages are written `12m`, `3h40m`, `2d5h` and become `timedelta`. They count back from the load; for
a story that is not published, `age` is when it was last saved. `due_in` counts forward.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

FOLDER = Path(__file__).parent
PARTS = frozenset({"site", "regions", "authors", "tags", "pictures"})
DURATIONS = frozenset({"age", "due_in", "substantive_update"})

Record = TypeVar("Record")


class DemoError(ValueError):
    """The demo's files contradict themselves; the message names the file and the remedy."""


class State(StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class TagKind(StrEnum):
    TOPIC = "topic"
    COMPANY = "company"
    PERSON = "person"


class CorrectionKind(StrEnum):
    CORRECTION = "correction"
    CLARIFICATION = "clarification"


@dataclass(frozen=True)
class Site:
    name: str
    tagline: str
    timezone: str
    about: str


@dataclass(frozen=True)
class Author:
    slug: str
    name: str
    role: str
    bio: str
    city: str
    languages: tuple[str, ...]


@dataclass(frozen=True)
class Tag:
    """A subject; `nav_order` counts from 1 and is None outside the navigation."""

    name: str
    kind: TagKind
    description: str
    aliases: tuple[str, ...] = ()
    nav_order: int | None = None


@dataclass(frozen=True)
class Picture:
    """Words for a picture that `pictures.draw(name)` makes at load time."""

    name: str
    alt: str
    caption: str
    credit: str


@dataclass(frozen=True)
class Correction:
    kind: CorrectionKind
    age: timedelta
    text: str


@dataclass(frozen=True)
class Story:
    """One story, clean; `html` is our own markup, but is to be sanitised like any other."""

    slug: str
    headline: str
    standfirst: str
    html: str
    authors: tuple[str, ...]
    regions: tuple[str, ...]
    tags: tuple[str, ...]
    age: timedelta
    state: State = State.PUBLISHED
    place: str = ""
    hero: str | None = None
    substantive_update: timedelta | None = None
    due_in: timedelta | None = None
    reason: str = ""
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True)
class DamagedPage:
    """A page to import; `needs_review` says that part of it is lost for good."""

    path: Path
    original: Path
    standfirst: str
    authors: tuple[str, ...]
    regions: tuple[str, ...]
    tags: tuple[str, ...]
    age: timedelta
    place: str = ""
    hero: str | None = None
    needs_review: bool = False


@dataclass(frozen=True)
class Demo:
    site: Site
    regions: Mapping[str, tuple[str, ...]]
    authors: tuple[Author, ...]
    tags: tuple[Tag, ...]
    pictures: tuple[Picture, ...]
    stories: tuple[Story, ...]
    damaged: tuple[DamagedPage, ...]


def load(folder: Path = FOLDER) -> Demo:
    """Read and check the whole demo; raises DemoError naming the file at fault."""
    where = folder / "newsroom.toml"
    table = _toml(where.read_text(encoding="utf-8"), where=where)
    if missing := PARTS - table.keys():
        raise DemoError(f"{where.name}: no [{'], ['.join(sorted(missing))}]")
    demo = Demo(
        site=_record(Site, table["site"], where=where),
        regions={group: tuple(markets) for group, markets in table["regions"].items()},
        authors=tuple(_record(Author, row, where=where) for row in table["authors"]),
        tags=tuple(_record(Tag, row, where=where) for row in table["tags"]),
        pictures=tuple(_record(Picture, row, where=where) for row in table["pictures"]),
        stories=tuple(_story(path) for path in sorted((folder / "stories").glob("*.html"))),
        damaged=tuple(_damaged(folder)),
    )
    _check(demo)
    return demo


def duration(text: str) -> timedelta:
    """Read `2d5h`, `3h40m` or `12m`."""
    found = re.fullmatch(r"(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?", text)
    if not text or not found:
        raise DemoError(f"{text!r} is not an age: write 12m, 3h40m or 2d5h")
    days, hours, minutes = (int(part or 0) for part in found.groups())
    return timedelta(days=days, hours=hours, minutes=minutes)


def _toml(text: str, *, where: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DemoError(f"{where.name}: {error}") from error


def _story(path: Path) -> Story:
    text = path.read_text(encoding="utf-8")
    parts = re.split(r"^\+\+\+\n", text, maxsplit=2, flags=re.MULTILINE)
    if len(parts) != 3 or parts[0]:
        raise DemoError(f"{path.name}: begin with a TOML head between two lines of +++")
    _, head, body = parts
    table = _toml(head, where=path)
    slug = path.stem.partition("-")[2]
    corrections = [_record(Correction, row, where=path) for row in table.pop("corrections", [])]
    return _record(
        Story,
        {**table, "slug": slug, "html": body.strip(), "corrections": corrections},
        where=path,
    )


def _damaged(folder: Path) -> Iterable[DamagedPage]:
    where = folder / "damaged" / "pages.toml"
    for name, table in _toml(where.read_text(encoding="utf-8"), where=where).items():
        path = where.parent / name
        original = folder / "originals" / f"{path.stem}.txt"
        for needed in (path, original):
            if not needed.is_file():
                raise DemoError(f"{where.name}: {name} has no {needed.parent.name}/{needed.name}")
        yield _record(DamagedPage, {**table, "path": path, "original": original}, where=where)


def _record(kind: type[Record], table: Mapping[str, Any], *, where: Path) -> Record:
    """Make a dataclass of a TOML table, refusing a key too many or too few."""
    known = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]
    extra = table.keys() - known.keys()
    missing = {n for n, f in known.items() if f.default is MISSING} - table.keys()
    if extra or missing:
        words = [f"unknown {key}" for key in extra] + [f"no {key}" for key in missing]
        raise DemoError(f"{where.name}: {kind.__name__}: {', '.join(sorted(words))}")
    try:
        values = {key: _value(value, known[key].type, key) for key, value in table.items()}
    except ValueError as error:
        raise DemoError(f"{where.name}: {kind.__name__}: {error}") from error
    return kind(**values)


def _value(value: Any, wanted: Any, key: str) -> Any:
    if key in DURATIONS:
        return duration(value)
    if isinstance(value, list):
        return tuple(value)
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return wanted(value)
    return value


def _check(demo: Demo) -> None:
    """Every name used is a name declared, and each state has what it needs."""
    slugs = [story.slug for story in demo.stories]
    if len(set(slugs)) != len(slugs):
        raise DemoError("stories: two files share a slug")
    markets = [market for group in demo.regions.values() for market in group]
    places = ["Asia-Pacific", *demo.regions, *markets]
    items: tuple[Story | DamagedPage, ...] = (*demo.stories, *demo.damaged)
    for item in items:
        where = item.slug if isinstance(item, Story) else item.path.name
        _known(where, item.authors, [author.slug for author in demo.authors])
        _known(where, item.tags, [tag.name for tag in demo.tags])
        _known(where, item.regions, places)
        _known(where, [item.hero] if item.hero else [], [p.name for p in demo.pictures])
    for story in demo.stories:
        _check_state(story)


def _known(where: str, names: Iterable[str], declared: Iterable[str]) -> None:
    if unknown := set(names) - set(declared):
        raise DemoError(f"{where}: not declared: {', '.join(sorted(unknown))}")


def _check_state(story: Story) -> None:
    if (story.state == State.SCHEDULED) != (story.due_in is not None):
        raise DemoError(f"{story.slug}: due_in belongs to scheduled stories, and to all of them")
    if (story.state == State.WITHDRAWN) != bool(story.reason):
        raise DemoError(f"{story.slug}: reason belongs to withdrawn stories, and to all of them")
    updates = [correction.age for correction in story.corrections]
    if any(age >= story.age for age in (*updates, story.substantive_update or timedelta())):
        raise DemoError(f"{story.slug}: corrected or updated before it was published")
