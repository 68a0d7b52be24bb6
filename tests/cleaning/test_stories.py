"""Whole damaged pages: repair, furniture, paragraphs and regions together.

They were written apart from the rules, and mean what an editor would end with.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from newsroom.cleaning import clean

STORIES = json.loads((Path(__file__).parent.parent / "cases/stories.json").read_text("utf-8"))
PLAIN = str.maketrans("“”‘’\xa0", "\"\"'' ")


@pytest.mark.parametrize("story", STORIES["blind"], ids=lambda story: story["id"])
def test_story_comes_out_as_an_editor_would_have_it(story: dict[str, Any]) -> None:
    article = clean(story["raw"])
    assert _plain(article.title) == _plain(story["title"])
    assert list(map(_plain, article.paragraphs)) == list(map(_plain, story["paragraphs"]))
    assert [region.name for region in article.regions] == story["regions"]


def _plain(text: str) -> str:
    """Quotes may come back curly or straight, no-break spaces as spaces."""
    return " ".join(text.translate(PLAIN).split())
