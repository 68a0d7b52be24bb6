"""Where the furniture of a page is told from its story: head, lists in the middle, tail."""

import pytest

from newsroom.cleaning import CleanedArticle, clean
from tests.counting import work

BODY = [
    "The ferry company in Cebu has frozen its fares for a second year, its chief said on Monday.",
    "They last rose in 2019, when the price of fuel doubled and two of the six ferries were sold.",
    "Nobody expects a rise.",
]


def page(*below: str, above: tuple[str, ...] = ()) -> CleanedArticle:
    return clean("\n\n".join(["Ferry fares frozen for a second year", *above, *BODY, *below]))


def kept(article: CleanedArticle) -> list[str]:
    return list(article.paragraphs)


TAILS = [
    ["About the author", "Ana Cruz covers the sea. She lives in Cebu."],
    ["Want more stories like this? Sign up to our newsletter."],
    ["What do you think? Tell us in the comments below."],
    ["Tags: ferries, Cebu", "Harbour Weekly is the paper of the port.", "© 2024 Harbour Weekly"],
    ["- ends -"],
    ["AboutCareersAdvertise With UsPrivacyTerms of Use"],
    ["Keep reading", "Pier shuts for a month of repairs", "Why the harbour is yellow"],
]


@pytest.mark.parametrize("tail", TAILS)
def test_what_the_page_says_below_the_story_goes(tail: list[str]) -> None:
    assert kept(page(*tail)) == BODY


STORIES = [
    ["Correction: An earlier version said that the fares had risen."],
    ["What would you do with six ferries?"],
    ["The company will now sell:", "- tickets for a month", "- the third ferry"],
    ["Credits", "Client: Cebu Ferries", "Agency: Nine Kites", "Director: Mei Ong"],
    ["Port | Fare | Rise", "Cebu | 40 | 0%", "Bohol | 55 | 0%", "Ormoc | 90 | 0%"],
]


@pytest.mark.parametrize("end", STORIES)
def test_a_story_keeps_its_end_above_the_furniture(end: list[str]) -> None:
    assert kept(page(*end, "Share this article", "Free newsletter")) == [*BODY, *end]


def test_short_last_sentence_below_a_list_of_headlines_stays() -> None:
    article = page("Don't miss:\nPier shuts for repairs\nThe yellow harbour", "It opens in May.")
    assert kept(article) == [*BODY, "It opens in May."]


def test_list_set_as_one_block_ends_with_it() -> None:
    article = page("Don't miss:\nPier shuts for repairs", "The crossing", "It takes an hour.")
    assert kept(article) == [*BODY, "The crossing", "It takes an hour."]


def test_dates_that_head_paragraphs_are_a_timeline_and_stay() -> None:
    days = ["9 January", "A ferry sinks.", "12 January", "It is raised.", "15 January", "It sails."]
    assert kept(page(*days)) == [*BODY, *days]


def test_plain_sentence_taken_by_weight_alone_asks_for_review() -> None:
    article = page("Tags: ferries", "Harbour Weekly is the paper of the port.", "3 Comments")
    assert [edit.rule for edit in article.report.removed if edit.confidence < 0.7] == ["tail"]
    assert article.needs_review


HEADS = {
    ("By: Ana Cruz - Reporter", "Harbour Weekly / 05:40 AM January 29, 2024"): (
        "Ana Cruz",
        "2024-01-29",
    ),
    ("Penulis: Ana Cruz | Editor: Budi", "19/03/2024, 10:12 WIB"): ("Ana Cruz", "2024-03-19"),
    ("Ana Cruz", "08/02/2025 20:15 MYT", "Kongsi"): ("Ana Cruz", "2025-02-08"),
    ("Ana Cruz | May 20, 2024 | 6 minute read",): ("Ana Cruz", "2024-05-20"),
    ("Updated: 4 May 2024", "Published: 3 May 2024"): ("", "2024-05-03"),
    ("文：陳大文", "2025年5月13日 10:00", "分享"): ("陳大文", "2025-05-13"),
}


@pytest.mark.parametrize("head", HEADS)
def test_lines_of_writer_and_date_go_and_are_read(head: tuple[str, ...]) -> None:
    article = page(above=head)
    assert kept(article) == BODY
    assert (article.byline, str(article.date)) == HEADS[head]


def test_numeric_date_that_may_be_two_days_goes_unread() -> None:
    article = page(above=("03/04/2024",))
    assert kept(article) == BODY
    assert article.date is None


def test_another_date_of_the_page_says_which_number_is_the_day() -> None:
    assert str(page(above=("03/04/2024", "Updated 14/04/2024")).date) == "2024-04-03"


TITLES = [
    "Ferry fares frozen for a second year | Harbour Weekly",
    "Home > News > Ferry fares frozen for a second year",
    " date 2024-05-01 Ferry fares frozen for a second year",
    "News | Business | Opinion | Sport\nFerry fares frozen for a second year",
    "We use cookies. By going on you accept our cookie policy.\nAccept all\n"
    "Ferry fares frozen for a second year",
]


@pytest.mark.parametrize("line", TITLES)
def test_headline_is_found_beside_what_is_printed_with_it(line: str) -> None:
    article = clean("\n\n".join([line, *BODY]))
    assert article.title == "Ferry fares frozen for a second year"
    assert kept(article) == BODY


def test_place_with_a_colon_is_read_only_where_it_is_one() -> None:
    assert clean("Fares frozen\n\nMumbai: The fares of the ferry were frozen.").place == "Mumbai"
    assert clean("Fares frozen\n\nCampaign: Of course they were frozen.").place == ""


def test_brand_set_off_by_dashes_is_no_place() -> None:
    assert clean("Fares frozen\n\nKITES – the ferry firm – has frozen its fares.").place == ""
    assert clean("Fares frozen\n\nKITES: Why were the fares frozen?\n\nFuel.").place == ""


@pytest.mark.parametrize("line", ["- tea", "03/04/2024", "Tea is sold", "Related", "Follow us"])
def test_work_grows_with_the_number_of_lines_and_no_faster(line: str) -> None:
    def page_of(lines: int) -> str:
        return "Tea\n\n" + BODY[0] + "\n\n" + "\n".join([line] * lines)

    clean(page_of(100))  # what is made once is made
    assert work(lambda: clean(page_of(4000))) < 5.5 * work(lambda: clean(page_of(1000)))
