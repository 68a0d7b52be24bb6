"""The desk's own regions, tags and authors by every name they go by: read once, asked often."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from newsroom.articles.models import Author, Region, Tag, TagAlias, TagKind
from newsroom.articles.slugs import free_slug
from newsroom.cleaning.places import PLACES
from newsroom.importing import RawArticle

LONGEST_TAG = Tag._meta.get_field("name").max_length or 0
LONGEST_AUTHOR = Author._meta.get_field("name").max_length or 0


@dataclass(frozen=True)
class Filed:
    """What a source files a story under, as far as the desk has it; and what it has not."""

    regions: tuple[Region, ...]
    tags: tuple[Tag, ...]
    unknown: tuple[str, ...]


class Lookups:
    """As it was when first asked; what is made here is known here. Capitals do not matter."""

    def region(self, name: str) -> Region | None:
        return self._regions.get(name.casefold())

    def tag(self, name: str) -> Tag | None:
        return self._tags.get(name.casefold())

    def author(self, name: str) -> Author:
        """The author of that name, made if the desk has none: without an account."""
        name = name[:LONGEST_AUTHOR].strip()
        found = self._authors.get(name.casefold())
        if found is None:
            found = Author.objects.create(name=name, slug=free_slug(name, model=Author))
            self._authors[name.casefold()] = found
        return found

    def author_name(self, name: str) -> str:
        """The name as the desk writes it, where it has such an author."""
        name = name[:LONGEST_AUTHOR].strip()
        found = self._authors.get(name.casefold())
        return found.name if found else name

    def made_tag(self, name: str, *, kind: TagKind) -> Tag:
        """The tag of that name, made if the desk has none."""
        found = self.tag(name)
        if found is None:
            slug = free_slug(name, model=Tag)
            found = Tag.objects.create(name=name, slug=slug, kind=kind, is_proposed=True)
            self._tags[name.casefold()] = found
        return found

    def filed(self, raw: RawArticle) -> Filed:
        """Its categories and tags: a region where a region goes by that name, else a tag."""
        regions: dict[int, Region] = {}
        tags: dict[int, Tag] = {}
        unknown: dict[str, str] = {}
        for name in _each_once((*raw.categories, *raw.tags)):
            if region := self.region(name):
                regions[region.pk] = region
            elif tag := self.tag(name):
                tags[tag.pk] = tag
            elif len(name) <= LONGEST_TAG:
                unknown.setdefault(name.casefold(), name)
        return Filed(tuple(regions.values()), tuple(tags.values()), tuple(unknown.values()))

    @cached_property
    def _regions(self) -> dict[str, Region]:
        aliases = {place.name: place.aliases for place in PLACES}
        found: dict[str, Region] = {}
        rows = list(Region.objects.all())
        for region in rows:
            for name in (region.name, region.short_name, region.slug):
                found.setdefault(name.casefold(), region)
        for region in rows:  # after all names: an alias of one may be the name of another
            for name in aliases.get(region.name, ()):
                found.setdefault(name.casefold(), region)
        found.pop("", None)
        return found

    @cached_property
    def _tags(self) -> dict[str, Tag]:
        aliases = TagAlias.objects.select_related("tag")
        found = {alias.name.casefold(): alias.tag for alias in aliases}
        return found | {tag.name.casefold(): tag for tag in Tag.objects.all()}

    @cached_property
    def _authors(self) -> dict[str, Author]:
        return {author.name.casefold(): author for author in Author.objects.all()}


def _each_once(names: Iterable[str]) -> list[str]:
    return [name for name in dict.fromkeys(" ".join(each.split()) for each in names) if name]
