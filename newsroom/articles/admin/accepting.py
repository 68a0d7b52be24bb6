"""Taking up what the cleaner suggests: one button for each region and tag."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError

from newsroom.articles.admin.provenance import Provenance
from newsroom.articles.models import Article, Region, Tag
from newsroom.articles.slugs import free_slug
from newsroom.cleaning import CleanedArticle


@dataclass(frozen=True)
class Accepted:
    """The suggestion whose button was pressed."""

    kind: str
    name: str


@dataclass(frozen=True)
class Offer:
    """A suggestion as the form shows it."""

    kind: str
    name: str
    evidence: tuple[str, ...]
    is_new: bool
    is_taken: bool
    may_take: bool


def pressed(data: Mapping[str, Any]) -> Accepted | None:
    """The suggestion that the form was sent with, if it was one."""
    for kind in ("region", "tag"):
        if name := str(data.get(f"_add_{kind}", "")).strip():
            return Accepted(kind, name)
    return None


def check_right(accepted: Accepted, *, by: User) -> None:
    """Raise PermissionDenied where a new tag would have to be made by someone who may not."""
    is_new = accepted.kind == "tag" and not Tag.objects.filter(name=accepted.name).exists()
    if is_new and not by.has_perm("articles.add_tag"):
        raise PermissionDenied("Only editors make new tags.")


def accept(accepted: Accepted, article: Article) -> str:
    """Put the region or tag on the story; returns the sentence for the editor."""
    if accepted.kind == "region":
        region = Region.objects.filter(name=accepted.name).first()
        if region is None:
            return f"There is no region {accepted.name} at this site."
        article.regions.add(region)
        return f"Region added: {region}."
    tag = Tag.objects.filter(name=accepted.name).first()
    try:
        article.tags.add(tag or _new_tag(accepted.name))
    except ValidationError as error:
        return f"No tag was made of “{accepted.name}”: {' '.join(error.messages)}"
    return f"Tag added: {accepted.name}."


def offers(article: Article | None, found: Provenance | CleanedArticle, *, by: User) -> list[Offer]:
    """Every suggestion, with whether it is on the story already and whether it would be new.

    None is a story that is not made yet: it has neither regions nor tags.
    """
    regions = set(Region.objects.values_list("name", flat=True))
    tags = set(
        Tag.objects.filter(name__in=[tag.name for tag in found.tags]).values_list("name", flat=True)
    )
    on_story = {
        "region": {region.name for region in article.regions.all()} if article else set(),
        "tag": {tag.name for tag in article.tags.all()} if article else set(),
    }
    may_make = by.has_perm("articles.add_tag")
    return [
        Offer(
            kind=kind,
            name=suggestion.name,
            evidence=suggestion.evidence,
            is_new=suggestion.name not in known,
            is_taken=suggestion.name in on_story[kind],
            may_take=suggestion.name in known or (kind == "tag" and may_make),
        )
        for kind, known, suggestions in (
            ("region", regions, found.regions),
            ("tag", tags, found.tags),
        )
        for suggestion in suggestions
    ]


def _new_tag(name: str) -> Tag:
    tag = Tag(name=name, slug=free_slug(name, model=Tag))
    tag.full_clean()
    tag.save()
    return tag
