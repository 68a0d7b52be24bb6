"""Texts that are nearly the same find each other, and others do not."""

import random

import pytest

from newsroom.articles.likeness import bands, likeness, runs
from tests.importing.archives import WORDS


def text(number, words=600):
    return " ".join(random.Random(number).choices(WORDS.split(), k=words))


def shared(one, other):
    return set(bands("", [one])[1:]) & set(bands("", [other])[1:])


def test_a_text_with_a_line_added_shares_a_band():
    missed = [n for n in range(100) if not shared(text(n), f"{text(n)} Updated at 1pm, it said.")]
    assert missed == []


def test_a_text_with_a_tenth_rewritten_is_found_nearly_always():
    found = sum(bool(shared(text(n), text(n)[:-300] + text(-n - 1)[:300])) for n in range(100))
    assert found >= 95


def test_different_stories_of_the_same_words_share_none():
    stories = [set(bands("", [text(n)])) for n in range(200)]
    assert len(set.union(*stories)) == sum(map(len, stories))


def test_the_first_number_is_of_title_and_text_alike():
    same = bands("Fares", ["It rained."])
    assert same == bands("Fares", ["It rained."]) and len(same) == 1
    assert same != bands("Fare", ["It rained."]) and same != bands("Fares", ["It poured."])


@pytest.mark.parametrize(
    "language", ["渡輪票價凍結乘客歡迎公司說明年再議", "เรือข้ามฟากมาสายในวันจันทร์"]
)
def test_scripts_without_spaces_are_compared_by_their_letters(language):
    assert likeness(runs([language]), runs([f"{language}。"])) == 1
    assert 0 < likeness(runs([language]), runs([language[: len(language) // 2]])) < 1


def test_numbers_fit_the_column_of_any_database():
    assert all(0 <= number < 2**63 for n in range(50) for number in bands("", [text(n)]))
