"""The export to WordPress, as our own reader and its rules read it."""

import re
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsroom.articles.exchange.wxr import export_wxr
from newsroom.articles.exchange.wxrtext import element, leaf
from newsroom.articles.images import in_text
from newsroom.articles.models import Article, Region, State
from newsroom.articles.slugs import leave_redirect
from newsroom.cleaning import clean
from newsroom.core.urls import absolute_url
from newsroom.importing import RawArticle, Standing, local_file
from tests import builders
from tests.articles.exchange.newsroom import fill
from tests.importing.exports import articles

pytestmark = pytest.mark.django_db

AT = datetime(2019, 3, 4, 0, 30, tzinfo=UTC)
BODY = (
    "<p>The ferry company in Cebu has <em>frozen</em> its fares for a second year.</p>\n"
    '<h2>Why now</h2>\n<ul><li>Fuel is cheap.</li><li>So are <a href="https://ferry.example/a?b=1'
    '&amp;c=2">ferries</a>.</li></ul>\n'
    "<blockquote><p>“Nobody pays more,” its chief [of sales] said; 1 &lt; 2 &amp; 3.</p>"
    "</blockquote>\n"
    "<p>Code ends with ]]&gt; and [gallery ids=3] is text; 価格 is “price”.</p>"
)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def read_back(tmp_path: Path) -> dict[str, RawArticle]:
    """The export's stories by their headlines."""
    export_wxr(tmp_path / "out")
    ElementTree.parse(tmp_path / "out/articles.xml")
    return {raw.title: raw for raw in articles(tmp_path / "out/articles.xml")}


def test_our_own_reader_finds_the_same_stories(tmp_path):
    fill()
    found = read_back(tmp_path)
    stories = {story.headline: story for story in Article.objects.all()}
    assert found.keys() == stories.keys()
    for headline, raw in found.items():
        story = stories[headline]
        assert raw.url == raw.key == absolute_url(story.get_absolute_url())
        assert set(raw.tags) == {tag.name for tag in story.tags.all()}
        assert set(raw.categories) == {region.name for region in story.regions.all()}
        assert raw.authors == tuple(line.author.name for line in story.bylines.all())
        assert (raw.standfirst, raw.language) == (story.standfirst, story.language)
        expected = story.published_at and story.published_at.replace(microsecond=0)
        assert raw.published == expected


def test_the_text_is_the_same_after_cleaning(tmp_path):
    story = builders.article("Ferry fares frozen", body=BODY)
    assert clean(read_back(tmp_path)["Ferry fares frozen"].body).html == story.body


def test_a_date_is_told_in_the_sites_zone_and_in_greenwichs(tmp_path):
    builders.article("Old", published_at=AT)
    export_wxr(tmp_path / "out")
    text = (tmp_path / "out/articles.xml").read_text()
    assert "<wp:post_date><![CDATA[2019-03-04 08:30:00]]>" in text
    assert "<wp:post_date_gmt><![CDATA[2019-03-04 00:30:00]]>" in text


def test_each_state_has_wordpresss_word_for_it(tmp_path):
    for state in State:
        builders.article(
            state.label, state=state, published_at=AT if state == "scheduled" else None
        )
    builders.article("Due", state=State.SCHEDULED, published_at=AT.replace(year=2090))
    assert {title: raw.status for title, raw in read_back(tmp_path).items()} == {
        "Draft": Standing.DRAFT,
        "In review": Standing.PENDING,
        "Scheduled": Standing.PUBLISHED,  # its time has come
        "Due": Standing.SCHEDULED,
        "Published": Standing.PUBLISHED,
        "Withdrawn": Standing.PRIVATE,
    }


def test_pictures_come_as_attachments_with_their_files(tmp_path):
    hero = builders.image(alt="A <b> & b", caption="Piers “here”", credit='Photo: "Ana" María')
    inside = builders.image(alt="A quay", credit="Photo: B")
    body = f'<p>It rained.</p><figure><img src="{in_text(inside).url}" alt="A quay"></figure>'
    builders.article("Piers", hero=hero, body=body)
    raw = read_back(tmp_path)["Piers"]
    lead, shown = raw.images
    assert lead.url == absolute_url(hero.file.url)
    assert (lead.alt, lead.caption, lead.credit) == (hero.alt, hero.caption, hero.credit)
    assert shown.url == absolute_url(inside.file.url)
    for image, picture in ((hero, lead), (inside, shown)):
        file = local_file(picture.url, folder=tmp_path / "out")
        assert file and file.read_bytes() == Path(image.file.path).read_bytes()


def test_former_addresses_are_where_wordpress_looks_for_them(tmp_path):
    story = builders.article("Ferry fares frozen")
    for old in ("/articles/fares/", "/2019/03/fares.aspx"):
        leave_redirect(old, story.get_absolute_url())
    raw = read_back(tmp_path)["Ferry fares frozen"]
    assert absolute_url("/articles/fares/") in raw.urls
    text = (tmp_path / "out/articles.xml").read_text()
    assert (
        "newsroom_redirect]]></wp:meta_key>\n<wp:meta_value><![CDATA[/2019/03/fares.aspx]]>" in text
    )


def test_regions_are_categories_with_their_parents(tmp_path):
    export_wxr(tmp_path / "out")
    text = (tmp_path / "out/articles.xml").read_text()
    nested = (
        "<wp:category_nicename><![CDATA[singapore]]></wp:category_nicename>\n"
        "<wp:category_parent><![CDATA[southeast-asia]]></wp:category_parent>"
    )
    assert nested in text
    assert text.count("<wp:category>") == Region.objects.count()


def test_links_of_the_site_have_full_addresses_and_its_words_stay(tmp_path):
    builders.article("A", body='<p><a href="/latest/">All</a> says href="/x" too.</p>')
    export_wxr(tmp_path / "out")
    text = (tmp_path / "out/articles.xml").read_text()
    assert f'<a href="{absolute_url("/latest/")}">All</a> says href="/x" too.' in text


@pytest.mark.parametrize(
    "headline",
    [
        "Ends with ]]> and goes on",
        "1 < 2 & “three” &amp; <b>four</b>",
        "A bell\x07, a tab\t and \x1b[1m escape",
        "Not a character: \ufffe, \uffff, but this is: 🛥",
        "渡輪票價凍結 [gallery ids=3]",
    ],
)
def test_a_headline_is_read_back_whatever_is_in_it(tmp_path, headline):
    builders.article(headline, tags=["R&D <x>"], authors=["O’Neil & Co ]]>"])
    ((title, raw),) = read_back(tmp_path).items()
    expected = re.sub("[\x07\x1b\ufffe\uffff]", "", headline)
    assert title == " ".join(expected.split())
    assert (raw.tags, raw.authors) == (("R&D <x>",), ("O’Neil & Co ]]>",))


ODD = st.text(st.characters() | st.sampled_from("]>&<\"'[\0\x0b\x1b\x7f\ufffe\ud800\u2028"))


@example(text="]]>")
@given(text=ODD)
@settings(deadline=None)
def test_no_character_breaks_the_file(text):
    whole = ElementTree.fromstring(f"<a>{element('b', text)}{leaf('c', text)}</a>")
    kept = [c for c in text if ord(c) >= 32 or c in "\t\n"]
    kept = [c for c in kept if not 0xD800 <= ord(c) < 0xE000 and c not in "\ufffe\uffff"]
    for part in whole:
        assert (part.text or "").replace("\n", "") == "".join(kept).replace("\n", "")
