"""The real servers that tests speak to, and what happens where one is missing.

On a developer's machine a test without its server is skipped and says so; with CI=true it fails,
since a check that silently does not run is worse than none.
"""

import os
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest

POSTGRES_URL = os.environ.get("TEST_POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres")
REDIS_URL = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/15")
CHROMIUM = Path(os.environ.get("TEST_CHROMIUM", "/usr/bin/chromium"))
IN_CI = os.environ.get("CI") == "true"


def answers(url: str) -> bool:
    """Whether something listens at the host and port of the address."""
    parts = urlsplit(url)
    try:
        with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=2):
            return True
    except OSError:
        return False


def missing() -> list[str]:
    """One line for each server that is not there, with what it would have tested."""
    lines = []
    if not answers(POSTGRES_URL):
        lines.append(f"PostgreSQL does not answer at {POSTGRES_URL}: the suite ran on SQLite only.")
    if not answers(REDIS_URL):
        lines.append(f"Redis does not answer at {REDIS_URL}: the queue was tested on a file only.")
    if not CHROMIUM.exists():
        lines.append(f"There is no Chromium at {CHROMIUM}: no page was opened in a browser.")
    return lines


def need(present: bool, what: str) -> None:
    """Skip the test at hand where a server is missing; in CI fail it."""
    if not present:
        (pytest.fail if IN_CI else pytest.skip)(f"{what} is not here")
