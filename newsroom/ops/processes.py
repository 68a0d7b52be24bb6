"""Keeping a few child processes running as one: what `manage.py up` stands on."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import FrameType

STOP_WITHIN = 10.0  # seconds that a child gets to end by itself
ASK_AGAIN_AFTER = 0.5
GIVE_UP_AFTER = 5  # crashes of one child ...
CRASH_WINDOW = 60.0  # ... within so many seconds
PR_SET_PDEATHSIG = 1  # linux/prctl.h
FIRST_PAUSE = 0.5  # seconds before a crashed child is started again; doubled each time


class Child:
    """One process that is started again when it crashes."""

    def __init__(
        self, name: str, command: Sequence[str], *, env: Mapping[str, str], folder: Path
    ) -> None:
        self.name = name
        self._command = list(command)
        self._folder = folder
        self._env = {**os.environ, **env}
        self._process: subprocess.Popen | None = None
        self._crashes: list[float] = []

    def start(self) -> None:
        # A group of its own: Ctrl-C reaches the supervisor alone, which then stops in order.
        self._process = subprocess.Popen(
            self._command,
            cwd=self._folder,
            env=self._env,
            start_new_session=True,
            preexec_fn=_end_with_the_parent,
        )

    def exit_status(self) -> int | None:
        """None while it runs."""
        return self._process.poll() if self._process else None

    def pause_after_crash(self) -> float | None:
        """Seconds to wait before the next start; None when it has crashed too often."""
        now = time.monotonic()
        self._crashes = [at for at in self._crashes if now - at < CRASH_WINDOW] + [now]
        if len(self._crashes) >= GIVE_UP_AFTER:
            return None
        return FIRST_PAUSE * 2.0 ** (len(self._crashes) - 1)

    def stop(self) -> None:
        if self._process is None or self._process.poll() is not None:
            return
        deadline = time.monotonic() + STOP_WITHIN
        while time.monotonic() < deadline:
            # Again and again: a process that has only just begun may not listen yet.
            self._process.terminate()
            try:
                self._process.wait(ASK_AGAIN_AFTER)
                return
            except subprocess.TimeoutExpired:
                continue
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


def _end_with_the_parent() -> None:
    """In the child, before it runs: end when the supervisor is gone, even if it was killed.

    prctl(2), PR_SET_PDEATHSIG. Elsewhere than on Linux a killed supervisor leaves its children.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def run(children: Sequence[Child], *, say: Callable[[str], None]) -> int:
    """Run all children until SIGINT, SIGTERM or SIGHUP, then stop them. Returns the exit status.

    0 after a signal; 1 when a child crashes again and again, so that whoever supervises this
    process in turn (systemd, a container) can see it.
    """
    stop = threading.Event()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, on_signal) for number in numbers}
    try:
        for child in children:
            child.start()
        return _watch(children, stop, say)
    finally:
        for child in reversed(children):
            child.stop()
        for number, handler in before.items():
            signal.signal(number, handler)


def _watch(children: Sequence[Child], stop: threading.Event, say: Callable[[str], None]) -> int:
    while not stop.wait(0.2):
        for child in children:
            status = child.exit_status()
            if status is None:
                continue
            pause = child.pause_after_crash()
            if pause is None:
                say(f"The {child.name} keeps ending (status {status}). Stopping.")
                return 1
            say(f"The {child.name} ended (status {status}); starting it again.")
            if stop.wait(pause):
                return 0
            child.start()
    return 0
