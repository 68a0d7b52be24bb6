"""A tram in an old street."""

import random

from newsroom.ops.demo.scenes.canvas import (
    CLAY,
    WIDTH,
    Canvas,
    Palette,
    blend,
)


def city_tram(dice: random.Random) -> Canvas:
    ink = CLAY
    sheet = Canvas("#F7E9DA", "#F0D3B4")
    tones = ("#DDB79B", "#CFA083", "#E4C8A8", "#C9957F", "#D9B48F", "#C58A72")
    for house, tone in enumerate(tones):
        _house(sheet, dice, -60 + house * 290, tone, ink)
    sheet.rect(0, 820, WIDTH, 250, "#8E776C")
    sheet.rect(0, 806, WIDTH, 20, "#B9A497")
    for rail in (916, 962):
        sheet.rect(0, rail, WIDTH, 7, ink.ink)
        sheet.rect(0, rail, WIDTH, 2, "#FFFFFF", 120)
    for y in (120, 150):
        sheet.line([(0, y), (800, y + 26), (1600, y)], 3, ink.ink)
    for pole in (110, 1490):
        sheet.rect(pole, 70, 12, 750, ink.ink)
        sheet.rect(pole - 60, 104, 132, 8, ink.ink)
    _tram(sheet, 320, 930, ink)
    return sheet


def _house(sheet: Canvas, dice: random.Random, x: float, tone: str, ink: Palette) -> None:
    """A house of three floors over an arcade, with shutters and a parapet."""
    top = 240 + dice.randint(0, 60)
    sheet.rect(x, top, 286, 820 - top, tone)
    sheet.rect(x - 6, top - 18, 298, 20, blend(tone, "#FFFFFF", 0.4))
    shutter = dice.choice(("#00795A", "#3B566B", "#74473C"))
    for floor in range(2):
        y = top + 46 + floor * 170
        for window in range(3):
            left = x + 26 + window * 86
            sheet.round(left + 12, y, 42, 106, 20, blend(ink.ink, tone, 0.25))
            sheet.rect(left, y + 14, 16, 94, shutter)
            sheet.rect(left + 50, y + 14, 16, 94, shutter)
        sheet.rect(x + 14, y + 122, 258, 8, ink.ink, 150)
        for bar in range(20):
            sheet.rect(x + 18 + bar * 13, y + 106, 3, 18, ink.ink, 150)
    for arch in range(2):
        sheet.round(x + 22 + arch * 130, 646, 112, 260, 56, blend(ink.ink, tone, 0.2))


def _tram(sheet: Canvas, x: float, foot: float, ink: Palette) -> None:
    """A single-deck tram, its pole on the wire, lamps lit."""
    sheet.oval(x + 480, foot + 26, 560, 18, "#000000", 80)
    sheet.line([(x + 500, 400), (x + 700, 146)], 6, ink.ink)
    sheet.round(x + 420, 392, 170, 26, 8, ink.ink)
    sheet.round(x - 20, 416, 1000, 60, 26, ink.deep)
    sheet.round(x, 440, 960, 440, 26, "#FBF3E4")
    sheet.rect(x, 690, 960, 190, ink.accent)
    sheet.rect(x, 676, 960, 16, "#E8A33D")
    for window in range(7):
        left = x + 108 + window * 108
        sheet.round(left, 500, 88, 150, 8, "#33201C")
        sheet.round(left + 4, 504, 80, 142, 6, "#F7DFA6")
        if window % 3 != 1:
            sheet.disc(left + 44, 590, 23, ("#74473C", "#33201C", "#8C5A44")[window % 3])
            sheet.round(left + 14, 610, 60, 40, 20, ("#B5482F", "#3B566B", "#E7ECF1")[window % 3])
    for door in (18, 868):
        sheet.round(x + door, 496, 74, 384, 8, ink.deep)
        sheet.round(x + door + 10, 508, 54, 190, 6, "#F7DFA6")
    for panel in range(5):
        sheet.round(x + 130 + panel * 146, 724, 118, 110, 8, "#FFFFFF", 24)
    sheet.rect(x - 12, 876, 984, 22, ink.ink)
    for wheel in (150, 270, 690, 810):
        sheet.disc(x + wheel, foot - 8, 40, ink.ink)
        sheet.disc(x + wheel, foot - 8, 16, ink.pale)
    sheet.disc(x + 952, 782, 20, "#FFF1C9")
    sheet.disc(x + 952, 782, 44, "#FFF1C9", 70)
