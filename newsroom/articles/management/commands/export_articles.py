"""`manage.py export_articles DIR`: the archive out again, for another newsroom or for WordPress."""

from argparse import ArgumentParser
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import models
from tqdm import tqdm

from newsroom.articles.exchange.export import chosen, export_folder
from newsroom.articles.exchange.folder import BadFolder
from newsroom.articles.exchange.wxr import export_wxr
from newsroom.articles.models import Region, Source
from newsroom.core.site import site_settings


class Command(BaseCommand):
    help = (
        "Export all stories with their pictures to a new folder: for another newsroom, whose "
        "import_articles restores it, or as a WordPress export (WXR)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path, help="a folder that is not there")
        parser.add_argument(
            "--format",
            choices=["newsroom", "wxr"],
            default="newsroom",
            help="newsroom: everything; wxr: what WordPress has a place for",
        )
        parser.add_argument("--region", metavar="SLUG", help="only this region and those below it")
        parser.add_argument("--source", metavar="NAME", help="only what came from this source")
        parser.add_argument(
            "--since",
            metavar="DATE",
            type=date.fromisoformat,
            help="only what was made or changed on that day (2026-01-31) or later",
        )
        parser.add_argument(
            "--without-people",
            action="store_true",
            help="leave out who did what: the user names of the record",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        articles = _articles(options)
        quiet = options["verbosity"] == 0

        def progress(stories: Any, total: int) -> Any:
            return tqdm(stories, total=total, unit="story", disable=True if quiet else None)

        try:
            if options["format"] == "wxr":
                counts = export_wxr(options["folder"], articles=articles, progress=progress)
            else:
                counts = export_folder(
                    options["folder"],
                    articles=articles,
                    people=not options["without_people"],
                    progress=progress,
                )
        except BadFolder as error:
            raise CommandError(str(error), returncode=2) from error
        if counts["lost_files"]:
            self.stderr.write(f"{counts['lost_files']} pictures have lost their file.")
        if not quiet:
            self.stdout.write(
                f"{counts['articles']} stories and {counts['pictures']} pictures are in "
                f"{options['folder']}."
            )


def _articles(options: dict[str, Any]) -> models.QuerySet | None:
    """The stories that were asked for; None for all of them."""
    if not (options["region"] or options["source"] or options["since"]):
        return None
    since = options["since"]
    return chosen(
        region=_named(Region, "slug", options["region"]),
        source=_named(Source, "name", options["source"]),
        since=datetime.combine(since, time.min, tzinfo=site_settings().zone) if since else None,
    )


def _named(model: type[Any], field: str, value: str | None) -> Any:
    if value is None:
        return None
    if row := model.objects.filter(**{field: value}).first():
        return row
    known = ", ".join(model.objects.values_list(field, flat=True)[:50]) or "none"
    raise CommandError(f"There is no {model._meta.verbose_name} “{value}”: {known}.", returncode=2)
