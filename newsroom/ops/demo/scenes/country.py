"""Scenes on grass: a cricket ground and a dairy farm."""

import math
import random

from newsroom.ops.demo.scenes.canvas import (
    JADE,
    NIGHT,
    SAND,
    WIDTH,
    Canvas,
    Palette,
    Point,
)


def night_stadium(dice: random.Random) -> Canvas:
    ink = NIGHT
    sheet = Canvas(ink.ink, "#1F4A4A")
    for _ in range(90):
        sheet.disc(
            dice.uniform(0, WIDTH), dice.uniform(0, 420), dice.uniform(0.8, 2), "#FFFFFF", 120
        )
    for x, reach in ((170, 900), (560, 620), (1040, 620), (1430, 900)):
        _beam(sheet, x, reach, ink)
    sheet.oval(800, 690, 960, 250, ink.deep)
    sheet.oval(800, 712, 930, 226, ink.pale)
    _crowd(sheet, dice, ink)
    sheet.oval(800, 770, 860, 216, "#123F33")
    sheet.oval(800, 778, 840, 206, "#2F7D5B")
    for band in range(7):
        sheet.oval(
            800, 778, 840 - band * 118, 206 - band * 29, "#3B8E68" if band % 2 else "#2F7D5B"
        )
    sheet.poly([(776, 716), (824, 716), (838, 846), (762, 846)], "#D9BE87")
    for y, size in ((722, 10), (838, 15)):
        for stump in (-1, 0, 1):
            sheet.rect(800 + stump * size * 0.5 - 1.5, y - size * 1.6, 3, size * 1.6, "#FFFFFF")
    _players(sheet, dice, ink)
    _hoardings(sheet, ink)
    return sheet


def _crowd(sheet: Canvas, dice: random.Random, ink: Palette) -> None:
    for _ in range(1500):
        angle, share = dice.uniform(math.pi, 2 * math.pi), dice.uniform(0.86, 1.0)
        x, y = 800 + 925 * share * math.cos(angle), 722 + 224 * share * math.sin(angle)
        tone = dice.choice((ink.accent, "#E9EFEA", "#6FA69A", "#3C7A72"))
        sheet.disc(x, y, dice.uniform(2, 3.6), tone, 190)


def _players(sheet: Canvas, dice: random.Random, ink: Palette) -> None:
    """Eleven in the field, each with a shadow."""
    for _ in range(11):
        angle, share = dice.uniform(0, 2 * math.pi), dice.uniform(0.35, 0.85)
        x, y = 800 + 780 * share * math.cos(angle), 780 + 185 * share * math.sin(angle)
        sheet.oval(x + 10, y + 2, 16, 4, "#0A1B1F", 110)
        sheet.round(x - 4, y - 24, 8, 24, 4, "#FFFFFF")
        sheet.disc(x, y - 28, 5, ink.accent)


def _beam(sheet: Canvas, x: float, reach: float, ink: Palette) -> None:
    """One floodlight tower and the light that it throws towards the middle."""
    lean = (800 - x) * 0.9
    for spread in (1.0, 0.7, 0.42):
        sheet.poly(
            [
                (x - 40, 210),
                (x + 40, 210),
                (x + lean + reach * 0.4 * spread, 900),
                (x + lean - reach * 0.4 * spread, 900),
            ],
            "#E6F3E4",
            13,
        )
    sheet.rect(x - 7, 220, 14, 420, ink.deep)
    for rung in range(9):
        sheet.line([(x - 7, 240 + rung * 40), (x + 7, 270 + rung * 40)], 2, ink.paper)
    sheet.round(x - 66, 120, 132, 104, 6, ink.deep)
    for row in range(3):
        for column in range(4):
            sheet.disc(x - 45 + column * 30, 140 + row * 32, 15, ink.accent, 60)
            sheet.disc(x - 45 + column * 30, 140 + row * 32, 9, "#FFF8E2")


def _hoardings(sheet: Canvas, ink: Palette) -> None:
    """Advertising boards along the near rope, following the curve of the ground."""
    for board in range(16):
        start, end = math.pi * (0.11 + board * 0.0487), math.pi * (0.11 + (board + 0.92) * 0.0487)
        top = [(800 + 850 * math.cos(a), 786 + 206 * math.sin(a)) for a in (start, end)]
        base = [(x, y + 30) for x, y in reversed(top)]
        tone = (ink.accent, "#E9EFEA", "#0E5A48")[board % 3]
        sheet.poly([*top, *base], tone)


def dairy_hills(dice: random.Random) -> Canvas:
    ink = JADE
    sheet = Canvas("#D9E8EC", "#F3F1E2")
    sheet.poly([(560, 640), (1010, 150), (1420, 640)], "#A9BFC2")
    sheet.poly([(1010, 150), (1420, 640), (1120, 640), (1060, 420)], "#8DA8AC")
    sheet.poly(
        [(886, 285), (1010, 150), (1130, 293), (1070, 330), (1020, 280), (960, 340)], "#FFFFFF"
    )
    sheet.poly([(200, 660), (520, 320), (800, 660)], "#BFD0D0")
    sheet.poly([(440, 405), (520, 320), (590, 405), (540, 390), (500, 420)], "#FFFFFF")
    sheet.hills([(0, 600), (300, 560), (700, 640), (1150, 570), (1600, 630)], "#9DBFA2")
    for x in range(40, 1600, 26):
        size = dice.uniform(14, 30)
        sheet.disc(x, 640 - size + 20 * math.sin(x / 210), size, "#4D7A62")
    sheet.hills([(0, 680), (420, 640), (900, 720), (1300, 660), (1600, 700)], "#7FAE84")
    sheet.hills([(0, 860), (380, 760), (820, 860), (1240, 790), (1600, 850)], "#5E9670")
    sheet.hills([(0, 1000), (500, 930), (1000, 1000), (1600, 940)], "#3F7A5A")
    for post in range(28):
        x = post * 60 + 8
        y = 972 + 34 * math.sin(x / 300 + 2.6)
        sheet.rect(x, y - 70, 8, 80, ink.ink)
    for wire in (20, 46):
        sheet.line(
            [(x, 972 + 34 * math.sin(x / 300 + 2.6) - 70 + wire) for x in range(0, 1610, 10)],
            2.5,
            ink.ink,
            200,
        )
    for x, y, size in (
        (330, 790, 1.0),
        (560, 836, 1.2),
        (1130, 830, 1.25),
        (1380, 842, 0.9),
        (760, 736, 0.55),
        (900, 742, 0.5),
    ):
        _cow(sheet, x, y, size, ink)
    sheet.disc(250, 210, 74, SAND.paper)
    return sheet


def _cow(sheet: Canvas, x: float, y: float, size: float, ink: Palette) -> None:
    """A black-and-white cow, grazing towards the left."""

    def at(dx: float, dy: float) -> Point:
        return x + dx * size, y + dy * size

    hide, patch = "#FFFFFF", ink.ink
    sheet.oval(*at(-10, 4), 92 * size, 8 * size, patch, 90)
    for leg in (-52, -36, 38, 54):
        sheet.rect(*at(leg, -44), 11 * size, 48 * size, hide)
    sheet.line([at(66, -92), at(78, -70), at(76, -34)], 4 * size, patch)
    sheet.round(*at(-64, -100), 134 * size, 64 * size, 22 * size, hide)
    sheet.poly([at(-62, -94), at(-36, -98), at(-34, -62), at(-66, -30), at(-84, -36)], hide)
    sheet.oval(*at(-6, -82), 28 * size, 18 * size, patch)
    sheet.round(*at(34, -100), 36 * size, 44 * size, 18 * size, patch)
    sheet.poly([at(-66, -52), at(-92, -40), at(-106, -10), at(-92, -2), at(-70, -22)], patch)
    sheet.poly([at(-102, -20), at(-110, -4), at(-94, 3), at(-84, -8)], "#E9C9BA")
    sheet.oval(*at(-62, -54), 14 * size, 6 * size, patch)
    sheet.poly([at(-84, -48), at(-92, -58), at(-78, -52)], "#E9C9BA")
