"""A sheet to draw flat illustrations on: Pillow at twice the size, then made smooth.

All measures are in units of the finished picture (1600 x 1067), the origin at the top left.
A colour is `#RRGGBB`; `alpha` runs from 0 (nothing) to 255 (solid).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageColor, ImageDraw

WIDTH, HEIGHT = 1600, 1067
SCALE = 2  # drawn twice as large, so that reducing it smooths every edge

Point = tuple[float, float]


@dataclass(frozen=True)
class Palette:
    """Five tones from paper to ink, and the one colour that is allowed to speak."""

    paper: str
    pale: str
    mid: str
    deep: str
    ink: str
    accent: str


JADE = Palette("#E4EEEA", "#BFD3CC", "#86A79E", "#3F665B", "#14342B", "#E8A33D")
DUSK = Palette("#E7ECF1", "#B9C8D4", "#7C95A8", "#3B566B", "#16283A", "#F0B24A")
SAND = Palette("#F1E9DB", "#D9C8AC", "#AF9874", "#665740", "#2E281F", "#00795A")
NIGHT = Palette("#2F5F5C", "#21494A", "#183A3D", "#102A2E", "#0A1B1F", "#F4C35B")
CLAY = Palette("#F3E6E0", "#E2BFB0", "#BC8674", "#74473C", "#33201C", "#00795A")


def blend(first: str, second: str, share: float) -> str:
    """The colour at `share` (0 to 1) of the way from the first to the second."""
    one, two = ImageColor.getrgb(first), ImageColor.getrgb(second)
    mixed = (round(a + (b - a) * share) for a, b in zip(one, two, strict=True))
    return "#{:02X}{:02X}{:02X}".format(*mixed)


class Canvas:
    def __init__(self, top: str, bottom: str) -> None:
        """Start from a sky that shades from one colour to the other."""
        self.image = _gradient(top, bottom)
        self._pen = ImageDraw.Draw(self.image, "RGBA")

    def rect(self, x: float, y: float, w: float, h: float, colour: str, alpha: int = 255) -> None:
        """Fill the box whose upper left corner is (x, y)."""
        if w > 0 and h > 0:
            box = (*_up((x, y)), x * SCALE + w * SCALE - 1, y * SCALE + h * SCALE - 1)
            self._pen.rectangle(box, fill=_ink(colour, alpha))

    def round(
        self, x: float, y: float, w: float, h: float, radius: float, colour: str, alpha: int = 255
    ) -> None:
        """Fill a box with rounded corners."""
        box = (*_up((x, y)), *_up((x + w, y + h)))
        self._pen.rounded_rectangle(box, radius * SCALE, fill=_ink(colour, alpha))

    def disc(self, x: float, y: float, radius: float, colour: str, alpha: int = 255) -> None:
        self.oval(x, y, radius, radius, colour, alpha)

    def oval(self, x: float, y: float, rx: float, ry: float, colour: str, alpha: int = 255) -> None:
        """Fill the ellipse centred on (x, y)."""
        box = (*_up((x - rx, y - ry)), *_up((x + rx, y + ry)))
        self._pen.ellipse(box, fill=_ink(colour, alpha))

    def ring(self, x: float, y: float, radius: float, width: float, colour: str) -> None:
        box = (*_up((x - radius, y - radius)), *_up((x + radius, y + radius)))
        self._pen.ellipse(box, outline=colour, width=round(width * SCALE))

    def poly(self, points: Sequence[Point], colour: str, alpha: int = 255) -> None:
        self._pen.polygon([_up(point) for point in points], fill=_ink(colour, alpha))

    def line(self, points: Sequence[Point], width: float, colour: str, alpha: int = 255) -> None:
        """Draw a stroke through the points, its joints rounded."""
        path = [_up(point) for point in points]
        self._pen.line(path, fill=_ink(colour, alpha), width=round(width * SCALE), joint="curve")

    def hills(self, points: Sequence[Point], colour: str, alpha: int = 255) -> None:
        """Fill everything below a smooth line through the points."""
        ridge = curve(points)
        self.poly([*ridge, (ridge[-1][0], HEIGHT), (ridge[0][0], HEIGHT)], colour, alpha)

    def finished(self) -> Image.Image:
        return self.image.reduce(SCALE)


def curve(points: Sequence[Point], steps: int = 24) -> list[Point]:
    """Points of a Catmull-Rom curve that passes through every point given."""
    padded = [points[0], *points, points[-1]]
    path: list[Point] = []
    for before, start, end, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for step in range(steps):
            t = step / steps
            x, y = (
                _spline(before[axis], start[axis], end[axis], after[axis], t) for axis in (0, 1)
            )
            path.append((x, y))
    return [*path, points[-1]]


def _spline(before: float, start: float, end: float, after: float, t: float) -> float:
    return 0.5 * (
        2 * start
        + (end - before) * t
        + (2 * before - 5 * start + 4 * end - after) * t**2
        + (3 * start - before - 3 * end + after) * t**3
    )


def _up(point: Point) -> Point:
    return point[0] * SCALE, point[1] * SCALE


def _ink(colour: str, alpha: int) -> tuple[int, int, int, int]:
    red, green, blue = ImageColor.getrgb(colour)[:3]
    return red, green, blue, alpha


def _gradient(top: str, bottom: str) -> Image.Image:
    height = HEIGHT * SCALE
    strip = Image.new("RGB", (1, height))
    pen = ImageDraw.Draw(strip)
    for y in range(height):
        pen.point((0, y), fill=blend(top, bottom, y / height))
    return strip.resize((WIDTH * SCALE, height))
