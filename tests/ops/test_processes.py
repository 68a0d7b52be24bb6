"""Children that run as one, and end as one."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from newsroom.ops import processes
from newsroom.ops.processes import Child, run


def child(code: str, name: str = "child") -> Child:
    return Child(name, [sys.executable, "-c", code], env={}, folder=Path())


def signal_when(condition: threading.Event, number: int) -> threading.Thread:
    """Send this process the signal as soon as the condition is set."""

    def wait() -> None:
        assert condition.wait(20)
        os.kill(os.getpid(), number)

    thread = threading.Thread(target=wait)
    thread.start()
    return thread


def appears(path: Path) -> threading.Event:
    """An event that is set when the file is there."""
    event = threading.Event()

    def watch() -> None:
        while not path.exists() and not event.wait(0.02):
            pass
        event.set()

    threading.Thread(target=watch, daemon=True).start()
    return event


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_all_children_and_is_no_failure(tmp_path, number):
    started, ended = tmp_path / "started", tmp_path / "ended"
    patient = child(
        "import pathlib, signal, sys, time\n"
        "def end(*_):\n"
        f"    pathlib.Path({str(ended)!r}).touch(); sys.exit()\n"
        "signal.signal(signal.SIGTERM, end)\n"
        f"pathlib.Path({str(started)!r}).touch()\n"
        "time.sleep(60)"
    )
    other = child("import time; time.sleep(60)", "other")
    sender = signal_when(appears(started), number)
    assert run([patient, other], say=lambda line: None) == 0
    sender.join()
    assert ended.exists()
    assert other.exit_status() == -signal.SIGTERM


def test_a_child_that_crashes_is_started_again(tmp_path):
    marks = tmp_path / "second"
    said: list[str] = []
    fragile = child(
        "import pathlib, sys, time\n"
        f"first, second = pathlib.Path({str(tmp_path / 'first')!r}), pathlib.Path({str(marks)!r})\n"
        "if not first.exists(): first.touch(); sys.exit(3)\n"
        "second.touch(); time.sleep(60)"
    )
    sender = signal_when(appears(marks), signal.SIGTERM)
    assert run([fragile], say=said.append) == 0
    sender.join()
    assert said == ["The child ended (status 3); starting it again."]


def test_a_child_that_cannot_live_ends_the_run_with_a_failure(monkeypatch):
    monkeypatch.setattr(processes, "FIRST_PAUSE", 0.01)
    said: list[str] = []
    assert run([child("raise SystemExit(7)")], say=said.append) == 1
    assert said[-1] == "The child keeps ending (status 7). Stopping."
    assert len(said) == processes.GIVE_UP_AFTER


def test_a_child_that_does_not_listen_is_killed(monkeypatch, tmp_path):
    monkeypatch.setattr(processes, "STOP_WITHIN", 0.3)
    ready = tmp_path / "ready"
    deaf = child(
        "import pathlib, signal, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        f"pathlib.Path({str(ready)!r}).touch(); time.sleep(60)"
    )
    deaf.start()
    assert appears(ready).wait(20)
    deaf.stop()
    assert deaf.exit_status() == -signal.SIGKILL


def test_a_child_that_does_not_listen_yet_is_asked_again(tmp_path):
    ready = tmp_path / "ready"
    slow = child(
        "import pathlib, signal, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        f"pathlib.Path({str(ready)!r}).touch()\n"
        "time.sleep(1); signal.signal(signal.SIGTERM, signal.SIG_DFL); time.sleep(60)"
    )
    slow.start()
    assert appears(ready).wait(20)
    slow.stop()
    assert slow.exit_status() == -signal.SIGTERM


def test_the_environment_is_handed_down():
    made = Child("child", [sys.executable, "-c", "pass"], env={"PORT": "8123"}, folder=Path())
    assert made._env["PORT"] == "8123" and made._env["PATH"] == os.environ["PATH"]
    assert subprocess.run(made._command, env=made._env, check=True).returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's end")
def test_children_end_even_if_the_supervisor_is_killed(tmp_path):
    noted, told = tmp_path / "pid", tmp_path / "told"
    lives = (
        "import os, pathlib, signal, sys, time\n"
        "def end(*_):\n"
        f"    pathlib.Path({str(told)!r}).touch(); sys.exit()\n"
        "signal.signal(signal.SIGTERM, end)\n"
        f"pathlib.Path({str(noted)!r}).touch(); time.sleep(60)"
    )
    supervisor = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path; from newsroom.ops.processes import Child, run\n"
            f"command = [sys.executable, '-c', {lives!r}]\n"
            "run([Child('child', command, env={}, folder=Path())], say=print)",
        ],
        cwd=Path(__file__).parents[2],
    )
    assert appears(noted).wait(20)
    supervisor.kill()
    supervisor.wait()
    assert appears(told).wait(20)
