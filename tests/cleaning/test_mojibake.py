"""Repair: every code page and every way of filling its gaps, and what must stay as it is."""

import json
from pathlib import Path

import pytest

from newsroom.cleaning.mojibake import repair
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


@pytest.mark.parametrize("line", HARD["lines"])
def test_line_that_only_looks_damaged_stays_as_it_is(line: str) -> None:
    assert repair(line) == line


def test_only_the_mark_that_the_page_loses_is_put_back() -> None:
    assert repair("â€œHello,â€ he said.") == "“Hello,” he said."
    assert repair("”Vi vÃ¤ntade i tvÃ¥ Ã¥râ€, sa hon.") == "”Vi väntade i två år”, sa hon."


def test_number_or_name_that_lost_a_byte_is_not_guessed() -> None:
    assert "�" in repair("The fee is �15 for Se�or Pe�a.")
