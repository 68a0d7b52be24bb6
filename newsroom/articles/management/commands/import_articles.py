"""`manage.py import_articles PATH…`: raw pages in, drafts (or public archive stories) out."""

import csv
import json
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse
from tqdm import tqdm

from newsroom.articles.furniture import learn_patterns
from newsroom.articles.ingest import Outcome, Status, ingest, vocabulary
from newsroom.articles.models import Source
from newsroom.cleaning import Uncleanable
from newsroom.core.urls import absolute_url
from newsroom.importing import PAGE_FORMATS, Unreadable, read


@dataclass(frozen=True)
class Line:
    """One line of the report."""

    path: str
    status: str
    headline: str
    address: str
    reason: str


class Command(BaseCommand):
    help = (
        "Import text and HTML pages as articles. Each page is kept as it is, cleaned, and stored "
        "as a draft; a page that is there already changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a text or HTML file")
        parser.add_argument("--format", choices=PAGE_FORMATS, default="auto")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would happen and change nothing"
        )
        parser.add_argument(
            "--publish",
            action="store_true",
            help="make the stories public as archive, with the regions and tags suggested; "
            "those that need an editor's eye stay drafts",
        )
        parser.add_argument(
            "--report", metavar="FILE", help="what became of each page, as .csv or .json"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        report = _report_file(options["report"])
        known = vocabulary()
        lines: list[Line] = []
        self.sources: set[str] = set()
        quiet = options["verbosity"] == 0
        for path in tqdm(options["paths"], unit="page", disable=True if quiet else None):
            outcome = self._one(Path(path), known, options)
            lines.append(_line(path, outcome))
            if outcome.reason and not quiet:
                with tqdm.external_write_mode(file=self.stderr):
                    self.stderr.write(f"{path}: {outcome.reason}")
        if report:
            _write_report(report, lines)
        counts = Counter(line.status for line in lines)
        summary = ", ".join(f"{counts[status]} {status}" for status in Status)
        if not quiet:
            self.stdout.write(f"Dry run: {summary}." if options["dry_run"] else f"{summary}.")
        if not options["dry_run"]:
            self._learn(quiet=quiet)
        if counts[Status.FAILED]:
            raise SystemExit(1)

    def _one(self, path: Path, known: Any, options: dict) -> Outcome:
        """One page on its own, so that a bad one takes no other with it, whatever is wrong."""
        try:
            raw = read(path, format=options["format"])
            self.sources.add(raw.source)
            if not options["dry_run"]:
                return ingest(raw, known=known, publish=options["publish"])
            with transaction.atomic():
                outcome = ingest(raw, known=known, publish=options["publish"])
                transaction.set_rollback(True)
            return outcome
        except (Unreadable, Uncleanable) as error:
            return Outcome(Status.FAILED, reason=str(error))
        except Exception as error:
            if options["traceback"]:
                raise
            return Outcome(
                Status.FAILED,
                reason=f"Nothing was stored: {type(error).__name__}: {error} "
                "(--traceback shows where; please report it).",
            )

    def _learn(self, *, quiet: bool) -> None:
        """Look for furniture that the pages of each source share, now that all are here."""
        for source in Source.objects.filter(name__in=self.sources):
            if (new := learn_patterns(source)) and not quiet:
                lines = "1 line looks" if new == 1 else f"{new} lines look"
                self.stdout.write(
                    f"{source}: {lines} like page furniture. Say at the desk whether that is so: "
                    f"{absolute_url(reverse('admin:articles_chromepattern_changelist'))}"
                )


def _line(path: str, outcome: Outcome) -> Line:
    article = outcome.article
    return Line(
        path=path,
        status=outcome.status,
        headline=article.headline if article else "",
        address=article.get_absolute_url() if article else "",
        reason=outcome.reason,
    )


def _report_file(name: str | None) -> Path | None:
    """Checked before the first page is read: a long run must not end without its report."""
    if name is None:
        return None
    path = Path(name)
    if path.suffix not in {".csv", ".json"}:
        raise CommandError(f"{name}: end the report's name in .csv or .json.", returncode=2)
    if not path.resolve().parent.is_dir():
        raise CommandError(f"{name}: there is no folder {path.resolve().parent}.", returncode=2)
    return path


def _write_report(path: Path, lines: list[Line]) -> None:
    rows: Iterator[dict] = (asdict(line) for line in lines)
    with path.open("w", newline="", encoding="utf-8") as file:
        if path.suffix == ".json":
            json.dump(list(rows), file, ensure_ascii=False, indent=2)
        else:
            writer = csv.DictWriter(file, fieldnames=list(Line.__dataclass_fields__))
            writer.writeheader()
            writer.writerows(rows)
