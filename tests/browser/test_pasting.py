"""Paste and clean in a real browser: from the clipboard to readers, with a script or without."""

import html
import json
from itertools import product
from pathlib import Path

import pytest
from django.urls import reverse

from newsroom.articles.models import Article, RawDocument, State
from tests import builders
from tests.browser.desk import enter
from tests.browser.test_pages import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ADDRESS = "/admin/articles/article/paste/"
CASES = json.loads(Path("tests/cases/stories.json").read_text())["blind"]
# The frame of a trade site, damaged characters, glued sentences.
DAMAGED = next(case["raw"] for case in CASES if case["id"] == "seed-noodle")
# The same with a line that may be the last of the story, or the first of what sells a seat.
SALE = "Kite Week returns this May. Get your tickets now."
DOUBTFUL = DAMAGED.replace("share on\n\nFollow", f"{SALE}\n\nshare on\n\nFollow")
# What a page has besides its text, none of which may run, be loaded or be shown.
EXTRAS = """<style>p { color: red }</style><script>document.title = "run"</script>
<img src="https://elsewhere.example/pixel.gif" onerror="document.title = 'run'">"""
MOST_ACTIONS = 8


@pytest.fixture
def offered():
    """A region and a tag that the damaged story speaks for."""
    builders.region("Taiwan")
    builders.tag("Yong He Soy")


def as_html(text: str) -> str:
    lines = [html.escape(line, quote=False) for line in text.splitlines() if line.strip()]
    return EXTRAS + "\n".join(f'<p style="color: #111" class="x">{line}</p>' for line in lines)


def paste_html(page, markup: str, *, into: str = "#id_text") -> None:
    """The event of a paste, with the clipboard that another program would have filled."""
    page.focus(into)
    page.eval_on_selector(
        into,
        """(field, markup) => {
            const clipboardData = new DataTransfer()
            clipboardData.setData("text/html", markup)
            clipboardData.setData("text/plain", "plain")
            const about = { clipboardData, bubbles: true, cancelable: true }
            field.dispatchEvent(new ClipboardEvent("paste", about))
        }""",
        markup,
    )


def paste_text(page, text: str) -> None:
    """A real paste of plain text."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.focus("#id_text")
    page.keyboard.press("Control+v")


def publish_from(page) -> int:
    """From the pasted text to readers; returns how many actions that took."""
    steps = [
        lambda: page.click("input[value=Clean]"),
        lambda: page.click(".paste-change button[name=without]:has-text('share')"),
        lambda: page.check("input[name=region][value=Taiwan]"),
        lambda: page.check("input[name=tag][value='Yong He Soy']"),
        lambda: page.click("button[name=_save]"),
        lambda: page.click("button[name=_publish]"),
    ]
    for step, shown in zip(
        steps,
        (".paste-sum", ".paste-said", ":checked", ":checked", ".prose-editor", ".desk-published"),
        strict=True,
    ):
        step()
        page.wait_for_selector(shown, state="attached")
    return len(steps)


def check_story(raw: str) -> None:
    story = Article.objects.get()
    assert story.state == State.PUBLISHED
    assert story.headline == "Taiwan's Yong He Soy and carmaker Brontë team up for breakfast"
    assert "“When I charge, I’m hungry twice,” chief executive" in story.body
    assert "share on" in story.body and "Free newsletter" not in story.body
    assert [region.name for region in story.regions.all()] == ["Taiwan"]
    assert [tag.name for tag in story.tags.all()] == ["Yong He Soy"]
    assert bytes(RawDocument.objects.get().body).decode() == raw


def test_a_rich_paste_goes_to_the_cleaner_as_the_clipboard_had_it(page, offered):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    enter(page, builders.user("Editor"))
    page.goto(ADDRESS)
    paste_html(page, as_html(DAMAGED))
    box = page.inner_text(".paste-box")
    assert "share on" in box and "color: red" not in box and not page.is_visible("#id_text")
    assert publish_from(page) <= MOST_ACTIONS
    check_story(as_html(DAMAGED))
    assert not any("elsewhere.example" in address for address in asked)


def test_a_plain_paste_stays_plain(page, offered):
    enter(page, builders.user("Editor"))
    page.goto(ADDRESS)
    paste_text(page, DAMAGED)
    assert not page.is_visible(".paste-box")
    assert publish_from(page) <= MOST_ACTIONS
    check_story(DAMAGED)


def test_a_second_paste_and_what_is_typed_join_the_first(page):
    enter(page, builders.user("Editor"))
    page.goto(ADDRESS)
    page.fill("#id_text", "A headline of ours")
    paste_html(page, "<p>The <b>branch</b> opened on Monday.</p>")
    paste_html(page, '<p onclick="x()">Nobody came. It rained.</p>', into=".paste-box")
    page.keyboard.type(" All day.")
    page.click("input[value=Clean]")
    page.check("input[value=clean]")
    shown = page.inner_text(".paste-clean .paste-pane")
    assert shown.split("\n\n")[:2] == ["A headline of ours", "The branch opened on Monday."]
    assert "Nobody came. It rained. All day." in shown
    assert page.inner_text(".paste-clean strong") == "branch"


def test_an_emptied_box_gives_the_plain_field_back(page):
    enter(page, builders.user("Editor"))
    page.goto(ADDRESS)
    paste_html(page, "<p>The branch opened.</p>")
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    assert page.is_visible("#id_text") and not page.is_visible(".paste-box")


def test_what_is_too_large_is_told_before_it_is_sent(page):
    enter(page, builders.user("Editor"))
    page.goto(ADDRESS)
    paste_html(page, f"<p>{'a' * 2_100_000}</p>")
    assert not page.is_visible(".paste-box")  # left to the browser, which pastes plain text
    page.fill("#id_text", "a" * 2_100_000)
    assert not page.eval_on_selector("#paste", "form => form.checkValidity()")
    page.fill("#id_text", "The branch opened. It has a roof.")
    assert page.eval_on_selector("#paste", "form => form.checkValidity()")


def test_whoever_was_signed_out_meanwhile_loses_nothing(page, offered):
    enter(page, builders.user("Editor"))
    page.goto(ADDRESS)
    page.fill("#id_text", DAMAGED)
    page.click("input[value=Clean]")
    page.fill("#id_standfirst", "Typed for an hour.")
    assert not page.is_visible("#paste-trouble")
    page.context.clear_cookies(name="sessionid")
    page.click("button[name=_save]")
    page.wait_for_selector("#paste-trouble:not([hidden])")
    assert page.input_value("#id_standfirst") == "Typed for an hour."
    assert not Article.objects.exists()


def test_the_focus_stays_on_the_button_that_was_pressed(page, offered):
    enter(page, builders.user("Editor"))
    page.goto(ADDRESS)
    page.fill("#id_text", DAMAGED)
    page.click("input[value=Clean]")
    page.check("input[value=inline]")
    button = page.locator(".paste-stage > .paste-buttons button >> nth=0")
    key = button.get_attribute("id")
    button.press("Enter")
    page.wait_for_selector(".paste-said")
    assert page.evaluate("document.activeElement.id") == key
    assert page.is_checked("input[value=inline]") and page.is_visible(".paste-inline")
    assert page.locator(".paste-sum").count() == 1


def test_all_of_it_works_without_a_script(chromium, live_server, offered):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    enter(page, builders.user("Editor"))
    page.goto(reverse("admin:index"))
    page.click("a:has-text('Paste and clean')")
    page.fill("#id_text", DAMAGED)
    page.click("input[value=Clean]")
    page.click(".paste-change button[name=without]:has-text('share')")
    page.check("input[name=region]")
    page.press("#id_headline", "Tab")
    page.press("#id_byline", "Enter")  # shows the page again, and neither saves nor leaves out
    assert "2 left out by you" in page.inner_text(".paste-sum")
    assert page.is_checked("input[name=region]")
    page.click("button[name=_save]")
    context.close()
    assert "share on" in Article.objects.get().body


def test_axe_finds_nothing_in_light_and_dark_on_phone_and_desktop(chromium, live_server, offered):
    account = builders.user("Editor")
    for scheme, width in product(("light", "dark"), (390, 1280)):
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
        )
        page = context.new_page()
        enter(page, account)

        def look(where, page=page, width=width, scheme=scheme):
            assert violations(page) == [], f"{where} {width} {scheme}"
            assert page.evaluate("document.documentElement.scrollWidth") <= width, where

        page.goto(ADDRESS)
        look("form")
        page.click("input[value=Clean]")
        look("refused")
        paste_html(page, "<p>The branch opened.</p>")
        look("rich")
        page.goto(ADDRESS)
        page.fill("#id_text", DOUBTFUL)
        page.click("input[value=Clean]")
        page.click("button[name=_save]")
        page.wait_for_selector(".errornote:not([hidden])")
        for view in ("beside", "inline", "clean"):
            page.check(f"input[value={view}]")
            look(view)
        context.close()
