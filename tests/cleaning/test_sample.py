"""The page from which this project began, where it is at hand."""

from pathlib import Path

import pytest

from newsroom.cleaning import CleanedArticle, clean

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
SAMPLES = sorted(SEEDS.glob("000_*.txt"))

pytestmark = pytest.mark.skipif(
    not SAMPLES, reason="the owner's sample is not beside this checkout (../shared/seeds)"
)


@pytest.fixture(scope="module")
def article() -> CleanedArticle:
    return clean(SAMPLES[0].read_bytes())


def test_sample_has_its_title_and_eight_paragraphs(article: CleanedArticle) -> None:
    assert article.title == "Alibaba and Ford team up in Chinese market"
    assert len(article.paragraphs) == 8
    assert article.paragraphs[0].startswith("China's e-commerce giant Alibaba has signed")
    assert article.paragraphs[-1].endswith("predicted to hit 800,000, Reuters reports.")


def test_sample_has_no_damage_left(article: CleanedArticle) -> None:
    assert set(article.as_text()) & set("Āā€™œ†\xa0") == set()
    assert {char for char in article.as_text() if not char.isascii()} == set("’“”")


def test_sample_has_its_quotation_marks_back(article: CleanedArticle) -> None:
    assert article.as_text().count("“") == article.as_text().count("”") == 2
    assert "lead the world in E.V. development,” executive chairman" in article.as_text()
    assert "revolutionise consumers’ mobility experiences.”" in article.as_text()


def test_sample_has_no_furniture_left(article: CleanedArticle) -> None:
    for phrase in ("share on", "Mixer", "interactive", "Telegram", "newsletter", "subscribe"):
        assert phrase not in article.as_text()
    assert len(article.report.removed) == 11


def test_sample_is_about_china_and_its_banner_does_not_vote(article: CleanedArticle) -> None:
    regions = {suggestion.name for suggestion in article.regions}
    assert "China" in regions
    assert "Singapore" not in regions


def test_sample_proposes_its_companies_as_tags(article: CleanedArticle) -> None:
    assert {"Alibaba", "Ford"} <= {suggestion.name for suggestion in article.tags}


def test_sample_stays_the_same_when_cleaned_again(article: CleanedArticle) -> None:
    assert clean(article.as_text()).as_text() == article.as_text()
