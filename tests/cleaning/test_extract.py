"""Pages and fragments to stories."""

import datetime

import pytest

from newsroom.cleaning.extract import extract, looks_like_html

PAGE = """<!doctype html><html lang="en-SG"><head><title>Ferry fares frozen | Harbour Weekly</title>
<link rel="canonical" href="https://harbour.example/fares">
<meta property="og:site_name" content="Harbour Weekly">
<meta property="og:description" content="Commuters get a year without a rise.">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type":
"NewsArticle", "headline": "Ferry fares frozen", "datePublished": "2025-03-04T09:00:00+08:00",
"author": [{"@type": "Person", "name": "Ana Cruz"}, {"@type": "Person", "name": "Ben Lim"}]}]}
</script></head><body><header><nav><a href="/">Home</a> <a href="/news">News</a></nav></header>
<main><article><h1>Ferry fares frozen</h1>
<p>Fares on the harbour's <a href="/ferries">six ferries</a> stay where they are for a year,
which is <em>good news</em> for the commuters who cross twice a day.</p>
<h2>Why now</h2><ul><li>Fuel is <strong>cheap</strong></li><li>Elections are near</li></ul>
<blockquote><p>We froze the fares because we could, said the harbour chief, Lito Ramos.</p>
</blockquote><p>The first review is due when the school year begins again in June.</p>
<script>track()</script></article></main><footer><p>Copyright Harbour Weekly</p></footer></body>
</html>"""

HTML = [
    "<p>x</p>",
    "one<br>two",
    "<p>First<p>Second",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    'Text <a href="x">y',
    "<P>UP</P>",
    "<!doctype html>x",
]
TEXT = [
    "a < b",
    "Use the <div> element, he said.",
    "the <br> tag",
    "if a<b and b>c",
    "x <3 y",
    "<foo@example.com>",
    "<3 <4>",
    "The <p> tag and the <b> tag.",
    "",
    "R&D &amp; more",
]


@pytest.mark.parametrize("text", HTML)
def test_markup_is_seen(text: str) -> None:
    assert looks_like_html(text)


@pytest.mark.parametrize("text", TEXT)
def test_text_about_markup_is_text(text: str) -> None:
    assert not looks_like_html(text)


def test_a_page_gives_its_metadata() -> None:
    found = extract(PAGE)
    assert found.title == "Ferry fares frozen"
    assert found.byline == "Ana Cruz and Ben Lim"
    assert found.date == datetime.date(2025, 3, 4)
    assert found.standfirst == "Commuters get a year without a rise."
    assert found.canonical_url == "https://harbour.example/fares"
    assert found.language == "en-SG"


def test_a_page_gives_its_body_in_blocks() -> None:
    blocks = extract(PAGE).html.split("\n")
    assert blocks[0] == (
        '<p>Fares on the harbour\'s <a href="https://harbour.example/ferries" rel="noopener">six '
        "ferries</a> stay where they are for a year, which is <em>good news</em> for the commuters "
        "who cross twice a day.</p>"
    )
    assert blocks[1] == "<h2>Why now</h2>"
    assert blocks[2].startswith("<ul><li>Fuel is <strong>cheap</strong></li>")
    assert blocks[3].startswith("<blockquote><p>We froze")
    assert len(blocks) == 5


def test_a_fragment_gives_its_blocks_and_heading() -> None:
    found = extract("<h1>Fares</h1><div>Rain.<br><br>Sun <a href='/x'>here</a><script>z</script>")
    assert (found.title, found.html) == ("Fares", "<p>Rain.</p>\n<p>Sun here</p>")
