"""Scenes of streets, bridges and stations."""

import random

from newsroom.ops.demo.scenes.canvas import CLAY, DUSK, SAND, WIDTH, Canvas, Palette, Point, blend
from newsroom.ops.demo.scenes.skyline import far_row

# How far each car is from the middle of the road (-1 to 1), and how near to us (0 to 1).
TRAFFIC = ((0.6, 0.1), (-0.5, 0.14), (0.2, 0.24), (-1, 0.34), (1, 0.46), (-0.3, 0.62), (0.7, 0.86))


def billboard_avenue(dice: random.Random) -> Canvas:
    ink = CLAY
    sheet = Canvas("#F6DCC7", "#F1BFA0")
    sheet.disc(800, 560, 170, "#FFF1DF", 220)
    far_row(sheet, dice, 700, "#E0A48B", (60, 240), (60, 120))
    far_row(sheet, dice, 700, "#C88773", (40, 170), (70, 150))
    sheet.rect(0, 640, WIDTH, 430, "#B9766A")
    _hedges(sheet, dice, blend("#B9766A", ink.deep, 0.6))
    sheet.poly([(0, 1067), (0, 860), (720, 640), (880, 640), (1600, 860), (1600, 1067)], ink.ink)
    for lane in (-1, 1):
        for dash in range(7):
            near, far = (dash + 0.55) / 7, dash / 7
            _dash(sheet, lane, far**1.7, near**1.7, ink)
    for side in (-1, 1):
        for distance, tone in ((0.18, 0.3), (0.42, 0.65), (1.0, 1.0)):
            _billboard(sheet, side, distance, tone, ink, dice)
    for shift, depth in TRAFFIC:
        _car(sheet, dice, 800 + shift * 500 * depth, 648 + 360 * depth, depth, ink)
    return sheet


def _hedges(sheet: Canvas, dice: random.Random, tone: str) -> None:
    for edge in (-1, 1):
        for shrub in range(26):
            near = (shrub / 26) ** 1.5
            size = (7 + 40 * near) * dice.uniform(0.8, 1.2)
            sheet.disc(800 + edge * (130 + 860 * near), 646 + 262 * near, size, tone)


def _dash(sheet: Canvas, lane: int, far: float, near: float, ink: Palette) -> None:
    top, bottom = 640 + 427 * far, 640 + 427 * near
    x1, x2 = 800 + lane * (26 + 200 * far), 800 + lane * (26 + 200 * near)
    w1, w2 = 2 + 10 * far, 2 + 10 * near
    sheet.poly([(x1 - w1, top), (x1 + w1, top), (x2 + w2, bottom), (x2 - w2, bottom)], ink.pale)


def _billboard(
    sheet: Canvas, side: int, near: float, tone: float, ink: Palette, dice: random.Random
) -> None:
    """A roadside board, its face turned towards the road; `near` is 0 far off, 1 at hand."""
    x = 800 + side * (120 + 480 * near)
    foot, top = 660 + 240 * near, 560 - 440 * near
    width, height = 90 + 270 * near, 70 + 230 * near
    frame = blend(ink.mid, ink.ink, tone)
    left = x - width / 2
    sheet.rect(x - 5 - 9 * near, top + height, 10 + 18 * near, foot - top - height, frame)
    sheet.rect(left - 6, top - 6, width + 12, height + 12, frame)
    sheet.rect(left, top, width, height, blend(ink.paper, ink.accent, 0.1 if side < 0 else 0.9))
    mark = ink.accent if side < 0 else "#FFFFFF"
    _poster(sheet, dice, (left, top), (width, height), mark, frame)
    sheet.poly(
        [
            (left, top),
            (left + width * 0.5, top),
            (left + width * 0.2, top + height),
            (left, top + height),
        ],
        "#FFFFFF",
        36,
    )


def _poster(
    sheet: Canvas, dice: random.Random, at: Point, size: Point, mark: str, ink: str
) -> None:
    """A mark on the left of the board and three lines of text on its right."""
    (left, top), (width, height) = at, size
    if dice.choice((True, False)):
        sheet.disc(left + width * 0.3, top + height * 0.5, height * 0.28, mark, 230)
    else:
        for step in range(3):
            tall = height * (0.25 + 0.2 * step)
            sheet.rect(
                left + width * (0.1 + 0.13 * step),
                top + height * 0.86 - tall,
                width * 0.1,
                tall,
                mark,
            )
    for row, share in enumerate((0.34, 0.34, 0.2)):
        sheet.rect(
            left + width * 0.56,
            top + height * (0.26 + 0.2 * row),
            width * share,
            height * 0.09,
            ink,
            190,
        )


def _car(sheet: Canvas, dice: random.Random, x: float, y: float, near: float, ink: Palette) -> None:
    size = 20 + 110 * near
    body = dice.choice((ink.mid, ink.pale, ink.deep, ink.paper))
    sheet.oval(x, y + size * 0.36, size * 0.6, size * 0.07, "#000000", 90)
    sheet.round(x - size * 0.36, y - size * 0.3, size * 0.72, size * 0.4, size * 0.12, body)
    sheet.round(x - size * 0.28, y - size * 0.24, size * 0.56, size * 0.2, size * 0.06, ink.ink)
    sheet.round(x - size * 0.5, y - size * 0.04, size, size * 0.38, size * 0.1, body)
    lamp = "#FFE3A3" if x > 800 else "#E2503A"
    for offset in (-0.36, 0.36):
        sheet.disc(x + size * offset, y + size * 0.12, size * 0.07, lamp)


def commuter_train(dice: random.Random) -> Canvas:
    ink = SAND
    sheet = Canvas(blend(ink.paper, "#FFFFFF", 0.3), ink.paper)
    for window in range(6):
        left = 40 + window * 270
        sheet.rect(left, 70, 230, 420, "#CFE0DA")
        x = left
        while x < left + 225:
            width = min(dice.randint(30, 70), left + 230 - x)
            height = dice.randint(60, 260)
            sheet.rect(x, 490 - height, width, height, blend("#9DBBB1", "#6F958A", dice.random()))
            x += width
    sheet.rect(0, 490, WIDTH, 60, ink.mid)
    sheet.rect(0, 0, WIDTH, 46, ink.deep)
    _carriages(sheet, ink)
    sheet.rect(0, 832, WIDTH, 240, blend(ink.pale, ink.mid, 0.3))
    sheet.rect(0, 832, WIDTH, 16, "#FFFFFF")
    for tile in range(34):
        sheet.rect(tile * 48, 872, 40, 20, "#E3A72F")
    for place, (x, tall) in enumerate(((360, 250), (470, 232), (1010, 258), (1330, 240))):
        _commuter(sheet, x, 1030 - place % 2 * 24, tall, ink)
    _hanging_clock(sheet, 700, ink)
    return sheet


def _carriages(sheet: Canvas, ink: Palette) -> None:
    """Two carriages at the platform, silver with a green band."""
    for left, width in ((-220, 980), (784, 1000)):
        sheet.round(left + 6, 318, width - 12, 80, 26, ink.mid)
        sheet.round(left, 336, width, 494, 30, "#FCFAF5")
        sheet.rect(left + 30, 352, width - 60, 16, ink.pale)
        for vent in range(3):
            sheet.round(left + 100 + vent * 320, 296, 150, 30, 8, ink.deep)
        sheet.rect(left, 700, width, 48, ink.accent)
        sheet.rect(left, 756, width, 10, ink.accent, 150)
        sheet.rect(left, 800, width, 34, ink.ink)
        for door in range(3):
            x = left + 60 + door * 320
            sheet.rect(x, 420, 130, 370, blend("#F8F5EF", ink.pale, 0.55))
            sheet.rect(x + 63, 420, 4, 370, ink.mid)
            for pane in (14, 74):
                sheet.round(x + pane, 450, 42, 190, 8, ink.deep)
            if door < 2:
                sheet.round(x + 156, 450, 138, 170, 10, ink.deep)
                sheet.poly(
                    [(x + 166, 610), (x + 220, 460), (x + 256, 460), (x + 202, 610)], "#FFFFFF", 40
                )
    sheet.rect(760, 380, 24, 420, ink.ink)


def _commuter(sheet: Canvas, x: float, foot: float, tall: float, ink: Palette) -> None:
    """Somebody seen from behind, waiting."""
    head = tall * 0.09
    sheet.oval(x, foot, tall * 0.26, 9, ink.ink, 60)
    sheet.disc(x, foot - tall + head, head, ink.ink)
    coat = ink.deep if x % 20 else ink.ink
    sheet.poly(
        [
            (x - tall * 0.15, foot - tall * 0.72),
            (x + tall * 0.15, foot - tall * 0.72),
            (x + tall * 0.19, foot - tall * 0.3),
            (x - tall * 0.19, foot - tall * 0.3),
        ],
        coat,
    )
    sheet.disc(x, foot - tall * 0.73, tall * 0.15, coat)
    for leg in (-0.11, 0.02):
        sheet.rect(x + tall * leg, foot - tall * 0.32, tall * 0.09, tall * 0.32, ink.ink)
    sheet.round(x + tall * 0.2, foot - tall * 0.36, tall * 0.16, tall * 0.16, 5, ink.accent)


def _hanging_clock(sheet: Canvas, x: float, ink: Palette) -> None:
    sheet.rect(x - 4, 46, 8, 90, ink.deep)
    sheet.rect(x + 196, 46, 8, 90, ink.deep)
    sheet.round(x - 60, 130, 320, 150, 6, ink.ink)
    sheet.disc(x + 10, 205, 54, "#FFFFFF")
    sheet.line([(x + 10, 205), (x + 10, 168)], 6, ink.ink)
    sheet.line([(x + 10, 205), (x + 38, 220)], 6, ink.ink)
    for row, width in enumerate((140, 104, 122)):
        sheet.rect(x + 92, 164 + row * 32, width, 12, "#E3A72F" if row == 0 else ink.pale)


def taxi_rank(dice: random.Random) -> Canvas:
    ink = DUSK
    sheet = Canvas("#DCE6EE", "#F2E4CF")
    far_row(sheet, dice, 720, blend(ink.pale, "#FFFFFF", 0.2), (180, 470), (70, 120))
    far_row(sheet, dice, 720, blend(ink.pale, ink.mid, 0.6), (110, 330), (80, 140))
    sheet.rect(1090, 190, 16, 530, ink.mid)
    for y, radius in ((420, 56), (270, 34)):
        sheet.disc(1098, y, radius, ink.mid)
        sheet.disc(1098, y, radius - 12, blend(ink.mid, ink.paper, 0.4))
    sheet.rect(0, 712, WIDTH, 355, ink.deep)
    sheet.rect(0, 700, WIDTH, 18, ink.ink)
    for post in range(40):
        sheet.rect(post * 42, 640, 5, 62, ink.ink)
    sheet.rect(0, 632, WIDTH, 10, ink.ink)
    for dash in range(10):
        sheet.rect(dash * 180 - 30, 1000, 100, 9, ink.pale, 170)
    for place, x in enumerate((-240, 230, 700, 1170)):
        _taxi(sheet, x, 900, ink, lead=place == 2)
    return sheet


def _taxi(sheet: Canvas, x: float, y: float, ink: Palette, lead: bool) -> None:
    """A saloon seen from the side; the leading one is the accent colour."""
    body = ink.accent if lead else blend(ink.pale, "#FFFFFF", 0.35)
    sheet.oval(x + 210, y + 62, 235, 14, "#000000", 80)
    sheet.poly([(x + 90, y - 50), (x + 140, y - 120), (x + 282, y - 120), (x + 344, y - 50)], body)
    sheet.poly(
        [(x + 112, y - 50), (x + 150, y - 106), (x + 206, y - 106), (x + 206, y - 50)], ink.ink
    )
    sheet.poly(
        [(x + 218, y - 50), (x + 218, y - 106), (x + 274, y - 106), (x + 320, y - 50)], ink.ink
    )
    for sitter, tone in ((246, "#C98E66"), (178, "#E9C9A9")):
        if sitter == 246 or lead:
            sheet.disc(x + sitter, y - 76, 15, tone)
            sheet.round(x + sitter - 20, y - 62, 40, 24, 10, ink.pale)
    sheet.round(x + 4, y - 54, 420, 96, 34, body)
    sheet.rect(x + 20, y + 2, 390, 14, blend(body, ink.ink, 0.35))
    sheet.round(x + 178, y - 142, 66, 24, 6, ink.ink if lead else ink.mid)
    sheet.round(x + 402, y - 34, 20, 22, 6, "#FFF3D2")
    for wheel in (96, 330):
        sheet.disc(x + wheel, y + 36, 42, ink.ink)
        sheet.disc(x + wheel, y + 36, 19, ink.pale)
