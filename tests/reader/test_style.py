"""The stylesheet, the scripts and the templates as files: contrast, weight, and nothing inline."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

STATIC = settings.BASE_DIR / "static"
CSS = (STATIC / "css" / "site.css").read_text()
TEMPLATES = [
    file
    for file in sorted((settings.BASE_DIR / "templates").rglob("*"))
    if file.suffix in {".html", ".svg"} and "admin" not in file.parts and "email" not in file.parts
]
INLINE = re.compile(
    r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)|hx-on", re.IGNORECASE
)
TOKEN = re.compile(r"--([a-z0-9-]+): (#[0-9a-f]{6});")

# Text needs 4.5 to 1 on whatever it stands on, borders that mean something 3 to 1.
TEXT = ["ink", "ink-2", "ink-3", "brand", "link", "visited", "signal"]
PAPERS = ["paper", "wash", "panel"]
PAIRS = [(text, paper, 4.5) for text in TEXT for paper in PAPERS] + [
    ("on-brand", "brand", 4.5),
    ("brand", "brand-wash", 4.5),
    ("ink", "signal-wash", 4.5),
    ("signal", "signal-wash", 4.5),
    ("rule-2", "paper", 3),
    ("rule-2", "wash", 3),
    ("focus", "paper", 3),
    ("focus", "wash", 3),
]


def tokens(scheme):
    light, dark = CSS.split("@media (prefers-color-scheme: dark)", 1)
    found = dict(TOKEN.findall(light))
    return found if scheme == "light" else found | dict(TOKEN.findall(dark.split("\n}\n", 1)[0]))


def luminance(colour):
    """WCAG 2.2, "relative luminance"."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def packed(data):
    return len(gzip.compress(data, 9))


def test_contrast_is_computed_as_the_standard_says():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#101c1f", "#ffffff") == pytest.approx(17.39, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_colours_can_be_told_apart(scheme, front, back, least):
    colours = tokens(scheme)
    assert contrast(colours[front], colours[back]) >= least


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_no_template_has_anything_inline(file):
    written = re.sub(r"{%.*?%}|{#.*?#}", "", file.read_text())
    assert not INLINE.search(written)


def test_the_stylesheet_loads_nothing_from_anyone_else():
    assert "http" not in CSS and "@import" not in CSS
    for address in re.findall(r"url\(([^)]+)\)", CSS):
        assert (STATIC / "css" / address).is_file()


def test_every_size_of_text_sets_its_own_line_height():
    """Safari ignores the fallback faces' ascent: a line of `normal` height would move the page."""
    assert "line-height: normal" not in CSS
    for shorthand in re.findall(r"\sfont: (\d[^;}]*)", CSS):
        assert "/" in shorthand, shorthand


def test_the_stylesheet_and_the_scripts_stay_small():
    assert packed(CSS.encode()) <= 12_000
    assert packed((STATIC / "js" / "article.js").read_bytes()) <= 2_000
    htmx = Path(str(finders.find("django_htmx/htmx-2.min.js")))
    lists = packed(htmx.read_bytes()) + packed((STATIC / "js" / "older.js").read_bytes())
    assert lists <= 20_000


def test_the_faces_stay_small_and_come_with_their_licences():
    sizes = {file.name: file.stat().st_size for file in (STATIC / "fonts").glob("*.woff2")}
    critical = ["newsreader-display-600", "newsreader-text-400", "public-sans-var"]
    assert sum(sizes[f"{name}.woff2"] for name in critical) <= 66_000
    assert sum(sizes.values()) <= 112_000
    assert len(list((STATIC / "fonts").glob("*OFL.txt"))) == 2


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/", 25_000),
        ("/articles/singapores-biggest-advertisers-are-moving-the-media-budget-in-house/", 18_000),
        ("/regions/southeast-asia/", 15_000),
        ("/latest/", 15_000),
    ],
)
@pytest.mark.django_db
def test_a_page_stays_small(client, newsroom, path, most):
    assert packed(client.get(path).content) <= most
