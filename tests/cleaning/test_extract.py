"""Pages and fragments to stories."""

import datetime
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.cleaning import clean
from newsroom.cleaning.body import plain
from newsroom.cleaning.extract import Extracted, extract, looks_like_html
from newsroom.cleaning.sanitise import sanitise
from tests.cleaning.pages import FURNITURE, SHELLS, STORY
from tests.cleaning.payloads import payloads

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
    "\n <div>Cut off in the middle",
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
    "<div> is a tag.",
    "List<String> and Map<a, b>",
    "Press <Enter> or <br> to break.",
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


@pytest.mark.parametrize("shell", SHELLS.values(), ids=SHELLS)
def test_no_paragraph_is_lost_in_any_shell(shell: str) -> None:
    found = extract(shell)
    assert found.title == "Ferry fares frozen"
    assert [plain(block) for block in found.html.split("\n")] == STORY
    assert not any(word in found.html for word in FURNITURE)


def page(head: str = "", body: str = "<p>Rain fell.</p>") -> Extracted:
    return extract(f"<html><head>{head}</head><body>{body}</body></html>")


def linked(**article: Any) -> Extracted:
    data = json.dumps({"@type": "NewsArticle", **article})
    return page(f'<script type="application/ld+json">{data}</script>')


def test_the_title_is_the_best_that_the_page_states() -> None:
    assert linked(headline="Rain  falls").title == "Rain falls"
    assert linked(headline="Fish &amp; chips").title == "Fish & chips"
    assert page("<title>Rain falls</title>").title == "Rain falls"
    assert page("<title>Home</title>", "<h1>Rain falls</h1><p>It did.</p>").title == "Rain falls"
    cut = '<meta property="og:title" content="Rain falls on the…">'
    assert page(cut, "<h1>Rain falls on the pier</h1>").title == "Rain falls on the pier"
    site = '<meta property="og:site_name" content="Pier"><title>Rain falls - today - Pier</title>'
    assert page(site).title == "Rain falls - today"
    shown = page("<title>Rain falls - Pier</title>", "<div><b>Rain falls</b></div><p>It did.</p>")
    assert shown.title == "Rain falls"
    assert page("<title>Rain falls - Pier</title>").title == "Rain falls - Pier"


def test_a_heading_that_holds_the_story_is_no_title() -> None:
    story = "<div>Rain fell on the pier.</div>" * 100
    assert page("<title>Rain falls</title>", f"<h1>{story}</h1>").title == "Rain falls"
    assert page("", f"<div class=byline>Ana Cruz{story}</div>").byline == ""


def test_authors_are_named_as_a_reader_would() -> None:
    assert linked(author="Ana Cruz").byline == "Ana Cruz"
    assert linked(author={"@type": "Person", "name": "Ana Cruz"}).byline == "Ana Cruz"
    three = [{"name": "Ana Cruz"}, {"name": "Ben Lim"}, "Cai Wu", {"name": "Ana Cruz"}, None, {}]
    assert linked(author=three).byline == "Ana Cruz, Ben Lim and Cai Wu"
    assert page('<meta name="author" content="Ana Cruz">').byline == "Ana Cruz"
    assert page('<meta property="article:author" content="https://x.example/ana">').byline == ""
    marked = page("", '<p class="byline">By Ana Cruz</p><p>Rain fell.</p>')
    assert (marked.byline, marked.html) == ("Ana Cruz", "<p>Rain fell.</p>")


DATES = {
    "2025-03-04": datetime.date(2025, 3, 4),
    "2025-03-04T23:30:00+08:00": datetime.date(2025, 3, 4),
    "20250304": datetime.date(2025, 3, 4),
    "2025-02-30": None,
    "4 March": None,
    "": None,
}


@pytest.mark.parametrize(("stated", "expected"), DATES.items())
def test_a_date_is_taken_only_as_it_is_stated(stated: str, expected: datetime.date | None) -> None:
    assert linked(datePublished=stated).date == expected
    assert page(f'<meta property="article:published_time" content="{stated}">').date == expected


def test_a_date_in_the_text_or_the_address_is_no_date() -> None:
    found = page('<link rel="canonical" href="https://x.example/2025/03/04/rain">', "<p>4 May 2025")
    assert found.date is None


def test_the_standfirst_is_not_the_first_paragraph_again() -> None:
    described = '<meta name="description" content="Rain fell on the pier and…">'
    assert page(described, "<p>Rain fell on the pier and the sea.</p>").standfirst == ""
    assert page(described, "<p>Sun.</p>").standfirst == "Rain fell on the pier and…"


def test_odd_metadata_is_passed_over() -> None:
    assert linked(headline={"a": 1}, author=[1, [2]], datePublished=3, url=4).title == ""
    for odd in ("{", "[" * 5000, "null", '[{"@type": {"a": []}}]', '{"@graph": 3}', '"x"', ""):
        assert (
            page(f'<script type="application/ld+json">{odd}</script>').html == "<p>Rain fell.</p>"
        )
    bad = '<base href="http://[bad"><link rel="canonical" href="https://x.example/a">'
    assert page(bad).canonical_url == "https://x.example/a"
    assert page('<link rel="canonical" href="javascript:alert(1)">').canonical_url == ""


def test_links_lead_to_the_page_that_they_came_from() -> None:
    body = '<p><a href="/a">one</a> <a href="b">two</a> <a href="#c">three</a></p>'
    known = page('<link rel="canonical" href="https://x.example/news/1">', body).html
    assert 'href="https://x.example/a"' in known
    assert 'href="https://x.example/news/b"' in known
    assert page("", body).html == "<p>one two three</p>"


def test_what_was_dropped_is_told() -> None:
    removed = page(
        "", "<figure><img src=/a.png><figcaption>A pier</figcaption></figure><p>x</p>"
    ).removed
    assert ("img", "/a.png") in [(each.element, each.value) for each in removed]
    assert ("figcaption", "A pier") in [(each.element, each.value) for each in removed]


def test_one_page_of_every_tag_takes_no_longer_than_its_length() -> None:
    for odd in ("<h1>", "<p> ", " <p> ", "<b ", "<a x='", "<br>", "<!--", "</p", "<body "):
        assert len(extract(odd * 5000).html) < 200_000
        looks_like_html(odd * 20_000)


def test_entities_of_a_doctype_are_not_expanded() -> None:
    doctype = '<!DOCTYPE html [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    assert "root:" not in extract(f"{doctype}<html><body><p>&e; here</p></body></html>").html


def test_nesting_too_deep_for_a_tree_loses_no_word() -> None:
    assert page("", "<div>" * 3000 + "deep text").html == "<p>deep text</p>"


def test_hostile_pages_come_out_sanitised() -> None:
    for payload in list(payloads())[::60]:
        html = page("", f"<article><p>Rain fell.</p>{payload}<p>Sun shone.</p></article>").html
        assert sanitise(html) == html


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="<>/=\"' abpdivhr!-&;\n\0\ud800é", max_size=200))
def test_anything_is_extracted_without_an_error(text: str) -> None:
    looks_like_html(text)
    html = extract(f"<html><body>{text}</body></html>").html
    assert sanitise(html) == html


def test_paragraphs_stay_where_they_stood() -> None:
    """In their quotation, list item or cell: a table keeps its columns, a quotation its end."""
    head = "<h2>Ferries</h2><p>Fares rise in May, the council said.</p>"
    quoted = "<blockquote><p>We row.</p><p>We sail.</p></blockquote>"
    listed = "<ul><li><p>A rope.</p><p>A sail.</p></li><li>An oar</li></ul>"
    cells = "<tr><td><p>Oar.</p><p>Rope.</p></td><td>2</td></tr><tr><td>Sail</td><td>1</td></tr>"
    table = f"<table><tbody>{cells}</tbody></table>"
    assert clean(head + quoted + listed + table).html.split("\n")[1:] == [quoted, listed, table]


def test_sentences_that_come_apart_stay_in_their_quotation_and_item() -> None:
    head = "<h2>Ferries</h2><p>Fares rise in May, the council said.</p>"
    html = clean(f"{head}<ul><li>We <em>row.We</em> sail.The end.</li></ul>").html
    assert "<li><p>We <em>row.</em></p><p><em>We</em> sail.</p><p>The end.</p></li>" in html


MENU = "<ul><li><a href='/a'>Kite Bank opens a branch</a></li><li><a href='/b'>Kites</a></li></ul>"


def test_table_and_list_at_the_end_of_a_story_stay_and_a_menu_goes() -> None:
    story = (
        "<h2>Ferries carry more</h2><p>Fares rise in May, the council of Cebu said on Friday.</p>"
        "<p>These are the routes that most people took in a week of the rainy season.</p>"
    )
    rows = "".join(
        f"<tr><td>{name}</td><td>{n}</td></tr>" for name, n in (("Bohol", 9), ("All", 9))
    )
    table, listed = f"<table><tbody>{rows}</tbody></table>", "<ul><li>Bohol</li><li>Cebu</li></ul>"
    for ending in (table, listed, table + listed):
        cleaned = clean(story + ending + "<h3>Related articles</h3>" + MENU)
        assert cleaned.html.split("\n", 2)[2].replace("\n", "") == ending
        assert "Kites" in {edit.before.strip() for edit in cleaned.report.removed}
