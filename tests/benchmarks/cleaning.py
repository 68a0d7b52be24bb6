"""How well cleaning repairs, what it harms, and how fast it is, beside plain ftfy and bleach.

    python -m tests.benchmarks.cleaning [--tuned] [--every N]

Without `--tuned` the repair rates are over the texts that no rule was tuned on. `--every N`
takes one damaged text in N.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import bleach
import ftfy

from newsroom.cleaning import clean
from newsroom.cleaning.mojibake import repair
from newsroom.cleaning.paragraphs import find_breaks
from newsroom.cleaning.suggest import suggest_regions
from tests.benchmarks.clean_strings import names, phrases, translations
from tests.benchmarks.misreadings import TEXTS, grid, misread

CASES = Path(__file__).parent.parent / "cases"
QUOTES_KEPT = ftfy.TextFixerConfig(
    uncurl_quotes=False, fix_character_width=False, fix_latin_ligatures=False, unescape_html=False
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--tuned", action="store_true", help="the texts that rules were tuned on")
    parser.add_argument("--every", type=int, default=1, help="take one damaged text in so many")
    options = parser.parse_args()
    print_repair(held_out=not options.tuned, every=options.every)
    print_damage()
    print_glue()
    print_furniture()
    print_regions()
    print_speed()
    print_growth()


def print_repair(*, held_out: bool, every: int) -> None:
    """Print the share of damaged texts that come back exactly, by kind of damage and by page."""
    seen: Counter[str] = Counter()
    ours: Counter[str] = Counter()
    theirs: Counter[str] = Counter()
    for number, damaged in enumerate(grid(held_out=held_out)):
        if number % every:
            continue
        is_ours = repair(damaged.text) == damaged.original
        is_theirs = ftfy.fix_text(damaged.text, QUOTES_KEPT) == damaged.original
        for name in (damaged.variant, f"page {damaged.page}"):
            seen[name] += 1
            ours[name] += is_ours
            theirs[name] += is_theirs
    print(f"Repair, {'held-out' if held_out else 'tuned'} texts: exact results")
    for name, count in seen.items():
        shares = f"ftfy {theirs[name] / count:6.1%}   ours {ours[name] / count:6.1%}"
        print(f"  {name:18} {count:5}   {shares}")


def print_damage() -> None:
    """Print how many undamaged strings of many languages the repair changes, and ftfy with it."""
    texts = (text for texts in TEXTS.values() for text in texts)
    for kind, strings in (
        ("texts", {*texts}),
        ("translations", {*translations()}),
        ("names", {*names()}),
        ("phrases", {*phrases()}),
    ):
        changed = [text for text in strings if repair(text) != text]
        alone = [text for text in changed if ftfy.fix_encoding(text, QUOTES_KEPT) == text]
        counts = f"{len(changed)} of {len(strings)} changed, {len(alone)} by us alone"
        print(f"Damage to clean {kind}: {counts}")


def print_glue() -> None:
    """Print how many lost spaces between sentences are found, and how many cuts are false."""
    sets = json.loads((CASES / "glue.json").read_text(encoding="utf-8"))
    glued, whole = sets["glued"] + sets["glued_blind"], sets["whole"] + sets["whole_blind"]
    found = sum(
        [edit.offset for edit in _glue_edits(line.replace("|", ""))] == [line.index("|")]
        for line in glued
    )
    false = sum(bool(_glue_edits(line)) for line in whole)
    print(f"Glue: {found} of {len(glued)} found, {false} of {len(whole)} cut falsely")


def _glue_edits(line: str) -> list:
    return [edit for edit in find_breaks(line).edits if edit.rule == "glued"]


def print_furniture() -> None:
    """Print how many lines of the labelled pages are rightly kept and rightly removed.

    The pages of `learn` and `held_out` were written apart from the rules; of `held_out` nothing
    but these numbers may be looked at.
    """
    tuned = [
        case for name in ("pages", "furniture") for case in _cases(f"cleaning/{name}")["cases"]
    ]
    print_pages("tuned", [case for case in tuned if isinstance(case.get("paragraphs"), list)])
    blind = _cases("furniture_blind")
    for name in ("learn", "held_out"):
        print_pages(name, blind[name])
        for kind in sorted({case["kind"] for case in blind[name]}):
            print_pages(f"  {kind}", [case for case in blind[name] if case["kind"] == kind])


def print_pages(name: str, cases: list[dict]) -> None:
    """Print the lines right, left in and lost, and what is read of the head, for some pages."""
    lines = left_in = lost = 0
    facts: Counter[str] = Counter()
    for case in cases:
        article = clean(case["raw"])
        wanted, got = Counter(case["paragraphs"]), Counter(article.paragraphs)
        lines += sum(bool(line.strip()) for line in case["raw"].split("\n"))
        left_in += sum((got - wanted).values())
        lost += sum((wanted - got).values())
        facts.update(_facts_read(case, article.as_dict()))
    right = max(0, lines - left_in - lost) / (lines or 1)
    heads = ", ".join(
        f"{fact}s {facts[fact]}/{facts[f'{fact} labelled']}" + _of_nothing(facts[f"no {fact}"])
        for fact in ("title", "byline", "date", "place")
    )
    print(
        f"Furniture, {name}: {right:.1%} of {lines} lines right on {len(cases)} pages;"
        f" {left_in} left in, {lost} of the body lost; {heads}"
    )


def _facts_read(case: dict, read: dict) -> Iterator[str]:
    """Yield a name for each fact labelled, each read rightly, and each read where none is."""
    for fact in ("title", "byline", "date", "place"):
        if case.get(fact):
            yield f"{fact} labelled"
        if read[fact] and read[fact] == case.get(fact):
            yield fact
        elif read[fact] and not case.get(fact):
            yield f"no {fact}"


def _of_nothing(count: int) -> str:
    return f" (+{count} of nothing)" if count else ""


def _cases(name: str) -> dict:
    loaded: dict = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    return loaded


def print_regions() -> None:
    """Print precision and recall of the suggested regions on the labelled held-out stories."""
    sets = json.loads((CASES / "regions.json").read_text(encoding="utf-8"))
    hits = suggested = labelled = 0
    for case in sets["held_out"] + sets["blind"]:
        names = {each.name for each in suggest_regions(case["title"], case["paragraphs"])}
        hits += len(names & set(case["regions"]))
        suggested += len(names)
        labelled += len(case["regions"])
    precision, recall = hits / suggested, hits / labelled
    f1 = 2 * precision * recall / (precision + recall)
    print(f"Regions: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")


def print_speed() -> None:
    """Print what one article costs, beside ftfy and bleach alone."""
    damaged = _page(misread, gaps="cp1252")
    for name, text in (("damaged", damaged), ("clean", clean(damaged).as_text())):
        ours = _milliseconds(lambda text=text: clean(text))
        theirs = _milliseconds(lambda text=text: bleach.clean(ftfy.fix_text(text, QUOTES_KEPT)))
        costs = f"{ours:.1f} ms, ftfy+bleach {theirs:.1f} ms"
        print(f"Speed: {name} article of {len(text)} characters {costs}")


def _page(damage: Callable[..., str], **how: str) -> str:
    """Return a page of a trade site: furniture, a glued body of 2,000 characters, damage."""
    body = ".".join(text.removesuffix(".") for text in TEXTS["en"] * 6)[:2000]
    head = "Kopi Forum 2025 Ipoh\nmarketing interactive\n\nKite Bank opens a branch\n\nshare on\n\n"
    return (
        head
        + damage(body, "iso8859-13", **how)
        + "\n\nshare on\n\nFree newsletter\n\nsubscribe now"
    )


def _milliseconds(call: Callable[[], object], *, times: int = 20) -> float:
    """Return the processor time of one call, the best of several."""
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        call()
        best = min(best, time.process_time() - start)
    return 1000 * best


def print_growth() -> None:
    """Print how the time grows with the length, for clean and for damaged text."""
    good = "\n\n".join(text for texts in TEXTS.values() for text in texts)
    for name, text in (("clean", good), ("damaged", misread(good, "cp1252", gaps="cp1252"))):
        for size in (1_000, 10_000, 100_000, 1_000_000):
            page = "A title\n\n" + (text * (size // len(text) + 1))[:size]
            cost = _milliseconds(lambda page=page: clean(page), times=1)
            print(f"Growth: {name} {size:8} characters {cost:9.1f} ms")


if __name__ == "__main__":
    main()
