"""The desk in a browser: the way in."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page


def enter(page: Page, account, *, address: str = "http://localhost/") -> None:
    """In by the session alone: one test signs in by the form."""
    client = Client()
    client.force_login(account)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": address}])
