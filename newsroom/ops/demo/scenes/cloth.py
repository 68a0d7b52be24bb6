"""A batik cloth, seen close."""

import math
import random

from newsroom.ops.demo.scenes.canvas import (
    HEIGHT,
    WIDTH,
    Canvas,
    Point,
    curve,
)


def batik_flower(dice: random.Random) -> Canvas:
    sheet = Canvas("#143F3A", "#0F312F")
    for row in range(15):
        for column in range(23):
            x, y = column * 74 + row % 2 * 37, row * 76
            for turn in range(4):
                angle = turn * math.pi / 2 + math.pi / 4
                sheet.disc(x + 13 * math.cos(angle), y + 13 * math.sin(angle), 5, "#2C6A60")
            sheet.disc(x, y, 3.5, "#D9B36A")
    _vine(sheet, [(-40, 900), (240, 760), (470, 820), (760, 560), (1050, 610), (1640, 180)])
    _vine(sheet, [(-40, 240), (260, 330), (560, 230), (900, 190), (1200, 60)])
    _vine(sheet, [(520, 1100), (800, 940), (1120, 900), (1340, 760), (1640, 740)])
    for x, y, size, tilt in (
        (430, 560, 250, 0.2),
        (1090, 360, 290, -0.35),
        (1310, 860, 200, 0.5),
        (830, 890, 170, -0.1),
        (170, 170, 160, 0.6),
        (720, 110, 120, 0.1),
    ):
        _hibiscus(sheet, (x, y), size, tilt)
    for y in (0, HEIGHT - 74):
        sheet.rect(0, y, WIDTH, 74, "#B5482F")
        for tooth in range(27):
            x = tooth * 62
            sheet.poly([(x, y + 74), (x + 31, y), (x + 62, y + 74)], "#E8A33D")
            sheet.poly([(x + 16, y + 74), (x + 31, y + 38), (x + 46, y + 74)], "#7C2B20")
    return sheet


def _hibiscus(sheet: Canvas, at: Point, size: float, tilt: float) -> None:
    """Five petals with waxed veins, and the long stamen."""
    x, y = at
    petals = [tilt + turn * 2 * math.pi / 5 for turn in range(5)]
    for angle in petals:
        outline = _petal(at, size * 1.05, angle, 0.62)
        sheet.poly(outline, "#F4E3C1")
        sheet.poly(_petal(at, size, angle, 0.57), "#C9523A")
        sheet.poly(_petal(at, size * 0.72, angle, 0.4), "#DE7350")
        for vein in (-0.22, 0, 0.22):
            end = (
                x + size * 0.86 * math.cos(angle + vein),
                y + size * 0.86 * math.sin(angle + vein),
            )
            sheet.line([at, end], 3, "#F4E3C1", 170)
    for dot in range(10):
        angle = dot * math.pi / 5
        sheet.disc(x + size * 0.2 * math.cos(angle), y + size * 0.2 * math.sin(angle), 6, "#F4E3C1")
    lean = tilt + math.pi / 5
    tip = (x + size * 0.82 * math.cos(lean), y + size * 0.82 * math.sin(lean))
    sheet.line([at, tip], size * 0.05, "#E8A33D")
    for seed in range(9):
        share = 0.5 + seed * 0.06
        side = (-1) ** seed * size * 0.055
        sheet.disc(
            x + (tip[0] - x) * share - side * math.sin(lean),
            y + (tip[1] - y) * share + side * math.cos(lean),
            size * 0.027,
            "#F7D37E",
        )
    sheet.disc(x, y, size * 0.13, "#7C2B20")


def _petal(at: Point, size: float, angle: float, spread: float) -> list[Point]:
    """A rounded petal with a notched edge, from its foot at `at`."""
    shape = (
        (0, 0),
        (0.3, -0.55),
        (0.72, -0.95),
        (0.98, -0.5),
        (0.93, 0),
        (0.98, 0.5),
        (0.72, 0.95),
        (0.3, 0.55),
        (0, 0),
    )
    points = [(size * along, size * across * spread) for along, across in shape]
    return curve(
        [
            (
                at[0] + u * math.cos(angle) - v * math.sin(angle),
                at[1] + u * math.sin(angle) + v * math.cos(angle),
            )
            for u, v in points
        ]
    )


def _vine(sheet: Canvas, points: list[Point]) -> None:
    """A stem with leaves on alternate sides."""
    stem = curve(points)
    sheet.line(stem, 12, "#F4E3C1")
    sheet.line(stem, 7, "#3F8F74")
    for place in range(8, len(stem) - 8, 11):
        (x, y), (ahead_x, ahead_y) = stem[place], stem[place + 4]
        angle = math.atan2(ahead_y - y, ahead_x - x) + (0.9 if place % 2 else -0.9)
        sheet.poly(_petal((x, y), 92, angle, 0.3), "#F4E3C1")
        sheet.poly(_petal((x, y), 84, angle, 0.25), "#3F8F74")
        end = (x + 66 * math.cos(angle), y + 66 * math.sin(angle))
        sheet.line([(x, y), end], 2.5, "#F4E3C1", 190)
