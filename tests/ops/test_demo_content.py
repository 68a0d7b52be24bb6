"""The demo newsroom keeps its promises: what a visitor is shown first must be worth reading."""

import re
import shutil
from collections import Counter
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from newsroom.ops.demo import (
    FOLDER,
    DamagedPage,
    DemoError,
    State,
    Story,
    TagKind,
    duration,
    load,
)
from newsroom.ops.demo.damage import (
    BALTIC,
    CYRILLIC,
    MAC,
    RECIPES,
    WESTERN,
    WESTERN_DROPPING,
    Table,
    damaged,
    misread,
    read_original,
)
from newsroom.ops.demo.pictures import SCENES, draw

DEMO = load()
ITEMS: tuple[Story | DamagedPage, ...] = (*DEMO.stories, *DEMO.damaged)
ALLOWED = {
    *("p", "h2", "h3", "ul", "ol", "li", "blockquote", "aside", "figure", "figcaption"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "a", "strong", "em"),
}
CURLED = re.compile(r"""['"]""")
OURS = {".gitattributes", "pages.toml"}
RECENT = timedelta(days=14)


class Markup(HTMLParser):
    """Collects tags, links and text, and refuses a tag that is not closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: Counter[str] = Counter()
        self.attributes: set[tuple[str, str]] = set()
        self.links: list[str] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self._open.append(tag)
        for name, value in attrs:
            self.attributes.add((tag, name))
            if name == "href":
                self.links.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def words(story: Story) -> int:
    return len(Markup(story.html).text.split())


def published() -> list[Story]:
    return [story for story in DEMO.stories if story.state == State.PUBLISHED]


each_story = pytest.mark.parametrize("story", DEMO.stories, ids=lambda story: story.slug)


def test_there_are_about_forty_stories_by_six_authors_under_at_least_twenty_tags() -> None:
    assert 40 <= len(DEMO.stories) + len(DEMO.damaged) <= 50
    assert len(DEMO.authors) == 6
    assert len(DEMO.tags) >= 20
    assert {tag.kind for tag in DEMO.tags} == set(TagKind)


def test_five_topics_carry_the_navigation_in_order() -> None:
    placed = sorted((tag.nav_order, tag.name) for tag in DEMO.tags if tag.nav_order)
    assert placed == [
        *((1, "Campaigns"), (2, "Media"), (3, "Agencies"), (4, "Data & tech"), (5, "People")),
    ]


def test_every_tag_is_used_and_described_in_one_sentence() -> None:
    used = {tag for item in ITEMS for tag in item.tags}
    assert {tag.name for tag in DEMO.tags} == used
    for tag in DEMO.tags:
        assert re.fullmatch(r"[A-Z][^.]+\.", tag.description), tag.name
        assert tag.aliases


def test_every_author_writes_something() -> None:
    assert {author.slug for author in DEMO.authors} == {
        name for story in published() for name in story.authors
    }


def test_every_group_of_regions_fills_its_rail_within_a_fortnight() -> None:
    for group, markets in DEMO.regions.items():
        recent = [
            story
            for story in published()
            if story.age < RECENT and {group, *markets} & set(story.regions)
        ]
        assert len(recent) >= 4, group
        assert any(story.hero for story in recent), group


def test_at_least_eight_markets_have_a_story() -> None:
    markets = {market for group in DEMO.regions.values() for market in group}
    assert len(markets & {region for story in published() for region in story.regions}) >= 8


def test_the_wire_is_full_and_one_item_on_it_is_new() -> None:
    ages = sorted(story.age for story in published())
    assert 13 <= sum(age < timedelta(days=1) for age in ages) <= 18
    assert ages[0] < timedelta(minutes=30)
    assert ages[-1] <= timedelta(days=40)


def test_each_state_of_the_workflow_is_there_to_see() -> None:
    states = Counter(story.state for story in DEMO.stories)
    assert all(states[state] == 1 for state in State if state != State.PUBLISHED)


def test_there_is_a_correction_a_clarification_and_an_update() -> None:
    kinds = [correction.kind for story in published() for correction in story.corrections]
    assert sorted(kinds) == ["clarification", "correction"]
    assert sum(story.substantive_update is not None for story in published()) == 1


@each_story
def test_headline_and_standfirst_fit_the_editors_form(story: Story) -> None:
    assert 45 <= len(story.headline) <= 75
    assert 90 <= len(story.standfirst) <= 160
    assert story.standfirst.endswith(".") and not story.headline.endswith(".")
    assert len(story.slug.split("-")) <= 11


@each_story
def test_body_uses_only_our_own_markup(story: Story) -> None:
    markup = Markup(story.html)
    assert set(markup.tags) <= ALLOWED
    assert markup.attributes <= {("a", "href"), ("strong", "lang"), ("em", "lang")} | {
        (tag, "lang") for tag in ("p", "blockquote")
    }


@each_story
def test_quotes_are_curly_and_dashes_are_en_dashes(story: Story) -> None:
    corrections = " ".join(correction.text for correction in story.corrections)
    text = " ".join(
        [story.headline, story.standfirst, story.reason, corrections, Markup(story.html).text]
    )
    assert not CURLED.findall(text)
    assert "—" not in text and " - " not in text and "..." not in text
    assert text.count("“") == text.count("”")


@each_story
def test_links_lead_to_other_stories_that_a_reader_may_see(story: Story) -> None:
    addresses = {f"/articles/{other.slug}/" for other in published() if other != story}
    assert set(Markup(story.html).links) <= addresses


@each_story
def test_aside_is_a_pull_quote_with_a_named_speaker(story: Story) -> None:
    for quote in re.findall(r"<aside>(.*?)</aside>", story.html, re.DOTALL):
        assert re.fullmatch(r"\s*<p>“[^“”]+”</p>\s*<p>[^<“]+</p>\s*", quote)


def test_lengths_run_from_briefs_to_eight_long_reads() -> None:
    counts = [words(story) for story in published()]
    assert sum(600 <= count <= 1000 for count in counts) == 8
    assert sum(80 <= count <= 150 for count in counts) >= 5
    assert min(counts) >= 80 and max(counts) <= 1000


def test_long_reads_show_every_kind_of_block() -> None:
    seen: Counter[str] = Counter()
    for story in published():
        if words(story) >= 600:
            tags = Markup(story.html).tags
            assert tags["h2"] >= 3, story.slug
            seen.update(set(tags))
    assert {"ul", "ol", "aside", "table", "blockquote", "a"} <= set(seen)


def test_every_picture_has_its_words_and_a_story() -> None:
    assert {picture.name for picture in DEMO.pictures} == set(SCENES)
    assert {item.hero for item in ITEMS} - {None} == set(SCENES)
    for picture in DEMO.pictures:
        assert 20 <= len(picture.alt) <= 140
        assert picture.caption and picture.credit
        assert not CURLED.findall(picture.alt + picture.caption)


@pytest.mark.parametrize("name", sorted(SCENES))
def test_picture_is_full_size_and_fills_its_frame(name: str) -> None:
    picture = draw(name)
    assert (picture.size, picture.mode) == ((1600, 1067), "RGB")
    assert len(picture.resize((64, 43)).getcolors(64 * 43) or ()) > 100


def test_picture_is_the_same_every_time_it_is_drawn() -> None:
    assert draw("data-bars").tobytes() == draw("data-bars").tobytes()


@pytest.mark.parametrize(
    ("text", "minutes"), [("12m", 12), ("3h40m", 220), ("2d5h", 3180), ("1d", 1440)]
)
def test_duration_reads_days_hours_and_minutes(text: str, minutes: int) -> None:
    assert duration(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["", "5", "h", "3 h", "2h1d", "-3h"])
def test_duration_refuses_anything_else(text: str) -> None:
    with pytest.raises(DemoError, match="is not an age"):
        duration(text)


each_damaged = pytest.mark.parametrize("page", DEMO.damaged, ids=lambda page: page.path.name)


def test_a_dozen_damaged_pages_each_have_a_recipe_and_an_original() -> None:
    names = {page.path.name for page in DEMO.damaged}
    assert len(names) == 12
    assert names == set(RECIPES)
    assert names == {path.name for path in (FOLDER / "damaged").iterdir()} - OURS
    originals = {path.stem for path in (FOLDER / "originals").iterdir()}
    assert originals == {page.path.stem for page in DEMO.damaged}


@each_damaged
def test_damaged_page_is_what_the_script_makes_of_its_original(page: DamagedPage) -> None:
    assert page.path.read_bytes() == damaged(page.path.name)


@each_damaged
def test_original_is_clean_and_fit_to_print(page: DamagedPage) -> None:
    story = read_original(page.path.name)
    text = "\n".join([story.title, *story.paragraphs])
    assert 45 <= len(story.title) <= 75
    assert 90 <= len(page.standfirst) <= 160
    assert 5 <= len(story.paragraphs) <= 9
    assert not CURLED.findall(text + page.standfirst)
    assert text.replace("\n", "").isprintable()
    assert text.count("“") == text.count("”")
    assert all(part[-1] in ".”" and part == " ".join(part.split()) for part in story.paragraphs)


@each_damaged
def test_damage_hides_something_of_every_original(page: DamagedPage) -> None:
    story = read_original(page.path.name)
    clean = "\n\n".join([story.title, *story.paragraphs])
    assert clean not in page.path.read_text(encoding="utf-8", errors="replace")


def test_two_pages_have_lost_something_for_good() -> None:
    lost = {
        page.path.name: page.path.read_text("utf-8") for page in DEMO.damaged if page.needs_review
    }
    assert "\N{REPLACEMENT CHARACTER}" in lost.pop("taipei-night-bus.txt")
    assert "Mr Ãvila" in lost.pop("manila-jeepney-painters.txt")
    assert not lost


@pytest.mark.parametrize(
    ("table", "char", "stored"),
    [
        (BALTIC, "“", "ā€œ"),
        (BALTIC, "”", "ā€"),
        (WESTERN, "’", "â€™"),
        (WESTERN, "”", "â€\x9d"),
        (WESTERN_DROPPING, "Á", "Ã"),
        (CYRILLIC, "’", "вЂ™"),
        (MAC, "’", "‚Äô"),
    ],
)
def test_misreading_gives_what_real_archives_hold(table: Table, char: str, stored: str) -> None:
    assert misread(table)(char) == stored


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the demo's files to spoil."""
    copied = tmp_path / "demo"
    shutil.copytree(FOLDER, copied, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return copied


def test_copied_demo_reads_like_the_real_one(folder: Path) -> None:
    assert load(folder).stories == DEMO.stories


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        (
            "+++\nheadline",
            "headline",
            r"002-.*: begin with a TOML head",
        ),
        ("headline =", "headlin =", r"002-.*: Story: no headline, unknown headlin"),
        ("headline = ", "headline ", r"002-.*: Expected '='"),
        ('"9m"', '"soon"', "'soon' is not an age: write 12m, 3h40m or 2d5h"),
        ('"mei-tan"', '"mei-ten"', "kopi-lane.*: not declared: mei-ten"),
        ('"Malaysia"', '"Malaisia"', "kopi-lane.*: not declared: Malaisia"),
        ('"Kopi Lane"', '"Copy Lane"', "kopi-lane.*: not declared: Copy Lane"),
        ("age =", 'hero = "x"\nage =', "kopi-lane.*: not declared: x"),
        ("age =", 'state = "sent"\nage =', "'sent' is not a valid State"),
        ("age =", 'state = "scheduled"\nage =', "due_in belongs to scheduled stories"),
        ("age =", 'state = "withdrawn"\nage =', "reason belongs to withdrawn stories"),
        ("age =", 'substantive_update = "1h"\nage =', "updated before it was published"),
    ],
)
def test_mistake_in_a_story_is_named(folder: Path, old: str, new: str, complaint: str) -> None:
    path = next((folder / "stories").glob("002-*"))
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DemoError, match=complaint):
        load(folder)


def test_missing_part_of_the_newsroom_is_named(folder: Path) -> None:
    (folder / "newsroom.toml").write_text("[site]\n[regions]\n", encoding="utf-8")
    with pytest.raises(DemoError, match=r"newsroom.toml: no \[authors\], \[pictures\], \[tags\]"):
        load(folder)


def test_damaged_page_without_an_original_is_named(folder: Path) -> None:
    (folder / "originals" / "kolkata-trams.txt").unlink()
    with pytest.raises(DemoError, match="no originals/kolkata-trams.txt"):
        load(folder)


def test_two_stories_may_not_share_an_address(folder: Path) -> None:
    path = next((folder / "stories").glob("002-*"))
    shutil.copy(path, path.with_name(path.name.replace("002-", "099-")))
    with pytest.raises(DemoError, match="two files share a slug"):
        load(folder)
