"""How the cost of hostile and degenerate markup grows with its length.

    python -m tests.benchmarks.nasty_pages [--large] [--only TEXT] [--above MS]

For each kind of page: processor time at 25, 50 and 100 kB (with `--large` at 1 MB too), and the
exponent of its growth (1 is linear, 2 quadratic) for `sanitise`, for `clean` of the fragment, and
for `clean` of a full page around it. `--only` takes the kinds whose names hold a text, `--above`
prints only what costs more for 100 kB.
"""

import argparse
import contextlib
import math
import time
from collections.abc import Callable

from newsroom.cleaning import Uncleanable, clean
from newsroom.cleaning.sanitise import sanitise
from tests.benchmarks.misreadings import TEXTS, misread

SIZES = (25_000, 50_000, 100_000)
LARGE = 1_000_000
#: A larger page is not tried where one took so many milliseconds.
TOO_LONG = 20_000

_SENTENCE = "The pier in Penang shuts in May for a month of repairs, the council said on Friday. "
_MANY_TONGUES = " ".join(text for texts in TEXTS.values() for text in texts)

#: What is repeated until the page is long enough, a part for each kind.
REPEATED = {
    "paragraphs": f"<p>{_SENTENCE * 3}</p>\n",
    "short paragraphs": "<p>x</p>",
    "unclosed p": "<p>",
    "unclosed p with text": "<p>x",
    "closing p": "</p>",
    "div soup": "<div>x<div>y</div>z",
    "closed divs": "<div>x</div>",
    "spans": "<span>x</span> ",
    "br": "<br>",
    "text and br": "x<br>",
    "sentences and br": f"{_SENTENCE}<br>",
    "pairs of br": f"{_SENTENCE}<br><br>",
    "inline tags": "<b>x</b> <i>y</i> ",
    "links": '<a href="https://a.example/b?c=1&amp;d=2">x</a> ',
    "unclosed a": "<a href=/x>x",
    "unclosed b": "<b>x",
    "unclosed b and p": "<b><p>x",
    "unclosed b, i and p": "<b>x<i>y<p>z",
    "misnested": "<b>1<i>2</b>3</i>",
    "misnested blocks": "<b><div>1</b>2</div>",
    "a in blocks": "<a href=/x><div>x",
    "unclosed font": "<font size=1 color=red>x",
    "entities": "&amp;&lt;&eacute;&#8217;",
    "bare ampersands": "&",
    "ampersands with letters": "&x",
    "less-than": "<",
    "less-than with letters": "a<b ",
    "greater-than": ">",
    "open tags without end": "<p ",
    "quotes": "<a href='",
    "slashes": "</",
    "comments": "<!-- x -->",
    "unclosed comments": "<!--",
    "odd comments": "<!-->",
    "declarations": "<!doctype html>",
    "instructions": "<?x y?>",
    "sections": "<![CDATA[x]]>",
    "list items": "<li>x",
    "nested lists": "<ul><li>x",
    "one list": "<ul><li>x</li></ul>",
    "blockquotes": "<blockquote>x",
    "definition lists": "<dl><dt>x<dd>y",
    "headings": "<h1>x</h1>",
    "unclosed headings": "<h2>x",
    "nested tables": "<table><tr><td>x",
    "tables": "<table><tr><td>x</td><td>y</td></tr></table>",
    "text in tables": "<table>x",
    "foster parenting": "<table><b>x<tr>y",
    "cells": "<td>x",
    "captions": "<caption>x",
    "column groups": "<table><colgroup><col>",
    "figures": "<figure><img src=/media/a.png><figcaption>x</figcaption></figure>",
    "captions alone": "<figure><img src=/a.png><figcaption>x y</figcaption></figure>",
    "images": "<img src=/media/a.png alt=x>",
    "foreign images": '<img src="https://x.example/a.png">',
    "options": "<select><option>x",
    "closed options": "<select><option>x</option></select>",
    "templates": "<template><p>x",
    "drawings": "<svg><path d=x /></svg>",
    "unclosed drawings": "<svg><g>",
    "formulas": "<math><mi>x",
    "foreign objects": "<svg><foreignObject><p>x",
    "plaintext": "<plaintext>x\n",
    "scripts": "<script>x</script>",
    "unclosed scripts": "<script>",
    "styles": "<style>p{}</style>",
    "frames": "<iframe src=//x.example></iframe>",
    "buttons": "<button><p>x",
    "forms": "<form><input><p>x",
    "objects": "<object><p>x",
    "articles": "<article><p>x</p></article>",
    "articles with prose": f"<article><p>{_SENTENCE}</p></article>",
    "nested articles": f"<article>{_SENTENCE}",
    "nested prose": f"<div>{_SENTENCE}",
    "empty furniture between text": "<nav></nav>x ",
    "furniture between text": f"<nav>x</nav>{_SENTENCE}",
    "breaks held open": "<br>\u200b",
    "empty cells": "<table><tr><td><td><td></table>",
    "furniture": f"<nav>{_SENTENCE}</nav>",
    "nested furniture": "<div class=share>x",
    "preformatted": "<pre>x\n</pre>",
    "quotations": "<q>x</q>",
    "unclosed quotations": "<q>x",
    "ruby": "<ruby>x<rt>y</ruby>",
    "languages": "<p lang=ms>x",
    "namespaced": "<o:p>x</o:p>",
    "unknown elements": "<xyz>x",
    "bodies": "<body class=x>",
    "heads": "<html><head><title>x</title></head>",
    "meta": '<meta property="og:title" content="x">',
    "bylines": "<div class=byline>x",
    "h1 in page": "<h1>x<div>y",
    "white space": " \n\t",
    "no-break spaces": "&nbsp;",
    "null characters": "x\0",
    "wide characters": "漢字。",
    "damaged text": misread(_MANY_TONGUES, "cp1252", gaps="cp1252") + " ",
    "damaged paragraphs": f"<p>{misread(_MANY_TONGUES[:900], 'cp1252', gaps='cp1252')}</p>",
    "damaged inline tags": "<b>itâ€™s</b> <i>â€œthisâ€\x9d</i> ",
    "many tongues": f"<p>{_MANY_TONGUES}</p>",
}


def _around(before: str, part: str, after: str) -> Callable[[int], str]:
    return lambda size: before + part * (size // len(part)) + after


#: Pages that are not one part repeated.
BUILT: dict[str, Callable[[int], str]] = {
    "a flat table": _around("<table>", "<tr><td>x</td></tr>", "</table>"),
    "a wide table": _around("<table><tr>", "<td>x</td>", "</tr></table>"),
    "a flat list": _around("<ul>", "<li>x</li>", "</ul>"),
    "one paragraph of inline tags": _around("<p>", "<b>x</b> ", "</p>"),
    "one paragraph of br": _around("<p>x", "x<br>", "</p>"),
    "one paragraph of images": _around("<p>", "<img src=/media/a.png>", "</p>"),
    "one paragraph of entities": _around("<p>", "&amp;", "</p>"),
    "one paragraph of text": _around("<p>", _SENTENCE, "</p>"),
    "one cell": _around("<table><tr><td>", f"<p>{_SENTENCE}</p>", "</table>"),
    "one quotation": _around("<blockquote>", "<p>x</p>", "</blockquote>"),
    "one long attribute": _around('<p title="', "x", '">x</p>'),
    "one long address": _around('<a href="https://a.example/', "x%20", '">x</a>'),
    "one long alternative text": _around('<img src="/media/a.png" alt="', "x&amp; ", '">'),
    "one long odd address": _around('<a href="https://a.example/', "x {", '">x</a>'),
    "one long class": _around('<div class="', "share ", '">x</div>'),
    "many attributes": lambda size: f"<p {' '.join(f'a{n}=1' for n in range(size // 8))}>x</p>",
    "one long word": lambda size: f"<p>{'x' * size}</p>",
    "one long tag name": lambda size: f"<{'x' * size}>",
    "one long comment": _around("<!--", "-", "-->x"),
    "one long script": _around("<script>", "x<", "</script>x"),
    "one unclosed script": _around("<script>", "<!--", ""),
    "nested divs": lambda size: "<div>" * (size // 11) + "x" + "</div>" * (size // 11),
    "nested spans": lambda size: "<span>" * (size // 13) + "x" + "</span>" * (size // 13),
    "2,000 levels and a story": lambda size: "<div>" * 2000 + f"<p>{_SENTENCE}</p>" * (size // 90),
    "nested lists, closed": lambda size: (
        "<ul><li>" * (size // 18) + "x" + "</li></ul>" * (size // 18)
    ),
    "nested tables, closed": lambda size: (
        "<table><tr><td>" * (size // 38) + "x" + "</td></tr></table>" * (size // 38)
    ),
    "captions, all different": lambda size: "".join(
        f"<figure><img src=/a.png><figcaption>A pier {n}</figcaption></figure>"
        for n in range(size // 65)
    ),
    "nested bylines and a story": lambda size: (
        "<div class=byline>" * 200 + f"<p>{_SENTENCE}</p>" * (size // 90)
    ),
    "nested headings and a story": lambda size: (
        "<h1><div>" * 100 + f"<p>{_SENTENCE}</p>" * (size // 90)
    ),
    "a table of empty cells": _around(
        "<table>", "<tr><td></td></tr>", "<tr><td>x</td></tr></table>"
    ),
    "one row of empty cells": _around("<table><tr>", "<td></td>", "<td>x</td></tr></table>"),
    "lengthening paragraphs": lambda size: "".join(
        f"<p>The pier {n} shuts in May, the council said.</p>" for n in range(size // 50)
    ),
    "hollow nests": lambda size: ("<ul><li>" * 10 + "x" + "</li></ul>" * 10) * (size // 181),
    "a million ends": lambda size: "<p>x" + "</b></i></div></span>" * (size // 21),
    "json-ld": lambda size: (
        '<script type="application/ld+json">{"@graph":[' + "{}," * (size // 3) + "{}]}</script>"
    ),
    "json-ld nest": lambda size: (
        '<script type="application/ld+json">' + '{"item":' * (size // 9) + "1</script>"
    ),
}

KINDS: dict[str, Callable[[int], str]] = {
    name: _around("", part, "") for name, part in REPEATED.items()
} | BUILT


def page(fragment: str) -> str:
    """A full page with a short story around the fragment."""
    return (
        "<!doctype html><html><head><title>Pier shuts</title></head><body><article>"
        f"<h1>Pier shuts</h1><p>{_SENTENCE}</p>{fragment}<p>{_SENTENCE}</p></article></body></html>"
    )


def clean_or_refuse(raw: str) -> None:
    """Clean what may be no article."""
    with contextlib.suppress(Uncleanable):
        clean(raw)


WAYS: dict[str, Callable[[str], object]] = {
    "sanitise": sanitise,
    "fragment": clean_or_refuse,
    "page": lambda fragment: clean_or_refuse(page(fragment)),
}


def print_kinds(
    title: str, kinds: dict[str, Callable[[int], str]], ways: dict[str, Callable[[str], object]]
) -> None:
    """Measure each kind in each way, as the command line says."""
    parser = argparse.ArgumentParser(description=title)
    parser.add_argument("--large", action="store_true", help="1 MB too")
    parser.add_argument("--only", default="", help="the kinds whose names hold this text")
    parser.add_argument("--above", type=float, default=0, help="only what costs more for 100 kB")
    options = parser.parse_args()
    sizes = (*SIZES, LARGE) if options.large else SIZES
    for name, build in kinds.items():
        if options.only not in name:
            continue
        for way, work in ways.items():
            costs = _costs(build, work, sizes)
            if max(costs[:3]) >= options.above:
                print_line(f"{name} ({way})", costs)


def _costs(build: Callable[[int], str], work: Callable[[str], object], sizes: tuple) -> list[float]:
    costs: list[float] = []
    for size in sizes:
        fragment = build(size)
        start = time.process_time()
        work(fragment)
        costs.append(1000 * (time.process_time() - start))
        if costs[-1] > TOO_LONG:
            break
    return costs


def print_line(name: str, costs: list[float]) -> None:
    """One line: milliseconds by size, and the exponent of the growth over the first three."""
    growth = math.log(costs[2] / costs[0], SIZES[2] / SIZES[0]) if costs[2:] else math.inf
    print(f"{name:42} " + " ".join(f"{cost:9.1f}" for cost in costs) + f"   n^{growth:.1f}")


if __name__ == "__main__":
    print_kinds("How the cost of nasty markup grows.", KINDS, WAYS)
