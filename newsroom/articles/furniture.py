"""Page furniture learned from a source's own pages: counted, suggested, decided by an editor.

The cleaner's rules know what the pages of many sites have in common. What one site alone prints on
its pages (a masthead, this year's event, the line of a campaign) shows only in that it comes back
from story to story.
"""

import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from newsroom.articles.models import ChromePattern, PatternState, RawDocument, SeenLine, Source
from newsroom.articles.models.sources import LONGEST_LINE
from newsroom.cleaning import CleanedArticle, line_key

# Two stories share a line by chance, or because one is a second part of the other.
LEAST_STORIES = 3
LEAST_PER_CENT = 20
# "***", "1." and the "Q:" of an interview stand in stories of any source. Two is enough for a
# button in Chinese: 分享, share.
LEAST_LETTERS = 2
# What the head says of the story is taken out of it as well, but is no furniture.
FACTS = {"byline", "date"}


def confirmed_lines(source: str) -> list[str]:
    """The lines that cleaning is to take out of this source's pages, as `clean` wants them."""
    confirmed = ChromePattern.objects.filter(source__name=source, state=PatternState.CONFIRMED)
    return list(confirmed.values_list("line", flat=True))


def confirmed_by_source() -> dict[str, tuple[str, ...]]:
    """The same for every source at once."""
    confirmed = ChromePattern.objects.filter(state=PatternState.CONFIRMED)
    found: dict[str, tuple[str, ...]] = {}
    for source, line in confirmed.values_list("source__name", "line"):
        found[source] = (*found.get(source, ()), line)
    return found


@transaction.atomic
def remember_lines(document: RawDocument, cleaned: CleanedArticle) -> None:
    """Note the page's short lines; of an earlier copy of the page none are left."""
    SeenLine.objects.filter(document__key=document.key).delete()
    SeenLine.objects.bulk_create(lines_of(document, cleaned))


def lines_of(document: RawDocument, cleaned: CleanedArticle) -> list[SeenLine]:
    """The rows for the page's short lines, not yet stored."""
    lines = {_hash(line_key(line)): line for line in _short_lines(cleaned)}
    return [
        SeenLine(source_id=document.source_id, document=document, line_hash=digest, line=line)
        for digest, line in lines.items()
    ]


@transaction.atomic
def learn_patterns(source: Source) -> int:
    """Suggest the lines that enough stories of the source share; returns how many are new.

    One reading of an index, however many pages there are. What an editor has decided stays so.
    """
    stories = source.documents.values("key").distinct().count()
    least = max(LEAST_STORIES, math.ceil(stories * LEAST_PER_CENT / 100))
    counts = source.lines.values_list("line_hash").annotate(number=Count("pk"))
    common = dict(counts.filter(number__gte=least))
    known = set(source.patterns.values_list("line_hash", flat=True))
    ChromePattern.objects.bulk_create(
        [_pattern(source, digest, number) for digest, number in common.items()],
        update_conflicts=True,
        unique_fields=["source", "line_hash"],
        update_fields=["seen_count"],
    )
    return len(common.keys() - known)


def decide(patterns: Iterable[ChromePattern], state: PatternState) -> None:
    """Keep an editor's word on these lines; it holds for what is cleaned from now on."""
    ChromePattern.objects.filter(pk__in=[pattern.pk for pattern in patterns]).update(
        state=state, decided_at=timezone.now()
    )


def count_stories(patterns: Iterable[ChromePattern]) -> int:
    """How many stories came in with at least one of these lines."""
    hashes = defaultdict(set)
    for pattern in patterns:
        hashes[pattern.source_id].add(pattern.line_hash)
    return sum(
        SeenLine.objects.filter(source=source, line_hash__in=digests)
        .values("document")
        .distinct()
        .count()
        for source, digests in hashes.items()
    )


def _hash(key: str) -> str:
    """64 bits are enough to tell the lines of one source apart."""
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _short_lines(cleaned: CleanedArticle) -> Iterator[str]:
    """The lines that were left to the story, and those that were taken out in doubt."""
    removed = (edit for edit in cleaned.report.removed if edit.rule not in FACTS)
    doubtful = (edit.before for edit in removed if not edit.is_sure)
    for line in map(str.strip, (cleaned.title, *cleaned.paragraphs, *doubtful)):
        if len(line) > LONGEST_LINE or len(line_key(line)) > LONGEST_LINE:
            continue
        if sum(character.isalpha() for character in line) >= LEAST_LETTERS:
            yield line


def _pattern(source: Source, digest: str, number: int) -> ChromePattern:
    sample = source.lines.filter(line_hash=digest).order_by("-document_id")[0].line
    return ChromePattern(
        source=source,
        line_hash=digest,
        line=line_key(sample),
        sample=sample,
        seen_count=number,
    )
