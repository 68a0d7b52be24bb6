"""Repair: every code page and every way of filling its gaps, and what must stay as it is."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsroom.cleaning.mojibake import find_mojibake, repair
from tests.benchmarks.clean_strings import names, phrases, translations
from tests.benchmarks.misreadings import PAGES, TEXTS, misread

QUOTED = "“We didn’t plan this,” said Zoë Núñez – “it’s naïve…” The café’s fee is €15."
HARD = json.loads((Path(__file__).parent.parent / "cases" / "hard.json").read_text("utf-8"))


@pytest.mark.parametrize("gaps", ["c1", "cp1252"])
@pytest.mark.parametrize("page", PAGES.split())
def test_english_comes_back_from_every_code_page(page: str, gaps: str) -> None:
    assert repair(misread(QUOTED, page, gaps=gaps)) == QUOTED


@pytest.mark.parametrize("page", PAGES.split())
def test_text_misread_twice_comes_back(page: str) -> None:
    twice = misread(misread(QUOTED, page, gaps="c1"), page, gaps="c1")
    assert repair(twice) == QUOTED


@pytest.mark.parametrize("page", PAGES.split())
def test_damaged_half_of_a_line_is_repaired_and_the_good_half_kept(page: str) -> None:
    assert repair(f"{QUOTED} {misread(QUOTED, page, gaps='c1')}") == f"{QUOTED} {QUOTED}"


@pytest.mark.parametrize("text", [text for texts in TEXTS.values() for text in texts])
def test_good_text_of_every_language_stays_as_it_is(text: str) -> None:
    assert repair(text) == text


@pytest.mark.parametrize("kind", [translations, names, phrases])
def test_undamaged_strings_of_all_languages_stay_as_they_are(
    kind: Callable[[], Iterator[str]],
) -> None:
    """One in three, for the time it takes; the benchmark has them all."""
    strings = sorted({*kind()})[::3]
    assert len(strings) > 10_000
    assert [text for text in strings if repair(text) != text] == []


@pytest.mark.parametrize("line", HARD["lines"])
def test_line_that_only_looks_damaged_stays_as_it_is(line: str) -> None:
    assert repair(line) == line


def test_only_the_mark_that_the_page_loses_is_put_back() -> None:
    assert repair("â€œHello,â€ he said.") == "“Hello,” he said."
    assert repair("”Vi vÃ¤ntade i tvÃ¥ Ã¥râ€, sa hon.") == "”Vi väntade i två år”, sa hon."


def test_number_or_name_that_lost_a_byte_is_not_guessed() -> None:
    assert "�" in repair("The fee is �15 for Se�or Pe�a.")


def test_rest_of_a_no_break_space_goes() -> None:
    assert (
        repair("He saidÂ that weâ€™re 5Â km away.Â Good.") == "He said that we’re 5 km away. Good."
    )


@pytest.mark.parametrize(
    "text", ["Â Châu", "GarcÃ said so.", "AquÃ says cafe", "5 Å°C", "FRANÇÂ B"]
)
def test_half_of_a_name_stays_as_it_is(text: str) -> None:
    assert repair(text) == text


def test_mark_that_lost_its_last_byte_between_two_misreadings_comes_back() -> None:
    assert repair("He said Ã¢â‚¬Å“quotedÃ¢â‚¬Â text.") == "He said “quoted” text."


def test_lost_byte_tells_which_page_it_was() -> None:
    """Windows-1257 has a character for byte 9D, and so would not have lost it."""
    edits = find_mojibake("He said: ā€œYes, weā€™re open.ā€ Then he left.")
    assert {edit.rule for edit in edits} == {"utf-8-as-iso8859-13-filled"}


def test_byte_order_mark_is_seen_for_what_it_is() -> None:
    assert repair("ï»¿Kite Bank") == "\ufeffKite Bank"


def test_mark_before_a_long_dash_is_a_closing_quote() -> None:
    text = "Kempen “Balik”—satu kisah"
    damaged = misread(text, "iso8859-13", gaps="cp1252")
    assert repair(damaged.replace(misread("”", "iso8859-13", gaps="cp1252"), "ā€")) == text


def test_usual_page_is_taken_where_another_explains_no_more() -> None:
    text = "La panadería «El Último» abrirá mañana"
    assert repair(misread(text, "cp1252", gaps="cp1252")) == text


def test_reading_with_a_close_rival_is_for_an_editor_to_look_at() -> None:
    damaged = misread("La cafetería «El Último» no abrirá", "iso8859-15", gaps="cp1252")
    assert min(edit.confidence for edit in find_mojibake(damaged)) < 0.7
    assert (
        min(edit.confidence for edit in find_mojibake(misread("“Sí”", "cp1252", gaps="c1"))) > 0.7
    )
