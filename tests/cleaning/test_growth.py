"""Work is counted, not timed: a page twice as long may not cost much more than twice as much."""

import re
from collections.abc import Callable

import pytest
from lxml.html import HTMLParser, document_fromstring

from newsroom.cleaning import clean
from newsroom.cleaning.document import Document
from newsroom.cleaning.extract import extract
from newsroom.cleaning.markup import Tag
from newsroom.cleaning.metadata import read_metadata
from newsroom.cleaning.sanitise import sanitise
from tests.benchmarks import nasty_texts
from tests.benchmarks.nasty_pages import KINDS, clean_or_refuse, page
from tests.counting import work

WORST = [
    "a flat table",
    "empty furniture between text",
    "foster parenting",
    "misnested",
    "nested tables",
    "one paragraph of inline tags",
    "text and br",
    "unclosed b, i and p",
    "unclosed p with text",
]


@pytest.mark.parametrize("kind", WORST)
def test_sanitising_twice_as_much_is_twice_the_work(kind: str) -> None:
    once, twice = KINDS[kind](4_000), KINDS[kind](8_000)
    sanitise(once)  # what is made once is made
    assert work(lambda: sanitise(twice)) < 2.6 * work(lambda: sanitise(once))


@pytest.mark.parametrize("kind", WORST)
def test_cleaning_a_page_twice_as_long_is_twice_the_work(kind: str) -> None:
    once, twice = page(KINDS[kind](4_000)), page(KINDS[kind](8_000))
    clean(once)  # what is made once is made
    assert work(lambda: clean(twice)) < 2.6 * work(lambda: clean(once))


# Two halves of these are not alike, or take another number of passes: the benchmark has them.
UNEVEN = re.compile("at random|tongues|misread|one line")


@pytest.mark.parametrize("kind", [kind for kind in nasty_texts.KINDS if not UNEVEN.search(kind)])
def test_cleaning_a_text_four_times_as_long_is_four_times_the_work(kind: str) -> None:
    """Over a factor of two, a round more or less tells more than the growth."""
    once, more = nasty_texts.KINDS[kind](3_000), nasty_texts.KINDS[kind](12_000)
    clean_or_refuse(once)  # what is made once is made
    assert work(lambda: clean_or_refuse(more)) < 5.5 * work(lambda: clean_or_refuse(once)) + 500


def test_a_page_of_too_many_elements_is_spared_the_slow_way() -> None:
    few, many = page("<br>" * 9_900), page("<br>" * 10_100)
    assert work(lambda: extract(many)) < work(lambda: extract(few))


def test_a_tag_of_any_number_of_attributes_loses_no_word() -> None:
    """Of 100,000, a tree would take minutes."""
    for count in (999, 100_000):
        crowd = " ".join(f"a{number}=1" for number in range(count))
        assert extract(page(f"<p {crowd}>Rain fell.</p>")).html.count("Rain fell.") == 1


def test_bylines_in_one_another_are_not_read_to_the_end() -> None:
    def nested(depth: int) -> Callable[[], object]:
        parser = HTMLParser(huge_tree=True)
        tree = document_fromstring(page("<div class=byline>x" * depth), parser=parser)
        return lambda: read_metadata(tree)

    assert work(nested(2000)) < 2.6 * work(nested(1000))


def test_breaks_left_by_removed_text_go_at_once() -> None:
    """Looked at from each of them, 100,000 would take minutes."""
    breaks = (Tag(1, "<br>"),) * 100_000
    left = Document("xy", (Tag(0, "<p>"), *breaks, Tag(2, "</p>")))
    assert left.html == "<p>x<br>y</p>"
    at_the_end = Document("x", (Tag(0, "<p>"), *breaks, Tag(1, "</p>")))
    assert at_the_end.html == "<p>x</p>"


def test_a_long_line_of_spaces_is_read_once() -> None:
    """Read from each of them, a million would take hours."""
    assert Document(" " * 1_000_000 + "\nRain falls\nIt fell.").title == "Rain falls"
