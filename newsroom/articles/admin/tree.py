"""The tree of regions as a list: each below the one that holds it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from newsroom.articles.models import Region


def in_tree_order(regions: Iterable[Region]) -> list[Region]:
    """Parents before children, neighbours by position and then by name."""
    children: dict[int | None, list[Region]] = defaultdict(list)
    for region in sorted(regions, key=lambda region: (region.position, region.name)):
        children[region.parent_id].append(region)
    return list(_below(None, children))


def _below(parent: int | None, children: dict[int | None, list[Region]]) -> Iterator[Region]:
    for region in children[parent]:
        yield region
        yield from _below(region.pk, children)
