"""Whose word counts for a visitor's address."""

from ipaddress import ip_network

import pytest
from django.http import HttpResponse

from newsroom.core.proxies import TrustedProxies, client_address


@pytest.fixture(autouse=True)
def proxies(settings):
    settings.TRUSTED_PROXIES = [ip_network("10.0.0.0/8"), ip_network("::1")]


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("198.51.100.7", "", "198.51.100.7"),
        ("10.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "1.2.3.4, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        ("::1", "2001:db8::5", "2001:db8::5"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "unknown", "10.0.0.1"),
        ("10.0.0.1", "'; drop table, 10.0.0.9", "10.0.0.9"),
        ("10.0.0.1", "10.0.0.3", "10.0.0.3"),
    ],
)
def test_the_nearest_foreign_address_is_the_visitor(peer, forwarded, client):
    assert client_address(peer, forwarded) == client


def pass_through(rf, **meta):
    request = rf.get("/", **meta)
    TrustedProxies(lambda request: HttpResponse())(request)
    return request


def test_a_strangers_headers_are_dropped(rf, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    forged = {"HTTP_X_FORWARDED_FOR": "10.1.1.1", "HTTP_X_FORWARDED_PROTO": "https"}
    stranger = pass_through(rf, REMOTE_ADDR="198.51.100.7", **forged)
    assert stranger.META["REMOTE_ADDR"] == "198.51.100.7" and not stranger.is_secure()
    proxy = pass_through(rf, REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_PROTO="https")
    assert proxy.is_secure()
