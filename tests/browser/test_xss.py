"""Nothing that the sanitiser lets through runs in a real browser.

Each piece of markup is the document of a frame of its own. ``alert`` and its like tell the top
page which frame called them; every event that has a handler is fired on every element, every link
that is not an ordinary one is clicked, and every request, dialog, error and window is noted. The
same is done with the raw payloads, to show that the frames, the events and the clicks do work.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape

import pytest
from playwright.sync_api import Browser, Page

from newsroom.cleaning.sanitise import sanitise
from tests.cleaning.payloads import HANDLERS, payloads

TOP = "http://newsroom.test/"
FRAMES_AT_ONCE = 100

pytestmark = pytest.mark.browser

LISTEN = """
window.hits ??= [];
const hit = () => { try { window.top.hits.push(window.name) } catch (error) {} };
window.alert = window.confirm = window.prompt = window.print = hit;
"""

# Shows each [name, html] in a frame, fires and clicks, and gives back the names that ran something.
PROVOKE = """
async ({pieces, events}) => {
  const ordinary = ["http:", "https:", "mailto:"];
  const wait = milliseconds => new Promise(done => setTimeout(done, milliseconds));
  const shown = pieces.map(([name, html]) => new Promise(done => {
    const frame = document.createElement("iframe");
    frame.name = name;
    frame.onload = () => done(frame);
    setTimeout(() => done(frame), 1000);
    frame.srcdoc = html || "-";
    document.body.append(frame);
  }));
  const frames = await Promise.all(shown);
  await wait(150);
  for (const frame of frames) {
    const page = frame.contentDocument;
    if (!page) continue;
    page.addEventListener("click", event => {
      if (ordinary.includes(event.target.closest?.("a")?.protocol)) event.preventDefault();
    }, true);
    for (const element of page.querySelectorAll("*")) {
      for (const name of events) {
        element.dispatchEvent(new Event(name, {bubbles: true, cancelable: true}));
      }
      element.dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true}));
    }
  }
  await wait(150);
  const hits = window.hits;
  window.hits = [];
  for (const frame of frames) frame.remove();
  return hits;
}
"""

# The schemes of all links as the browser reads them, and the markup after one and two more parses.
READ = """
pieces => pieces.map(html => {
  const box = document.implementation.createHTMLDocument("").createElement("div");
  box.innerHTML = html;
  const once = box.innerHTML;
  const links = Array.from(box.querySelectorAll("a"), a => new URL(a.href, location).protocol);
  box.innerHTML = once;
  return {once, twice: box.innerHTML, links};
})
"""


@dataclass
class Watched:
    """A page, and all that happened in it that should not."""

    page: Page
    events: list[str] = field(default_factory=list)

    def provoke(self, pieces: Sequence[str]) -> set[str]:
        """Those pieces that ran something."""
        events = [name.removeprefix("on") for name in HANDLERS.split()]
        ran = set()
        for start in range(0, len(pieces), FRAMES_AT_ONCE):
            batch = pieces[start : start + FRAMES_AT_ONCE]
            named = [[str(number), piece] for number, piece in enumerate(batch)]
            hits = self.page.evaluate(PROVOKE, {"pieces": named, "events": events})
            ran |= {batch[int(name)] for name in hits if name.isdigit()}
        return ran


@pytest.fixture
def watched(chromium: Browser) -> Iterator[Watched]:
    context = chromium.new_context()
    context.add_init_script(LISTEN)
    page = context.new_page()
    found = Watched(page)
    context.route(
        "**/*",
        lambda route: (
            route.fulfill(body="<!doctype html>", content_type="text/html")
            if route.request.url == TOP
            else route.abort()
        ),
    )
    page.goto(TOP)
    context.on("request", lambda request: found.events.append(f"request {request.url}"))
    context.on("page", lambda popup: found.events.append("window"))
    context.on("weberror", lambda error: found.events.append(f"error {error.error}"))
    page.on("dialog", lambda dialog: (found.events.append("dialog"), dialog.dismiss()))
    yield found
    context.close()


@pytest.fixture(scope="module")
def sanitised() -> list[str]:
    return sorted({sanitise(payload) for payload in payloads()} - {""})


def test_the_raw_payloads_do_run(watched: Watched) -> None:
    sample = list(payloads())[::8]
    ran = watched.provoke(sample)
    assert len(ran) > 0.4 * len(sample)
    assert any(event.startswith("request") for event in watched.events)


def test_nothing_sanitised_runs(watched: Watched, sanitised: list[str]) -> None:
    assert len(sanitised) > 150
    assert watched.provoke(sanitised) == set()
    assert watched.events == []


def test_the_browser_reads_what_was_written(watched: Watched, sanitised: list[str]) -> None:
    for html, read in zip(sanitised, watched.page.evaluate(READ, sanitised), strict=True):
        assert unescape(read["once"]) == unescape(html)
        assert read["twice"] == read["once"]
        assert set(read["links"]) <= {"http:", "https:", "mailto:"}
