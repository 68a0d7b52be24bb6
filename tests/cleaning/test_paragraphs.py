"""Where a lost space is a sentence's end, and where it is none: the glue rule on its own."""

import json
from pathlib import Path

import pytest

from newsroom.cleaning import clean
from newsroom.cleaning.paragraphs import find_breaks

SETS = json.loads((Path(__file__).parent.parent / "cases" / "glue.json").read_text("utf-8"))


def _joined(line: str) -> str:
    """Return a line with a space where the rule would break it."""
    text = f"One more.\n\nTwo more.\n\nThree more.\n\n{line}"  # a good page: a slip is a space
    for edit in reversed(find_breaks(text).edits):
        text = text[: edit.offset] + " " + text[edit.offset + len(edit.before) :]
    return text.rpartition("\n")[2]


@pytest.mark.parametrize("line", SETS["glued"] + SETS["glued_blind"])
def test_glued_sentences_come_apart_at_the_bar(line: str) -> None:
    assert _joined(line.replace("|", "")) == line.replace("|", " ")


@pytest.mark.parametrize("line", SETS["whole"] + SETS["whole_blind"])
def test_names_and_abbreviations_stay_whole(line: str) -> None:
    assert _joined(line) == line


def test_long_line_becomes_paragraphs_and_short_one_gets_a_space() -> None:
    slip = "One here.\n\nTwo here.\n\nThree here.Four here.\n\nFive here."
    long = "One here.\n\nTwo here.\n\n" + "Three is long and here. " * 25 + "Four.Five is here."
    assert [edit.after for edit in find_breaks(slip).edits] == [" "]
    assert [edit.after for edit in find_breaks(long).edits] == ["\n\n"]


def test_wrapped_lines_are_joined_and_lists_are_not() -> None:
    wrapped = "The stop moves to Jalan Kaki in May, after two\nyears of letters."
    listed = "The three are here for all of the town to see:\none kite\ntwo kites"
    assert [edit.after for edit in find_breaks(wrapped).edits] == [" "]
    assert find_breaks(listed).edits == ()


def test_glued_sub_heading_is_proposed_and_not_cut() -> None:
    line = "The plan is long and goes on for a good while here. " * 6
    outcome = find_breaks(f"{line}Ahead for GlobalAirlinesIn the north, LinkedIn is quiet.")
    assert [note.text for note in outcome.notes] == ["GlobalAirlinesIn"]
    assert outcome.edits == ()


def test_lines_of_html_are_blocks_and_are_not_joined() -> None:
    """Or the paragraphs would not be the text of the HTML."""
    first = "The pier in Penang shuts for good in the month of"
    article = clean(f"<h2>Ferries</h2><p>{first}</p><p>may or June.</p>")
    assert len(article.paragraphs) == article.html.count("<p>") == 2
