"""Half a letter is flagged where its neighbours were repaired, and left alone elsewhere."""

import pytest

from newsroom.cleaning import clean

STORY = """Painters raise their rates

Mr {name} said the painters had raised their rates. “It was time,â€\x9d he added.

Brands now pay twice what they paid last year. Nobody has complained.
"""


@pytest.mark.parametrize(
    ("name", "is_doubtful"),
    [
        ("Ãvila", True),
        ("AndrÃs", True),
        ("GarcÃ,", True),
        ("Ávila", False),
        ("João", False),
        ("Ramos", False),
    ],
)
def test_a_lost_half_needs_an_editor(name, is_doubtful):
    found = clean(STORY.format(name=name))
    assert any("Half a letter" in reason for reason in found.needs_review) == is_doubtful


def test_without_other_damage_a_letter_is_a_letter():
    text = STORY.format(name="Ãvila").replace("â€\x9d", "”")
    assert not clean(text).needs_review


def test_nothing_is_guessed():
    assert "Mr Ãvila said" in clean(STORY.format(name="Ãvila")).as_text()
