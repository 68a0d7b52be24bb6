"""What several city scenes share: a far row of buildings, and water."""

import random

from newsroom.ops.demo.scenes.canvas import HEIGHT, WIDTH, Canvas, Palette, blend


def far_row(
    sheet: Canvas,
    dice: random.Random,
    base: float,
    colour: str,
    heights: tuple[int, int],
    widths: tuple[int, int],
) -> None:
    """A far row of plain blocks, from edge to edge."""
    x = -20.0
    while x < WIDTH:
        width, height = dice.randint(*widths), dice.randint(*heights)
        sheet.rect(x, base - height, width, height, colour)
        x += width + dice.choice((0, 0, 12, 30))


def water(
    sheet: Canvas,
    dice: random.Random,
    shore: float,
    ink: Palette,
    glints: tuple[tuple[float, float], ...] = (),
) -> None:
    """Water below the shore line, with soft upright reflections and short ripples."""
    depth = HEIGHT - shore
    sheet.rect(0, shore, WIDTH, depth, blend(ink.mid, ink.pale, 0.35))
    for left, width in glints:
        for step in range(int(depth // 14)):
            shrink = step * 1.6 + dice.uniform(-10, 10)
            sheet.rect(left + shrink, shore + step * 14, width - 2 * shrink, 8, ink.deep, 46)
    for _ in range(60):
        y = shore + 18 + dice.random() ** 1.4 * (depth - 30)
        length = 30 + (y - shore) * 0.5 * dice.random()
        sheet.rect(dice.uniform(-40, WIDTH), y, length, 3 + (y - shore) / 90, "#FFFFFF", 60)
    sheet.rect(0, shore - 10, WIDTH, 12, ink.ink)
