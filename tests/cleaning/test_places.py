"""The gazetteer is whole: one tree, each name once."""

from newsroom.cleaning.places import PLACES, Place

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


def words(place: Place) -> set[str]:
    return {place.name, *place.aliases, *place.demonyms, *place.cities}


def test_a_blocker_holds_a_word_of_its_place_and_is_none() -> None:
    every = {word for place in PLACES for word in words(place)}
    for place in PLACES:
        for blocker in place.blockers:
            held = [
                word for word in words(place) if f" {word} " in f" {blocker.replace('-', ' ')} "
            ]
            assert held, blocker
            assert blocker not in every, blocker


def test_words_to_be_careful_with_are_words_of_the_place() -> None:
    for place in PLACES:
        assert {*place.cautious, *place.given} <= words(place), place.name


def test_every_market_of_the_region_has_its_cities_and_people() -> None:
    asian = {place.name for place in PLACES if place.parent == "Asia-Pacific"}
    for place in PLACES:
        if place.parent in asian and not place.is_group:
            assert place.demonyms, place.name
            assert len(place.cities) >= 3, place.name
