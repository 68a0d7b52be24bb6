"""`manage.py import_articles PATH…`: an archive in, drafts (or public archive stories) out."""

import os
from argparse import ArgumentParser, ArgumentTypeError
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.urls import reverse
from tqdm import tqdm

from newsroom.articles.exchange.folder import BadFolder, is_export
from newsroom.articles.exchange.restore import restore_folder
from newsroom.articles.furniture import learn_patterns
from newsroom.articles.ingest import Desk, Options, Outcome, Status, import_all
from newsroom.articles.ingest.reporting import Line, Report, report_for
from newsroom.articles.models import RawDocument, Source
from newsroom.core.urls import absolute_url
from newsroom.importing import FORMATS, Failure, RawArticle, read_all, total_size

# What was read; of a story of an export, where that is.
Found = RawArticle | Failure | Path
# Each export, which has been checked, with its stories as they are restored.
Exports = list[tuple[Path, Iterator[Outcome]]]


class Command(BaseCommand):
    help = (
        "Import articles: text and HTML pages, WordPress exports (WXR), feeds, CSV and JSONL "
        "tables, folders and zips of them; also the folder of an export_articles, whose stories "
        "are restored just as they were. Each is kept as it is, cleaned, and stored as a draft; "
        "what is there already changes nothing, so that a run which was stopped is finished by "
        "the same command again. Exit status: 0, 1 if some failed, 2 if it could not start."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, folder or zip")
        parser.add_argument("--format", choices=FORMATS, default="auto")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would happen and change nothing"
        )
        parser.add_argument(
            "--publish",
            action="store_true",
            help="make the stories public as archive, under the date when they first were, with "
            "the regions and tags suggested. Drafts stay those that need an editor's eye, were "
            "not public at their source, or have no date: they would stand in the lists as new",
        )
        parser.add_argument(
            "--undated",
            metavar="YYYY-MM-DD",
            type=_day,
            help="the day of the stories that have no date of their own",
        )
        parser.add_argument(
            "--media",
            metavar="DIR",
            type=Path,
            help="a copy of the old site's uploads; the stories' pictures are taken from it",
        )
        parser.add_argument(
            "--fold",
            action="store_true",
            help="where two stories have nearly the same text, keep the first, and let the "
            "addresses of the other lead to it; never one that an editor has touched",
        )
        parser.add_argument(
            "--jobs",
            type=_jobs,
            default=os.cpu_count() or 1,
            help="processes that clean (default: one for each core)",
        )
        parser.add_argument(
            "--report", metavar="FILE", help="what became of each item, as .csv or .json"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        paths = [Path(path) for path in options["paths"]]
        self._check(paths, options["media"])
        desk = self._desk(options)
        exports = self._exports(paths, options)
        archives = [path for path in paths if path not in {export for export, _stories in exports}]
        counts: Counter[str] = Counter()
        sources: set[str] = set()
        lost = 0
        try:
            with report_for(options["report"]) as report:
                for found, outcome in self._run(exports, archives, desk, options):
                    counts[outcome.status] += 1
                    if isinstance(found, RawArticle):
                        sources.add(found.source)
                        lost += len(found.images) if outcome.status == Status.CREATED else 0
                    self._tell(report, found, outcome, options)
        except KeyboardInterrupt:
            self.stderr.write(f"Stopped: {_summary(counts)}. The same command again goes on.")
            raise SystemExit(130) from None
        if options["verbosity"]:
            summary = f"{_summary(counts)}."
            self.stdout.write(f"Dry run: {summary}" if options["dry_run"] else summary)
            self._advise(desk, lost)
        if not options["dry_run"]:
            self._learn(sources, quiet=options["verbosity"] == 0)
        if counts[Status.FAILED]:
            raise SystemExit(1)

    def _check(self, paths: list[Path], media: Path | None) -> None:
        for path in paths:
            if not path.exists():
                raise CommandError(f"{path}: there is no such file or folder.", returncode=2)
        if media and not media.is_dir():
            raise CommandError(f"{media}: there is no such folder.", returncode=2)

    def _desk(self, options: dict[str, Any]) -> Desk:
        try:
            desk = Desk(
                Options(
                    publish=options["publish"],
                    fold=options["fold"],
                    undated=options["undated"],
                    media=options["media"],
                    is_dry_run=options["dry_run"],
                )
            )
            RawDocument.objects.values().first()  # all columns
            return desk
        except DatabaseError as error:
            reason = str(error).splitlines()[0]
            raise CommandError(
                f"The database is not ready: {reason}. Run manage.py migrate.", returncode=2
            ) from error

    def _exports(self, paths: list[Path], options: dict[str, Any]) -> Exports:
        exports = [path for path in paths if is_export(path)]
        if exports and any(options[name] for name in ("publish", "undated", "media", "fold")):
            raise CommandError(
                f"{exports[0]} is an export, whose stories are restored just as they were: leave "
                "out --publish, --undated, --media and --fold.",
                returncode=2,
            )
        try:
            is_dry_run = options["dry_run"]
            return [(path, restore_folder(path, is_dry_run=is_dry_run)) for path in exports]
        except BadFolder as error:
            raise CommandError(str(error), returncode=2) from error

    def _run(
        self, exports: Exports, archives: list[Path], desk: Desk, options: dict[str, Any]
    ) -> Iterator[tuple[Found, Outcome]]:
        """Each item with what became of it."""
        hidden = True if options["verbosity"] == 0 else None
        for path, stories in exports:
            for outcome in tqdm(stories, unit="story", disable=hidden):
                yield path, outcome
        if archives:
            yield from self._import(archives, desk, options, hidden)

    def _import(
        self, paths: list[Path], desk: Desk, options: dict[str, Any], hidden: bool | None
    ) -> Iterator[tuple[Found, Outcome]]:
        """The same of archives, and the bar: bytes read, and articles a second."""
        with tqdm(total=total_size(paths), unit="B", unit_scale=True, disable=hidden) as bar:
            found = read_all(paths, format=options["format"], progress=bar.update)
            for number, each in enumerate(import_all(found, desk, jobs=options["jobs"]), 1):
                if number % 50 == 0:
                    rate = number / max(bar.format_dict["elapsed"], 0.1)
                    bar.set_postfix_str(f"{number} articles, {rate:.0f}/s", refresh=False)
                yield each

    def _tell(
        self,
        report: Report,
        found: Found,
        outcome: Outcome,
        options: dict[str, Any],
    ) -> None:
        label = _label(found, outcome)
        report.add(Line.of(label, outcome))
        if outcome.reason and options["verbosity"]:
            with tqdm.external_write_mode(file=self.stderr):
                self.stderr.write(f"{label}: {outcome.reason}")
                if outcome.trace and options["traceback"]:
                    self.stderr.write(outcome.trace)

    def _advise(self, desk: Desk, lost: int) -> None:
        """What another run could do better."""
        if desk.foreign_hosts:
            hosts = ", ".join(sorted(desk.foreign_hosts)[:5])
            self.stdout.write(
                f"No redirects were made for addresses of {hosts}. If readers knew these stories "
                "there, name them as former hosts in the site settings and run this again: "
                f"{absolute_url(reverse('admin:core_sitesettings_changelist'))}"
            )
        if lost and not desk.options.media:
            self.stdout.write(f"{lost} pictures were left out; --media DIR would take them in.")

    def _learn(self, sources: set[str], *, quiet: bool) -> None:
        """Look for furniture that the pages of each source share, now that all are here."""
        for source in Source.objects.filter(name__in=sources):
            if (new := learn_patterns(source)) and not quiet:
                lines = "1 line looks" if new == 1 else f"{new} lines look"
                self.stdout.write(
                    f"{source}: {lines} like page furniture. Say at the desk whether that is so: "
                    f"{absolute_url(reverse('admin:articles_chromepattern_changelist'))}"
                )


def _label(found: Found, outcome: Outcome) -> str:
    if isinstance(found, Path):
        return f"{found}/{outcome.article.slug}" if outcome.article else str(found)
    return found.label or getattr(found, "key", "")


def _summary(counts: Counter[str]) -> str:
    return ", ".join(f"{counts[status]} {status}" for status in Status)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text} is no day: write it as 2013-01-31.") from error


def _jobs(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise ArgumentTypeError("give a number of processes, 1 or more.")
    return int(text)
