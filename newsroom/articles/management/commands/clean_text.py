"""`manage.py clean_text FILE`: what the cleaner makes of a page, without a database."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from newsroom.cleaning import Uncleanable, clean
from newsroom.importing import Unreadable, read


class Command(BaseCommand):
    help = "Print a page as the cleaner leaves it: headline, then paragraphs. Changes nothing."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="a text or HTML file; - reads standard input")
        parser.add_argument(
            "--json", action="store_true", help="title, paragraphs, html, tags, regions, report"
        )

    def handle(self, *args: Any, file: str, json: bool, **options: Any) -> None:
        try:
            cleaned = _clean(file)
        except (Unreadable, Uncleanable) as error:
            raise CommandError(f"{file}: {error}") from error
        self.stdout.write(_as_json(cleaned.as_dict()) if json else cleaned.as_text())


def _clean(file: str) -> Any:
    if file == "-":
        return clean(sys.stdin.buffer.read())
    raw = read(Path(file))
    return clean(raw.body, declared_encoding=raw.declared_encoding or None)


def _as_json(found: dict) -> str:
    return json.dumps(found, ensure_ascii=False, indent=2)
