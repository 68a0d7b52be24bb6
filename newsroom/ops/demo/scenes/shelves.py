"""Scenes of goods on shelves."""

import random

from newsroom.ops.demo.scenes.canvas import (
    HEIGHT,
    SAND,
    WIDTH,
    Canvas,
    Palette,
    Point,
    blend,
)


def phone_shelf(dice: random.Random) -> Canvas:
    ink = SAND
    sheet = Canvas("#EFE6D6", "#E2D3B9")
    for ring in (460, 360, 260):
        sheet.disc(800, 540, ring, "#FFFFFF", 46)
    for side, start in ((-1, -30), (1, 1130)):
        for row in range(3):
            _products(sheet, dice, start, 330 + row * 300, 500, ink, faded=True)
            sheet.rect(start - 10, 330 + row * 300, 520, 14, ink.mid, 150 if side else 255)
    sheet.round(548, 44, 528, 1000, 64, "#000000", 40)
    sheet.round(536, 30, 528, 1000, 64, ink.ink)
    sheet.round(560, 54, 480, 952, 44, "#FFFDF8")
    sheet.round(730, 72, 140, 30, 15, ink.ink)
    sheet.round(592, 132, 416, 62, 31, blend(ink.paper, "#FFFFFF", 0.2))
    sheet.ring(626, 162, 13, 5, ink.mid)
    sheet.line([(636, 172), (646, 182)], 5, ink.mid)
    for row in range(3):
        y = 450 + row * 232
        if row == 0:
            sheet.rect(560, 222, 480, 242, "#DDEFE6")
            sheet.round(592, 238, 118, 28, 14, ink.accent)
        _products(sheet, dice, 600, y, 400, ink)
        sheet.rect(584, y, 432, 12, ink.mid)
        for tag in range(3):
            sheet.round(604 + tag * 140, y + 22, 84, 20, 6, ink.accent if row == 0 else ink.pale)
    sheet.round(720, 980, 160, 9, 4, ink.ink)
    return sheet


def _products(
    sheet: Canvas,
    dice: random.Random,
    left: float,
    foot: float,
    width: float,
    ink: Palette,
    faded: bool = False,
) -> None:
    """Bottles, boxes and jars that stand on one shelf."""
    x = left
    while x < left + width - 60:
        tone = dice.choice((ink.accent, "#D5573B", "#E3A72F", ink.deep, ink.mid, "#86A79E"))
        if faded:
            tone = blend(tone, "#E8DCC6", 0.62)
        kind, span = dice.choice("bbxj"), dice.randint(48, 74)
        tall = dice.randint(120, 168)
        if kind == "b":
            sheet.round(x, foot - tall * 0.72, span, tall * 0.72, 12, tone)
            sheet.rect(x + span * 0.34, foot - tall, span * 0.32, tall * 0.32, tone)
            sheet.rect(x + span * 0.28, foot - tall, span * 0.44, 14, ink.ink, 170)
        elif kind == "x":
            sheet.rect(x, foot - tall * 0.86, span, tall * 0.86, tone)
            sheet.rect(x + span * 0.78, foot - tall * 0.86, span * 0.22, tall * 0.86, "#000000", 36)
        else:
            sheet.round(x, foot - tall * 0.56, span, tall * 0.56, 16, tone)
            sheet.rect(x + 4, foot - tall * 0.62, span - 8, 16, ink.ink, 170)
        sheet.rect(x + 8, foot - tall * 0.42, span - 16, tall * 0.2, "#FFFFFF", 170)
        x += span + dice.randint(10, 20)


def grocery_aisle(dice: random.Random) -> Canvas:
    ink = SAND
    sheet = Canvas("#FBF7EF", "#E9DFCC")
    _floor_and_lamps(sheet)
    _freezers(sheet)
    for side in (-1, 1):
        _gondola(sheet, dice, side, ink)
    _trolley(sheet, 850, 880, ink)
    sheet.rect(740, 250, 240, 74, ink.accent)
    for width, y in ((150, 268), (96, 294)):
        sheet.rect(860 - width / 2, y, width, 12, "#FFFFFF", 220)
    for hanger in (760, 952):
        sheet.rect(hanger, 0, 4, 252, ink.mid)
    return sheet


def _floor_and_lamps(sheet: Canvas) -> None:
    """Tiles and strip lights that run to the vanishing point."""
    eye: Point = (860, 430)
    sheet.poly([(0, HEIGHT), (700, 600), (1020, 600), (WIDTH, HEIGHT)], "#D9CBB2")
    for tile in range(-7, 8):
        sheet.line([(eye[0] + tile * 24, 600), (eye[0] + tile * 240, HEIGHT)], 2, "#FFFFFF", 150)
    for depth in range(7):
        y = 600 + 467 * (depth / 7) ** 1.8
        sheet.rect(0, y, WIDTH, 2, "#FFFFFF", 130)
    for lamp in range(5):
        near = (lamp + 1) / 5
        half, y = 22 + 150 * near**1.5, 330 - 330 * near**1.3
        sheet.poly(
            [
                (860 - half, y),
                (860 + half, y),
                (860 + half * 1.3, y - 10 - 12 * near),
                (860 - half * 1.3, y - 10 - 12 * near),
            ],
            "#FFFFFF",
        )


def _freezers(sheet: Canvas) -> None:
    """The glass doors at the end."""
    sheet.rect(700, 330, 320, 270, "#EFE3CC")
    for door in range(4):
        sheet.rect(712 + door * 76, 372, 70, 216, "#C9DCD6")
        sheet.poly(
            [
                (712 + door * 76, 588),
                (742 + door * 76, 372),
                (762 + door * 76, 372),
                (732 + door * 76, 588),
            ],
            "#FFFFFF",
            110,
        )
        for shelf in range(4):
            sheet.rect(716 + door * 76, 424 + shelf * 46, 62, 4, "#86A79E")


def _gondola(sheet: Canvas, dice: random.Random, side: int, ink: Palette) -> None:
    """One wall of shelves that runs to the vanishing point at (860, 430)."""
    edge = 0 if side < 0 else WIDTH
    far = 700 if side < 0 else 1020

    def at(share: float, y_near: float) -> Point:
        """The point `share` of the way in (0 at the picture's edge) at a near height."""
        y_far = 430 + (y_near - 430) * 0.27
        return edge + (far - edge) * share, y_near + (y_far - y_near) * share

    sheet.poly([at(0, 20), at(1, 20), at(1, 1060), at(0, 1060)], "#C7B490")
    tones = (ink.accent, "#D5573B", "#E3A72F", ink.deep, "#86A79E", "#FBF7EF", ink.mid)
    for shelf in range(5):
        foot = 230 + shelf * 200
        share = 0.0
        while share < 0.985:
            step = (0.075 - 0.05 * share) * dice.uniform(0.7, 1.2)
            end = min(share + step * 0.86, 1)
            head = foot - dice.randint(110, 160)
            tone = blend(dice.choice(tones), "#EFE3CC", 0.1 + 0.45 * share)
            sheet.poly([at(share, head), at(end, head), at(end, foot), at(share, foot)], tone)
            label = foot - 70
            sheet.poly(
                [
                    at(share + step * 0.14, label),
                    at(end - step * 0.14, label),
                    at(end - step * 0.14, label + 32),
                    at(share + step * 0.14, label + 32),
                ],
                "#FFFFFF",
                130,
            )
            share += step
        sheet.poly([at(0, foot), at(1, foot), at(1, foot + 16), at(0, foot + 16)], "#FBF7EF")
        sheet.poly(
            [at(0, foot + 16), at(1, foot + 16), at(1, foot + 34), at(0, foot + 34)], ink.deep, 120
        )


def _trolley(sheet: Canvas, x: float, y: float, ink: Palette) -> None:
    sheet.oval(x + 10, y + 110, 150, 16, ink.ink, 60)
    sheet.poly(
        [(x - 120, y - 90), (x + 130, y - 90), (x + 100, y + 40), (x - 80, y + 40)], "#FFFFFF", 120
    )
    for bar in range(8):
        shift = bar / 7
        sheet.line([(x - 120 + 250 * shift, y - 90), (x - 80 + 180 * shift, y + 40)], 4, ink.ink)
    for row in range(4):
        inset = 11 * row
        sheet.line(
            [(x - 120 + inset, y - 90 + row * 43), (x + 130 - inset * 0.8, y - 90 + row * 43)],
            4,
            ink.ink,
        )
    sheet.line([(x + 128, y - 88), (x + 168, y - 128), (x + 200, y - 128)], 9, ink.accent)
    sheet.line([(x + 100, y + 40), (x + 112, y + 86), (x - 92, y + 86)], 5, ink.ink)
    for wheel in (-80, 100):
        sheet.disc(x + wheel, y + 98, 15, ink.ink)
