"""An import on several cores: one bad page, one dead process, one dead run."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from newsroom.articles import cleaners
from newsroom.articles.cleaners import Briefing, Cleaners, Page, Refusal
from newsroom.importing import RawArticle
from tests.benchmarks.importing import Site
from tests.importing.archives import write_archive

BODY = b"<h1>Fares frozen %d</h1><p>The ferry in Cebu has frozen its fares. Nobody minds.</p>"


def raw(number, body=BODY):
    text = body % number if b"%d" in body else body
    return RawArticle(key=f"file:///{number}", source="s", format="html", body=text)


def chunks(count, size=5, **bad):
    raws = [raw(number) for number in range(count)]
    for number, body in bad.items():
        raws[int(number[1:])] = raw(int(number[1:]), body)
    return [(start, raws[start : start + size]) for start in range(0, count, size)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_pages_come_back_in_their_order_with_a_reason_for_each_bad_one(jobs):
    tasks = chunks(60, n7=b"", n31=b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9)
    found = list(Cleaners(Briefing(), jobs=jobs).in_order(iter(tasks)))
    assert [task for task, _results in found] == [task for task, _raws in tasks]
    results = [result for _task, results in found for result in results]
    bad = {number for number, result in enumerate(results) if isinstance(result, Refusal)}
    assert bad == {7, 31}
    titles = [result.cleaned.title for result in results if isinstance(result, Page)]
    assert titles == [f"Fares frozen {n}" for n in range(60) if n not in bad]


def test_no_more_is_read_ahead_than_keeps_the_processes_busy():
    read = 0

    def tasks():
        nonlocal read
        for task in chunks(200):
            read += 1
            yield task

    found = Cleaners(Briefing(), jobs=2).in_order(tasks())
    next(found)
    assert read <= 2 * cleaners.AHEAD + 2
    found.close()


DEADLY = b"<p>kill me</p>"


class Deadly(RawArticle):
    """A page that a process does not survive, as one that takes all memory."""

    def __reduce__(self):
        return _die, (os.getpid(), self.key)


def _die(parent, key):
    if os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    return Deadly(key=key, source="s", format="html", body=DEADLY)


def test_a_killed_process_costs_its_page_and_no_other():
    tasks = chunks(30)
    tasks[2][1][1] = Deadly(key="file:///11", source="s", format="html", body=DEADLY)
    found = list(Cleaners(Briefing(), jobs=2).in_order(iter(tasks)))
    results = [result for _task, results in found for result in results]
    bad = [number for number, result in enumerate(results) if isinstance(result, Refusal)]
    assert bad == [11] and "killed" in results[11].reason


# A whole run, killed


@pytest.fixture
def site(tmp_path, django_db_blocker):
    """Makes sites with a database of their own, of the kind that the suite runs on."""
    made = []

    def make(name):
        if connection.vendor == "sqlite":
            return Site(tmp_path / name)
        database = f"newsroom_import_{name}_{os.getpid()}"
        made.append(database)
        with django_db_blocker.unblock():
            _on_server(f'CREATE DATABASE "{database}"')
        return Site(tmp_path / name, database_url=_url(database))

    yield make
    with django_db_blocker.unblock():
        for database in made:
            _on_server(f'DROP DATABASE "{database}" WITH (FORCE)')


def _on_server(statement):
    given = settings.DATABASES["default"]
    with psycopg.connect(
        host=given["HOST"],
        port=given["PORT"] or 5432,
        user=given["USER"],
        password=given["PASSWORD"],
        dbname="postgres",
        autocommit=True,
    ) as server:
        server.execute(statement)


def _url(database):
    given = settings.DATABASES["default"]
    signed = f"{given['USER']}:{given['PASSWORD']}" if given["PASSWORD"] else given["USER"]
    return f"postgres://{signed}@{given['HOST']}:{given['PORT'] or 5432}/{database}"


def test_a_run_that_is_killed_again_and_again_ends_like_one_that_is_not(site, tmp_path):
    export = tmp_path / "export.xml"
    write_archive(export, articles=300, words=60)
    quiet, killed = site("quiet"), site("killed")
    quiet.run(export, jobs=2)
    seen = []
    for stories in (20, 90, 200):
        seen.append(killed.killed_after(export, stories=stories, jobs=2))
        _wait_for_the_end_of(killed.children)
    assert 0 < seen[0] < seen[1] < seen[2] < 300, "each run was killed at its work, and went on"
    killed.run(export, jobs=2)
    assert killed.digest() == quiet.digest()
    assert killed.count() == 300


def _wait_for_the_end_of(processes):
    """Those that cleaned for a killed run end by themselves."""
    assert processes
    deadline = time.monotonic() + 20
    while alive := [pid for pid in processes if _is_alive(pid)]:
        assert time.monotonic() < deadline, f"still there: {alive}"
        os.sched_yield()


def _is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_database_that_is_not_set_up_is_said_in_a_sentence(tmp_path):
    (tmp_path / "static").mkdir()
    page = tmp_path / "page.txt"
    page.write_text("Fares\n\nIt rained.\n")
    env = {**os.environ, "DATA_DIR": str(tmp_path), "SECRET_KEY": "k" * 60, "DATABASE_URL": ""}
    del env["DATABASE_URL"]
    command = [sys.executable, "manage.py", "import_articles", str(page)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Run manage.py migrate" in done.stderr and "Traceback" not in done.stderr
