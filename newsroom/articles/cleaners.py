"""Cleaning for an import, in this process or on all cores: pages in, pages out, in their order.

Nothing here knows Django or a database, so that a process that only cleans starts quickly and
holds nothing that it could break.
"""

import multiprocessing
import os
import re
import signal
import threading
import traceback
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from html import unescape
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from newsroom.articles.likeness import bands
from newsroom.cleaning import CleanedArticle, Uncleanable, Vocabulary, clean
from newsroom.cleaning.mojibake import repair
from newsroom.importing import Picture, RawArticle, local_file

Task = TypeVar("Task")

# Chunks that are cleaned, or wait to be, for each process: enough that none is ever idle.
AHEAD = 2
SENTENCE = re.compile(r"[.!?。！？]")
IMAGE = re.compile(r"<img src=\"([^\"]+)\"[^>]*>")
_FOREIGN = "foreign-img"


@dataclass(frozen=True)
class Briefing:
    """What every page is cleaned with; sent to each process once."""

    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    # By source: the furniture that an editor confirmed for it.
    patterns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    media: Path | None = None


@dataclass(frozen=True)
class Page:
    """A cleaned page, with what its source states in repaired letters."""

    stated: RawArticle
    cleaned: CleanedArticle
    # As cleaning has it, but for lost pictures, which are no doubt about the text.
    needs_review: tuple[str, ...]
    bands: tuple[int, ...]
    # The files of its pictures by their addresses, and the addresses that have none.
    files: Mapping[str, Path] = field(default_factory=dict)
    lost: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refusal:
    """Why there is no page. `trace` is where the mistake is, if it is one of ours."""

    reason: str
    trace: str = ""


Result = Page | Refusal


def clean_page(raw: RawArticle, briefing: Briefing, *, pictures: Collection[str] = ()) -> Page:
    """The page of a source. Raises Uncleanable if it holds no article.

    `pictures` are addresses of those that came in before, whatever files are there now.
    """
    stated = _repaired(raw)
    files = _files(stated, briefing.media)
    cleaned = clean(
        raw.body,
        vocabulary=briefing.vocabulary,
        patterns=briefing.patterns.get(raw.source, ()),
        declared_encoding=raw.declared_encoding or None,
        media_prefixes=tuple(_folders((*files, *pictures))),
    )
    check_article(cleaned)
    shown = [unescape(address) for address in IMAGE.findall(cleaned.html)]
    files |= {url: path for url in shown if (path := _file(url, briefing.media))}
    return Page(
        stated=stated,
        cleaned=cleaned,
        needs_review=_doubts(cleaned),
        bands=bands(cleaned.title, cleaned.paragraphs),
        files=files,
        lost=tuple(each.url for each in stated.images if each.url not in files),
    )


def check_article(cleaned: CleanedArticle) -> None:
    """Raise Uncleanable for a page that holds one line and no sentence."""
    if not cleaned.title and len(cleaned.paragraphs) == 1 and not SENTENCE.search(cleaned.html):
        raise Uncleanable("no_body", "One line without a sentence is no article: check the page.")


class Cleaners:
    """Processes that clean, or none for `jobs` of 1: then this one does."""

    def __init__(self, briefing: Briefing, *, jobs: int) -> None:
        self._briefing, self._jobs = briefing, jobs

    def in_order(
        self, tasks: Iterable[tuple[Task, Sequence[RawArticle]]]
    ) -> Iterator[tuple[Task, list[Result]]]:
        """Clean the pages of each task; as much is read ahead as keeps the processes busy."""
        if self._jobs == 1:
            yield from ((task, _clean_all(raws, self._briefing)) for task, raws in tasks)
            return
        pool = _Pool(self._briefing, self._jobs)
        waiting: deque[tuple[Task, Sequence[RawArticle], Future[list[Result]]]] = deque()
        try:
            for task, raws in tasks:
                waiting.append((task, raws, pool.submit(raws)))
                if len(waiting) > AHEAD * self._jobs:
                    yield self._first(waiting, pool)
            while waiting:
                yield self._first(waiting, pool)
        finally:
            pool.end()

    def _first(
        self,
        waiting: "deque[tuple[Task, Sequence[RawArticle], Future[list[Result]]]]",
        pool: "_Pool",
    ) -> tuple[Task, list[Result]]:
        task, raws, future = waiting.popleft()
        try:
            return task, future.result()
        except BrokenProcessPool:
            found = pool.one_by_one(raws)
            pool.begin()
            again = [(task, raws, pool.submit(raws)) for task, raws, _future in waiting]
            waiting.clear()
            waiting.extend(again)
            return task, found


class _Pool:
    """A pool that can be started anew: one killed process makes all of it useless."""

    def __init__(self, briefing: Briefing, jobs: int) -> None:
        self._briefing, self._jobs = briefing, jobs
        self.begin()

    def begin(self, *, jobs: int = 0) -> None:
        # Not forked: a copy of this process would hold its connections to the database.
        self._pool = ProcessPoolExecutor(
            jobs or self._jobs,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_start_process,
            initargs=(self._briefing,),
        )

    def submit(self, raws: Sequence[RawArticle]) -> "Future[list[Result]]":
        try:
            return self._pool.submit(_clean_in_process, raws)
        except BrokenProcessPool as error:
            failed: Future[list[Result]] = Future()
            failed.set_exception(error)
            return failed

    def one_by_one(self, raws: Sequence[RawArticle]) -> list[Result]:
        """Find out which page it is that a process does not survive."""
        found: list[Result] = []
        self.begin(jobs=1)
        for raw in raws:
            try:
                found += self.submit([raw]).result()
            except BrokenProcessPool:
                found.append(
                    Refusal("The process that cleaned it was killed, perhaps for want of memory.")
                )
                self.begin(jobs=1)
        self.end()
        return found

    def end(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)


# In the processes ---------------------------------------------------------------------------

_own: list[Briefing] = []


def _start_process(briefing: Briefing) -> None:
    _own[:] = [briefing]
    # Ctrl-C is for the process that writes: it ends these.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A process that was killed takes nobody along; without this, these would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _clean_in_process(raws: Sequence[RawArticle]) -> list[Result]:
    return _clean_all(raws, _own[0])


def _clean_all(raws: Sequence[RawArticle], briefing: Briefing) -> list[Result]:
    return [_clean_one(raw, briefing) for raw in raws]


def _clean_one(raw: RawArticle, briefing: Briefing) -> Result:
    try:
        return clean_page(raw, briefing)
    except Uncleanable as error:
        return Refusal(str(error))
    except Exception as error:  # whatever it is, it is one page's
        return Refusal(f"Nothing was stored: {type(error).__name__}: {error}", _trace())


def _trace() -> str:
    return traceback.format_exc()


# What is stated beside the text ---------------------------------------------------------------


def _repaired(raw: RawArticle) -> RawArticle:
    """What the source states, as plain text in whole letters; without the body."""
    return replace(
        raw,
        body=b"",
        title=_line(raw.title),
        standfirst=_line(raw.standfirst),
        authors=tuple(filter(None, map(_line, raw.authors))),
        categories=tuple(filter(None, map(_line, raw.categories))),
        tags=tuple(filter(None, map(_line, raw.tags))),
        images=tuple(
            Picture(each.url, _line(each.alt), _line(each.caption), _line(each.credit))
            for each in raw.images
        ),
    )


def _line(text: str) -> str:
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    whole = repair(text)
    plain = (letter if letter.isprintable() else " " for letter in whole)
    return " ".join("".join(plain).split())


def _doubts(cleaned: CleanedArticle) -> tuple[str, ...]:
    lost = {note.message for note in cleaned.report.notes if note.rule == _FOREIGN}
    others = {note.message for note in cleaned.report.notes if note.rule != _FOREIGN}
    return tuple(doubt for doubt in cleaned.needs_review if doubt not in lost - others)


def _files(stated: RawArticle, media: Path | None) -> dict[str, Path]:
    found = ((each.url, _file(each.url, media)) for each in stated.images)
    return {url: path for url, path in found if path}


def _file(url: str, media: Path | None) -> Path | None:
    return local_file(url, folder=media) if media else None


def _folders(urls: Iterable[str]) -> Iterator[str]:
    """Where the pictures lie that are to stay in the text: as a full address and as a path."""
    for folder in dict.fromkeys(url.rpartition("/")[0] for url in urls):
        yield folder
        path = urlsplit(folder).path
        if path.strip("/"):
            yield path
            yield folder.partition(":")[2]
