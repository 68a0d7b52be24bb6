"""`manage.py audit_archive`: what is still wrong with the archive, by kind, source and month."""

import json
from argparse import ArgumentParser
from itertools import groupby
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from newsroom.articles.audit import SAMPLES, Signature, archive, run
from newsroom.articles.models import AuditReport


class Command(BaseCommand):
    help = (
        "Count what is still wrong with the archive, by kind, source and month of publication, "
        "with samples. The desk shows the same, until the next count. Changes no story."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--samples",
            type=int,
            default=SAMPLES,
            metavar="N",
            help=f"name so many stories of each group ({SAMPLES})",
        )
        parser.add_argument("--json", metavar="FILE", help="write what was found to this file, too")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["samples"] < 0:
            raise CommandError("--samples: give a number that is not below 0.", returncode=2)
        file = _json_file(options["json"])
        quiet = options["verbosity"] == 0
        with tqdm(total=archive().count(), unit="story", disable=True if quiet else None) as bar:
            report = run(samples=options["samples"], tell=bar.update)
        if file:
            text = json.dumps(_as_data(report), ensure_ascii=False, indent=2)
            file.write_text(f"{text}\n", encoding="utf-8")
        if not quiet:
            self._print(report)

    def _print(self, report: AuditReport) -> None:
        self.stdout.write(f"Stories read: {report.articles:,}, in {report.seconds:,.0f} s.")
        for signature, found in groupby(report.groups, key=lambda group: group["signature"]):
            groups = list(found)
            label, total = Signature(signature).label, sum(group["count"] for group in groups)
            self.stdout.write(f"\n{self.style.MIGRATE_HEADING(label)}: {total:,}")
            for group in groups:
                source, month = group["source"] or "the desk", group["month"] or "no date"
                self.stdout.write(f"{group['count']:9,}  {month:7}  {source}")
                for sample in group["samples"]:
                    evidence = f"  [{sample['evidence']}]" if sample["evidence"] else ""
                    self.stdout.write(f"{'':20}{sample['headline']}  {sample['address']}{evidence}")


def _as_data(report: AuditReport) -> dict[str, Any]:
    return {
        "made_at": report.made_at.isoformat(),
        "seconds": report.seconds,
        "articles": report.articles,
        "groups": report.groups,
    }


def _json_file(name: str | None) -> Path | None:
    """Opened before the first story is read: a long run must not end without its file."""
    if name is None:
        return None
    path = Path(name)
    try:
        path.open("a").close()
    except OSError as error:
        raise CommandError(
            f"{name}: {error.strerror}. Name a file that can be written, where its folder is.",
            returncode=2,
        ) from error
    return path
