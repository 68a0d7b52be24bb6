"""The export that a real WordPress wrote, article by article."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.cleaning import clean
from newsroom.importing import Failure, Picture, RawArticle, Standing
from tests.importing.exports import articles, take

EXPORT = Path(__file__).parents[1] / "cases/importing/wordpress.xml"
SINGAPORE = timezone(timedelta(hours=8))
SITE = "https://oldpaper.example/"
DAMAGE = [b"", b"<item>", b"</item>", b"<![CDATA[", b"]]>", b"&", b"\x00", b"\xff", b"<", b"<!--"]
UPLOADS = f"{SITE}wp-content/uploads/"


@pytest.fixture(scope="module")
def exported() -> dict[str, RawArticle]:
    """The articles of the fixture by title.

    WordPress 6.1.9 (Debian's) wrote it with its own export_wp(), of a site filled through its
    own functions with our texts: block and classic posts, each status, a page, pictures, a
    menu, a comment, a reusable block, custom CSS, and two kinds of the site's own of which one
    is public.
    """
    return {raw.title: raw for raw in articles(EXPORT)}


def test_the_real_export_holds_these_articles_and_no_other(exported):
    assert {title: raw.status for title, raw in exported.items()} == {
        "Ferry fares “frozen” & a bridge opens": Standing.PUBLISHED,
        "Kopi Lane names its agency": Standing.PUBLISHED,
        "A draft about trams": Standing.DRAFT,
        "For us alone": Standing.PRIVATE,
        "Behind a word": Standing.PRIVATE,
        "Tomorrow, and tomorrow": Standing.SCHEDULED,
        "Thrown away": Standing.TRASHED,
        "About us": Standing.PUBLISHED,
        "A fair for ferries": Standing.PUBLISHED,
        "A fair not yet fixed": Standing.DRAFT,
    }


def test_a_real_post_of_the_block_editor(exported):
    raw = exported["Ferry fares “frozen” & a bridge opens"]
    assert raw.key == raw.url == f"{SITE}2019/03/ferry-fares/"
    assert raw.urls == (f"{SITE}?p=4",)
    assert raw.published == datetime(2019, 3, 4, 8, 30, tzinfo=SINGAPORE)
    assert (raw.authors, raw.language) == (("Mei Tan & Co",), "en-US")
    assert (raw.categories, raw.tags) == (
        ("Hong Kong", "Markets & Media"),
        ("Ferries", "Kopi Lane"),
    )
    assert raw.standfirst == "Nobody pays more this year, says the chief of the line."
    assert raw.images == (
        Picture(f"{UPLOADS}2019/03/ferry.jpg", "A white ferry", "A ferry of the line", "Mei Tan"),
        Picture(
            f"{UPLOADS}2019/03/harbour-1024x683.jpg",
            "The harbour",
            "The harbour at dawn. Photo: Arif Rahman",
        ),
    )
    assert [line for line in raw.body.decode().split("\n") if line.strip()] == [
        "<h1>Ferry fares “frozen” & a bridge opens</h1>",
        '<p class="has-drop-cap">The ferry company in Cebu has frozen its fares for a second '
        "year.</p>",
        "<h2>Why now</h2>",
        "<ul>",
        "<li>Fuel is cheap.</li>",
        "<li>So are ferries.</li>",
        "</ul>",
        '<figure class="wp-block-image size-large"><img src="https://oldpaper.example/wp-content/'
        'uploads/2019/03/harbour-1024x683.jpg" alt="The harbour"/><figcaption>The harbour at dawn.'
        " <em>Photo: Arif Rahman</em></figcaption></figure>",
        '<figure class="wp-block-embed is-type-video">',
        '<p><a href="https://www.youtube.com/watch?v=abcdefghijk">'
        "https://www.youtube.com/watch?v=abcdefghijk</a></p>",
        "</figure>",
        "<p>Code ends with ]]&gt; and 価格 is “price”.</p>",
    ]


def test_a_real_classic_post(exported):
    raw = exported["Kopi Lane names its agency"]
    assert raw.url == f"{SITE}2009/11/kopi-lane-names-agency/"
    assert raw.urls == (f"{SITE}2009/11/kopi-agency/", f"{SITE}?p=5")
    assert raw.published == datetime(2009, 11, 23, 17, 5, tzinfo=SINGAPORE)
    assert raw.authors == ("The Desk",)
    assert [picture.url for picture in raw.images] == [
        f"{UPLOADS}2009/11/cup-300x200.jpg",
        f"{UPLOADS}2009/11/beans.jpg",
    ]
    cleaned = clean(raw.body)
    assert cleaned.title == "Kopi Lane names its agency"
    assert cleaned.paragraphs == (
        "Kopi Lane, the chain of coffee houses, has named Harbour & Sons [its agency].",
        "The account moves in May. Nobody named a price.",
        "We drink it ourselves.",
        "Every day.",
        "A script ends here: ]]> and so do we.",
        "The second page has one line.",
    )


def test_the_rest_of_the_real_export(exported):
    trash, page, fair = (
        exported[title] for title in ("Thrown away", "About us", "A fair for ferries")
    )
    assert trash.urls == (f"{SITE}2018/01/thrown-away/",)
    assert (page.url, page.urls) == (f"{SITE}about/", (f"{SITE}?page_id=13",))
    assert page.published == datetime(2008, 2, 3, 4, 5, 6, tzinfo=SINGAPORE)
    assert fair.categories == ("Malaysia",)
    assert exported["A draft about trams"].published is None
    assert exported["Tomorrow, and tomorrow"].published == datetime(
        2037, 5, 6, 7, 8, tzinfo=SINGAPORE
    )


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    damage=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(DAMAGE)),
        min_size=1,
        max_size=6,
    )
)
def test_no_damage_to_it_stops_the_run(tmp_path, damage):
    body = bytearray(EXPORT.read_bytes())
    for where, lost, put in damage:
        start = int(where * len(body))
        body[start : start + lost] = put
    found = take(tmp_path / "export.xml", bytes(body))
    assert all(isinstance(each, RawArticle | Failure) for each in found)
