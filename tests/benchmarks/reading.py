"""How fast a WordPress export is read, and in how much memory.

python -m tests.benchmarks.reading [--megabytes N]
"""

import argparse
import resource
import tempfile
import time
from pathlib import Path

from newsroom.importing import RawArticle, read_all
from tests.importing.exports import write_large


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--megabytes", type=int, default=200)
    megabytes = parser.parse_args().megabytes
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.xml"
        with path.open("wb") as file:
            written = write_large(file, megabytes * 1024**2)
        print(f"Export: {path.stat().st_size / 1024**2:.0f} MB, {written} articles")
        before = _peak()
        start = time.perf_counter()
        read = sum(isinstance(each, RawArticle) for each in read_all([path]))
        seconds = time.perf_counter() - start
    print(
        f"Reading: {read} articles in {seconds:.1f} s, {megabytes / seconds:.0f} MB/s, "
        f"peak memory {_peak():.0f} MB ({before:.0f} MB before)"
    )


def _peak() -> float:
    """The most memory that the process has had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
