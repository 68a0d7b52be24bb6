"""`manage.py reclean_articles`: the kept pages through today's cleaner, as one undoable batch."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from newsroom.articles.diffs import Kind, excerpts, word_diff
from newsroom.articles.ingest import vocabulary
from newsroom.articles.lookups import Lookups
from newsroom.articles.models import Batch, RawDocument, Source
from newsroom.articles.querysets import in_chunks
from newsroom.articles.recleaning import Fate, Look, begin, finish, pages, reclean, undo
from newsroom.cleaning import CLEANER_VERSION, Uncleanable

CHUNK = 20  # pages read at a time; none has more than 2 MB
WORDS = {
    Fate.CHANGED: "would change",
    Fate.SAME: "the same",
    Fate.EDITED: "edited by the desk and left",
    Fate.MOVED_ON: "sent on their way by the desk and left",
    Fate.OVERTAKEN: "changed by somebody meanwhile and left",
    Fate.DOUBTFUL: "public and now in doubt, left",
    Fate.FAILED: "failed",
}


class Command(BaseCommand):
    help = (
        "Clean the kept raw pages again, with today's cleaner, tags and confirmed page furniture. "
        "Shows how many stories would change, why, and some of the changes. --apply makes them. "
        "A story that an editor has touched always stays as it is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument(
            "--dry-run", action="store_true", help="change nothing (so it is without --apply, too)"
        )
        what.add_argument("--apply", action="store_true", help="make the changes, as one batch")
        what.add_argument(
            "--undo",
            type=int,
            metavar="BATCH",
            help="put back what the batch changed, save what the desk has touched since",
        )
        parser.add_argument("--source", metavar="NAME", help="only the pages of this source")
        parser.add_argument(
            "--only-older-than",
            nargs="?",
            const=CLEANER_VERSION,
            metavar="VERSION",
            help="pass over what this version of the cleaner (today's, if none is given) or a "
            "later one has been applied to: so a run that was stopped goes on where it was",
        )
        parser.add_argument("--limit", type=int, metavar="N", help="look at so many pages")
        parser.add_argument(
            "--samples", type=int, default=5, metavar="N", help="show so many changes (5)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.quiet = options["verbosity"] == 0
        if options["undo"] is not None:
            if any(options[name] is not None for name in ("source", "only_older_than", "limit")):
                raise CommandError(
                    "--undo takes back a whole batch: give its number alone.", returncode=2
                )
            self._undo(options["undo"])
        else:
            self._reclean(options)

    def _reclean(self, options: dict) -> None:
        documents = _documents(options)
        batch = begin() if options["apply"] else None
        if batch:
            self._say(f"{batch}. To undo it: manage.py reclean_articles --undo {batch.pk}")
        known, self.lookups = vocabulary(), Lookups()
        counts: Counter[Fate] = Counter()
        causes: Counter[str] = Counter()
        samples = Samples(options["samples"])
        for document in self._progress(documents, limit=options["limit"]):
            look = self._one(document, known, batch, raises=options["traceback"])
            counts[look.fate] += 1
            causes.update(look.causes)
            samples.take(document, look)
            if look.reason:
                self._complain(f"{document.key}: {look.reason}")
        if batch:
            finish(batch, {fate: counts[fate] for fate in Fate})
        self._report(counts, causes, samples, is_applied=batch is not None)
        if counts[Fate.FAILED]:
            raise SystemExit(1)

    def _one(self, document: RawDocument, known: Any, batch: Batch | None, *, raises: bool) -> Look:
        """One page on its own, so that a bad one takes no other with it, whatever is wrong."""
        try:
            return reclean(document, known=known, lookups=self.lookups, batch=batch)
        except Uncleanable as error:
            return Look(Fate.FAILED, reason=str(error))
        except Exception as error:
            if raises:
                raise
            return Look(
                Fate.FAILED,
                reason=f"Nothing was changed: {type(error).__name__}: {error} "
                "(--traceback shows where; please report it).",
            )

    def _undo(self, number: int) -> None:
        batch = Batch.objects.filter(pk=number).first()
        if batch is None:
            raise CommandError(f"There is no batch {number}.", returncode=2)
        if batch.undone_at:
            raise CommandError(f"{batch} has been undone already.", returncode=2)
        left = done = 0
        for article, is_back in tqdm(undo(batch), unit="story", disable=self._no_bar):
            done += is_back
            left += not is_back
            if not is_back:
                address = article.get_absolute_url()
                self._complain(f"{address}: changed or sent on its way since, so it stays.")
        self._say(f"{batch}: {done} put back, {left} left.")

    # What is said.

    def _progress(self, documents: Any, *, limit: int | None) -> Iterator[RawDocument]:
        number = documents.count()
        rows = (document for chunk in in_chunks(documents, size=CHUNK) for document in chunk)
        total = number if limit is None else min(number, limit)
        yield from tqdm(islice(rows, limit), total=total, unit="page", disable=self._no_bar)

    @property
    def _no_bar(self) -> bool | None:
        return True if self.quiet else None

    def _report(
        self, counts: Counter[Fate], causes: Counter[str], samples: "Samples", *, is_applied: bool
    ) -> None:
        words = WORDS | ({Fate.CHANGED: "changed"} if is_applied else {})
        told = [f"{counts[fate]:,} {words[fate]}" for fate in Fate]
        opening = "" if is_applied else "Dry run: "
        self._say(f"{opening}{counts.total():,} looked at: {', '.join(told)}.")
        if causes:
            self._say("\nWhy, and in how many stories:")
            for cause, number in causes.most_common():
                self._say(f"{number:9,}  {cause}")
        for document, look in samples.chosen:
            self._say(f"\n{self.style.MIGRATE_HEADING(str(document.article))}  {document.key}")
            for name, before, after in look.differences:
                self._say(f"  {name}: {self._diff(before, after)}")
        if is_applied and not counts[Fate.CHANGED]:
            self._say("There was nothing to change, so there is no batch to undo.")
        elif counts[Fate.CHANGED] and not is_applied:
            self._say("\nNothing was changed. --apply makes these changes.")

    def _diff(self, before: str, after: str) -> str:
        """As git writes it, for a terminal without colours: [-gone-]{+come+}."""
        written: dict[Kind, Callable[[str], str]] = {
            Kind.SAME: str,
            Kind.REMOVED: lambda text: self.style.ERROR(f"[-{text}-]"),
            Kind.ADDED: lambda text: self.style.SUCCESS(f"{{+{text}+}}"),
        }
        pieces = excerpts(word_diff(before, after))
        return "".join(written[piece.kind](piece.text) for piece in pieces)

    def _say(self, text: str) -> None:
        if not self.quiet:
            self.stdout.write(text)

    def _complain(self, text: str) -> None:
        if not self.quiet:
            with tqdm.external_write_mode(file=self.stderr):
                self.stderr.write(text)


class Samples:
    """Some of the changes, of as many kinds as there are."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._kinds: dict[tuple[str, ...], tuple[RawDocument, Look]] = {}
        self._more: list[tuple[RawDocument, Look]] = []

    def take(self, document: RawDocument, look: Look) -> None:
        if look.fate != Fate.CHANGED:
            return
        if look.causes not in self._kinds and len(self._kinds) < self._number:
            self._kinds[look.causes] = (document, look)
        elif len(self._more) < self._number:
            self._more.append((document, look))

    @property
    def chosen(self) -> list[tuple[RawDocument, Look]]:
        return [*self._kinds.values(), *self._more][: self._number]


def _documents(options: dict) -> Any:
    """The pages that are meant; a mistake in naming them stops the run before it starts."""
    name, older = options["source"] or "", options["only_older_than"] or ""
    if min(options["limit"] or 0, options["samples"]) < 0:
        raise CommandError(
            "--limit and --samples: give a number that is not below 0.", returncode=2
        )
    if name and not Source.objects.filter(name=name).exists():
        raise CommandError(f"There is no source {name!r}.", returncode=2)
    try:
        return pages(source=name, older_than=older)
    except ValueError as error:
        raise CommandError(
            f"{older!r} is no version of the cleaner; today's is {CLEANER_VERSION}.", returncode=2
        ) from error
