"""Scenes of things that fly: kites and routes."""

import math
import random

from newsroom.ops.demo.scenes.canvas import (
    CLAY,
    HEIGHT,
    JADE,
    WIDTH,
    Canvas,
    Palette,
    Point,
    blend,
    curve,
)


def kites_over_roofs(dice: random.Random) -> Canvas:
    ink = CLAY
    sheet = Canvas("#F7EADF", "#EFC9AE")
    sheet.disc(1240, 640, 150, "#FFF6E9", 190)
    for x, width, height in (
        (90, 90, 330),
        (230, 70, 250),
        (980, 80, 300),
        (1090, 110, 420),
        (1400, 90, 260),
    ):
        sheet.rect(x, 780 - height, width, height, blend(ink.pale, "#FFFFFF", 0.25))
        for floor in range(height // 26 - 1):
            sheet.rect(x + 12, 796 - height + floor * 26, width - 24, 7, "#FFFFFF", 120)
    for row, (base, tone) in enumerate(((790, 0.15), (870, 0.45), (960, 0.8))):
        _roofs(sheet, dice, base, 90 + row * 34, blend(ink.mid, ink.deep, tone))
    flights = (
        (420, 330, 150, -0.25, ink.accent),
        (830, 200, 110, 0.2, ink.deep),
        (1130, 390, 84, -0.1, "#D5573B"),
        (640, 520, 62, 0.35, ink.deep),
        (250, 160, 66, 0.1, "#D5573B"),
    )
    for x, y, size, tilt, colour in flights:
        _kite(sheet, (x, y), size, tilt, colour, ink)
    return sheet


def _roofs(sheet: Canvas, dice: random.Random, base: float, size: float, tone: str) -> None:
    """A street of pitched roofs, each with a lit and a shaded slope."""
    x = -size * dice.random()
    while x < WIDTH:
        width = size * dice.uniform(1.5, 2.2)
        ridge, eave = base - size * 0.75, base
        sheet.rect(x + 8, eave, width - 16, HEIGHT - eave, blend(tone, "#FFF3E6", 0.5))
        sheet.rect(x + width * 0.2, eave + 24, size * 0.3, size * 0.4, blend(tone, "#000000", 0.3))
        sheet.poly(
            [
                (x - 8, eave + 10),
                (x + width * 0.28, ridge),
                (x + width * 0.72, ridge),
                (x + width + 8, eave + 10),
            ],
            tone,
        )
        sheet.poly(
            [
                (x + width * 0.5, ridge),
                (x + width * 0.72, ridge),
                (x + width + 8, eave + 10),
                (x + width * 0.56, eave + 10),
            ],
            blend(tone, "#000000", 0.18),
        )
        for tile in range(1, 4):
            y = ridge + (eave - ridge) * tile / 4
            sheet.rect(
                x + width * (0.28 - 0.07 * tile), y, width * (0.44 + 0.14 * tile), 2, "#FFFFFF", 40
            )
        x += width + dice.uniform(-10, size * 0.3)


def _kite(sheet: Canvas, at: Point, size: float, tilt: float, tone: str, ink: Palette) -> None:
    x, y = at

    def turn(dx: float, dy: float) -> Point:
        return (
            x + size * (dx * math.cos(tilt) - dy * math.sin(tilt)),
            y + size * (dx * math.sin(tilt) + dy * math.cos(tilt)),
        )

    top, right, foot, left = turn(0, -0.8), turn(0.6, -0.1), turn(0, 1), turn(-0.6, -0.1)
    string = curve([foot, turn(0.5, 2.2), (x + size * 1.6, 1067)])
    sheet.line(string, 2, ink.ink, 120)
    sheet.poly([top, right, foot, left], tone)
    sheet.poly([top, right, foot], "#000000", 40)
    sheet.line([top, foot], 3, "#FFFFFF", 150)
    sheet.line([left, right], 3, "#FFFFFF", 150)
    tail = curve([foot, turn(-0.25, 1.4), turn(0.2, 1.8), turn(-0.2, 2.3)])
    sheet.line(tail, 4, tone)
    for share in (0.45, 0.7, 0.98):
        bow_x, bow_y = tail[int(share * (len(tail) - 1))]
        sheet.poly(
            [
                (bow_x - 14, bow_y - 8),
                (bow_x + 14, bow_y + 8),
                (bow_x + 14, bow_y - 8),
                (bow_x - 14, bow_y + 8),
            ],
            tone,
        )


def route_map(dice: random.Random) -> Canvas:
    ink = JADE
    sheet = Canvas("#DCEAE6", "#CFE1DC")
    for line in range(1, 12):
        sheet.rect(line * 134, 0, 1.5, HEIGHT, "#FFFFFF", 130)
        sheet.rect(0, line * 98, WIDTH, 1.5, "#FFFFFF", 130)
    for centre, size in (
        ((420, 330), 330),
        ((1120, 250), 250),
        ((760, 860), 190),
        ((1330, 820), 240),
        ((190, 900), 150),
        ((1010, 660), 80),
    ):
        _land(sheet, dice, centre, size, ink)
    hub = (690.0, 520.0)
    ends = [
        (150, 240),
        (330, 130),
        (560, 190),
        (930, 130),
        (1200, 190),
        (1430, 330),
        (1290, 560),
        (1380, 860),
        (1060, 900),
        (760, 930),
        (430, 850),
        (190, 640),
        (1000, 410),
    ]
    for place, end in enumerate(ends):
        _route(sheet, hub, end, ink.accent if place in (3, 7) else ink.deep, place in (3, 7))
    for radius, tone in ((54, "#FFFFFF"), (34, ink.ink), (14, ink.accent)):
        sheet.disc(*hub, radius, tone, 200 if radius == 54 else 255)
    return sheet


def _land(sheet: Canvas, dice: random.Random, centre: Point, size: float, ink: Palette) -> None:
    """An invented coast: a wobbling ring, with a lighter shelf around it."""
    coast = []
    for step in range(15):
        angle = 2 * math.pi * step / 15
        reach = size * dice.uniform(0.62, 1.08)
        coast.append(
            (centre[0] + reach * math.cos(angle), centre[1] + reach * 0.72 * math.sin(angle))
        )
    shelf = [
        ((x - centre[0]) * 1.09 + centre[0], (y - centre[1]) * 1.09 + centre[1]) for x, y in coast
    ]
    sheet.poly(curve([*shelf, shelf[0]]), "#FFFFFF", 80)
    sheet.poly(curve([*coast, coast[0]]), blend(ink.pale, ink.mid, 0.45))


def _route(sheet: Canvas, start: Point, end: Point, colour: str, bold: bool) -> None:
    """A great-circle-like arc, with a dot where it lands."""
    lift = 0.16 * math.dist(start, end)
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 - lift)
    path = [
        (
            (1 - t) ** 2 * start[0] + 2 * (1 - t) * t * middle[0] + t**2 * end[0],
            (1 - t) ** 2 * start[1] + 2 * (1 - t) * t * middle[1] + t**2 * end[1],
        )
        for t in (step / 40 for step in range(41))
    ]
    sheet.line(path, 7 if bold else 3.5, colour)
    sheet.disc(*end, 15 if bold else 10, "#FFFFFF")
    sheet.disc(*end, 10 if bold else 6, colour)
    if bold:
        _plane(sheet, path[24], path[26], colour)


def _plane(sheet: Canvas, tail: Point, nose: Point, colour: str) -> None:
    angle = math.atan2(nose[1] - tail[1], nose[0] - tail[0])
    shape = [
        (34, 0),
        (8, 6),
        (-12, 34),
        (-20, 34),
        (-8, 6),
        (-26, 5),
        (-34, 15),
        (-39, 15),
        (-34, 0),
        (-39, -15),
        (-34, -15),
        (-26, -5),
        (-8, -6),
        (-20, -34),
        (-12, -34),
        (8, -6),
    ]
    for size, tone in ((1.35, "#FFFFFF"), (1.0, colour)):
        sheet.poly(
            [
                (
                    tail[0] + size * (x * math.cos(angle) - y * math.sin(angle)),
                    tail[1] + size * (x * math.sin(angle) + y * math.cos(angle)),
                )
                for x, y in shape
            ],
            tone,
        )
