"""Scenes of studios, charts and screens."""

import math
import random

from newsroom.ops.demo.scenes.canvas import (
    JADE,
    NIGHT,
    WIDTH,
    Canvas,
    Palette,
    blend,
)


def recording_studio(dice: random.Random) -> Canvas:
    ink = NIGHT
    sheet = Canvas("#1B4344", "#0F2B2E")
    for column in range(13):
        for row in range(6):
            x, y = column * 128 - 20, row * 128 - 30
            tone = ink.mid if (row + column) % 2 else ink.pale
            sheet.rect(x, y, 124, 124, tone)
            sheet.poly([(x, y), (x + 124, y), (x + 62, y + 62)], "#FFFFFF", 14)
            sheet.poly([(x, y + 124), (x + 124, y + 124), (x + 62, y + 62)], "#000000", 34)
    _sound_wave(sheet, dice, ink)
    sheet.rect(0, 850, WIDTH, 220, "#0A1B1F")
    sheet.rect(0, 842, WIDTH, 12, "#2F5F5C")
    for channel in range(20):
        x = 60 + channel * 77
        sheet.round(x, 884, 10, 150, 5, "#21494A")
        sheet.round(
            x - 14,
            900 + dice.random() * 96,
            38,
            22,
            5,
            ink.accent if channel in (6, 13) else "#9DBDB6",
        )
    _microphone(sheet, 1080, ink)
    return sheet


def _sound_wave(sheet: Canvas, dice: random.Random, ink: Palette) -> None:
    """Two phrases of a tune, the first already played."""
    for bar in range(76):
        x = 30 + bar * 20.4
        swell = math.exp(-(((x - 560) / 420) ** 2)) + 0.45 * math.exp(-(((x - 1330) / 170) ** 2))
        tall = 14 + 330 * swell * (0.35 + 0.65 * dice.random())
        colour, alpha = (ink.accent, 255) if x < 800 else ("#8FC3B6", 170)
        sheet.round(x, 500 - tall / 2, 11, tall, 5, colour, alpha)


def _microphone(sheet: Canvas, x: float, ink: Palette) -> None:
    sheet.ring(x, 400, 176, 10, "#E9EFEA")
    for angle in range(0, 360, 45):
        lean = math.radians(angle)
        sheet.line(
            [
                (x + 96 * math.cos(lean), 400 + 130 * math.sin(lean)),
                (x + 172 * math.cos(lean), 400 + 172 * math.sin(lean)),
            ],
            3,
            "#E9EFEA",
            170,
        )
    sheet.rect(x - 8, 570, 16, 280, "#E9EFEA")
    sheet.round(x - 92, 226, 184, 200, 92, "#C8D8D3")
    sheet.rect(x - 92, 330, 184, 90, "#C8D8D3")
    sheet.round(x - 92, 400, 184, 170, 30, "#31565A")
    for row in range(8):
        half = 84 if row > 2 else 56 + row * 12
        sheet.rect(x - half, 252 + row * 19, half * 2, 6, "#5E7F7C")
    sheet.rect(x - 92, 398, 184, 18, ink.accent)
    sheet.round(x + 40, 240, 30, 320, 15, "#000000", 36)
    sheet.disc(x, 490, 20, "#C8D8D3")


def data_bars(dice: random.Random) -> Canvas:
    ink = JADE
    sheet = Canvas("#F2F6F4", "#DCE8E3")
    for line in range(6):
        sheet.rect(110, 190 + line * 138, 1400, 2, ink.mid, 90)
    tops = []
    for bar in range(11):
        tall = 120 + bar * 52 + dice.randint(-46, 46)
        x = 140 + bar * 124
        lit = bar == 8
        _bar(sheet, dice, x, 880, 78, tall, ink, lit)
        tops.append((x + 50, 880 - tall - 92))
    sheet.line(tops, 5, ink.ink)
    for place, (x, y) in enumerate(tops):
        sheet.disc(x, y, 13, "#FFFFFF")
        sheet.disc(x, y, 9, ink.accent if place == 8 else ink.ink)
    sheet.rect(90, 880, 1440, 10, ink.ink)
    sheet.rect(0, 890, WIDTH, 180, blend(ink.pale, "#FFFFFF", 0.3))
    for bar in range(11):
        sheet.rect(140 + bar * 124, 914, 78, 12, ink.mid, 160)
    return sheet


def _bar(
    sheet: Canvas,
    dice: random.Random,
    x: float,
    base: float,
    width: float,
    tall: float,
    ink: Palette,
    lit: bool,
) -> None:
    """One bar of the chart, built like a block of offices."""
    face = ink.accent if lit else blend(ink.mid, ink.deep, dice.uniform(0.1, 0.7))
    dark = blend(face, ink.ink, 0.4)
    top = base - tall
    sheet.poly(
        [(x + width, base), (x + width + 190, base + 90), (x + 110, base + 90), (x, base)],
        ink.ink,
        20,
    )
    sheet.rect(x, top, width, tall, face)
    sheet.poly(
        [(x, top), (x + 26, top - 22), (x + width + 26, top - 22), (x + width, top)],
        blend(face, "#FFFFFF", 0.35),
    )
    sheet.poly(
        [(x + width, top), (x + width + 26, top - 22), (x + width + 26, base), (x + width, base)],
        dark,
    )
    for floor in range(int(tall // 36)):
        for pane in range(2):
            if dice.random() < 0.8:
                sheet.rect(x + 12 + pane * 32, top + 16 + floor * 36, 22, 16, "#FFFFFF", 74)


def screen_wall(dice: random.Random) -> Canvas:
    ink = NIGHT
    sheet = Canvas("#0D2226", "#14363A")
    sheet.oval(900, 440, 620, 430, "#2F5F5C", 60)
    for row in range(4):
        for column in range(6):
            x, y = 74 + column * 246, 60 + row * 190
            bright = (column, row) == (3, 1)
            _screen(sheet, dice, x, y, ink, bright)
    sheet.poly([(0, 880), (1600, 880), (1600, 1067), (0, 1067)], "#0A1B1F")
    sheet.rect(0, 880, WIDTH, 5, "#2F5F5C")
    _sofa(sheet)
    return sheet


def _screen(
    sheet: Canvas, dice: random.Random, x: float, y: float, ink: Palette, bright: bool
) -> None:
    tone = ink.accent if bright else dice.choice(("#2B5F60", "#3A7672", "#1F4A4E", "#568C84"))
    if bright:
        sheet.round(x - 12, y - 12, 246, 182, 14, ink.accent, 70)
    sheet.round(x - 4, y - 4, 230, 166, 8, "#061316")
    sheet.rect(x + 4, y + 4, 214, 150, tone)
    scene = 2 if bright else dice.randint(0, 3)
    light = blend(tone, "#FFFFFF", 0.4)
    dark = blend(tone, "#000000", 0.35)
    if scene == 0:
        sheet.disc(x + 70, y + 60, 26, light)
        sheet.poly(
            [
                (x + 4, y + 154),
                (x + 90, y + 76),
                (x + 150, y + 122),
                (x + 190, y + 92),
                (x + 218, y + 118),
                (x + 218, y + 154),
            ],
            dark,
        )
    elif scene == 1:
        sheet.disc(x + 110, y + 66, 28, light)
        sheet.poly(
            [(x + 56, y + 154), (x + 76, y + 108), (x + 144, y + 108), (x + 166, y + 154)], light
        )
    elif scene == 2:
        sheet.disc(x + 111, y + 78, 46, "#FFFFFF", 220 if bright else 60)
        sheet.poly([(x + 97, y + 52), (x + 97, y + 104), (x + 140, y + 78)], dark)
    else:
        for bar in range(6):
            tall = dice.randint(20, 104)
            sheet.rect(x + 24 + bar * 30, y + 134 - tall, 20, tall, light)
    sheet.poly(
        [(x + 4, y + 4), (x + 110, y + 4), (x + 50, y + 154), (x + 4, y + 154)], "#FFFFFF", 12
    )


def _sofa(sheet: Canvas) -> None:
    """The one viewer, from behind."""
    sheet.round(540, 860, 560, 170, 40, "#2B5F60")
    sheet.round(500, 900, 90, 160, 36, "#1F4A4E")
    sheet.round(1050, 900, 90, 160, 36, "#1F4A4E")
    sheet.rect(560, 1000, 520, 70, "#183A3D")
    sheet.disc(760, 830, 44, "#E9D5BF")
    sheet.disc(760, 818, 47, "#061316")
    sheet.round(690, 866, 140, 60, 28, "#F4C35B")
    sheet.round(540, 896, 560, 140, 40, "#2B5F60")
