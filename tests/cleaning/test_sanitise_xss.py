"""Nothing hostile is left, by the judgement of a second parser; the browser test is the third."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html import escape
from xml.etree.ElementTree import Element

import pytest
from bleach._vendor import html5lib
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.cleaning.blocks import tidy
from newsroom.cleaning.sanitise import ALLOWED_ATTRIBUTES, ALLOWED_TAGS, sanitise
from tests.cleaning.payloads import payloads

PAYLOADS = list(payloads())
PIECES = [
    *(
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<br>",
        "<b>",
        "</b>",
        "<em lang=ms>",
        "</em>",
        "<a href=/x>",
    ),
    *(
        "</a>",
        "<ul>",
        "</ul>",
        "<ol>",
        "<li>",
        "</li>",
        "<table>",
        "</table>",
        "<tr>",
        "<td>",
        "<th>",
    ),
    *("<caption>", "<thead>", "<tfoot>", "</tr>", "</td>", "<figure>", "</figure>", "<figcaption>"),
    *(
        "<blockquote>",
        "</blockquote>",
        "<aside>",
        "<h1>",
        "</h2>",
        "<h3 lang=ms>",
        "<pre>",
        "</pre>",
    ),
    *("<svg>", "</svg>", "<math>", "<style>", "</style>", "<script>", "</script>", "<!--", "-->"),
    *(
        "<img src=/media/a.png>",
        "<q>",
        "</q>",
        "<select>",
        "<template>",
        "<noscript>",
        "<sub>",
        "\n",
    ),
    *(" ", "word", "&lt;", "&amp;amp;", "&nbsp;", "<", ">", "&", '"', "'", "x\u2028y", "\0", "é"),
]


def elements(html: str) -> Iterator[Element]:
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return (element for element in tree.iter() if element.tag != "DOCUMENT_FRAGMENT")


def violations(html: str) -> list[str]:
    """What the allowlist does not know, as another parser than ours reads it."""
    found = []
    for element in elements(html):
        tag = str(element.tag)
        if tag not in ALLOWED_TAGS:
            found.append(f"<{tag}>")
        for name, value in element.attrib.items():
            if name not in ALLOWED_ATTRIBUTES["*"] | ALLOWED_ATTRIBUTES.get(tag, frozenset()):
                found.append(f"{tag}.{name}")
            if name in {"href", "src"} and not re.match(
                r"https?://|mailto:|/(?![/\\])", value, re.I
            ):
                found.append(f"{name}={value!r}")
    return found


def reserialised(html: str) -> str:
    """Parsed by html5lib and written out by nobody's rules but the plainest."""

    def write(element: Element) -> str:
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in element.items())
        inside = escape(element.text or "", quote=False) + "".join(map(write, element))
        end = "" if element.tag in {"br", "img"} else f"</{element.tag}>"
        return f"<{element.tag}{attributes}>{inside}{end}{escape(element.tail or '', quote=False)}"

    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return escape(tree.text or "", quote=False) + "".join(map(write, tree))


@pytest.fixture(scope="module")
def sanitised() -> dict[str, str]:
    return {payload: sanitise(payload, media_prefixes=("/media/",)) for payload in payloads()}


def test_there_are_enough_payloads_and_most_are_hostile() -> None:
    assert len(PAYLOADS) > 2000
    assert sum(bool(violations(payload)) for payload in PAYLOADS) > 0.85 * len(PAYLOADS)


def test_no_payload_leaves_anything_that_is_not_allowed(sanitised: dict[str, str]) -> None:
    left = {payload: violations(html) for payload, html in sanitised.items()}
    assert {payload: found for payload, found in left.items() if found} == {}


def test_sanitising_twice_changes_nothing(sanitised: dict[str, str]) -> None:
    distinct = set(sanitised.values())
    assert {sanitise(html, media_prefixes=("/media/",)) for html in distinct} == distinct


def test_what_is_served_parses_to_itself(sanitised: dict[str, str]) -> None:
    for html in set(sanitised.values()):
        assert reserialised(html) == html


def test_text_around_a_payload_survives() -> None:
    for payload in (
        "<script>x</script>",
        "<img src=x onerror=alert(1)>",
        "<a href=javascript:1>y</a>",
    ):
        html = sanitise(f"<p>Rain fell{payload} in May.</p><p>Then sun.</p>")
        assert html.startswith("<p>Rain fell")
        assert html.endswith(" in May.</p>\n<p>Then sun.</p>")


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join))
def test_any_soup_comes_out_allowed_stable_and_well_formed(soup: str) -> None:
    html = sanitise(soup, media_prefixes=("/media/",))
    assert violations(html) == []
    assert sanitise(html, media_prefixes=("/media/",)) == html
    assert reserialised(html) == html


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_any_text_comes_out_as_text(text: str) -> None:
    html = sanitise(escape(text))
    assert sanitise(html) == html
    assert {element.tag for element in elements(html)} <= {"p"}


def test_threads_do_not_disturb_one_another() -> None:
    expected = [sanitise(payload) for payload in PAYLOADS[:400]]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(sanitise, PAYLOADS[:400])) == expected


@pytest.mark.parametrize(
    "piece",
    [
        "<div>",
        "<em>",
        "<b><i>",
        "<ul><li>",
        "<table><tr><td>",
        "&",
        "<",
        "<p>",
        "</p>",
        "x<br>",
        "<a href=https://e.example/>x",
        "<li>x",
        "\ufdd0",
        "<td>x",
        "<svg>",
        "<p lang=ms>x",
        "<!--",
    ],
)
def test_work_grows_no_faster_than_the_input(piece: str) -> None:
    """Counted, not timed: the output stays in proportion to the input."""
    html = sanitise(piece * 2000 + "x")
    assert len(html) <= 12 * len(piece) * 2000 + 1000


def test_bleach_finds_nothing_left_to_remove(sanitised: dict[str, str]) -> None:
    """Two guards that agree: one of them may fail, or be replaced, without harm."""
    for payload, html in sanitised.items():
        assert tidy(payload, media_prefixes=("/media/",)).html == html
