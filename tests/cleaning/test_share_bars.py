"""A share bar is furniture however its page had laid it out."""

import pytest

from newsroom.cleaning import clean

STORY = """Ferry fares frozen for a second year

{bar}

The ferry company in Cebu has frozen its fares for a second year. They last rose in 2019.

Nobody expects them to rise before the end of next year.

{bar}
"""
BARS = [
    "Share on Facebook Share on Twitter Share on LinkedIn",
    "Share Tweet",
    "f Share t Tweet in Share",
    "Share: Facebook | Twitter | WhatsApp",
    "Share this story Tweet Email Print",
    "Facebook Twitter LinkedIn Email",
]


@pytest.mark.parametrize("bar", BARS)
@pytest.mark.parametrize("above", ["", "{bar}\n\n", "Home > News\n{bar}\n\n"])
def test_a_bar_goes_wherever_it_stands(bar, above):
    found = clean((above + STORY).format(bar=bar))
    assert found.title == "Ferry fares frozen for a second year"
    assert len(found.paragraphs) == 2


def test_a_sentence_about_sharing_stays():
    line = "Share prices on Facebook and Twitter fell in print and on the web."
    assert line in clean(STORY.format(bar=line)).paragraphs
