"""Regions and tags, with the words that speak for them."""

from newsroom.cleaning.suggest import (
    Vocabulary,
    VocabularyTag,
    suggest_regions,
    suggest_tags,
)

TITLE = "Kite Bank hands its work in Phnom Penh to Ampersand Nine"
BODY = [
    "Kite Bank has named Ampersand Nine its agency for Cambodia after a four-way pitch.",
    "“They brought us one good drawing,” said Sokha Chan, who runs the bank’s brand team.",
    "Chan said retail spots begin in May. Kite Bank’s contract runs for two years.",
]


def names(title: str, *paragraphs: str, place: str = "") -> list[str]:
    return [each.name for each in suggest_regions(title, paragraphs, place=place)]


def test_a_region_comes_with_its_words() -> None:
    (region,) = suggest_regions(TITLE, BODY)
    assert region.name == "Cambodia"
    assert region.evidence == ("Phnom Penh", "Cambodia")
    assert region.score == 4.4


def test_a_dateline_speaks_for_its_place() -> None:
    assert names("Fares frozen", "A relief.", place="Manila, Philippines") == ["Philippines"]


def test_a_group_is_suggested_only_when_named() -> None:
    both = names("Expansion", "It opens in Thailand and Vietnam this year.")
    assert both == ["Thailand", "Vietnam"]
    assert names("Expansion", "It opens across Southeast Asia.") == ["Southeast Asia"]


def test_seas_and_cupboards_are_no_market() -> None:
    assert names("A china cabinet", "Bone China sank in the South China Sea.") == []
    assert names("A Java developer", "He sailed the Indian Ocean to Colombo.") == ["Sri Lanka"]


def test_new_tags_are_names_said_twice() -> None:
    tags = suggest_tags(TITLE, BODY, vocabulary=Vocabulary())
    assert [each.name for each in tags] == ["Kite Bank", "Ampersand Nine"]


def test_existing_tags_come_first() -> None:
    vocabulary = Vocabulary(
        (VocabularyTag("Kite Bank Pte Ltd", "company"), VocabularyTag("Retail", "topic"))
    )
    tags = suggest_tags(TITLE, BODY, vocabulary=vocabulary)
    assert [each.name for each in tags] == ["Kite Bank Pte Ltd", "Retail", "Ampersand Nine"]
    assert tags[1].evidence == ("retail",)
