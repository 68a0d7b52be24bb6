"""Scenes by the water."""

import random

from newsroom.ops.demo.scenes.canvas import DUSK, JADE, WIDTH, Canvas, Palette, blend, curve
from newsroom.ops.demo.scenes.skyline import far_row, water


def harbour_towers(dice: random.Random) -> Canvas:
    ink = JADE
    sheet = Canvas(blend(ink.paper, "#FFFFFF", 0.4), ink.pale)
    sheet.disc(395, 300, 128, "#FFFFFF", 60)
    sheet.disc(395, 300, 100, "#FFFFFF", 200)
    shore = 790.0
    far_row(sheet, dice, shore, blend(ink.pale, ink.mid, 0.35), (140, 330), (70, 130))
    far_row(sheet, dice, shore, blend(ink.pale, ink.mid, 0.8), (90, 250), (80, 150))
    for x, width, height in ((120, 150, 250), (720, 170, 560), (1180, 200, 440), (1420, 260, 300)):
        _tower(sheet, dice, x, shore - height, width, height, ink)
    _tower(sheet, dice, 930, shore - 390, 130, 390, ink, lit=True)
    _slanted(sheet, 480, shore, 140, 430, ink)
    water(sheet, dice, shore, ink, glints=((765, 170), (960, 100), (1230, 130)))
    _bumboat(sheet, 260, 930, ink)
    return sheet


def _tower(
    sheet: Canvas,
    dice: random.Random,
    x: float,
    y: float,
    width: float,
    height: float,
    ink: Palette,
    lit: bool = False,
) -> None:
    """A tower with a face, a shaded side and windows in floors."""
    face = blend(ink.mid, ink.deep, dice.uniform(0.35, 0.85))
    side = width * 0.26
    sheet.rect(x, y, width, height, face)
    sheet.rect(x + width - side, y, side, height, blend(face, ink.ink, 0.38))
    sheet.rect(x + 14, y - 16, width * 0.4, 16, blend(face, ink.ink, 0.2))
    pane = blend(face, ink.paper, 0.28)
    columns = max(2, int((width - side - 20) // 26))
    for floor in range(int(height // 34)):
        for column in range(columns):
            glow = lit and column == 1 and floor < 9
            warm = glow or dice.random() < 0.04
            if not warm and dice.random() < 0.12:
                continue
            left, top = x + 16 + column * 26, y + 22 + floor * 34
            sheet.rect(left, top, 14, 18, ink.accent if warm else pane)


def _slanted(
    sheet: Canvas, x: float, base: float, width: float, height: float, ink: Palette
) -> None:
    """A tower with a sloping roof and vertical fins."""
    top = base - height
    sheet.poly([(x, top + 90), (x + width, top), (x + width, base), (x, base)], ink.deep)
    for fin in range(1, 7):
        left = x + fin * width / 7
        head = top + 90 - 90 * fin / 7 + 16
        sheet.rect(left - 2, head, 4, base - head, ink.mid, 130)
    right = x + width
    sheet.poly([(right, top), (right + 34, top + 40), (right + 34, base), (right, base)], ink.ink)


def _bumboat(sheet: Canvas, x: float, y: float, ink: Palette) -> None:
    sheet.oval(x + 140, y + 52, 190, 12, ink.ink, 50)
    sheet.poly([(x - 30, y), (x + 300, y), (x + 265, y + 50), (x + 10, y + 50)], ink.ink)
    sheet.rect(x - 6, y + 12, 290, 7, ink.accent)
    sheet.round(x + 40, y - 62, 200, 16, 8, ink.deep)
    for post in range(5):
        sheet.rect(x + 52 + post * 43, y - 50, 6, 52, ink.deep)


def ferry_pier(dice: random.Random) -> Canvas:
    ink = DUSK
    sheet = Canvas(ink.paper, blend(ink.pale, "#F3D9B8", 0.45))
    sheet.disc(1220, 330, 92, ink.accent, 235)
    sheet.hills([(0, 560), (230, 400), (480, 500), (760, 330), (1080, 520), (1600, 420)], ink.pale)
    sheet.hills([(0, 640), (320, 500), (620, 610), (980, 520), (1330, 620), (1600, 560)], ink.mid)
    x = 20.0
    while x < 980:
        height, width = dice.randint(90, 330), dice.randint(26, 54)
        tone = blend(ink.mid, ink.deep, dice.uniform(0.25, 0.6))
        sheet.rect(x, 700 - height, width, height, tone)
        for floor in range(height // 22 - 1):
            if dice.random() < 0.5:
                sheet.rect(x + 8, 712 - height + floor * 22, width - 16, 5, ink.paper, 70)
        x += width + dice.choice((2, 6, 16))
    water(sheet, dice, 700, ink, glints=((1150, 140),))
    _ferry(sheet, 470, 880, ink)
    _pier(sheet, ink)
    return sheet


def _ferry(sheet: Canvas, x: float, y: float, ink: Palette) -> None:
    """A double-ended ferry: green hull, white decks, one funnel."""
    sheet.oval(x + 330, y + 78, 430, 16, ink.ink, 60)
    hull = [(x - 60, y - 30), (x + 720, y - 30), (x + 650, y + 76), (x + 10, y + 76)]
    sheet.poly(hull, "#1F5A4B")
    sheet.poly([(x + 22, y + 56), (x + 638, y + 56), (x + 650, y + 76), (x + 10, y + 76)], ink.ink)
    sheet.rect(x - 40, y - 44, 740, 16, "#FFFFFF")
    for deck, (left, width) in enumerate(((10, 640), (60, 540))):
        top = y - 44 - 92 * (deck + 1)
        sheet.rect(x + left, top, width, 92, blend("#FFFFFF", ink.pale, 0.15 + deck * 0.1))
        sheet.rect(x + left - 18, top - 10, width + 36, 12, "#FFFFFF")
        sheet.rect(x + left + width - 70, top + 2, 70, 90, ink.pale, 150)
        for pane in range(int(width // 62)):
            sheet.round(x + left + 18 + pane * 62, top + 24, 42, 38, 5, ink.deep)
    sheet.rect(x + 300, y - 330, 84, 100, "#1F5A4B")
    sheet.rect(x + 300, y - 304, 84, 22, ink.accent)
    for puff, radius in ((0, 22), (46, 30), (104, 40)):
        sheet.disc(x + 330 - puff, y - 352 - puff * 0.55, radius, "#FFFFFF", 110)


def _pier(sheet: Canvas, ink: Palette) -> None:
    sheet.rect(1330, 820, 300, 26, ink.ink)
    for post in range(4):
        sheet.rect(1350 + post * 74, 840, 20, 230, ink.ink)
    sheet.poly([(1310, 640), (1450, 580), (1640, 580), (1640, 640)], ink.deep)
    for post in range(3):
        sheet.rect(1350 + post * 110, 640, 14, 182, ink.deep)
    sheet.round(1384, 668, 200, 112, 4, ink.ink)
    sheet.rect(1394, 678, 180, 92, ink.accent)
    sheet.rect(1394, 726, 180, 44, "#FFFFFF", 90)


def two_hills(dice: random.Random) -> Canvas:
    ink = JADE
    sheet = Canvas("#EAF1F0", "#D3E3DD")
    sheet.disc(1130, 250, 84, ink.accent, 230)
    sheet.hills([(0, 560), (180, 470), (520, 190), (840, 470), (1180, 660)], ink.mid, 210)
    sheet.hills([(420, 680), (760, 480), (1080, 240), (1380, 440), (1600, 520)], ink.deep, 190)
    sheet.rect(516, 96, 10, 110, ink.ink)
    sheet.round(498, 128, 46, 30, 8, ink.ink)
    for base, shade in ((700, 0.2), (730, 0.7)):
        x = -10.0
        while x < WIDTH:
            width, height = dice.randint(40, 76), dice.randint(60, 210)
            tone = blend(ink.pale, ink.mid, shade + dice.uniform(-0.15, 0.15))
            sheet.rect(x, base - height, width, height, tone)
            for floor in range(height // 24 - 1):
                sheet.rect(x + 10, base - height + 14 + floor * 24, width - 20, 6, "#FFFFFF", 70)
            x += width + dice.choice((4, 10, 30))
    water(sheet, dice, 740, ink)
    _bridge(sheet, ink)
    return sheet


def _bridge(sheet: Canvas, ink: Palette) -> None:
    sheet.rect(0, 806, WIDTH, 20, ink.ink)
    sheet.rect(0, 788, WIDTH, 5, ink.ink)
    for pier in range(7):
        x = 60 + pier * 250
        sheet.poly([(x - 16, 826), (x + 16, 826), (x + 26, 930), (x - 26, 930)], ink.ink)
        sheet.oval(x, 934, 60, 8, ink.ink, 70)
    for post in range(54):
        sheet.rect(post * 30, 790, 3, 18, ink.ink)
    for car, x in enumerate((140, 420, 640, 980, 1240)):
        tone = ink.accent if car == 2 else ink.paper
        sheet.round(x, 768, 62, 26, 8, tone)
        sheet.round(x + 12, 754, 36, 22, 8, tone)


def island_light(dice: random.Random) -> Canvas:
    ink = DUSK
    sheet = Canvas("#CFDDE8", "#F6E6CC")
    sheet.disc(360, 560, 120, "#FFF6E4", 230)
    for y, x, width in ((190, 300, 420), (230, 420, 260), (300, 1040, 380), (130, 900, 300)):
        sheet.round(x, y, width, 24, 12, "#FFFFFF", 150)
    sheet.hills([(0, 660), (260, 610), (520, 655), (760, 640), (1000, 660), (1600, 650)], ink.pale)
    sheet.rect(0, 660, WIDTH, 410, blend(ink.mid, ink.pale, 0.25))
    for _ in range(130):
        y = 672 + dice.random() ** 1.5 * 380
        sheet.rect(
            dice.uniform(-60, WIDTH),
            y,
            20 + (y - 660) * 0.4 * dice.random(),
            2 + (y - 660) / 110,
            "#FFFFFF",
            80,
        )
    for step in range(18):
        width = 190 - step * 6
        sheet.rect(
            360 - width / 2 + dice.uniform(-12, 12), 668 + step * 15, width, 6, "#FFF2D6", 170
        )
    _island(sheet, ink)
    _lighthouse(sheet, 1140, 500, ink)
    _sail(sheet, 560, 800, ink)
    return sheet


def _island(sheet: Canvas, ink: Palette) -> None:
    ridge = [
        (760, 800),
        (850, 690),
        (930, 660),
        (1010, 560),
        (1140, 500),
        (1260, 540),
        (1330, 640),
        (1440, 690),
        (1620, 790),
    ]
    sheet.poly([*curve(ridge), (1620, 860), (740, 860)], ink.deep)
    sheet.poly(
        [
            (1140, 500),
            (1260, 540),
            (1330, 640),
            (1440, 690),
            (1620, 790),
            (1620, 860),
            (1230, 860),
            (1180, 700),
        ],
        ink.ink,
    )
    sheet.poly(
        [(930, 660), (1010, 560), (1140, 500), (1150, 560), (1040, 650), (980, 740)], "#4F7A66"
    )
    sheet.poly([(1140, 500), (1260, 540), (1300, 600), (1200, 610), (1150, 560)], "#3C6454")
    for x, width in ((700, 220), (900, 330), (1180, 430)):
        sheet.oval(x + width / 2, 862, width / 2, 10, "#FFFFFF", 170)


def _lighthouse(sheet: Canvas, x: float, foot: float, ink: Palette) -> None:
    top = foot - 260
    sheet.poly([(x, top - 30), (-40, top - 150), (-40, top + 60)], "#FFF3CF", 70)
    sheet.poly([(x - 36, foot), (x - 24, top), (x + 24, top), (x + 36, foot)], "#FFFFFF")
    for band in (0.18, 0.58):
        w1, w2 = 24 + 12 * band, 24 + 12 * (band + 0.2)
        y1, y2 = top + 260 * band, top + 260 * (band + 0.2)
        sheet.poly([(x - w1, y1), (x + w1, y1), (x + w2, y2), (x - w2, y2)], "#C9452F")
    sheet.poly([(x + 4, top), (x + 24, top), (x + 36, foot), (x + 6, foot)], ink.ink, 50)
    sheet.rect(x - 36, top - 8, 72, 10, ink.ink)
    sheet.rect(x - 20, top - 50, 40, 42, ink.accent)
    sheet.poly([(x - 28, top - 50), (x + 28, top - 50), (x, top - 84)], "#C9452F")
    sheet.rect(x + 60, foot - 50, 100, 66, "#FFFFFF")
    sheet.poly([(x + 48, foot - 50), (x + 110, foot - 96), (x + 172, foot - 50)], "#C9452F")


def _sail(sheet: Canvas, x: float, y: float, ink: Palette) -> None:
    sheet.oval(x, y + 32, 110, 8, ink.ink, 70)
    sheet.poly([(x - 90, y), (x + 90, y), (x + 60, y + 30), (x - 64, y + 30)], ink.ink)
    sheet.rect(x - 3, y - 190, 6, 190, ink.ink)
    sheet.poly([(x + 8, y - 184), (x + 8, y - 16), (x + 96, y - 16)], "#FFFFFF")
    sheet.poly([(x - 8, y - 160), (x - 8, y - 16), (x - 70, y - 16)], ink.accent)
