"""The gazetteer is whole: one tree, each name once."""

from newsroom.cleaning.places import PLACES

BY_NAME = {place.name: place for place in PLACES}


def test_names_and_slugs_are_unique() -> None:
    assert len(BY_NAME) == len(PLACES) == len({place.slug for place in PLACES})


def test_every_parent_stands_before_its_children() -> None:
    seen: set[str] = {""}
    for place in PLACES:
        assert place.parent in seen
        seen.add(place.name)


def test_there_are_enough_markets() -> None:
    assert sum(not place.is_group for place in PLACES) >= 45


def test_no_name_belongs_to_two_places() -> None:
    owners: dict[str, str] = {}
    for place in PLACES:
        for name in (place.name, *place.aliases, *place.demonyms, *place.cities):
            assert owners.setdefault(name, place.name) == place.name
