"""Scenes of shop fronts and stalls."""

import math
import random

from newsroom.ops.demo.scenes.canvas import (
    CLAY,
    DUSK,
    WIDTH,
    Canvas,
    Palette,
    blend,
)


def tea_shop(dice: random.Random) -> Canvas:
    ink = CLAY
    sheet = Canvas("#EBD9CF", "#E2C4B4")
    for x in range(0, WIDTH, 64):
        for y in range(0, 340, 32):
            shift = 32 if y % 64 else 0
            sheet.rect(x + shift, y, 60, 28, "#FFFFFF", dice.randint(14, 46))
    sheet.rect(140, 300, 1320, 620, ink.ink)
    sheet.rect(170, 420, 800, 480, "#FBE7C6")
    sheet.rect(1010, 420, 410, 500, ink.deep)
    _shelves(sheet, dice, ink)
    sheet.rect(1050, 460, 330, 460, "#FBE7C6")
    sheet.rect(1210, 460, 10, 460, ink.ink)
    sheet.disc(1190, 700, 10, ink.accent)
    sheet.disc(1240, 700, 10, ink.accent)
    sheet.round(1090, 510, 90, 120, 4, "#FFFFFF")
    _cup(sheet, 1135, 600, 0.5, ink)
    for stripe in range(12):
        left = 120 + stripe * 113.4
        tone = ink.accent if stripe % 2 == 0 else "#FBF4EC"
        sheet.poly([(left + 12, 290), (left + 125, 290), (left + 113, 430), (left, 430)], tone)
        sheet.disc(left + 56.6, 430, 56.7, tone)
    sheet.rect(120, 262, 1372, 34, ink.ink)
    sheet.round(500, 120, 560, 120, 8, ink.accent)
    for place in range(3):
        _cup(sheet, 620 + place * 160, 218, 0.62, ink)
    for x in (60, 1540):
        _lantern(sheet, x, 380)
    sheet.rect(0, 915, WIDTH, 152, "#B79A8A")
    for slab in range(9):
        sheet.rect(slab * 190 - 40, 915, 3, 152, "#FFFFFF", 90)
    sheet.rect(0, 915, WIDTH, 10, ink.ink, 90)
    _stool(sheet, 330, ink)
    _stool(sheet, 520, ink)
    return sheet


def _shelves(sheet: Canvas, dice: random.Random, ink: Palette) -> None:
    """Tea caddies behind the window, and the counter below them."""
    for row in range(2):
        y = 590 + row * 116
        x = 200.0
        while x < 900:
            width, height = dice.randint(28, 52), dice.randint(44, 84)
            tone = dice.choice((ink.mid, ink.deep, ink.accent, "#D5573B", ink.pale))
            sheet.round(x, y - height, width, height, 5, tone)
            sheet.rect(x + 5, y - height * 0.6, width - 10, height * 0.22, "#FFFFFF", 150)
            x += width + dice.randint(8, 20)
        sheet.rect(180, y, 780, 10, ink.deep)
    sheet.rect(170, 790, 800, 110, ink.deep)
    sheet.rect(170, 782, 800, 16, ink.mid)
    for x in (300, 560, 820):
        _cup(sheet, x, 782, 0.55, ink)
    sheet.poly([(170, 900), (420, 420), (540, 420), (290, 900)], "#FFFFFF", 40)


def _cup(sheet: Canvas, x: float, foot: float, size: float, ink: Palette) -> None:
    top, half = foot - 130 * size, 46 * size
    sheet.poly(
        [(x - half, top), (x + half, top), (x + half * 0.72, foot), (x - half * 0.72, foot)],
        "#FFFFFF",
    )
    sheet.poly(
        [
            (x - half * 0.93, top + 32 * size),
            (x + half * 0.93, top + 32 * size),
            (x + half * 0.72, foot),
            (x - half * 0.72, foot),
        ],
        "#D9A66B",
    )
    sheet.round(
        x - half - 5 * size, top - 12 * size, 2 * half + 10 * size, 16 * size, 5 * size, "#F4EDE4"
    )
    sheet.line(
        [(x + 8 * size, top - 10 * size), (x + 26 * size, top - 74 * size)], 9 * size, "#D5573B"
    )
    for pearl in range(4):
        sheet.disc(
            x - 21 * size + pearl * 14 * size,
            foot - 9 * size - pearl % 2 * 12 * size,
            6 * size,
            ink.ink,
        )


def _lantern(sheet: Canvas, x: float, y: float) -> None:
    sheet.rect(x - 2, 0, 4, y - 60, "#33201C")
    sheet.oval(x, y, 58, 70, "#D5573B")
    for rib in (0.35, 0.7):
        sheet.oval(x, y, 58 * rib, 70, "#FFFFFF", 26)
    sheet.rect(x - 24, y - 78, 48, 14, "#33201C")
    sheet.rect(x - 24, y + 64, 48, 14, "#33201C")
    sheet.rect(x - 2, y + 78, 4, 50, "#E8A33D")


def _stool(sheet: Canvas, x: float, ink: Palette) -> None:
    sheet.oval(x + 50, 1012, 90, 10, ink.ink, 60)
    for leg in (0, 84):
        sheet.rect(x + leg + 4, 920, 9, 90, ink.ink)
    sheet.round(x - 6, 900, 116, 24, 10, ink.accent)


def market_stalls(dice: random.Random) -> Canvas:
    ink = DUSK
    sheet = Canvas("#1D2F45", "#4A5D74")
    x = -10.0
    while x < WIDTH:
        width, height = dice.randint(70, 150), dice.randint(160, 420)
        sheet.rect(x, 620 - height, width, height, "#243A52")
        for floor in range(height // 40 - 1):
            for pane in range(width // 34):
                if dice.random() < 0.3:
                    sheet.rect(
                        x + 12 + pane * 34, 640 - height + floor * 40, 14, 18, ink.accent, 130
                    )
        x += width
    sheet.rect(0, 600, WIDTH, 470, "#33455A")
    sheet.rect(0, 900, WIDTH, 170, "#26374A")
    wire = [(t * 16.0, 250 + 70 * abs(math.sin(t / 100 * math.pi * 3))) for t in range(101)]
    sheet.line(wire, 3, "#0F1B28")
    for place in range(4, 100, 8):
        lamp_x, lamp_y = wire[place]
        sheet.disc(lamp_x, lamp_y + 20, 34, ink.accent, 44)
        sheet.disc(lamp_x, lamp_y + 20, 13, "#FFE9B8")
    tones = ("#D5573B", ink.accent, "#2C8A6B", "#E7ECF1")
    for place, tone in enumerate(tones):
        _stall(sheet, dice, 50 + place * 390, tone, ink)
    return sheet


def _stall(sheet: Canvas, dice: random.Random, x: float, tone: str, ink: Palette) -> None:
    """A stall with a striped awning, lit from inside, and its wares on the counter."""
    sheet.oval(x + 165, 960, 210, 22, "#000000", 70)
    sheet.rect(x + 10, 560, 310, 240, "#F8DFA8")
    sheet.poly([(x + 10, 560), (x + 320, 560), (x + 320, 620), (x + 10, 590)], "#000000", 30)
    _cook(sheet, x + dice.choice((90, 160, 230)), ink)
    sheet.rect(x, 780, 330, 170, blend(tone, "#16283A", 0.45))
    sheet.rect(x - 10, 768, 350, 20, "#16283A")
    for dish in range(4):
        left = x + 26 + dish * 76
        if dice.random() < 0.5:
            sheet.round(left, 726, 50, 42, 6, blend(tone, "#FFFFFF", 0.4))
            sheet.rect(left - 4, 720, 58, 8, "#16283A")
        else:
            sheet.poly(
                [(left - 4, 744), (left + 56, 744), (left + 42, 768), (left + 10, 768)], "#FFFFFF"
            )
            sheet.oval(left + 26, 742, 26, 10, "#D9A66B")
        for curl in range(2):
            sheet.disc(left + 26 + curl * 8, 700 - curl * 22, 7 + curl * 3, "#FFFFFF", 40)
    for stripe in range(6):
        left = x - 20 + stripe * 61.7
        colour = tone if stripe % 2 == 0 else blend(tone, "#FFFFFF", 0.75)
        sheet.poly([(left + 8, 470), (left + 66, 470), (left + 61, 590), (left, 590)], colour)
        sheet.disc(left + 30.8, 590, 30.8, colour)
    sheet.rect(x - 20, 458, 378, 18, "#16283A")
    for post in (-6, 326):
        sheet.rect(x + post, 476, 10, 480, "#16283A")


def _cook(sheet: Canvas, x: float, ink: Palette) -> None:
    sheet.round(x - 46, 690, 92, 100, 30, ink.deep)
    sheet.disc(x, 664, 32, "#C98E66")
    sheet.round(x - 34, 620, 68, 30, 12, "#FFFFFF")
