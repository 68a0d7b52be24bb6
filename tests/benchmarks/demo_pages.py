"""How long the damaged pages of the demo take to clean, beside ftfy and bleach alone.

    python -m tests.benchmarks.demo_pages

Where the owner's sample lies beside the checkout it is timed as well. Times are processor time,
the best of several rounds; the ratio is what to compare between machines.
"""

import time
from collections.abc import Callable
from pathlib import Path

import bleach
import ftfy

from newsroom.cleaning import clean
from newsroom.importing import RawArticle, read
from newsroom.ops import demo

ROUNDS = 5
SAMPLE = Path(__file__).parents[2].parent / "shared/seeds/000_30ec9effe2bba2c2.txt"


def main() -> None:
    pages = [read(page.path) for page in demo.load().damaged]
    print_line(f"the demo's {len(pages)} damaged pages", pages)
    if SAMPLE.exists():
        print_line("the owner's sample", [read(SAMPLE)])


def print_line(name: str, pages: list[RawArticle]) -> None:
    """One line: milliseconds a page, pages a second, and how many times the plain libraries."""
    ours, plain = _best(lambda: _clean(pages)), _best(lambda: _plain(pages))
    each = ours / len(pages)
    print(
        f"{name}: {each * 1000:.1f} ms a page, {1 / each:.0f} a second, {ours / plain:.1f}x plain"
    )


def _clean(pages: list[RawArticle]) -> None:
    for page in pages:
        clean(page.body, declared_encoding=page.declared_encoding or None)


def _plain(pages: list[RawArticle]) -> None:
    """What a site would do without us: fix the text, strip what is not allowed."""
    for page in pages:
        bleach.clean(ftfy.fix_text(page.body.decode("utf-8", "replace")))


def _best(work: Callable[[], None]) -> float:
    work()
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


if __name__ == "__main__":
    main()
