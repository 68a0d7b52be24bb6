"""`manage.py up`, run as a person runs it: a process of its own, a port, a signal."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
LONGEST_START = 300  # seconds, on a machine busy with other tests; it is only there to end at all


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Site:
    """A running `up`: what it printed, and a way to ask it for pages."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.port = free_port()
        env = {"PATH": os.environ["PATH"], "DATA_DIR": str(folder)}
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "up", "--port", str(self.port), *arguments],
            cwd=ROOT,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.printed = ""

    def wait_until_it_says(self, words: str) -> None:
        """Read its output until the words come; it ends by itself if they never do."""
        killer = threading.Timer(LONGEST_START, self.process.terminate)
        killer.start()
        assert self.process.stdout
        for line in self.process.stdout:
            self.printed += line
            if words in line:
                break
        killer.cancel()
        assert words in self.printed, self.printed

    def get(self, path: str) -> str:
        """The page, as soon as the server listens."""
        for _attempt in range(200):
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                    break
            except OSError:
                assert self.process.poll() is None, "it has ended"
                threading.Event().wait(0.05)
        with urllib.request.urlopen(f"http://localhost:{self.port}{path}", timeout=30) as answer:
            return str(answer.read().decode())


@contextmanager
def up(folder: Path, *arguments: str) -> Iterator[Site]:
    site = Site(folder, *arguments)
    try:
        yield site
    finally:
        # Never kill it: its children would live on, holding the pipe open.
        site.process.terminate()
        site.process.communicate(timeout=60)


def test_from_nothing_to_a_site_that_stops_cleanly_and_keeps_its_data(tmp_path):
    with up(tmp_path) as first:
        first.wait_until_it_says("Ctrl-C stops it")
        assert re.search(
            r"Sign in at the desk as “editor” with the one-time password \S{12}", first.printed
        )
        assert f"http://localhost:{first.port}/" in first.printed
        front = first.get("/")
        assert "Newsroom" in front and "/articles/" in front
        assert "Log in" in first.get("/admin/login/") or "Sign in" in first.get("/admin/login/")
        first.process.send_signal(signal.SIGTERM)
        assert first.process.wait(20) == 0
    key = (tmp_path / "secret_key").read_text()
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
    with up(tmp_path) as second:
        second.wait_until_it_says("Ctrl-C stops it")
        assert "password" not in second.printed, "the demo is loaded once"
        assert re.findall(r'href="(/articles/[^"]+)"', second.get("/")) == re.findall(
            r'href="(/articles/[^"]+)"', front
        )
        second.process.send_signal(signal.SIGINT)
        assert second.process.wait(20) == 0
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", second.port))
    assert (tmp_path / "secret_key").read_text() == key


def test_a_port_in_use_is_told_in_one_line(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = subprocess.run(
            [sys.executable, "manage.py", "up", "--port", str(port)],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path)},
            capture_output=True,
            text=True,
        )
    assert result.returncode == 1
    assert result.stderr.splitlines() == [
        f"CommandError: Port {port} is in use. Choose another: make run PORT={port + 1}"
    ]
    assert not (tmp_path / "newsroom.sqlite3").exists()
