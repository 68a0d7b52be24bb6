"""What holds for any input at all."""

import json
import unicodedata
from contextlib import suppress
from html import escape
from itertools import pairwise

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from newsroom.cleaning import CleanedArticle, CleaningReport, Uncleanable, clean, replay
from newsroom.cleaning.document import read_html
from newsroom.cleaning.mojibake import repair
from newsroom.cleaning.paragraphs import find_breaks
from newsroom.cleaning.pipeline import ROUNDS, STEPS
from newsroom.cleaning.sanitise import sanitise
from tests.benchmarks.misreadings import PAGES, TEXTS, misread

PIECES = st.sampled_from(
    [
        "share on",
        "Follow us on our Telegram channel for news.",
        "By Mei Lin Chua",
        "12 March 2024",
        "Kopi Awards 2025 Ipoh",
        "Related articles",
        "Advertisement",
        "Tea is sold.It is hot.",
        "The pier in Penang shuts in May, the council said.",
        "“We walked,” she said.”“We did.”",
        "A long line of a story that goes on until it has no more to say, and then",
        "some more",
        "&lt;b&gt; &amp; &rsquo;",
        "it isnâ€™t",
        "ā€œnoā€ she said",
        "Ā\xa0",
        "\u200b",
        "\t",
        "  ",
        "\r\n",
        "1. Tea",
        "Home > News",
        "marketing interactive",
        "e\u0301",
        "\u202e",
        "Kite Bank",
        "“Tea”",
        "Азії",
        "<p>A <b>pier</b>.</p>",
        "<br>",
        "<script>x</script>",
        "http://a.example/B.C",
        "5\u202f%",
        "Don't miss: tea",
    ]
)
PAGES_OF_PIECES = st.lists(
    st.tuples(PIECES, st.sampled_from(["", " ", "\n", "\n\n"])), min_size=1, max_size=14
).map(lambda parts: "".join(piece + gap for piece, gap in parts))
TEXT = st.text(max_size=200) | PAGES_OF_PIECES
DAMAGED = st.builds(
    misread,
    st.sampled_from([text for texts in TEXTS.values() for text in texts]),
    st.sampled_from(PAGES.split()),
    gaps=st.sampled_from(["c1", "cp1252", "drop", "replace"]),
)
MARKUP = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "p",
                "h1",
                "h2",
                "li",
                "ul",
                "ol",
                "blockquote",
                "div",
                "section",
                "table",
                "tr",
                "td",
                "th",
                "figure",
                "figcaption",
                "a",
                "b",
                "i",
                "em",
                "strong",
                "span",
                "br",
                "aside",
                "article",
                "main",
                "header",
                "footer",
                "script",
                "style",
            ]
        ),
        st.sampled_from(["<{}>", "</{}>", "<{}>", "</{}>", '<{} href="/x" onclick="y()">', ""]),
        PIECES,
        st.sampled_from(["", " ", "\n"]),
    ),
    min_size=2,
    max_size=14,
).map(lambda parts: "".join(tag.format(name) + text + gap for name, tag, text, gap in parts))
MANY = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.filter_too_much]
)


def _cleaned(raw: str) -> CleanedArticle:
    try:
        return clean(raw)
    except Uncleanable:
        assume(False)
        raise


@MANY
@given(TEXT | DAMAGED | MARKUP)
def test_cleaning_again_changes_nothing(raw: str) -> None:
    """Of a page its HTML goes in again: a table in plain text is no table."""
    once = _cleaned(raw)
    is_page = any(step.outcome.document for step in once.report.steps)
    title = f"<h1>{escape(once.title)}</h1>" if once.title else ""
    twice = clean(title + once.html if is_page else once.as_text())
    assert (twice.title, twice.paragraphs) == (once.title, once.paragraphs)


@MANY
@given(TEXT | DAMAGED | MARKUP)
def test_report_replays_from_the_raw_input(raw: str) -> None:
    article = _cleaned(raw)
    report = CleaningReport.from_dict(json.loads(json.dumps(article.report.as_dict())))
    again = replay(raw, report)
    assert report == article.report
    assert (again.title, again.paragraphs, again.html) == (
        article.title,
        article.paragraphs,
        article.html,
    )


@MANY
@given(PAGES_OF_PIECES, st.integers(0, 1000))
def test_any_one_edit_can_be_left_out(raw: str, index: int) -> None:
    edits = _cleaned(raw).report.edits
    assume(edits)
    _, edit = edits[index % len(edits)]
    assume(edit.rule not in ("line-end", "surrogate"))
    try:
        again = clean(raw, without={edit.key})
    except Uncleanable:
        return
    assert edit.key not in {other.key for _, other in again.report.edits}
    assert CleaningReport.from_dict(json.loads(json.dumps(again.report.as_dict()))) == again.report


@MANY
@given(TEXT)
def test_nothing_is_lost_but_what_the_report_says(raw: str) -> None:
    """Letters of the input, less what edits took, plus what they put, are those of the output."""
    article = _cleaned(raw)
    report = article.report
    assume(all(step.outcome.document is None for step in report.steps))
    counts = _letters(raw)
    for _, edit in report.edits:
        counts = _sum(counts, _letters(edit.after), _letters(edit.before))
    assert counts == _letters(article.as_text())


def _letters(text: str) -> dict[str, int]:
    return {char: text.count(char) for char in set(text) if not char.isspace()}


def _sum(counts: dict[str, int], plus: dict[str, int], minus: dict[str, int]) -> dict[str, int]:
    chars = {*counts, *plus, *minus}
    total = {c: counts.get(c, 0) + plus.get(c, 0) - minus.get(c, 0) for c in chars}
    return {char: count for char, count in total.items() if count}


@MANY
@given(TEXT)
def test_breaks_touch_white_space_only(raw: str) -> None:
    text = raw
    for edit in reversed(find_breaks(raw).edits):
        text = text[: edit.offset] + edit.after + text[edit.offset + len(edit.before) :]
    assert "".join(text.split()) == "".join(raw.split())


@MANY
@given(st.text(st.characters(max_codepoint=127), max_size=300))
def test_repair_never_touches_ascii(raw: str) -> None:
    assert repair(raw) == raw


@MANY
@given(TEXT | MARKUP)
def test_result_holds_no_control_and_is_composed(raw: str) -> None:
    text = _cleaned(raw).as_text()
    assert not [c for c in text if unicodedata.category(c) in ("Cc", "Cs") and c != "\n"]
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\xad")
    assert unicodedata.is_normalized("NFC", text)


@MANY
@given(TEXT | MARKUP)
def test_served_html_parses_to_itself(raw: str) -> None:
    html = _cleaned(raw).html
    assert sanitise(html) == html


@MANY
@given(TEXT | MARKUP)
def test_paragraphs_are_the_text_of_the_html(raw: str) -> None:
    article = _cleaned(raw)
    shown = [line.strip() for line in read_html(article.html).text.split("\n")]
    assert tuple(line.replace("&lt;", "<") for line in shown if line) == tuple(
        paragraph.replace("&lt;", "<") for paragraph in article.paragraphs
    )


@MANY
@given(st.binary(max_size=300) | DAMAGED.map(lambda text: text.encode("utf-16")))
def test_any_bytes_are_an_article_or_a_clear_refusal(raw: bytes) -> None:
    with suppress(Uncleanable):
        assert clean(raw).paragraphs


@MANY
@given(TEXT | MARKUP)
def test_steps_come_in_their_order_each_with_its_version(raw: str) -> None:
    steps = _cleaned(raw).report.steps
    assert {(step.stage, step.name, step.version) for step in steps} <= {
        (step.stage, step.name, step.version) for step in STEPS
    }
    rounds = 1 + sum(a.stage > b.stage for a, b in pairwise(steps))
    assert [step.stage for step in STEPS] == sorted(step.stage for step in STEPS)
    assert rounds <= ROUNDS


@MANY
@given(DAMAGED)
def test_repair_ends_and_then_has_nothing_to_do(raw: str) -> None:
    repaired = repair(raw)
    assert repair(repaired) == repaired
