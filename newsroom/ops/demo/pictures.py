"""The demo's illustrations, drawn rather than stored: `draw(name)` gives a finished picture.

Each scene is a function of a canvas and a random generator seeded with the picture's own name, so
a picture is the same on every machine and on every run.
"""

import random
from collections.abc import Callable

from PIL import Image

from newsroom.ops.demo.scenes import (
    books,
    cloth,
    country,
    harbour,
    indoors,
    shelves,
    shops,
    sky,
    store,
    street,
    tram,
)
from newsroom.ops.demo.scenes.canvas import Canvas

Scene = Callable[[random.Random], Canvas]

SCENES: dict[str, Scene] = {
    "batik-flower": cloth.batik_flower,
    "billboard-avenue": street.billboard_avenue,
    "book-spines": books.book_spines,
    "city-tram": tram.city_tram,
    "commuter-train": street.commuter_train,
    "dairy-hills": country.dairy_hills,
    "data-bars": indoors.data_bars,
    "ferry-pier": harbour.ferry_pier,
    "grocery-aisle": shelves.grocery_aisle,
    "harbour-towers": harbour.harbour_towers,
    "island-light": harbour.island_light,
    "kites-over-roofs": sky.kites_over_roofs,
    "lift-floors": store.lift_floors,
    "market-stalls": shops.market_stalls,
    "night-stadium": country.night_stadium,
    "phone-shelf": shelves.phone_shelf,
    "recording-studio": indoors.recording_studio,
    "route-map": sky.route_map,
    "screen-wall": indoors.screen_wall,
    "taxi-rank": street.taxi_rank,
    "tea-shop": shops.tea_shop,
    "two-hills": harbour.two_hills,
}


def draw(name: str) -> Image.Image:
    """The picture of that name, 1600 x 1067 RGB; raises KeyError for a name without a scene."""
    return SCENES[name](random.Random(name)).finished()
