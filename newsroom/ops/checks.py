"""Half-made settings, each told by name with what to do about it."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured


@register(Tags.security)
def secret_key(**kwargs: Any) -> list[CheckMessage]:
    """Without a key nobody can sign in, and with a short one anybody can."""
    try:
        if len(settings.SECRET_KEY) >= 50:
            return []
    except ImproperlyConfigured:
        pass  # Django's word for an empty one; ours below says what to do
    return [
        Error(
            "SECRET_KEY is missing or shorter than 50 characters.",
            hint="`manage.py up` makes one on first start; elsewhere set it in the environment.",
            id="newsroom.E001",
        )
    ]


@register(Tags.security, deploy=True)
def https_behind_a_proxy(**kwargs: Any) -> list[CheckMessage]:
    """TLS ends at a proxy; unless its word counts, each request is sent to https for ever."""
    if not settings.IS_HTTPS or settings.TRUSTED_PROXIES:
        return []
    return [
        Warning(
            "BASE_URL is https, but no proxy is trusted to say that a request came by TLS.",
            hint="Set TRUSTED_PROXIES to the address of the server in front, such as 127.0.0.1.",
            id="newsroom.W002",
        )
    ]


@register(Tags.security, deploy=True)
def any_host(**kwargs: Any) -> list[CheckMessage]:
    """A wildcard lets a stranger's domain serve the site under his own name."""
    if "*" not in settings.ALLOWED_HOSTS:
        return []
    return [
        Warning(
            "ALLOWED_HOSTS takes any host name.",
            hint="List the names that the site answers to.",
            id="newsroom.W003",
        )
    ]


@register(deploy=True)
def local_queue(**kwargs: Any) -> list[CheckMessage]:
    """PostgreSQL says that several machines are meant; a queue file is seen by one alone."""
    engine = settings.DATABASES["default"]["ENGINE"]
    if settings.QUEUE_URL or engine.endswith("sqlite3"):
        return []
    return [
        Warning(
            "The database is a server, but the worker's queue is a file on this machine.",
            hint="Set QUEUE_URL to a Redis or Valkey server: redis://host:6379/0.",
            id="newsroom.W004",
        )
    ]


@register(Tags.security, deploy=True)
def key_in_a_file(**kwargs: Any) -> list[CheckMessage]:
    """Each machine would make a key of its own, and sign-ins would hold on one machine only."""
    engine = settings.DATABASES["default"]["ENGINE"]
    if engine.endswith("sqlite3") or not settings.SECRET_KEY_FILE.is_file():
        return []
    return [
        Warning(
            f"The secret key lies in {settings.SECRET_KEY_FILE.name} on this machine.",
            hint="Set SECRET_KEY in the environment of every machine, and remove the file.",
            id="newsroom.W005",
        )
    ]
