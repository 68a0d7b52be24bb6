"""The report of an import: a line for each item, written as the run goes."""

import csv
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import IO, Protocol

from django.core.management.base import CommandError

from newsroom.articles.ingest.outcomes import Outcome


@dataclass(frozen=True)
class Line:
    """One line of the report."""

    path: str
    status: str
    headline: str
    address: str
    reason: str

    @classmethod
    def of(cls, label: str, outcome: Outcome) -> "Line":
        article = outcome.article
        return cls(
            path=label,
            status=outcome.status,
            headline=article.headline if article else "",
            address=article.get_absolute_url() if article else "",
            reason=outcome.reason,
        )


class Report(Protocol):
    """Where lines go."""

    def add(self, line: Line) -> None: ...


class _Nowhere:
    def add(self, line: Line) -> None:
        return


class _Csv:
    def __init__(self, file: IO[str]) -> None:
        self._writer = csv.DictWriter(file, [field.name for field in fields(Line)])
        self._writer.writeheader()

    def add(self, line: Line) -> None:
        self._writer.writerow(asdict(line))


class _Json:
    def __init__(self, file: IO[str]) -> None:
        self._file, self._between = file, "\n"

    def add(self, line: Line) -> None:
        self._file.write(f"{self._between}{json.dumps(asdict(line), ensure_ascii=False)}")
        self._between = ",\n"


@contextmanager
def report_for(name: str | None) -> Iterator[Report]:
    """The report of that name, ending in .csv or .json. A list is closed even when a run stops.

    Raises CommandError before anything is read: a long run must not end without its report.
    """
    if name is None:
        yield _Nowhere()
        return
    path = Path(name)
    if path.suffix not in {".csv", ".json"}:
        raise CommandError(f"{name}: end the report's name in .csv or .json.", returncode=2)
    try:
        file = path.open("w", newline="", encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise CommandError(f"{name} cannot be written: {error.strerror}.", returncode=2) from error
    with file:
        if path.suffix == ".csv":
            yield _Csv(file)
            return
        file.write("[")
        try:
            yield _Json(file)
        finally:
            file.write("\n]\n")
