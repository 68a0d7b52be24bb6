"""A department store, cut open."""

import math
import random

from newsroom.ops.demo.scenes.canvas import (
    DUSK,
    JADE,
    WIDTH,
    Canvas,
    Palette,
    blend,
)


def lift_floors(dice: random.Random) -> Canvas:
    ink = DUSK
    sheet = Canvas("#DFE7EE", "#F3E6D2")
    x = -20.0
    while x < WIDTH:
        width, height = dice.randint(80, 160), dice.randint(200, 620)
        sheet.rect(x, 990 - height, width, height, blend(ink.pale, "#FFFFFF", 0.3))
        x += width + 6
    sheet.rect(210, 176, 1180, 824, ink.ink)
    lights = ("#F7DFA6", "#F3E9DA", "#DCE9E4", "#F6D9C6", "#E4E9F2")
    for floor in range(5):
        y = 196 + floor * 160
        sheet.rect(230, y, 1140, 144, lights[floor])
        sheet.rect(230, y, 1140, 12, "#FFFFFF", 130)
        _floor(sheet, dice, floor, y + 144, ink)
    for shaft, stop in ((560, 1), (930, 3)):
        sheet.rect(shaft, 196, 120, 794, ink.deep)
        sheet.rect(shaft + 57, 196, 6, 794, ink.mid, 130)
        _lift(sheet, shaft, 196 + stop * 160, ink)
    sheet.rect(180, 158, 1240, 26, ink.deep)
    sheet.round(620, 100, 360, 62, 6, ink.ink)
    for letter in range(7):
        sheet.disc(674 + letter * 42, 131, 12, ink.accent)
    sheet.rect(0, 990, WIDTH, 80, ink.mid)
    sheet.rect(0, 990, WIDTH, 10, ink.ink)
    return sheet


def _lift(sheet: Canvas, x: float, y: float, ink: Palette) -> None:
    """A lit car with its attendant, who speaks."""
    sheet.rect(x + 8, y + 2, 104, 142, "#FFF3D2")
    sheet.rect(x + 8, y + 2, 104, 10, ink.accent)
    sheet.round(x + 34, y + 78, 48, 66, 18, "#00795A")
    sheet.disc(x + 58, y + 60, 19, "#E9C9A9")
    sheet.round(x + 38, y + 34, 40, 18, 8, "#00795A")
    for wave, alpha in ((17, 255), (29, 190), (41, 120)):
        arc = [
            (x + 78 + wave * math.cos(t / 10), y + 66 + wave * math.sin(t / 10))
            for t in range(-7, 8)
        ]
        sheet.line(arc, 4, ink.ink, alpha)


def _floor(sheet: Canvas, dice: random.Random, floor: int, foot: float, ink: Palette) -> None:
    """What is sold on one floor: umbrellas, frocks, lamps, cakes or boxes."""
    tones = ("#D5573B", "#00795A", ink.accent, ink.deep, ink.mid)
    goods = (_umbrella, _frock, _lamp, _cake, _parcel)[floor]
    for x in (302, 396, 490, 744, 862, 1120, 1210, 1300):
        goods(sheet, x, foot, dice.choice(tones))
    sheet.rect(230, foot, 1140, 16, JADE.ink)


def _umbrella(sheet: Canvas, x: float, foot: float, tone: str) -> None:
    dome = [(x + 44 * math.cos(t / 12), foot - 76 - 52 * math.sin(t / 12)) for t in range(38)]
    sheet.line(
        [(x, foot - 136), (x, foot - 8), (x + 12, foot - 4), (x + 16, foot - 14)], 4, JADE.ink
    )
    sheet.poly(dome, tone)
    sheet.poly([(x, foot - 128), (x + 14, foot - 76), (x - 14, foot - 76)], "#FFFFFF", 80)


def _frock(sheet: Canvas, x: float, foot: float, tone: str) -> None:
    sheet.rect(x - 2, foot - 30, 4, 30, JADE.ink)
    sheet.rect(x - 16, foot - 4, 32, 4, JADE.ink)
    sheet.poly(
        [
            (x - 22, foot - 138),
            (x + 22, foot - 138),
            (x + 14, foot - 92),
            (x + 38, foot - 24),
            (x - 38, foot - 24),
            (x - 14, foot - 92),
        ],
        tone,
    )
    sheet.rect(x - 14, foot - 95, 28, 7, "#FFFFFF", 170)


def _lamp(sheet: Canvas, x: float, foot: float, tone: str) -> None:
    sheet.rect(x - 3, foot - 84, 6, 84, JADE.ink)
    sheet.oval(x, foot - 4, 22, 6, JADE.ink)
    sheet.disc(x, foot - 82, 14, "#FFF8E2")
    sheet.poly(
        [(x - 18, foot - 140), (x + 18, foot - 140), (x + 38, foot - 84), (x - 38, foot - 84)], tone
    )


def _cake(sheet: Canvas, x: float, foot: float, tone: str) -> None:
    for layer in range(3):
        colour = tone if layer % 2 == 0 else "#FFFFFF"
        width = 84 - layer * 24
        sheet.round(x - width / 2, foot - 40 - layer * 36, width, 40, 6, colour)
    sheet.disc(x, foot - 120, 9, "#D5573B")


def _parcel(sheet: Canvas, x: float, foot: float, tone: str) -> None:
    sheet.rect(x - 42, foot - 80, 84, 80, tone)
    sheet.rect(x - 42, foot - 80, 84, 16, "#000000", 36)
    sheet.rect(x - 6, foot - 80, 12, 80, "#FFFFFF", 210)
    for side in (-1, 1):
        sheet.oval(x + side * 14, foot - 88, 15, 9, "#FFFFFF")
