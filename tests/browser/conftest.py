"""A real Chromium in front of the site, and a watch on all that it asks for and complains of."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests import services
from tests.reader.conftest import make_newsroom

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Playwright's own loop would make Django refuse the database in the same thread.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@dataclass
class Tab:
    """A page of the browser and what has happened on it."""

    page: Page
    base: str
    asked: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.base}{path}", wait_until="networkidle")
        return self.page

    @property
    def foreign(self) -> list[str]:
        ours = urlsplit(self.base).netloc
        return [address for address in self.asked if urlsplit(address).netloc not in {ours, ""}]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    services.need(services.CHROMIUM.exists(), f"Chromium ({services.CHROMIUM})")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(services.CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_tab(chromium, live_server, settings):
    """`with open_tab(width=390, color_scheme="dark") as tab:` a fresh reader without a past."""
    settings.ALLOWED_HOSTS = ["*"]

    @contextmanager
    def opened(width: int = 1280, height: int = 900, **options) -> Iterator[Tab]:
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        tab = Tab(context.new_page(), live_server.url)
        tab.page.on("request", lambda request: tab.asked.append(request.url))
        tab.page.on("requestfailed", lambda request: tab.failed.append(request.url))
        tab.page.on("console", lambda message: tab.complaints.append(message.text))
        tab.page.on("pageerror", lambda error: tab.complaints.append(str(error)))
        try:
            yield tab
            assert context.cookies() == []
        finally:
            context.close()

    return opened


@pytest.fixture
def newsroom(live_server, transactional_db):
    return make_newsroom()


@pytest.fixture
def page(chromium, live_server, settings, tmp_path) -> Iterator[Page]:
    """A window in which an error of any script, or of the policy, fails the test."""
    settings.MEDIA_ROOT = tmp_path
    context = chromium.new_context(base_url=live_server.url)
    context.set_default_timeout(10_000)
    opened = context.new_page()
    errors: list[str] = []

    def listen(window: Page) -> None:
        window.on("pageerror", lambda error: errors.append(f"{window.url}: {error}"))
        window.on("console", lambda line: note(window, line.type, line.text))

    def note(window: Page, kind: str, text: str) -> None:
        # A form that came too late is answered with 409, which Chromium writes down as well.
        if kind == "error" and "status of 409" not in text:
            errors.append(f"{window.url}: {text}")

    listen(opened)
    context.on("page", listen)
    yield opened
    context.close()
    assert errors == []
