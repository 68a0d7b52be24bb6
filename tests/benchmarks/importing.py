"""How fast an archive comes in, beside cleaning alone, in how much memory, and if it is killed.

    python -m tests.benchmarks.importing [--articles N] [--words N] [--jobs N] [--kills N]
                                         [--server URL]

Imports a generated WordPress export into an SQLite database of its own, or with `--server URL`
into new PostgreSQL databases on it. With `--kills` the run is killed so often at random moments and
begun again, and the end is compared with that of a run that nobody touched.
"""

import argparse
import hashlib
import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from functools import partial
from pathlib import Path

import psycopg

from newsroom.cleaning import clean
from newsroom.importing import RawArticle, read_all
from tests.importing.archives import write_archive

SAMPLE = 300  # articles that are cleaned alone, for comparison


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--words", type=int, default=600)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--server", default="", help="as postgres://user@host:port")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        export = folder / "export.xml"
        write_archive(export, articles=options.articles, words=options.words)
        print(f"Export: {export.stat().st_size / 1024**2:.0f} MB, {options.articles} articles")
        alone = clean_alone(export)
        print(f"Cleaning alone, one process: {alone:.1f} ms an article")
        site = Site(folder / "quiet", database_url=new_database(options.server, "quiet"))
        seconds, memory = site.run(export, jobs=options.jobs)
        each = 1000 * seconds / options.articles
        print(
            f"Importing, {options.jobs} jobs: {options.articles / seconds:.0f} articles/s, "
            f"{each:.1f} ms each, {site.processor_ms / options.articles:.1f} ms of processors "
            f"({site.processor_ms / options.articles / alone:.2f} x cleaning alone); "
            f"100,000 would take {each * 100 / 60:.1f} min"
        )
        print(f"Peak memory: {memory[0]:.0f} MB writing, {memory[1]:.0f} MB each cleaning")
        seconds, _memory = site.run(export, jobs=options.jobs)
        print(f"The same again: {options.articles / seconds:.0f} articles/s")
        if options.kills:
            url = new_database(options.server, "killed")
            compare(site, Site(folder / "killed", database_url=url), export, options)


def new_database(server: str, name: str) -> str:
    """An empty database on the server, in place of that of an earlier run; none without one."""
    if not server:
        return ""
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS newsroom_bench_{name}")
        connection.execute(f"CREATE DATABASE newsroom_bench_{name}")
    return f"{server}/newsroom_bench_{name}"


def clean_alone(export: Path) -> float:
    """Milliseconds of one process for each article, read already."""
    found = (raw for raw in read_all([export]) if isinstance(raw, RawArticle))
    raws = [raw for raw, _number in zip(found, range(SAMPLE), strict=False)]
    clean(raws[0].body)
    start = time.process_time()
    for raw in raws:
        clean(raw.body)
    return 1000 * (time.process_time() - start) / len(raws)


class Site:
    """A database in a folder of its own, and the command that fills it."""

    def __init__(self, folder: Path, *, database_url: str = "") -> None:
        folder.mkdir()
        (folder / "static").mkdir()
        self.processor_ms = 0.0
        self.children: list[int] = []
        url = database_url or f"sqlite:///{folder}/newsroom.sqlite3"
        self.env = {
            **os.environ,
            "DATA_DIR": str(folder),
            "DATABASE_URL": url,
            "SECRET_KEY": "k" * 60,
        }
        self.manage("migrate", "--verbosity=0")

    def manage(self, *arguments: str) -> str:
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(
            command, env=self.env, check=True, capture_output=True, text=True
        ).stdout

    def start(self, export: Path, *, jobs: int) -> subprocess.Popen:
        command = [sys.executable, "manage.py", "import_articles", str(export), "--publish"]
        return subprocess.Popen(
            [*command, f"--jobs={jobs}", "--verbosity=0"], env=self.env, start_new_session=True
        )

    def run(self, export: Path, *, jobs: int) -> tuple[float, tuple[float, float]]:
        """Seconds, and the most memory of the process that writes and of those that clean."""
        used, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        process = self.start(export, jobs=jobs)
        watch = Watch(process.pid)
        watch.start()
        if process.wait() != 0:
            raise SystemExit("The import failed.")
        watch.join()
        now = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime
        self.processor_ms = 1000 * spent
        return time.perf_counter() - start, (watch.own, watch.children)

    def count(self) -> int:
        """The stories that are there."""
        url = self.env["DATABASE_URL"]
        path = url.removeprefix("sqlite:///")
        connect = partial(psycopg.connect, url) if path == url else partial(sqlite3.connect, path)
        with closing(connect()) as database:
            found = database.execute("SELECT count(*) FROM articles_article").fetchone()
        return int(found[0])

    def killed_after(self, export: Path, *, stories: int, jobs: int) -> int:
        """Kill a run once so many stories are there; how many there are then."""
        process = self.start(export, jobs=jobs)
        while self.count() < stories and _is_running(process, 0.02):
            pass
        self.children = _children(process.pid)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        return self.count()

    def digest(self) -> str:
        """A hash over all that the import wrote, but for keys, times and order."""
        dump = self.manage("dumpdata", "articles", "--natural-foreign", "--verbosity=0")
        rows = json.loads(dump)
        names = {(row["model"], row["pk"]): name_of(row["fields"]) for row in rows}
        plain = sorted(json.dumps(plain_row(row, names), sort_keys=True) for row in rows)
        return hashlib.sha256("\n".join(plain).encode()).hexdigest()


# Which key of a row is another row's, and what kind of row that is.
LINKS = {
    "article": "articles.article",
    "copy_of": "articles.article",
    "source": "articles.source",
    "author": "articles.author",
    "document": "articles.rawdocument",
    "regions": "articles.region",
    "tags": "articles.tag",
    "parent": "articles.region",
}
TIMES = {"created_at", "changed_at", "received_at", "at", "made_at", "suggested_at"}


def name_of(fields: dict) -> str:
    """What tells the row from others of its kind."""
    found = (fields.get(name) for name in ("digest", "slug", "key", "name", "path", "line"))
    return next((str(each) for each in found if each), "")


def plain_row(row: dict, names: dict) -> list:
    fields = {name: value for name, value in row["fields"].items() if name not in TIMES}
    for name, model in LINKS.items():
        value = fields.get(name)
        if isinstance(value, list):
            fields[name] = sorted(names[model, each] for each in value)
        elif value is not None:
            fields[name] = names[model, value]
    return [row["model"], fields]


class Watch(threading.Thread):
    """Looks at the memory of a process and of its children until it ends."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.own, self.children = pid, 0.0, 0.0

    def run(self) -> None:
        while own := _memory(self.pid):
            self.own = max(self.own, own)
            self.children = max([self.children, *map(_memory, _children(self.pid))])
            time.sleep(0.2)


def _memory(pid: int) -> float:
    """Megabytes, or 0 for a process that has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    lines = (line for line in status.splitlines() if line.startswith("VmRSS"))
    return next((int(line.split()[1]) / 1024 for line in lines), 0.0)


def _is_running(process: subprocess.Popen, seconds: float) -> bool:
    """Whether it still runs after so long."""
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return True
    return False


def _children(pid: int) -> list[int]:
    try:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def compare(quiet: Site, killed: Site, export: Path, options: argparse.Namespace) -> None:
    """Kill a run again and again, let the last one finish, and see that nothing differs."""
    random_moment = random.Random(20)
    done = 0
    while done < options.kills:
        process = killed.start(export, jobs=options.jobs)
        if not _is_running(process, random_moment.uniform(2, 8)):
            break
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        done += 1
    killed.run(export, jobs=options.jobs)
    same = quiet.digest() == killed.digest()
    print(f"Killed {done} times: {'the same end' if same else 'ANOTHER END'}")
    if not same:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
