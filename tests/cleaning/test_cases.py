"""The labelled cases of `tests/cases/cleaning`: result, the same result twice, the report replays.

A case names what it expects: `title`, `paragraphs` (their texts, or how many), what the result
must and must not contain, `served` (pieces of the HTML), `byline`, `date`, `place`, and the
regions that must and must not be suggested.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from newsroom.cleaning import CleanedArticle, CleaningReport, clean, replay

CASES = [
    pytest.param(case, id=f"{path.stem}-{case['id']}")
    for path in sorted((Path(__file__).parent.parent / "cases" / "cleaning").glob("*.json"))
    for case in json.loads(path.read_text(encoding="utf-8"))["cases"]
]


@pytest.mark.parametrize("case", CASES)
def test_case_comes_out_as_labelled(case: dict[str, Any]) -> None:
    article = clean(case["raw"])

    assert _facts(article, case) == {name: case[name] for name in _facts(article, case)}
    text = article.as_text()
    assert [piece for piece in case["must_contain"] if piece not in text] == []
    assert [piece for piece in case["must_not_contain"] if piece in text + article.html] == []
    assert [piece for piece in case.get("served", ()) if piece not in article.html] == []
    suggested = {suggestion.name for suggestion in article.regions}
    assert set(case.get("regions", ())) - suggested == set()
    assert set(case.get("regions_not", ())) & suggested == set()


def _facts(article: CleanedArticle, case: dict[str, Any]) -> dict[str, Any]:
    """Return what the article says of the things that the case is about."""
    facts = article.as_dict()
    if isinstance(case.get("paragraphs"), int):
        facts["paragraphs"] = len(article.paragraphs)
    named = ("title", "paragraphs", "byline", "date", "place")
    return {name: facts[name] for name in named if name in case}


@pytest.mark.parametrize("case", CASES)
def test_case_is_the_same_when_cleaned_twice(case: dict[str, Any]) -> None:
    once = clean(case["raw"])
    twice = clean(once.as_text())

    assert (twice.title, twice.paragraphs) == (once.title, once.paragraphs)


@pytest.mark.parametrize("case", CASES)
def test_report_of_case_replays_after_its_way_through_json(case: dict[str, Any]) -> None:
    article = clean(case["raw"])
    report = CleaningReport.from_dict(json.loads(json.dumps(article.report.as_dict())))

    again = replay(case["raw"], report)

    assert report == article.report
    assert (again.title, again.paragraphs, again.html) == (
        article.title,
        article.paragraphs,
        article.html,
    )
