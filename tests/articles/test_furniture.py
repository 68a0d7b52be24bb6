"""Furniture learned from a source's own pages: what is suggested, and what a decision does."""

from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsroom.articles.furniture import count_stories, decide, learn_patterns
from newsroom.articles.ingest import ingest, vocabulary
from newsroom.articles.models import (
    Article,
    ChromePattern,
    PatternState,
    RawDocument,
    SeenLine,
    Source,
)
from newsroom.importing import RawArticle

pytestmark = pytest.mark.django_db

LINE = "Our partner for this series is Lantern Ferries 2024"
TOWNS = (
    *("Cebu", "Davao", "Iloilo", "Bacolod", "Makati", "Baguio", "Tagum", "Pasig"),
    *("Taguig", "Butuan", "Naga", "Legazpi", "Vigan", "Laoag", "Tarlac", "Batangas"),
)
SOURCE = "harbour.example"


def page(town: str, *lines: str, above: str = "", below: str = "", source: str = SOURCE):
    """A story of its own, with lines between its two paragraphs."""
    story = [
        above,
        f"Ferry fares in {town} stay frozen for a second year",
        f"The ferry company in {town} has frozen its fares for a second year, its chief said to a "
        f"meeting of the chamber of {town} on Monday, and nobody from the city objected to it.",
        *lines,
        f"Fares in {town} last rose in 2019. Nobody there expects them to rise before the end of "
        "the next year, and the ships of the company are old, slow and painted in green.",
        below,
    ]
    return RawArticle(
        key=f"https://{source}/{town}",
        source=source,
        format="text",
        body="\n\n".join(filter(None, story)).encode(),
    )


def take(*pages: RawArticle) -> list[Article]:
    return [ingest(each, known=vocabulary()).article for each in pages]


def learn(source: str = SOURCE) -> int:
    return learn_patterns(Source.objects.get(name=source))


def suggestions() -> list[tuple[str, int]]:
    return [(pattern.sample, pattern.seen_count) for pattern in ChromePattern.objects.all()]


def say(state: PatternState) -> None:
    decide(ChromePattern.objects.all(), state)


# What is suggested


@pytest.mark.parametrize(("stories", "found"), [(2, []), (3, [(LINE, 3)])])
def test_a_line_is_suggested_once_three_stories_share_it(stories, found):
    take(*(page(town, LINE) for town in TOWNS[:stories]))
    assert learn() == len(found)
    assert suggestions() == found


@pytest.mark.parametrize(("others", "found"), [(13, []), (12, [(LINE, 3)])])
def test_a_line_is_suggested_only_if_a_fifth_of_the_source_has_it(others, found):
    take(*(page(town, LINE) for town in TOWNS[:3]))
    take(*(page(town) for town in TOWNS[3 : 3 + others]))
    learn()
    assert suggestions() == found


def test_pages_that_came_again_do_not_make_the_source_larger():
    take(*(page(town, LINE) for town in TOWNS[:3]), *(page(town) for town in TOWNS[3:15]))
    take(*(page("Tagum", f"Ticket office {number} is closed.") for number in "ABC"))
    learn()
    assert suggestions() == [(LINE, 3)]


def test_each_source_is_counted_by_itself():
    take(*(page(town, LINE) for town in TOWNS[:2]), page("Vigan", LINE, source="other.example"))
    learn()
    learn("other.example")
    assert suggestions() == []


def test_one_story_that_came_three_times_is_one_story():
    for price in ("Five pesos", "Six pesos", "Seven pesos"):
        take(page("Cebu", LINE, f"{price} is what a ticket costs."))
    take(page("Davao", LINE))
    assert RawDocument.objects.count() == 4
    learn()
    assert suggestions() == []


def test_a_page_that_came_again_without_the_line_does_not_count():
    take(*(page(town, LINE) for town in TOWNS[:3]))
    take(page("Cebu"))
    learn()
    assert suggestions() == []


def test_copies_of_a_line_may_differ_in_digits_quotes_and_spaces():
    copies = ("See “Ferries” at Dock 7", 'SEE "Ferries"  at dock 9', "See “Ferries” at Dock 3")
    take(*(page(town, line) for town, line in zip(TOWNS, copies, strict=False)))
    learn()
    pattern = ChromePattern.objects.get()
    assert pattern.line == 'see "ferries" at dock 0' and pattern.sample == copies[-1]


def test_a_line_that_stands_twice_on_a_page_counts_once():
    take(*(page(town, LINE, f"Hello, {town}.", LINE) for town in TOWNS[:3]))
    learn()
    assert suggestions() == [(LINE, 3)]


@pytest.mark.parametrize("line", ["***", "7.", "Q:", "2026", "Ferries " * 31 + "sail."])
def test_lines_without_words_and_paragraphs_are_not_furniture(line):
    take(*(page(town, line) for town in TOWNS[:3]))
    assert learn() == 0


def test_what_a_rule_of_the_cleaner_knows_needs_no_suggestion():
    take(*(page(town, "Read more here.", below="share on") for town in TOWNS[:3]))
    assert learn() == 0
    assert not SeenLine.objects.filter(line__in=["share on", "Read more here."]).exists()


def test_a_line_taken_out_in_doubt_is_suggested_and_once_confirmed_raises_no_doubt():
    sale = "The early rate ends this Friday, so reserve a place at the ferry mixer today."
    doubtful = take(*(page(town, below=sale) for town in TOWNS[:3]))[0].raws.get().report
    assert sale not in doubtful["paragraphs"] and doubtful["needs_review"]
    learn()
    assert suggestions() == [(sale, 3)]
    say(PatternState.CONFIRMED)
    report = take(page("Vigan", below=sale))[0].raws.get().report
    assert sale not in report["paragraphs"] and not report["needs_review"]


def test_the_writer_of_many_stories_is_no_furniture():
    head = "4 min read\n\nMei Tan"
    made = take(*(page(town, above=head) for town in TOWNS[:3]))
    assert [str(byline) for byline in made[0].bylines.all()] == ["Mei Tan"]
    assert learn() == 0


def test_learning_again_suggests_nothing_twice_and_counts_on():
    take(*(page(town, LINE) for town in TOWNS[:3]))
    assert learn() == 1
    take(page("Vigan", LINE))
    assert learn() == 0
    assert suggestions() == [(LINE, 4)]


def test_learning_asks_no_more_of_many_stories_than_of_few():
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            learn()
        return len(asked)

    take(*(page(town, LINE) for town in TOWNS[:3]))
    few = queries()
    take(*(page(town, LINE) for town in TOWNS[3:]))
    assert queries() == few


# What a decision does


def test_a_confirmed_line_is_gone_from_the_next_import_with_its_reason():
    earlier = take(*(page(town, LINE) for town in TOWNS[:3]))[0]
    learn()
    say(PatternState.CONFIRMED)
    story, elsewhere = take(page("Vigan", LINE), page("Naga", LINE, source="other.example"))
    assert LINE not in story.body and "stay frozen" in story.headline
    steps = story.raws.get().report["report"]["steps"]
    removed = {edit["before"].strip(): edit["rule"] for step in steps for edit in step["edits"]}
    assert removed[LINE] == "source-pattern"
    assert LINE in elsewhere.body, "another source is another matter"
    earlier.refresh_from_db()
    assert LINE in earlier.body, "what is here already is not touched behind the desk's back"


def test_a_confirmed_line_goes_from_html_with_the_element_around_it():
    def marked(town: str) -> RawArticle:
        first, line, last = page(town, LINE).body.decode().split("\n\n")[1:]
        html = f"<h1>{town}’s ferries</h1><p>{first}</p><h3><b>{line}</b></h3><p>{last}</p>"
        return replace(page(town), format="html", body=html.encode())

    assert f"<h3><strong>{LINE}</strong></h3>" in take(*map(marked, TOWNS[:3]))[0].body
    learn()
    say(PatternState.CONFIRMED)
    body = take(marked("Vigan"))[0].body
    assert LINE not in body and "<h3>" not in body and body.count("<p>") == 2


def test_a_masthead_that_was_taken_for_the_headline_is_one_no_more():
    masthead = "The Visayas Harbour and Ferry Gazette for All Ships"
    first = take(*(page(town, above=masthead) for town in TOWNS[:3]))[0]
    assert first.headline == masthead
    learn()
    say(PatternState.CONFIRMED)
    assert take(page("Vigan", above=masthead))[0].headline.startswith("Ferry fares in Vigan")


def test_a_refused_line_stays_in_and_is_never_suggested_again():
    take(*(page(town, LINE) for town in TOWNS[:3]))
    learn()
    say(PatternState.REFUSED)
    story = take(page("Vigan", LINE))[0]
    assert LINE in story.body
    assert learn() == 0
    assert ChromePattern.objects.get().state == PatternState.REFUSED


def test_stories_with_several_of_the_lines_are_counted_once():
    take(page("Cebu", LINE, "Ferries Tomorrow"), page("Davao", LINE), page("Naga", LINE))
    take(page("Vigan", "Ferries Tomorrow"), page("Laoag", "Ferries Tomorrow"), page("Tagum"))
    assert learn() == 2
    assert count_stories(ChromePattern.objects.all()) == 5


# At the end of an import


def test_an_import_learns_and_says_where_to_decide(tmp_path):
    made = [page(town, LINE, source=tmp_path.name) for town in TOWNS[:3]]
    for number, each in enumerate(made):
        (tmp_path / f"{number}.txt").write_bytes(each.body)
    pages = list(map(str, sorted(tmp_path.iterdir())))
    take(*made)
    out = StringIO()
    call_command("import_articles", *pages, dry_run=True, stdout=out)
    assert "furniture" not in out.getvalue() and not ChromePattern.objects.exists()
    call_command("import_articles", *pages, stdout=out)
    assert f"{tmp_path.name}: 1 line looks like page furniture." in out.getvalue()
    assert "http://localhost:8000/admin/articles/chromepattern/" in out.getvalue()
    assert suggestions() == [(LINE, 3)]
