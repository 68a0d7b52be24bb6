"""Absolute addresses, for feeds, canonical links and messages that leave the site."""

from urllib.parse import urljoin

from django.conf import settings


def absolute_url(path: str) -> str:
    """`/tags/media/` -> `https://news.example/tags/media/`; an absolute address stays as it is.

    Built from BASE_URL and never from the request, whose Host header is the visitor's word.
    """
    return urljoin(f"{settings.BASE_URL}/", path)
