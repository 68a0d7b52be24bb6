"""A small newsroom with one of everything that a page can show."""

from datetime import timedelta

import pytest
from django.utils import timezone

from newsroom.articles import workflow
from newsroom.articles.models import Article, State
from tests import builders

TREE = {
    "Southeast Asia": ["Singapore", "Indonesia", "Thailand"],
    "Greater China": ["Hong Kong", "Taiwan"],
    "Japan & Korea": ["Japan", "South Korea"],
    "South Asia": ["India"],
    "Australia & NZ": ["Australia"],
}
SECTIONS = ["Campaigns", "Media", "Agencies"]
WORDS = "Rates negotiated on pooled volume lapse after twelve months, they said. "
RICH = """
<p>The brief went out on a Tuesday, up from <a href="/latest/">two in 2023</a>.</p>
<h2>The arithmetic</h2>
<ul><li>Commission saved</li><li>Data kept</li></ul>
<aside><p>“We stopped paying for meetings.”</p><p>Head of media, regional bank</p></aside>
<table><caption>Share placed in-house</caption>
<thead><tr><th>Sector</th><th>2023</th><th>2026</th></tr></thead>
<tbody><tr><td>Banking</td><td>8%</td><td>41%</td></tr></tbody></table>
<blockquote><p>It ends with a pitch.</p></blockquote>
<p>Two more of the 20 are hiring now.</p>
"""


def place_regions() -> None:
    root = builders.region("Asia-Pacific")
    for position, (name, markets) in enumerate(TREE.items()):
        top = builders.region(name, parent=root, navigation_order=position)
        for number, market in enumerate(markets):
            builders.region(market, parent=top, position=number)


def place_sections() -> None:
    for number, name in enumerate(SECTIONS, start=1):
        builders.tag(name, navigation_order=number, description=f"All about {name.lower()}.")


@pytest.fixture
def regions(db):
    place_regions()


def make_newsroom() -> Article:
    """31 stories over all markets, a picture to every third; returns the richest of them."""
    place_regions()
    place_sections()
    markets = [market for below in TREE.values() for market in below]
    now = timezone.now()
    picture = builders.image(caption="Raffles Place at lunch.")
    for number in range(30):
        builders.article(
            f"Story {number} of a busy fortnight",
            standfirst=f"What story {number} comes to, in one sentence.",
            regions=[markets[number % len(markets)]],
            tags=[SECTIONS[number % 3], "Retail media"],
            authors=["Mei Tan", "Arif Rahman"] if number % 2 else ["Hana Okubo"],
            hero=picture if number % 3 == 0 else None,
            body=f"<p>{WORDS * (4 + number % 40)}</p>",
            published_at=now - timedelta(hours=1 + 10 * number),
        )
    lead = builders.article(
        "Singapore’s biggest advertisers are moving the media budget in-house",
        standfirst="Seven of the city’s top 20 spenders now buy at least half themselves.",
        regions=["Singapore", "Southeast Asia"],
        tags=["Media", "In-housing"],
        authors=["Mei Tan", "Arif Rahman"],
        place="Singapore",
        hero=picture,
        body=RICH + f"<p>{WORDS * 40}</p>",
        published_at=now - timedelta(minutes=20),
    )
    workflow.correct(lead, by=None, text="The 2023 figure for telecoms was 14%, not 41%.")
    workflow.announce_update(lead, by=None, at=now)
    return lead


@pytest.fixture
def newsroom(db):
    return make_newsroom()


@pytest.fixture
def withdrawn(db):
    story = builders.article("A claim that did not hold", state=State.PUBLISHED)
    workflow.withdraw(story, by=None, reason="The figures could not be confirmed.")
    return story
