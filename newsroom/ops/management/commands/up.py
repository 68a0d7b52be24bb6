"""`manage.py up`: from nothing to a running site, in one command that ends on Ctrl-C."""

import errno
import hashlib
import os
import socket
import subprocess
import sys
from argparse import ArgumentParser
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.management.utils import get_random_secret_key

from newsroom.ops.demo.fill import is_empty
from newsroom.ops.processes import Child, run

# Python threads that answer requests, and how many requests may wait for one of them.
THREADS = 8
WAITING = 128


class Command(BaseCommand):
    help = (
        "Set up the database, load the demo newsroom where nobody has begun yet, and run the "
        "site with its worker. Ctrl-C stops both."
    )
    # The key that the checks ask for is made here; migrate runs the checks afterwards.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=settings.PORT)
        parser.add_argument("--host", default="127.0.0.1", help="0.0.0.0 for every interface")
        parser.add_argument("--no-demo", action="store_true", help="leave an empty database empty")

    def handle(self, *args: Any, port: int, host: str, no_demo: bool, **options: Any) -> None:
        _check_port(host, port)
        _make_secret_key()
        self.check()
        collecting = _start_collecting_static()
        call_command("migrate", interactive=False, verbosity=0)
        if not no_demo and is_empty():
            call_command("demo", stdout=self.stdout)
        if collecting:
            _finish_collecting_static(collecting)
        address = os.environ.get("BASE_URL") or f"http://localhost:{port}"
        self.stdout.write(f"\nNewsroom is at {address}/ and its desk at {address}/admin/")
        self.stdout.write("Ctrl-C stops it.")
        self.stdout.flush()
        sys.exit(run(_children(host, port), say=self.stderr.write))


def _check_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise CommandError(
                    f"Port {port} is in use. Choose another: make run PORT={port + 1}"
                ) from error
            raise CommandError(f"Cannot listen on {host}:{port}: {error.strerror}.") from error
        except OverflowError as error:
            raise CommandError("A port is a number from 1 to 65535.") from error


def _make_secret_key() -> None:
    """Once, readable by this account alone; what the environment says goes before it."""
    file = settings.SECRET_KEY_FILE
    if os.environ.get("SECRET_KEY") or file.is_file():
        return
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as opened:
        opened.write(get_random_secret_key() + get_random_secret_key())
    settings.SECRET_KEY = file.read_text()


def _start_collecting_static() -> subprocess.Popen | None:
    """Gather and compress the static files in a process beside this one, which has other work.

    None where nothing has changed since the last time.
    """
    stamp = settings.STATIC_ROOT / ".collected"
    if settings.DEBUG or (stamp.is_file() and stamp.read_text() == _static_state()):
        return None
    command = [sys.executable, "manage.py", "collectstatic", "--clear", "--no-input", "-v0"]
    return subprocess.Popen(command, cwd=settings.BASE_DIR)


def _finish_collecting_static(process: subprocess.Popen) -> None:
    if process.wait():
        raise CommandError("The static files could not be gathered: see above.")
    (settings.STATIC_ROOT / ".collected").write_text(_static_state())


def _static_state() -> str:
    """A hash over our own files' times and the installed packages, which bring the rest."""
    own = sorted(
        f"{file} {file.stat().st_mtime_ns}"
        for folder in settings.STATICFILES_DIRS
        for file in Path(folder).rglob("*")
    )
    packages = sorted(f"{d.name} {d.version}" for d in distributions())
    return hashlib.sha256("\n".join(own + packages).encode()).hexdigest()


def _children(host: str, port: int) -> list[Child]:
    web = ["--interface", "wsgi", "--host", host, "--port", str(port), "--no-ws"]
    limits = ["--blocking-threads", str(THREADS), "--backpressure", str(WAITING)]
    granian = [sys.executable, "-m", "granian", *web, *limits, "--log-level", "error"]
    env, folder = {"PORT": str(port)}, settings.BASE_DIR
    return [
        Child("web server", [*granian, "newsroom.wsgi:application"], env=env, folder=folder),
        Child("worker", [sys.executable, "manage.py", "worker"], env=env, folder=folder),
    ]
