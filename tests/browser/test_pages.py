"""The reader's pages in a real browser."""

import json
from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe

from newsroom.articles.models import Article
from tests import builders

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = {
    "home": "/",
    "article": "/articles/singapores-biggest-advertisers-are-moving-the-media-budget-in-house/",
    "region": "/regions/southeast-asia/",
    "tag": "/tags/media/",
    "author": "/authors/mei-tan/",
    "latest": "/latest/",
    "missing": "/nowhere/",
}
FACES = ["NR Display", "NR Text", "NR Sans"]


def violations(page):
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    return [
        f"{violation['id']}: {node['html'][:120]} {node['failureSummary'][:200]}"
        for violation in found.response["violations"]
        for node in violation["nodes"]
    ]


def without_404s(complaints):
    """The browser itself remarks on a page that answers 404, which is what it should do."""
    return [line for line in complaints if "404 (Not Found)" not in line]


def test_axe_finds_nothing_in_light_and_dark_on_phone_and_desktop(open_tab, newsroom):
    checked = ["home", "article", "region", "tag", "missing"]
    for scheme, width in product(("light", "dark"), (390, 1280)):
        with open_tab(width=width, color_scheme=scheme) as tab:
            for name in checked:
                assert violations(tab.open(PAGES[name])) == [], f"{name} {width} {scheme}"


def test_axe_would_find_something(open_tab, newsroom):
    with open_tab() as tab:
        page = tab.open("/latest/")
        page.evaluate("document.querySelector('h1').style.color = '#eee'")
        assert any("color-contrast" in line for line in violations(page))


@pytest.mark.parametrize("width", [320, 390, 834])
def test_nothing_scrolls_sideways(open_tab, newsroom, width):
    builders.article(
        "Donaudampfschifffahrtsgesellschaftskapitänswitwenrente, explained at length",
        slug="long",
        body="<table><tbody><tr>" + "<td>Quarterly figures</td>" * 9 + "</tr></tbody></table>"
        "<p>https://example.com/" + "a" * 90 + "</p>",
    )
    with open_tab(width=width) as tab:
        for path in (*PAGES.values(), "/articles/long/"):
            page = tab.open(path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_no_request_leaves_the_site_and_nothing_is_complained_of(open_tab, newsroom):
    with open_tab() as tab:
        for path in PAGES.values():
            tab.open(path)
        assert tab.foreign == [] and tab.failed == []
        assert without_404s(tab.complaints) == []


def test_an_article_is_a_handful_of_requests(open_tab, newsroom):
    with open_tab(width=390) as tab:
        page = tab.open(newsroom.get_absolute_url())
        own = [address for address in tab.asked if "favicon" not in address]
        assert len(own) <= 10, own
        loaded = json.loads(
            page.evaluate(
                "JSON.stringify(performance.getEntriesByType('resource').map("
                "entry => [entry.name, entry.encodedBodySize]))"
            )
        )
        pictures = sum(size for name, size in loaded if "/pictures/" in name)
        assert 0 < pictures <= 80_000


def test_our_faces_are_there_and_used(open_tab, newsroom):
    with open_tab() as tab:
        page = tab.open(newsroom.get_absolute_url())
        page.evaluate("document.fonts.ready")
        loaded = page.evaluate(
            "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)"
        )
        assert set(FACES) <= {family.strip('"') for family in loaded}
        family = page.locator("h1").evaluate("heading => getComputedStyle(heading).fontFamily")
        assert family.startswith('"NR Display"')


def test_a_line_is_as_high_before_our_faces_arrive_as_after(open_tab, newsroom):
    lines = [".util p", ".nav", ".wordmark", ".kicker", ".byline-times", ".credit", ".sec"]
    with open_tab() as tab:
        page = tab.page
        page.route("**/*.woff2", lambda route: route.abort())
        tab.open(newsroom.get_absolute_url())
        before = {line: page.locator(line).first.bounding_box()["height"] for line in lines}
        page.unroute("**/*.woff2")
        page.reload(wait_until="networkidle")
        page.evaluate("document.fonts.ready")
        after = {line: page.locator(line).first.bounding_box()["height"] for line in lines}
        assert before == pytest.approx(after, abs=0.5)


def test_older_stories_are_added_focused_and_announced(open_tab, newsroom):
    with open_tab() as tab:
        page = tab.open("/latest/")
        seen = page.locator(".day h3").count()
        page.get_by_role("link", name="Older stories").click()
        page.locator(".day h3").nth(seen).wait_for()
        assert page.url.endswith("/latest/")
        assert page.locator(".day h3").count() == Article.objects.published().count()
        focused = page.evaluate("document.activeElement.textContent")
        assert focused == page.locator(".day h3 a").nth(seen).text_content()
        more = page.locator(".day h3").count() - seen
        assert page.locator("#status").text_content() == f"{more} more stories"
        assert page.get_by_role("link", name="Older stories").count() == 0
        assert violations(page) == []
        assert tab.complaints == []


def test_older_stories_that_do_not_arrive_leave_the_list_and_say_so(open_tab, newsroom):
    with open_tab() as tab:
        page = tab.open("/latest/")
        page.route("**/latest/?before=*", lambda route: route.abort())
        page.get_by_role("link", name="Older stories").click()
        page.locator(".notice--error").wait_for()
        assert page.locator(".day h3").count() == 20
        page.unroute("**/latest/?before=*")
        page.get_by_role("link", name="Older stories").click()
        page.locator(".day h3").nth(20).wait_for()
        assert page.locator(".notice--error").count() == 0


def test_everything_reads_with_scripts_off(open_tab, newsroom):
    with open_tab(java_script_enabled=False) as tab:
        page = tab.open("/latest/")
        page.get_by_role("link", name="Older stories").click()
        page.wait_for_load_state()
        assert "?before=" in page.url and page.locator(".day h3").count() > 0
        page.get_by_role("link", name="Newest stories").click()
        page.wait_for_load_state()
        page = tab.open(newsroom.get_absolute_url())
        assert page.locator(".share a").first.is_visible()
        assert page.locator(".share button").first.is_hidden()
        assert "#end" not in page.url and page.locator(".body > p").last.is_visible()


def test_copying_the_link_says_so(open_tab, newsroom):
    with open_tab(permissions=["clipboard-read", "clipboard-write"]) as tab:
        page = tab.open(newsroom.get_absolute_url())
        button = page.get_by_role("button", name="Copy link").first
        button.click()
        page.get_by_role("button", name="Copied").wait_for()
        assert page.locator("#status").text_content() == "Link copied"
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.endswith(newsroom.get_absolute_url())


def test_the_keyboard_starts_with_a_way_to_the_text(open_tab, newsroom):
    with open_tab() as tab:
        page = tab.open(newsroom.get_absolute_url())
        page.keyboard.press("Tab")
        skip = page.get_by_role("link", name="Skip to content")
        assert skip.bounding_box()["x"] >= 0
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        table = page.locator(".tbl")
        table.focus()
        assert table.evaluate("region => region === document.activeElement")


def test_columns_of_the_front_end_within_one_item(open_tab, newsroom):
    with open_tab() as tab:
        page = tab.open("/")
        ends = [
            page.locator(css).last.bounding_box()
            for css in (".wire li", ".lead .teaser", ".side li")
        ]
        bottoms = [box["y"] + box["height"] for box in ends]
        item = page.locator(".wire li").first.bounding_box()["height"]
        assert max(bottoms) - min(bottoms) <= item
