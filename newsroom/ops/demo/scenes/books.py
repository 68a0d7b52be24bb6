"""Shelves of books, and one that is open."""

import random

from newsroom.ops.demo.scenes.canvas import (
    SAND,
    WIDTH,
    Canvas,
    Palette,
    curve,
)


def book_spines(dice: random.Random) -> Canvas:
    ink = SAND
    sheet = Canvas("#4A3A2C", "#3A2D22")
    for shelf in range(3):
        foot = 262 + shelf * 262
        sheet.rect(0, foot - 252, WIDTH, 252, "#2E231A")
        _books(sheet, dice, foot)
        sheet.rect(0, foot, WIDTH, 22, "#7A5C40")
        sheet.rect(0, foot + 22, WIDTH, 12, "#000000", 70)
    sheet.rect(0, 810, WIDTH, 260, "#8A6847")
    sheet.rect(0, 806, WIDTH, 8, "#A7825C")
    _open_book(sheet, ink)
    sheet.poly([(1180, 986), (1470, 872), (1478, 892), (1188, 1006)], "#E8A33D")
    sheet.poly([(1180, 986), (1188, 1006), (1140, 1012)], "#F4E3C1")
    sheet.poly([(1154, 1001), (1158, 1010), (1140, 1012)], ink.ink)
    sheet.poly([(1470, 872), (1478, 892), (1508, 880), (1500, 860)], "#D5573B")
    return sheet


def _books(sheet: Canvas, dice: random.Random, foot: float) -> None:
    tones = ("#00795A", "#B5482F", "#E8A33D", "#D9C8AC", "#3B566B", "#86A79E", "#F1E9DB", "#7A3B2C")
    x = -10.0
    while x < WIDTH:
        if dice.random() < 0.06:
            x += dice.randint(30, 70)
            continue
        width, height = dice.randint(24, 62), dice.randint(158, 232)
        tone = dice.choice(tones)
        sheet.rect(x, foot - height, width, height, tone)
        sheet.rect(x, foot - height, 5, height, "#FFFFFF", 40)
        sheet.rect(x + width - 6, foot - height, 6, height, "#000000", 50)
        label = "#FFFFFF" if tone not in ("#F1E9DB", "#D9C8AC") else "#665740"
        if width > 34:
            sheet.rect(x + 8, foot - height + 26, width - 18, 6, label, 190)
            sheet.rect(x + 8, foot - height + 40, width - 18, 34, label, 110)
        sheet.rect(x + 8, foot - 30, width - 18, 5, label, 190)
        x += width + dice.choice((1, 2, 3))


def _open_book(sheet: Canvas, ink: Palette) -> None:
    """An open book on the table: printed lines, and one note in pencil in the margin."""
    sheet.oval(770, 1034, 420, 22, "#000000", 80)
    for side in (-1, 1):
        page = curve(
            [(770, 884), (770 + side * 130, 838), (770 + side * 280, 846), (770 + side * 372, 868)]
        )
        base = curve(
            [
                (770 + side * 430, 1016),
                (770 + side * 300, 990),
                (770 + side * 140, 984),
                (770, 1034),
            ]
        )
        sheet.poly([*page, *base], "#FFFDF8" if side < 0 else "#F4EBDA")
        for row in range(6):
            y = 884 + row * 19
            start, end = 770 + side * (46 + row * 3), 770 + side * (250 + row * 9)
            sheet.line(
                curve([(start, y + 6), ((start + end) / 2, y - 14), (end, y - 8)]), 4.5, ink.mid
            )
    note = [(1082, 892), (1096, 880), (1104, 900), (1118, 884), (1128, 904), (1142, 890)]
    sheet.line(curve(note), 4.5, ink.accent)
    sheet.line(curve([(x + 8, y + 34) for x, y in note]), 4.5, ink.accent)
    sheet.line([(770, 884), (770, 1034)], 3, ink.pale)
