"""Whose word we take for a visitor's address and protocol: only that of TRUSTED_PROXIES."""

from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse


def _parse(address: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(address.strip())
    except ValueError:
        return None


def is_trusted(address: str) -> bool:
    """True for one of our own proxies; false for anything that is no address at all."""
    ip = _parse(address)
    return ip is not None and any(ip in network for network in settings.TRUSTED_PROXIES)


def client_address(peer: str, forwarded_for: str) -> str:
    """The nearest address in the chain that is not one of our proxies.

    Read from the right: each proxy appends the address that it saw, and everything left of the
    first foreign one (or of the first thing that is no address) is only a visitor's claim.
    """
    nearest = peer
    for address in reversed(forwarded_for.split(",")):
        if not is_trusted(nearest) or _parse(address) is None:
            break
        nearest = address.strip()
    return nearest


class TrustedProxies:
    """Middleware, first of all: sets REMOTE_ADDR to the visitor, drops forged headers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        meta = request.META
        peer = meta.get("REMOTE_ADDR", "")
        if is_trusted(peer):
            meta["REMOTE_ADDR"] = client_address(peer, meta.get("HTTP_X_FORWARDED_FOR", ""))
        else:
            for header in ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_FORWARDED"):
                meta.pop(header, None)
        return self.get_response(request)
