"""What `make test` runs: the suite on SQLite, the parts with a database again on PostgreSQL."""

import os
import subprocess
import sys
from pathlib import Path

from tests import services

# These never open a database, or (the browser) say the same on any.
NO_DATABASE = {"benchmarks", "browser", "cases", "cleaning", "importing"}


def database_tests() -> list[str]:
    """The folders that are worth a second run on another database."""
    here = Path(__file__).parent
    return sorted(
        f"tests/{folder.name}"
        for folder in here.iterdir()
        if folder.is_dir() and (folder / "__init__.py").exists() and folder.name not in NO_DATABASE
    )


def run(title: str, *arguments: str, **env: str) -> bool:
    """One pytest run in a process of its own; true if it passed."""
    print(f"\n== {title}", flush=True)  # noqa: T201
    command = [sys.executable, "-m", "pytest", "-q", "-n", "auto", *arguments]
    return subprocess.run(command, env={**os.environ, **env}, check=False).returncode == 0


def main() -> int:
    missing = services.missing()
    passed = [run("All tests, on SQLite")]
    if services.answers(services.POSTGRES_URL):
        passed.append(
            run(
                "Tests with a database, on PostgreSQL",
                *database_tests(),
                DATABASE_URL=services.POSTGRES_URL,
            )
        )
    for line in missing:
        print(f"SKIPPED: {line}")  # noqa: T201
    return 0 if all(passed) and not (missing and services.IN_CI) else 1


if __name__ == "__main__":
    sys.exit(main())
